import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.ts';
import { textArray, uuidArray } from '../../platform/db/sql.ts';
import type { CustodyFacts, Held, Supervised } from './custody.rules.ts';
import type { Traits } from './traits.ts';

/** What the rule of custody needs to know of the units; small beside the persons. */
export async function custodyFacts(trx: Trx, j: number, traits: Traits, day: string): Promise<CustodyFacts> {
  const [units, supervisions] = await Promise.all([
    trx.selectFrom('unit').select(['id', 'parent_id']).where('jurisdiction_id', '=', j).execute(),
    trx
      .selectFrom('supervision')
      .select(['organ_id as organId', 'unit_id as unitId', 'kind', 'from_day as from', 'to_day as to'])
      .where('jurisdiction_id', '=', j)
      .where('kind', '=', sql<string>`any(${textArray([...traits.custody])})`)
      .orderBy('from_day', 'desc')
      .execute() as Promise<Supervised[]>,
  ]);
  return {
    parents: new Map(units.map((unit) => [unit.id, unit.parent_id])),
    supervisions,
    custodyKinds: traits.custody,
    day,
  };
}

/** What each of the persons holds or held. */
export async function heldBy(
  trx: Trx,
  j: number,
  persons: readonly string[],
  traits: Traits,
): Promise<Map<string, Held[]>> {
  const rows = await trx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
    )
    .select(['a.person_id', 'a.unit_id', 'a.kind', 'a.from_day', 'a.to_day', 'p.level'])
    .where('a.jurisdiction_id', '=', j)
    .where('a.person_id', '=', sql<string>`any(${uuidArray(persons)})`)
    .orderBy('a.id')
    .execute();
  const held = new Map<string, Held[]>();
  for (const row of rows) {
    const list = held.get(row.person_id) ?? [];
    held.set(row.person_id, list);
    list.push({
      unitId: row.unit_id,
      kind: row.kind,
      from: row.from_day,
      to: row.to_day,
      rank: traits.ranks.get(row.level ?? '') ?? 0,
    });
  }
  return held;
}

/** The units at and below the given ones, and everybody who holds or held a post in them. */
export async function affectedBy(
  trx: Trx,
  j: number,
  units: readonly string[],
): Promise<{ units: string[]; persons: string[] }> {
  const { rows: tree } = await sql<{ id: string }>`
    with recursive tree(id) as (
      select unnest(${uuidArray(units)})
      union
      select u.id from unit u join tree t on u.parent_id = t.id where u.jurisdiction_id = ${j})
    select id from tree`.execute(trx);
  const below = tree.map((row) => row.id);
  const persons = await trx
    .selectFrom('appointment')
    .select('person_id')
    .distinct()
    .where('jurisdiction_id', '=', j)
    .where('unit_id', '=', sql<string>`any(${uuidArray(below)})`)
    .execute();
  return { units: below, persons: persons.map((row) => row.person_id) };
}

/** What is findable of persons and units, and where their dossiers stand. */
export async function subjectsOf(trx: Trx, j: number, ids: readonly string[], day: string) {
  const { rows } = await sql<{
    kind: 'person' | 'unit';
    id: string;
    organId: string;
    classification: number;
    title: string;
    body: string;
  }>`
    select d.subject_kind as kind, d.subject_id as id, d.organ_id as "organId", d.classification,
      p.name as title, concat_ws(' ', p.name_en, nullif(array_to_string(p.other_names, ' '), ''), held.posts) as body
    from dossier d
    join person p on p.jurisdiction_id = d.jurisdiction_id and p.id = d.subject_id
    left join lateral (
      select string_agg(u.name || ' ' || t.title, ' ' order by t.order_no) as posts
      from appointment a
      join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
      join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
      where a.jurisdiction_id = ${j} and a.person_id = p.id
        and (a.from_day is null or a.from_day <= ${day}::date) and (a.to_day is null or a.to_day >= ${day}::date)
    ) held on true
    where d.jurisdiction_id = ${j} and d.subject_id = any(${uuidArray(ids)})
    union all
    select d.subject_kind, d.subject_id, d.organ_id, d.classification,
      u.name, concat_ws(' ', u.name_en, nullif(array_to_string(u.aliases, ' '), ''), u.credit_code)
    from dossier d
    join unit u on u.jurisdiction_id = d.jurisdiction_id and u.id = d.subject_id
    where d.jurisdiction_id = ${j} and d.subject_id = any(${uuidArray(ids)})`.execute(trx);
  return rows;
}

/**
 * Hands what belongs to a dossier over to another organ: entries, their files, kin and what is findable.
 * Rows of the clue room and running matters stay where they are: those change hands by a step of their own.
 */
export async function moveCustody(trx: Trx, j: number, subjectId: string, from: string, to: string) {
  await Promise.all([
    trx
      .updateTable('dossier')
      .set((eb) => ({ organ_id: to, version: eb('version', '+', 1) }))
      .where('jurisdiction_id', '=', j)
      .where('subject_id', '=', subjectId)
      .execute(),
    trx
      .updateTable('material')
      .set({ organ_id: to })
      .where('jurisdiction_id', '=', j)
      .where('subject_id', '=', subjectId)
      .where('organ_id', '=', from)
      .where('room', '=', 0)
      .execute(),
    trx
      .updateTable('file')
      .set({ organ_id: to })
      .where('jurisdiction_id', '=', j)
      .where('organ_id', '=', from)
      .where('room', '=', 0)
      .where('material_id', 'in', (eb) =>
        eb
          .selectFrom('material')
          .select('id')
          .where('jurisdiction_id', '=', j)
          .where('subject_id', '=', subjectId),
      )
      .execute(),
    trx
      .updateTable('kinship')
      .set({ organ_id: to })
      .where('jurisdiction_id', '=', j)
      .where('person_id', '=', subjectId)
      .where('organ_id', '=', from)
      .execute(),
    trx
      .updateTable('search_entry')
      .set({ organ_id: to })
      .where('jurisdiction_id', '=', j)
      .where('subject_id', '=', subjectId)
      .where('organ_id', '=', from)
      .where('room', '=', 0)
      .execute(),
  ]);
}

/**
 * Whose custody may have changed by mere passing of days: units and persons with a relation that began or ended
 * in the span. Both days are included; an end counts on the day after it.
 */
export async function turnedBetween(
  trx: Trx,
  j: number,
  first: string,
  last: string,
): Promise<{ units: string[]; persons: string[] }> {
  const turned = sql<boolean>`((from_day between ${first}::date and ${last}::date)
    or (to_day between ${first}::date - 1 and ${last}::date - 1))`;
  const [units, persons] = await Promise.all([
    trx
      .selectFrom('supervision')
      .select('unit_id as id')
      .distinct()
      .where('jurisdiction_id', '=', j)
      .where(turned)
      .execute(),
    trx
      .selectFrom('appointment')
      .select('person_id as id')
      .distinct()
      .where('jurisdiction_id', '=', j)
      .where(turned)
      .execute(),
  ]);
  return { units: units.map((row) => row.id), persons: persons.map((row) => row.id) };
}
