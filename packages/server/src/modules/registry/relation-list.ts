import type * as contract from '@plumbline/contract/registry-relations';
import type { Query } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import { contacted, pageOf } from './filters.ts';
import { byName } from './pinyin.ts';
import { contacts, presentContact, supervisions } from './relation.store.ts';

const Cursor = z.object({ d: place.day, i: place.id });
type Cursor = z.infer<typeof Cursor>;

const after = (alias: string, cursor: Cursor) =>
  sql<boolean>`(${sql.ref(`${alias}.from_day`)}, ${sql.ref(`${alias}.id`)}) < (${cursor.d}::date, ${cursor.i}::uuid)`;

const cursorOf = (row: { from: string; id: string }): string =>
  encodeCursor({ d: row.from, i: row.id } satisfies Cursor);

export async function listSupervisions(ctx: Ctx, filter: Query<typeof contract.listSupervisions>) {
  let query = supervisions(ctx.trx, ctx.actor.jurisdictionId)
    .orderBy('s.from_day', 'desc')
    .orderBy('s.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.organId) query = query.where('s.organ_id', '=', filter.organId);
  if (filter.unitId) query = query.where('s.unit_id', '=', filter.unitId);
  if (filter.kind) query = query.where('s.kind', '=', filter.kind);
  if (filter.on) query = query.where(within('s.from_day', 's.to_day', filter.on));
  const cursor = decodeCursor(filter.cursor, Cursor);
  if (cursor) query = query.where(after('s', cursor));
  const { rows, next } = pageOf(await query.execute(), filter.limit, cursorOf);
  return { items: rows, next };
}

export async function listContacts(ctx: Ctx, filter: Query<typeof contract.listContacts>) {
  let query = contacts(ctx.trx, ctx.actor.jurisdictionId)
    .orderBy('c.from_day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.organId) query = query.where('c.organ_id', '=', filter.organId);
  if (filter.accountId) query = query.where('c.account_id', '=', filter.accountId);
  if (filter.unitId) query = query.where('c.unit_id', '=', filter.unitId);
  if (filter.personId) query = query.where('c.person_id', '=', filter.personId);
  if (filter.on) query = query.where(within('c.from_day', 'c.to_day', filter.on));
  const cursor = decodeCursor(filter.cursor, Cursor);
  if (cursor) query = query.where(after('c', cursor));
  const { rows, next } = pageOf(await query.execute(), filter.limit, cursorOf);
  return { items: rows.map(presentContact), next };
}

type Officer = {
  id: string;
  name: string;
  units: contract.Contact['unit'][];
  persons: contract.Contact['person'][];
};

/** Who is responsible for what on a day, organ by organ and officer by officer (S0.9). */
export async function contactMap(ctx: Ctx, on = ctx.today) {
  const at = { j: ctx.actor.jurisdictionId, day: on };
  const [rows, without] = await Promise.all([
    contacts(ctx.trx, at.j)
      .where(within('c.from_day', 'c.to_day', on))
      .orderBy('o.name')
      .orderBy('u.pinyin')
      .orderBy('p.pinyin')
      .execute(),
    ctx.trx
      .selectFrom('unit as u')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('u.jurisdiction_id', '=', at.j)
      .where(within('u.active_from', 'u.active_to', on))
      .where(sql<boolean>`not ${contacted('u.id', at)}`)
      .executeTakeFirstOrThrow(),
  ]);
  const organs = new Map<string, { id: string; name: string; officers: Map<string, Officer> }>();
  for (const row of rows) {
    const organ = organs.get(row.organId) ?? { id: row.organId, name: row.organName, officers: new Map() };
    organs.set(row.organId, organ);
    const officer = organ.officers.get(row.accountId) ?? {
      id: row.accountId,
      name: row.accountName,
      units: [],
      persons: [],
    };
    organ.officers.set(row.accountId, officer);
    const { unit, person } = presentContact(row);
    if (unit) officer.units.push(unit);
    if (person) officer.persons.push(person);
  }
  return {
    on,
    organs: [...organs.values()].map((organ) => ({
      ...organ,
      officers: byName([...organ.officers.values()], ({ name }) => name).map((officer) => ({
        ...officer,
        units: officer.units.filter((unit) => unit !== null),
        persons: officer.persons.filter((person) => person !== null),
      })),
    })),
    withoutContact: without.count,
  };
}
