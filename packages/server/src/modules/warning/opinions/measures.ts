import {
  type FormNode,
  isAllowed,
  nodeAt,
  type Opinions,
  pick,
  textOfValue,
  valuesAt,
  writtenText,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { uuidArray } from '../../../platform/db/sql.ts';
import { longDay } from '../../../platform/documents/templates/values.ts';
import { similarity } from '../../../platform/matching/similarity.ts';
import { barsInForce } from '../bars/bars-in-force.ts';
import { inForce, toMark } from '../levels/mark.store.ts';
import { levelTitle } from '../levels/mark.view.ts';
import { effectOf, firstOfEach, hasEffectOn, type Measure } from './measure.rules.ts';

/** The use under which an entry may enter a reply. */
const USE = 'opinion-reply';

/** What the pack says of opinion replies; undefined where it has none. */
export const opinionsOf = ({ pack }: Pick<Ctx, 'pack'>): Opinions | undefined =>
  (pack.opinions as Opinions | null | undefined) ?? undefined;

/** The language in which the office writes its papers. */
const paperLanguage = ({ pack }: Pick<Ctx, 'pack'>) => pack.head.locales[0] ?? 'zh';

/**
 * Everything in force today about these persons that an opinion may rest on, as far as the caller sees it: bars, and
 * entries of dossiers with an effect that lasts. What is not verified, superseded, revoked, merged or over is no part of it,
 * because the pack's table of uses does not allow it or its last day has passed (P2, P8).
 * @param organId organ whose limits count
 */
export async function measuresInForce(
  ctx: Ctx,
  personIds: readonly string[],
  organId: string,
): Promise<Map<string, Measure[]>> {
  const found = personIds.length
    ? await Promise.all([
        barMeasures(ctx, personIds),
        warningMeasures(ctx, personIds),
        entryMeasures(ctx, personIds, organId),
      ])
    : [];
  const measures = found.flat().sort((a, b) => a.until.localeCompare(b.until) || a.key.localeCompare(b.key));
  return Map.groupBy(measures, ({ person }) => person);
}

async function barMeasures(ctx: Ctx, personIds: readonly string[]): Promise<Measure[]> {
  const language = paperLanguage(ctx);
  const kinds = new Map(ctx.pack.bars.map((kind) => [kind.code, kind]));
  return (await barsInForce(ctx, personIds, USE)).map((bar) => ({
    key: `bar:${bar.id}`,
    person: bar.person_id,
    what: bar.kind,
    title: bar.title,
    told: told(pick(kinds.get(bar.kind)!.title, language), bar.until_on, language),
    from: bar.from_on,
    until: bar.until_on,
    against: bar.against,
  }));
}

/** Warnings that were told and decided, under the sight of their own matters. */
async function warningMeasures(ctx: Ctx, personIds: readonly string[]): Promise<Measure[]> {
  const rule = opinionsOf(ctx)?.warnings;
  if (!rule) return [];
  const rows = await ctx.trx
    .selectFrom('warning')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', '=', sql<string>`any(${uuidArray(personIds)})`)
    .where('voided', '=', false)
    .orderBy('matter_id')
    .execute();
  const language = paperLanguage(ctx);
  const named = (level: string | null, locale: 'zh' | 'en') =>
    `${pick(rule.title, locale)}${locale === 'zh' ? '：' : ': '}${levelTitle({ ...ctx, locale }, level) ?? ''}`;
  return rows.flatMap((row): Measure[] => {
    const { from_on: from, until_on: until } = row;
    if (!inForce(ctx, toMark(row)) || from === null || until === null) return [];
    return [
      {
        key: `warning:${row.matter_id}`,
        person: row.subject_id,
        what: row.level ?? '',
        title: named(row.level, ctx.locale),
        told: told(named(row.level, language), until, language),
        from,
        until,
        against: rule.against,
      },
    ];
  });
}

interface EntryRow {
  id: string;
  subject_id: string;
  item: string;
  title: string;
  form: unknown;
  status: string;
}

async function entryMeasures(ctx: Ctx, personIds: readonly string[], organId: string): Promise<Measure[]> {
  const rules = new Map((opinionsOf(ctx)?.measures ?? []).map((rule) => [rule.item, rule]));
  if (rules.size === 0) return [];
  const [{ limits }, { rows }] = await Promise.all([
    ctx.terms(organId),
    sql<EntryRow>`
      select id, subject_id, item, title, form, status from material
      where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = any(${uuidArray(personIds)})
        and item = any(${[...rules.keys()]}::text[])
      order by id`.execute(ctx.trx),
  ]);
  const language = paperLanguage(ctx);
  const entered = rows.flatMap((row) => {
    const rule = rules.get(row.item)!;
    const effect = isAllowed(ctx.pack.uses, row.status, USE) ? effectOf(rule, row.form, limits) : undefined;
    if (!effect) return [];
    const [decision] = rule.decision === undefined ? [] : valuesAt(row.form, rule.decision);
    const named = typeof decision === 'string' && decision.trim() !== '' ? decision.trim() : undefined;
    return [{ ...row, person: row.subject_id, rule, effect, decision: named }];
  });
  return firstOfEach(entered, copiesIn(ctx)).flatMap(({ id, person, item, rule, effect }): Measure[] => {
    if (!hasEffectOn(effect, ctx.today)) return [];
    const named = nameOf(ctx, item, rule.by, effect.kind);
    return [
      {
        key: `material:${id}`,
        person,
        what: effect.kind,
        title: named(ctx.locale),
        told: told(named(language), effect.until, language),
        from: effect.from,
        until: effect.until,
        against: rule.against,
      },
    ];
  });
}

/** Whether two entries are copies by the pack's rule of likeness; without one nothing is. */
const copiesIn = ({ pack }: Ctx) => {
  const textOf = ({ item, title, form }: EntryRow): string => {
    const node = pack.forms[pack.catalogue.items.find(({ code }) => code === item)?.form ?? ''];
    return node ? `${title}\n${writtenText(node as unknown as FormNode, form)}` : title;
  };
  const from = pack.likeness?.copied.from;
  return (a: EntryRow, b: EntryRow): boolean =>
    from !== undefined && similarity(textOf(a), textOf(b)) >= from;
};

/** Title of the kind of measure, by the field of its form. */
function nameOf({ pack }: Ctx, item: string, path: string, value: string) {
  const code = pack.catalogue.items.find((one) => one.code === item)?.form ?? '';
  const node = nodeAt(pack.forms[code] as unknown as FormNode, path)?.node;
  const text = node && textOfValue(pack, node, value);
  return (language: 'zh' | 'en') => (text ? pick(text, language) : value);
}

const told = (title: string, until: string, language: 'zh' | 'en'): string =>
  language === 'zh' ? `${title}（至${longDay(until, 'zh')}）` : `${title} (until ${longDay(until, 'en')})`;
