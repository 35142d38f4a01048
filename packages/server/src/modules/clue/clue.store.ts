import type { Likeness, SubjectRef } from '@plumbline/policy';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import type { Clue } from '../../platform/db/schema.gen.ts';
import { uuidArray, within } from '../../platform/db/sql.ts';
import { sketchOf } from '../../platform/matching/similarity.ts';
import { textOf } from './likeness.ts';

export type ClueRow = Selectable<Clue>;

export interface ClueFilter {
  class?: string | undefined;
  subType?: string | undefined;
  polarity?: 'positive' | 'negative' | undefined;
  problem?: string | undefined;
  originId?: string | undefined;
  source?: string | undefined;
  sourceOrganId?: string | undefined;
  period?: string | undefined;
  subjectId?: string | undefined;
  submissionId?: string | undefined;
  status?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  /** Account that registered them. */
  registrar?: string | undefined;
  /** States of those that nobody was named to handle yet. */
  unnamedIn?: readonly string[] | undefined;
  /** Those alone that are set aside. */
  aside?: 'true' | undefined;
}

function matching(trx: Trx, j: number, filter: ClueFilter) {
  let query = trx
    .selectFrom('clue')
    .where('jurisdiction_id', '=', j)
    .where('room', filter.aside ? '=' : '<', 2)
    // A repeat counts with the clue that it goes on in.
    .where('merged_into', 'is', null);
  if (filter.class) query = query.where('class', '=', filter.class);
  if (filter.subType) query = query.where('subtype', '=', filter.subType);
  if (filter.polarity) query = query.where('polarity', '=', filter.polarity);
  if (filter.problem) query = query.where('problem', '=', filter.problem);
  if (filter.originId) query = query.where('origin_material_id', '=', filter.originId);
  if (filter.registrar)
    query = query.where(
      sql<boolean>`exists (select from matter m where m.jurisdiction_id = clue.jurisdiction_id
        and m.id = clue.matter_id and m.opened_by = ${filter.registrar}::uuid)`,
    );
  if (filter.unnamedIn)
    query = query.where(
      sql<boolean>`exists (select from matter m where m.jurisdiction_id = clue.jurisdiction_id
        and m.id = clue.matter_id and m.state = any (${filter.unnamedIn}::text[])
        and m.history #>> '{parties,handler,0,id}' is null)`,
    );
  if (filter.source) query = query.where('source', '=', filter.source);
  if (filter.sourceOrganId) query = query.where('source_organ_id', '=', filter.sourceOrganId);
  if (filter.period) query = query.where('period', '=', filter.period);
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.submissionId) query = query.where('submission_id', '=', filter.submissionId);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.from) query = query.where('received_on', '>=', filter.from);
  if (filter.to) query = query.where('received_on', '<=', filter.to);
  if (filter.q) {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('number', 'ilike', part), eb('title', 'ilike', part)]));
  }
  return query;
}

/** Clues in sight, latest received first. */
export function listClues(
  trx: Trx,
  j: number,
  filter: ClueFilter & { after?: { day: string; id: string } | undefined; limit: number },
): Promise<ClueRow[]> {
  let query = matching(trx, j, filter)
    .selectAll()
    .orderBy('received_on', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.after) {
    const { day, id } = filter.after;
    query = query.where((eb) =>
      eb(
        eb.refTuple('received_on', 'id'),
        '<',
        eb.tuple(sql<string>`${day}::date`, sql<string>`${id}::uuid`),
      ),
    );
  }
  return query.execute();
}

/** How many clues in sight fit, positive and problem ones apart. */
export async function countClues(
  trx: Trx,
  j: number,
  filter: ClueFilter,
): Promise<{ positive: number; negative: number }> {
  const rows = await matching(trx, j, filter)
    .select((eb) => ['polarity', eb.fn.countAll<string>().as('count')])
    .groupBy('polarity')
    .execute();
  const of = (polarity: string) => Number(rows.find((row) => row.polarity === polarity)?.count ?? 0);
  return { positive: of('positive'), negative: of('negative') };
}

export function findClue(trx: Trx, j: number, id: string): Promise<ClueRow | undefined> {
  return trx
    .selectFrom('clue')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Other clues that came of the same report. */
export function listSameReport(
  trx: Trx,
  j: number,
  { id, report_id }: Pick<ClueRow, 'id' | 'report_id'>,
): Promise<ClueRow[]> {
  const report = report_id ?? id;
  return trx
    .selectFrom('clue')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where((eb) => eb.or([eb('report_id', '=', report), eb('id', '=', report)]))
    .where('id', '<>', id)
    .where('room', '<', 2)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Repeats that go on in a clue, one of a repeat included, in the order in which they came. */
export async function listMerged(trx: Trx, j: number, id: string): Promise<ClueRow[]> {
  const { rows } = await sql<ClueRow>`
    with recursive merged as (
      select c.* from clue c where c.jurisdiction_id = ${j} and c.merged_into = ${id}
      union all
      select c.* from clue c join merged m on c.jurisdiction_id = m.jurisdiction_id and c.merged_into = m.id)
    select * from merged order by received_on, id`.execute(trx);
  return rows;
}

/** The clue of a matter. */
export function findClueOf(trx: Trx, j: number, matterId: string): Promise<ClueRow | undefined> {
  return trx
    .selectFrom('clue')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
}

/** The clue of a matter (its own, or the match it waits for), held until the transaction ends. */
export function lockClueOf(
  trx: Trx,
  j: number,
  key: 'matter_id' | 'match_id',
  matterId: string,
): Promise<ClueRow | undefined> {
  return trx
    .selectFrom('clue')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where(key, '=', matterId)
    .forUpdate()
    .executeTakeFirst();
}

export interface SubjectName {
  kind: 'person' | 'unit';
  id: string;
  name: string;
  unit: string | null;
  post: string | null;
}

/** Names of persons and units with the present post that stands first; who may not see the registry gets none. */
export async function subjectNames(
  trx: Trx,
  j: number,
  ids: readonly string[],
  today: string,
): Promise<Map<string, SubjectName>> {
  if (!ids.length) return new Map();
  const among = sql<string>`any(${uuidArray([...new Set(ids)])})`;
  const [persons, units] = await Promise.all([
    trx
      .selectFrom('person as p')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('appointment as a')
            .innerJoin('post', (join) =>
              join.onRef('post.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('post.id', '=', 'a.post_id'),
            )
            .innerJoin('unit', (join) =>
              join.onRef('unit.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('unit.id', '=', 'a.unit_id'),
            )
            .select(['post.title as post', 'unit.name as unit'])
            .whereRef('a.jurisdiction_id', '=', 'p.jurisdiction_id')
            .whereRef('a.person_id', '=', 'p.id')
            .where(within('a.from_day', 'a.to_day', today))
            .orderBy('post.order_no')
            .orderBy('a.from_day')
            .limit(1)
            .as('held'),
        (join) => join.onTrue(),
      )
      .select(['p.id', 'p.name', 'held.post', 'held.unit'])
      .where('p.jurisdiction_id', '=', j)
      .where('p.id', '=', among)
      .execute(),
    trx
      .selectFrom('unit')
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', among)
      .execute(),
  ]);
  return new Map<string, SubjectName>([
    ...persons.map((row) => [row.id, { ...row, kind: 'person' }] as const),
    ...units.map((row) => [row.id, { ...row, kind: 'unit', unit: null, post: null }] as const),
  ]);
}

/** A subject as the registry has it; undefined when there is none of this kind in the caller's sight. */
export async function findSubject(ctx: Ctx, { kind, id }: SubjectRef): Promise<SubjectName | undefined> {
  const known = (await subjectNames(ctx.trx, ctx.actor.jurisdictionId, [id], ctx.today)).get(id);
  return known?.kind === kind ? known : undefined;
}

export async function organNames(trx: Trx, j: number, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (!wanted.length) return new Map();
  const rows = await trx
    .selectFrom('organ')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', j)
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface KeyedText {
  title: string;
  content: string;
  bands: readonly string[];
}

/** Clues that may be alike by keys and sketch, within what the caller may see: those that promise most first. */
export async function findSimilar(
  trx: Trx,
  { title, content, bands }: KeyedText,
  { alike, contained }: Likeness,
  most: number,
): Promise<string[]> {
  if (!bands.length) return [];
  const { sketch, shingles } = sketchOf(textOf({ title, content }));
  const { rows } = await sql<{ id: string }>`
    select id from app.similar_clues(${[...bands]}::text[], ${sketch}::bit(512), ${shingles}::integer,
      ${alike.from}::float8, ${contained.from}::float8, ${contained.pairs}::integer, ${most}::integer)`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

/** What those of the clues say that the caller may see, in no order. */
export async function readTexts(trx: Trx, j: number, ids: readonly string[]) {
  const { rows } = await sql<Pick<ClueRow, 'id' | 'title' | 'content'>>`
    select id, title, content from clue
    where jurisdiction_id = ${j} and id = any (${uuidArray(ids)})`.execute(trx);
  return rows;
}

/** Those of the clues that the caller may see, in no order. */
export async function readClues(trx: Trx, j: number, ids: readonly string[]): Promise<ClueRow[]> {
  if (!ids.length) return [];
  const { rows } = await sql<ClueRow>`
    select * from clue where jurisdiction_id = ${j} and id = any (${uuidArray(ids)})`.execute(trx);
  return rows;
}
