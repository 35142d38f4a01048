import type { DifferenceSide, LaidDifference, LaidEntry } from '@plumbline/contract/layout';
import {
  type Comparable,
  type DifferenceRule,
  MASK,
  pick,
  type RecordDifference,
  recordDifferences,
  type Statement,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { findItem } from './catalogue.ts';
import { inWords } from './portrait.rules.ts';

/** An entry that is laid out, as far as it may be compared. */
export interface LaidForm {
  entry: LaidEntry;
  /** Kin and third persons may be read. */
  kin: boolean;
  /** Left out where the reader may not read it, or its status may not stand beside others. */
  comparable?: Comparable;
}

export type Compared = Pick<
  {
    differences: Omit<LaidDifference, 'points'>[];
    uncompared: { rule: string; title: string; item: string; why: 'missing' | 'withheld' }[];
  },
  'differences' | 'uncompared'
>;

/** What the rules find different among the entries, with both sides; and what could not be compared, and why. */
export function compareEntries(
  ctx: Ctx,
  rules: readonly DifferenceRule[],
  forms: readonly LaidForm[],
): Compared {
  const known = new Map(forms.map((form) => [form.entry.id, form]));
  const comparable = forms.flatMap((form) => form.comparable ?? []);
  return {
    differences: recordDifferences(rules, comparable).map((found) => viewDifference(ctx, found, known)),
    uncompared: rules.flatMap((rule) => {
      for (const { item } of [rule.declared, rule.recorded]) {
        const held = forms.filter(({ entry }) => entry.item === item);
        if (held.some((form) => form.comparable)) continue;
        const why = held.some(({ entry }) => entry.withheld) ? ('withheld' as const) : ('missing' as const);
        const title = findItem(ctx.pack, item)?.title;
        return [
          {
            rule: rule.code,
            title: pick(rule.title, ctx.locale),
            item: title ? pick(title, ctx.locale) : item,
            why,
          },
        ];
      }
      return [];
    }),
  };
}

function viewDifference(
  ctx: Ctx,
  { rule, declared, recorded }: RecordDifference,
  known: ReadonlyMap<string, LaidForm>,
): Omit<LaidDifference, 'points'> {
  const side = (statement: Statement): DifferenceSide => {
    const { entry, kin } = known.get(statement.material)!;
    return {
      entryId: entry.id,
      itemTitle: entry.itemTitle,
      day: statement.day,
      sourceTitle: entry.sourceTitle,
      statusTitle: entry.statusTitle,
      says: statement.says.map((one) => {
        const masked = one.kin && !kin;
        return {
          title: pick(one.title, ctx.locale),
          value: masked ? MASK : inWords(one, ctx.locale),
          masked,
        };
      }),
    };
  };
  return {
    rule: rule.code,
    title: pick(rule.title, ctx.locale),
    note: pick(rule.note ?? rule.title, ctx.locale),
    source: pick(rule.source, ctx.locale),
    standing: rule.standing,
    declared: side(declared),
    recorded: side(recorded),
  };
}
