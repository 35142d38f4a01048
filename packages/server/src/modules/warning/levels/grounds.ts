import { dayInZone, isInForce, type Mark, restsOn, statusesFor, weigh } from '@plumbline/policy';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Warning } from '../../../platform/db/schema.gen.ts';
import { getMatter, lockMatter, toEngine } from '../../matter/index.ts';
import { takeAlone } from '../bars/fall.ts';
import { FELL_TOPIC } from '../topics.ts';
import { aroundOf, tableOf } from './around.ts';
import { type MarkKind, readFacts, standing, USES } from './fact.store.ts';
import { lockSubject, readMark, toMark } from './mark.store.ts';
import { tellOwner, voidMark } from './void-mark.ts';

/** Looks for warnings and places of which no ground is left; each of them falls in a transaction of its own. */
export async function lookForGrounds(ctx: Ctx): Promise<void> {
  for (const kind of ['warning', 'listing'] as const)
    for (const row of await listDoubtful(ctx, kind))
      if (await isGroundless(ctx, kind, row.matter_id, toMark(row), row.subject_id))
        ctx.later(FELL_TOPIC, { kind, matter: row.matter_id });
}

/** Ends a mark of which no ground is left, as if it had never been. Told twice, or too early, it finds nothing to do. */
export async function fallMark(ctx: Ctx, kind: MarkKind, matterId: string): Promise<void> {
  // The matter first, as every step has it.
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
  const subject_id = row?.subject_id;
  if (!subject_id) return;
  await lockSubject(ctx, subject_id);
  const mark = await readMark(ctx, kind, matterId);
  if (mark.fromOn === null || mark.voided || !(await isGroundless(ctx, kind, matterId, mark, subject_id)))
    return;
  if (await takeAlone(ctx, matterId, ({ effects }) => effects.includes(`${kind}.void`)))
    tellOwner(ctx, mark, matterId);
  else await voidMark(ctx, kind, matterId);
}

/**
 * Whether each entry went to another dossier or counts no more, without a later version that does (P1, P2); or whether a
 * place stands on the list by nothing but what was voided since, such as the level of a warning. A place that was entered
 * on no entry and no row rests on what was decided.
 */
async function isGroundless(
  ctx: Ctx,
  kind: MarkKind,
  matterId: string,
  mark: Mark,
  subjectId: string,
): Promise<boolean> {
  const facts = await readFacts(ctx, subjectId, kind);
  const relied = restsOn(mark);
  const stands = standing(facts, relied);
  if (relied.length > 0 && stands.length === 0) return true;
  const table = tableOf(ctx, kind);
  if (kind === 'warning' || !table || !mark.weighed?.fired.length || !isInForce(mark, ctx.today))
    return false;
  const { acts } = toEngine(await getMatter(ctx, matterId));
  const at = acts.find(({ seq }) => seq === mark.weighed?.seq)?.at;
  const day = at === undefined ? ctx.today : dayInZone(at, ctx.pack.head.calendar.zone);
  const around = await aroundOf(ctx, subjectId, matterId, stands, facts.same, day);
  return weigh(table, stands, around).fired.length === 0;
}

/** Marks one of whose entries does not count as it is, and places of whoever had a warning that was voided. */
async function listDoubtful(ctx: Ctx, kind: MarkKind): Promise<Selectable<Warning>[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<Selectable<Warning>>`
    select w.* from ${sql.table(kind)} w
    where w.jurisdiction_id = ${j} and w.from_on is not null and not w.voided and (
      exists (select 1 from jsonb_array_elements(w.facts) f
        left join material e on e.jurisdiction_id = ${j} and e.id = (f->>'id')::uuid and e.subject_id = w.subject_id
          and e.status = any (${statusesFor(ctx.pack.uses, USES[kind])}::text[])
        where e.id is null and not coalesce((f->>'void')::boolean, false))
      or exists (select 1 from warning v
        where v.jurisdiction_id = ${j} and v.subject_id = w.subject_id and v.voided and v.matter_id <> w.matter_id))`.execute(
    ctx.trx,
  );
  return rows;
}
