import type { RuleRef } from '@plumbline/contract/matter';
import { type Locale, type Pack, pick } from '@plumbline/policy';

/** Articles that the pack refers to, as `regulation/number`, in words. */
export function viewRules(pack: Pack, rules: readonly string[] | undefined, locale: Locale): RuleRef[] {
  return (rules ?? []).flatMap((rule) => {
    const [code = '', number = ''] = rule.split('/');
    // A version of the pack from before it had a library refers to nothing.
    const regulation = pack.library?.regulations.find((one) => one.code === code);
    if (!regulation) return [];
    const name = pick(regulation.title, locale);
    return [
      {
        regulation: code,
        number,
        title: locale === 'zh' ? `《${name}》第${number}条` : `${name}, article ${number}`,
      },
    ];
  });
}
