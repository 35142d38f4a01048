import type { Coverage, Volume } from '@plumbline/contract/coverage';
import { addDays, pick, quarterDays, quarterOf, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { withSpecialFile } from '../dossier/index.ts';
import { organNames } from './clue.store.ts';
import { listOrgans } from './submission.store.ts';

interface Official {
  person_id: string;
  unit_id: string;
  unit_name: string;
}

const sectionLevels = (ctx: Ctx): string[] =>
  ctx.pack.postLevels.filter((level) => level.sectionLevel).map((level) => level.code);

/**
 * Officials of section level in office today, once for each unit they serve in. Nobody finds himself or kin among them:
 * that something is kept about them they are not told by a share that moves (P14).
 */
function officials(ctx: Ctx) {
  return ctx.trx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .where('a.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('p.level', 'in', sectionLevels(ctx))
    .where(within('a.from_day', 'a.to_day', ctx.today))
    .where(
      sql<boolean>`a.person_id is distinct from ${ctx.actor.personId}::uuid and a.person_id <> all (app.own_kin())`,
    );
}

/**
 * Share of section-level officials with an entry in the special file (S1.11), by unit and by the organ that
 * keeps the unit's dossier. Who serves in two units counts in both and once in the total. Which statuses count
 * is the pack's word (use `coverage`).
 */
export async function describeCoverage(ctx: Ctx): Promise<Coverage> {
  const rows: Official[] = await officials(ctx)
    .select(['a.person_id', 'a.unit_id', 'u.name as unit_name'])
    .distinct()
    .execute();
  const persons = [...new Set(rows.map((row) => row.person_id))];
  const [covered, keepers] = await Promise.all([
    withSpecialFile(ctx, persons),
    keepersOf(
      ctx,
      rows.map((row) => row.unit_id),
    ),
  ]);
  const names = await organNames(ctx.trx, ctx.actor.jurisdictionId, [...keepers.values()]);
  const share = (ids: Iterable<string>) => {
    const all = new Set(ids);
    return { officials: all.size, covered: [...all].filter((id) => covered.has(id)).length };
  };
  const units = [...Map.groupBy(rows, (row) => row.unit_id)].map(([unitId, list]) => {
    const organId = keepers.get(unitId) ?? null;
    return {
      unitId,
      unitName: list[0]!.unit_name,
      organId,
      organName: organId ? (names.get(organId) ?? null) : null,
      ...share(list.map((row) => row.person_id)),
    };
  });
  const organs = [...Map.groupBy(rows, (row) => keepers.get(row.unit_id) ?? null)].map(([organId, list]) => ({
    organId,
    organName: organId ? (names.get(organId) ?? null) : null,
    ...share(list.map((row) => row.person_id)),
  }));
  const worstFirst = (a: { officials: number; covered: number }, b: typeof a) =>
    a.covered / a.officials - b.covered / b.officials || b.officials - a.officials;
  return { total: share(persons), units: units.sort(worstFirst), organs: organs.sort(worstFirst) };
}

/** The organ that keeps each unit's dossier, whoever asks. */
async function keepersOf(ctx: Ctx, units: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; organ_id: string }>`
    select u.id, d.organ_id from unnest(${[...new Set(units)]}::uuid[]) u (id)
    cross join lateral app.dossier_place(u.id) d`.execute(ctx.trx);
  return new Map(rows.map((row) => [row.id, row.organ_id]));
}

/** The officials of a unit who have no file yet. */
export async function listUncovered(ctx: Ctx, unitId: string) {
  const rows = await officials(ctx)
    .innerJoin('person as n', (join) =>
      join.onRef('n.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('n.id', '=', 'a.person_id'),
    )
    .select(['n.id as personId', 'n.name', 'p.title as post', 'p.level', 'p.order_no'])
    .where('a.unit_id', '=', unitId)
    .orderBy('p.order_no')
    .orderBy('n.id')
    .execute();
  const covered = await withSpecialFile(
    ctx,
    rows.map((row) => row.personId),
  );
  const levels = new Map(ctx.pack.postLevels.map((level) => [level.code, pick(level.title, ctx.locale)]));
  return {
    items: rows
      .filter((row) => !covered.has(row.personId))
      .map(({ personId, name, post, level }) => ({
        personId,
        name,
        post,
        level: levels.get(level ?? '') ?? '',
      })),
  };
}

const YEAR = 4;

/**
 * Volumes (subjects with a file) and entries per body and quarter, by class and polarity. Figures that name
 * nobody; which statuses count is the pack's word (use `workload-count`).
 */
export async function listVolumes(ctx: Ctx, range: { from?: string | undefined; to?: string | undefined }) {
  const to = range.to ?? quarterOf(ctx.today);
  let from = range.from ?? to;
  for (let i = 1; !range.from && i < YEAR; i++) from = quarterOf(addDays(quarterDays(from).first, -1));
  const statuses = statusesFor(ctx.pack.uses, 'workload-count');
  const [{ rows }, organs] = await Promise.all([
    sql<{
      organ_id: string | null;
      period: string;
      class: string;
      polarity: Volume['polarity'];
      entries: number;
      subjects: number;
    }>`select * from app.clue_volumes(${statuses}::text[], ${from}, ${to}) order by period, organ_id, class, polarity`.execute(
      ctx.trx,
    ),
    listOrgans(ctx.trx, ctx.actor.jurisdictionId),
  ]);
  const names = new Map(organs.map((organ) => [organ.id, organ.name]));
  const members = new Map(
    ctx.pack.organKinds.filter((kind) => kind.memberBody).map((kind) => [kind.code, kind]),
  );
  return {
    from,
    to,
    items: rows.map(({ organ_id, ...row }) => ({
      ...row,
      organId: organ_id,
      organName: organ_id ? (names.get(organ_id) ?? null) : null,
    })),
    bodies: organs
      .filter((organ) => members.has(organ.kind) && organ.active_from <= ctx.today)
      .map((organ) => ({
        organId: organ.id,
        organName: organ.name,
        kind: organ.kind,
        kindTitle: pick(members.get(organ.kind)!.title, ctx.locale),
      })),
    classes: ctx.pack.classes.map((cls) => ({ code: cls.code, title: pick(cls.title, ctx.locale) })),
  };
}
