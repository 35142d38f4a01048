import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { within } from '../../platform/db/sql.ts';
import { place } from '../../platform/http/cursor.ts';

/** Conditions that the lists of units, persons and the workspace share. `unit` is a column with a unit's id. */
export interface At {
  j: number;
  day: string;
}

type Condition = RawBuilder<boolean>;

/** An organ supervises the unit on the day, in one kind or in any. */
export const supervised = (unit: string, at: At, organs: readonly string[], kind?: string): Condition =>
  sql<boolean>`${sql.ref(unit)} in (select s.unit_id from supervision s where s.jurisdiction_id = ${at.j}
    and s.organ_id = any(${organs}::uuid[]) and (${kind ?? null}::text is null or s.kind = ${kind ?? null})
    and ${within('s.from_day', 's.to_day', at.day)})`;

/** Somebody, or just this account, is responsible for the unit on the day. */
export const contacted = (unit: string, at: At, accountId?: string): Condition =>
  sql<boolean>`exists (select from contact c where c.jurisdiction_id = ${at.j} and c.unit_id = ${sql.ref(unit)}
    and (${accountId ?? null}::uuid is null or c.account_id = ${accountId ?? null}::uuid)
    and ${within('c.from_day', 'c.to_day', at.day)})`;

/** The unit belongs to the zone on the day. */
export const inZone = (unit: string, at: At, zoneId: string): Condition =>
  sql<boolean>`exists (select from zone_member z where z.jurisdiction_id = ${at.j} and z.unit_id = ${sql.ref(unit)}
    and z.zone_id = ${zoneId}::uuid and ${within('z.from_day', 'z.to_day', at.day)})`;

/** The unit is the given one or stands below it. */
export const below = (unit: string, at: At, top: string): Condition =>
  sql<boolean>`${sql.ref(unit)} in (with recursive tree(id) as (
      select ${top}::uuid
      union
      select u.id from unit u join tree t on u.parent_id = t.id where u.jurisdiction_id = ${at.j})
    select id from tree)`;

const HAN = /\p{Script=Han}/u;
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * Part of a name in characters, the beginning of its pinyin (with or without spaces) or initials, or part of an
 * English name. `others` is a text[] column with further names. Pinyin from `anywhere` in the name suits units,
 * whose names begin alike; of persons it would find half of all.
 */
export function named(alias: string, others: string, text: string, anywhere = false): Condition {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const wanted = text.normalize('NFKC').trim();
  const part = `%${literal(wanted)}%`;
  if (HAN.test(wanted))
    return sql<boolean>`(${column('name')} like ${part} or array_to_string(${column(others)}, ' ') like ${part})`;
  const lower = `%${literal(wanted.toLowerCase())}%`;
  const typed = `${anywhere ? '%' : ''}${literal(wanted.toLowerCase().replace(/\s+/g, ''))}%`;
  return sql<boolean>`(replace(${column('pinyin')}, ' ', '') like ${typed} or ${column('initials')} like ${typed}
    or lower(${column('name')}) like ${lower} or lower(${column('name_en')}) like ${lower}
    or lower(array_to_string(${column(others)}, ' ')) like ${lower})`;
}

/** Where the last row of a page stood in the order of names. */
export const NameCursor = z.object({ p: place.text, n: place.text, i: place.id });
export type NameCursor = z.infer<typeof NameCursor>;

export const afterName = (alias: string, cursor: NameCursor): Condition =>
  sql<boolean>`(${sql.ref(`${alias}.pinyin`)}, ${sql.ref(`${alias}.name`)}, ${sql.ref(`${alias}.id`)})
    > (${cursor.p}, ${cursor.n}, ${cursor.i}::uuid)`;

export const nameCursor = (row: { pinyin: string; name: string; id: string }): NameCursor => ({
  p: row.pinyin,
  n: row.name,
  i: row.id,
});

/** Cuts the one row that was fetched too many and tells where the next page begins. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: T[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
