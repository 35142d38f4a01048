import type { LimitOverride, Pack, TermRules } from '@plumbline/policy';
import type { Trx } from '../db/database.ts';
import { readCalendar } from './calendar.store.ts';

/** What the terms of every organ of a jurisdiction are counted by. */
export interface JurisdictionRules {
  /** The rules for terms of one organ: its overrides and those of the organs above it count. */
  of(organId: string | null): TermRules;
}

/** Reads calendar, approved overrides and the tree of organs in one round trip. */
export async function readTermRules(trx: Trx, jurisdiction: number, pack: Pack): Promise<JurisdictionRules> {
  const [calendar, overrides, organs] = await Promise.all([
    readCalendar(trx, jurisdiction, pack),
    trx
      .selectFrom('limit_override')
      .select(['code', 'organ_id', 'value', 'unit', 'from_day', 'to_day'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('state', '=', 'approved')
      .execute(),
    trx.selectFrom('organ').select(['id', 'parent_id']).where('jurisdiction_id', '=', jurisdiction).execute(),
  ]);
  const parents = new Map(organs.map(({ id, parent_id }) => [id, parent_id]));
  const own = overrides.map(
    (row): LimitOverride => ({
      code: row.code,
      organId: row.organ_id,
      length: { value: row.value, unit: row.unit as LimitOverride['length']['unit'] },
      from: row.from_day,
      to: row.to_day,
    }),
  );
  return {
    of: (organId) => ({
      calendar,
      zone: pack.head.calendar.zone,
      limits: { entries: pack.terms, overrides: own, organs: upwards(organId, parents) },
    }),
  };
}

/** The organ, then its parents up to the top. */
function upwards(organId: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let id = organId; id && !path.includes(id); id = parents.get(id) ?? null) path.push(id);
  return path;
}
