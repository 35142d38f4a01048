import { type FormNode, type Pack, type PackText, pick, walkForm } from '@plumbline/policy';
import { marksIn } from './passages.ts';

type Locale = 'zh' | 'en';

/** For each Chinese label of a coded value, its English ones: forms may share the one and differ in the other. */
export type LabelPairs = ReadonlyMap<string, ReadonlySet<string>>;

/** The labels of every coded value in the forms of a pack. */
export function labelPairs(pack: Pick<Pack, 'forms'>): LabelPairs {
  const pairs = new Map<string, Set<string>>();
  for (const form of Object.values(pack.forms))
    walkForm(form as unknown as FormNode, (node) => {
      for (const { 'x-title': title } of node.oneOf ?? [])
        if (title) pairs.set(title.zh, (pairs.get(title.zh) ?? new Set()).add(title.en));
    });
  return pairs;
}

/**
 * The text of an entry in one language. A coded value stands in it by its label in every language, one a line, so
 * that it is found by each; shown is the caller's, unless only the other one has what was sought.
 */
export function inLanguage(
  body: string,
  pairs: LabelPairs,
  locale: Locale,
  terms: readonly string[],
): string {
  const lines = body.split('\n');
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const zh = lines[i]!;
    const en = lines[i + 1];
    if (en === undefined || !pairs.get(zh)?.has(en)) {
      kept.push(zh);
      continue;
    }
    i++;
    const [own, other] = locale === 'zh' ? [zh, en] : [en, zh];
    const soughtElsewhere = marksIn(own, terms).length === 0 && marksIn(other, terms).length > 0;
    kept.push(...(soughtElsewhere ? [own, other] : [own]));
  }
  return kept.join('\n');
}

/** A title that is only the catalogue's, in the caller's language; one that somebody wrote stays. */
export const ownTitle = (title: string, item: PackText | undefined, locale: Locale): string =>
  item && title === item.zh ? pick(item, locale) : title;
