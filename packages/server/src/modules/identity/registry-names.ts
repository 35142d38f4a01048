import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import { within } from '../../platform/db/sql.ts';

/** Look-ups under way in a transaction, so that the last one of several at once closes the registry again. */
const open = new WeakMap<Ctx, number>();

const setRegistry = (ctx: Ctx, value: '1' | '') =>
  ctx.send({ compile: () => sql`set local app.registry = ${sql.lit(value)}`.compile(ctx.trx) });

/**
 * Administrators may not read the registry, yet an account speaks for a unit and a person. These few look-ups
 * give a name to an id that is known, or ids to a name that is known; they never list.
 */
async function inRegistry<T>(ctx: Ctx, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (ctx.actor.settings.registry) return work(ctx.trx);
  open.set(ctx, (open.get(ctx) ?? 0) + 1);
  setRegistry(ctx, '1');
  const result = await work(ctx.trx);
  const others = (open.get(ctx) ?? 1) - 1;
  open.set(ctx, others);
  if (others === 0) setRegistry(ctx, '');
  return result;
}

type Table = 'unit' | 'person';
export type Names = ReadonlyMap<string, string>;

/** Names by id; ids of nothing are left out. */
export async function namesOf(ctx: Ctx, table: Table, ids: readonly (string | null)[]): Promise<Names> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await inRegistry(ctx, (trx) =>
    trx
      .selectFrom(table)
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', 'in', known)
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface Found {
  id: string;
  name: string;
  note: string | null;
}

/** Units that are open today and whose name or alias contains the text. */
export function findUnits(ctx: Ctx, text: string, limit: number): Promise<Found[]> {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return inRegistry(ctx, (trx) =>
    trx
      .selectFrom('unit')
      .select(['id', 'name', sql<null>`null`.as('note')])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where(within('active_from', 'active_to', ctx.today))
      .where(
        sql<boolean>`(name like ${part} or exists (select from unnest(aliases) alias where alias like ${part}))`,
      )
      .orderBy(sql`length(name)`)
      .orderBy('name')
      .limit(limit)
      .execute(),
  );
}

/** Units of exactly this name or alias, for rows of a workbook. */
export async function unitsNamed(ctx: Ctx, names: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (names.length === 0) return found;
  const rows = await inRegistry(ctx, (trx) =>
    sql<{ id: string; called: string }>`
      select u.id, called from unit u, unnest(array_append(u.aliases, u.name)) called
      where u.jurisdiction_id = ${ctx.actor.jurisdictionId} and called = any(${[...names]}::text[])
        and ${within('u.active_from', 'u.active_to', ctx.today)}
      group by u.id, called`.execute(trx),
  );
  for (const { id, called } of rows.rows) found.set(called, [...(found.get(called) ?? []), id]);
  return found;
}

/** Persons of exactly this name, each with a present unit to tell namesakes apart. */
export function findPersons(ctx: Ctx, name: string, limit: number): Promise<Found[]> {
  const j = ctx.actor.jurisdictionId;
  return inRegistry(ctx, (trx) =>
    trx
      .selectFrom('person as p')
      .select([
        'p.id',
        'p.name',
        sql<string | null>`(select string_agg(distinct u.name, '、') from appointment a
          join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
          where a.jurisdiction_id = ${j} and a.person_id = p.id and ${within('a.from_day', 'a.to_day', ctx.today)})`.as(
          'note',
        ),
      ])
      .where('p.jurisdiction_id', '=', j)
      .where('p.name', '=', name)
      .orderBy('p.id')
      .limit(limit)
      .execute(),
  );
}
