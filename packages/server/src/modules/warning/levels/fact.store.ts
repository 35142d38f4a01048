import {
  type CatalogueItem,
  type Fact,
  type FactSaid,
  type FormNode,
  factOf,
  rankOf,
  type SameMatter,
  type SubjectRef,
  sameMatter,
  statusesFor,
  valuesAt,
  writtenText,
} from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { containment, similarityTo } from '../../../platform/matching/similarity.ts';
import { machineForService } from '../../matter/index.ts';

/** An entry of a dossier that may count today for what is asked. */
export interface CountingFact extends Fact {
  title: string;
  item: string;
  day: string;
  verifiedAt: string;
  classification: number;
}

/** Uses of the pack for which entries are asked. */
export const USES = { warning: 'warning-level', listing: 'special-list' } as const;
export type MarkKind = keyof typeof USES;

const MOST = 500;

interface Row {
  id: string;
  title: string;
  item: string;
  day: string;
  classification: number;
  verified_at: Date;
  form: Record<string, unknown>;
}

interface Known {
  /** Compares what counts with each other and with every entry that anything of the subject ever rested on. */
  same: SameMatter;
  /** What an entry said, whether it counts or not. */
  saidBy: (id: string) => FactSaid | undefined;
}

export interface Facts extends Known {
  /** What counts today, as far as the caller sees it, newest first. */
  counting: CountingFact[];
}

/** Entries on a subject that the pack's uses let count today and that say how grave they are. */
export async function readFacts(ctx: Ctx, subjectId: string, kind: MarkKind): Promise<Facts> {
  const known = await readKnown(ctx, subjectId, kind);
  const { rows } = await sql<Row>`
    select id, title, item, coalesce(occurred_on, received_on) as day, classification,
      coalesce(verified_at, created_at) as verified_at, form
    from material where ${counts(ctx, subjectId, kind)} order by day desc, id limit ${MOST}`.execute(ctx.trx);
  const counting = rows.flatMap((row) => {
    const said = factOf(itemOf(ctx, row.item), row.form);
    const { id, title, item, classification } = row;
    const day = said?.on ?? row.day;
    const verifiedAt = new Date(row.verified_at).toISOString();
    return said
      ? [{ ...said, id, title, item, day, classification, matter: known.same.matterOf(id), verifiedAt }]
      : [];
  });
  return { ...known, counting };
}

export const countingFacts = async (ctx: Ctx, subjectId: string, kind: MarkKind): Promise<CountingFact[]> =>
  (await readFacts(ctx, subjectId, kind)).counting;

/**
 * Facts of a mark that count today: the entries themselves, or later versions of them. What a later version makes graver
 * was no ground of what was decided.
 */
export function standing(
  { counting, same, saidBy }: Facts,
  relied: readonly { id: string }[],
): CountingFact[] {
  return counting.flatMap((fact) => {
    const first = relied.find(({ id }) => same.isVersionOf(fact.id, id));
    if (!first) return [];
    const { grave, kind } = saidBy(first.id) ?? fact;
    return [{ ...fact, kind, grave: rankOf(grave) < rankOf(fact.grave) ? grave : fact.grave }];
  });
}

interface ToldRow {
  id: string;
  title: string;
  item: string;
  form: Record<string, unknown>;
  matter_id: string;
  supersedes_id: string | null;
  occurred_on: string | null;
  counts: boolean;
  by_hand: boolean;
}

/**
 * What counts, what warnings and places of the subject were ever based on (revoked, superseded or moved away since as
 * well), and all versions of these, whoever may see them: a fact comes in no other dress (P3, P7).
 */
const readKnown = asPlatform(async (ctx, subjectId: string, kind: MarkKind): Promise<Known> => {
  const j = ctx.actor.jurisdictionId;
  const relied = (table: MarkKind) => sql`
    select (f->>'id')::uuid as id from ${sql.table(table)} w, jsonb_array_elements(w.facts) f
    where w.jurisdiction_id = ${j} and w.subject_id = ${subjectId} and (w.from_on is not null or w.voided)`;
  const { rows } = await sql<ToldRow>`
    with recursive seed as (
      (select id from material where ${counts(ctx, subjectId, kind)}
        order by coalesce(occurred_on, received_on) desc, id limit ${MOST})
      union ${relied('warning')} union ${relied('listing')}),
    chain as (
      select m.id, m.supersedes_id from material m join seed on seed.id = m.id where m.jurisdiction_id = ${j}
      union
      select n.id, n.supersedes_id from chain c, lateral (
        select e.id, e.supersedes_id from material e where e.jurisdiction_id = ${j} and e.id = c.supersedes_id
        union all
        select l.id, l.supersedes_id from material l where l.jurisdiction_id = ${j} and l.supersedes_id = c.id) n)
    select id, title, item, form, matter_id, supersedes_id, occurred_on, (${counts(ctx, subjectId, kind)}) as counts,
      exists (select 1 from matter t where t.jurisdiction_id = ${j} and t.id = material.matter_id
        and t.procedure = ${machineForService(ctx.pack, 'material').procedure}) as by_hand
    from material where jurisdiction_id = ${j} and id in (select id from chain)
    order by coalesce(occurred_on, received_on), id desc`.execute(ctx.trx);
  const { likeness: rule } = ctx.pack;
  const likeness = likenessOf(ctx, rows);
  const said = new Map(rows.map(({ id, item, form }) => [id, factOf(itemOf(ctx, item), form)]));
  const same = sameMatter(
    rows.map((row) => ({
      id: row.id,
      filedBy: row.matter_id,
      supersedes: row.supersedes_id,
      day: said.get(row.id)?.on ?? row.occurred_on,
      decision: decisionOf(ctx, row),
      counts: row.counts,
      byHand: row.by_hand,
    })),
    rule ? { from: rule.alike.from, anew: rule.copied.from, likeness } : undefined,
  );
  return { same, saidBy: (id) => said.get(id) };
});

/** What names the decision that an entry tells of, within its item. */
function decisionOf(ctx: Ctx, { item, form }: ToldRow): string | null {
  const path = itemOf(ctx, item).warns?.decision;
  const [value] = path === undefined ? [] : valuesAt(form, path);
  return typeof value === 'string' && value.trim() !== '' ? `${item} ${value.trim()}` : null;
}

function likenessOf(ctx: Ctx, rows: readonly ToldRow[]): (a: string, b: string) => number {
  const texts = new Map(
    rows.map(({ id, title, item, form }) => {
      const node = ctx.pack.forms[itemOf(ctx, item).form ?? ''] as FormNode | undefined;
      return [id, node ? `${title}\n${writtenText(node, form)}` : title];
    }),
  );
  const measures = new Map<string, (text: string) => number>();
  return (a, b) => {
    const measure = measures.get(a) ?? similarityTo(texts.get(a) ?? '', containment(ctx.pack.likeness));
    measures.set(a, measure);
    return measure(texts.get(b) ?? '');
  };
}

const counts = (ctx: Ctx, subjectId: string, kind: MarkKind) => {
  const items = ctx.pack.catalogue.items.filter(({ warns }) => warns !== undefined);
  return sql`jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = ${subjectId}
    and status = any (${statusesFor(ctx.pack.uses, USES[kind])}::text[])
    and item = any (${items.map(({ code }) => code)}::text[])`;
};

/** The item of an entry; of one that the pack has no more nothing is known. */
const itemOf = (ctx: Ctx, code: string): Partial<CatalogueItem> =>
  ctx.pack.catalogue.items.find((item) => item.code === code) ?? {};

/** The same of several subjects is asked one by one; a subject is what a matter of this kind has. */
export const subjectOf = ({ subjects }: { subjects: readonly SubjectRef[] }): SubjectRef => {
  const [subject] = subjects;
  if (!subject) throw new Error('A warning concerns somebody');
  return subject;
};
