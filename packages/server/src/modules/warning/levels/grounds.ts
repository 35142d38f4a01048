import {
  dayInZone,
  type Gravity,
  isGravity,
  isInForce,
  levelProposed,
  type Mark,
  rankOf,
  restsOn,
  statusesFor,
  type Weighed,
  weigh,
} from '@plumbline/policy';
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

/**
 * Looks for warnings and places of which no ground is left; each of them falls in a transaction of its own. Where grounds are
 * left on which the table would propose a lower level, the owner is told once: a level falls by a decision alone (P7).
 */
export async function lookForGrounds(ctx: Ctx): Promise<void> {
  for (const kind of ['warning', 'listing'] as const)
    for (const row of await listDoubtful(ctx, kind)) {
      const mark = toMark(row);
      const left = await weighAgain(ctx, kind, { matterId: row.matter_id, subjectId: row.subject_id }, mark);
      if (left === 'nothing') ctx.later(FELL_TOPIC, { kind, matter: row.matter_id });
      else if (left && isLower(levelProposed(left), mark)) await tellWeaker(ctx, row, mark, left);
    }
}

/** Ends a mark of which no ground is left, as if it had never been. Told twice, or too early, it finds nothing to do. */
export async function fallMark(ctx: Ctx, kind: MarkKind, matterId: string): Promise<void> {
  // The matter first, as every step has it.
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
  const subject_id = row?.subject_id;
  if (!subject_id) return;
  await lockSubject(ctx, subject_id);
  const mark = await readMark(ctx, kind, matterId);
  if (mark.fromOn === null || mark.voided) return;
  if ((await weighAgain(ctx, kind, { matterId, subjectId: subject_id }, mark)) !== 'nothing') return;
  if (await takeAlone(ctx, matterId, ({ effects }) => effects.includes(`${kind}.void`)))
    tellOwner(ctx, mark, matterId);
  else await voidMark(ctx, kind, matterId);
}

/**
 * What the table would have said on the day of the decision without what has been revoked, moved away or voided since.
 * `nothing`: each entry went to another dossier or counts no more, without a later version that does (P1, P2), or a place
 * stands on the list by no row any more, such as that of a level that was voided. What was decided on no row rests on that.
 */
async function weighAgain(
  ctx: Ctx,
  kind: MarkKind,
  { matterId, subjectId }: { matterId: string; subjectId: string },
  mark: Mark,
): Promise<Weighed | 'nothing' | undefined> {
  const facts = await readFacts(ctx, subjectId, kind);
  const relied = restsOn(mark);
  const stands = standing(facts, relied);
  if (relied.length > 0 && stands.length === 0) return 'nothing';
  const table = tableOf(ctx, kind);
  const { weighed } = mark;
  if (!table || !weighed?.fired.length || !isInForce(mark, ctx.today)) return undefined;
  const { acts } = toEngine(await getMatter(ctx, matterId));
  const at = acts.find(({ seq }) => seq === weighed.seq)?.at;
  const day = at === undefined ? ctx.today : dayInZone(at, ctx.pack.head.calendar.zone);
  const around = await aroundOf(ctx, subjectId, matterId, stands, facts.same, day);
  // What was not asked then, or came since, speaks for nothing now.
  const was = (input: string) => weighed.inputs[input] === true;
  const left = weigh(table, stands, {
    ...around,
    recurs: around.recurs && was('recurs'),
    lapse: around.lapse && was('lapse'),
  });
  return kind === 'listing' && left.fired.length === 0 ? 'nothing' : left;
}

/** Whether a level is below the one in force, and below what the table proposed when that was decided. */
const isLower = (level: Gravity | undefined, { level: now, weighed }: Mark): boolean => {
  const rank = (of: unknown) => (isGravity(of) ? rankOf(of) : -1);
  return rank(level) < rank(now) && weighed !== null && rank(level) < rank(levelProposed(weighed));
};

/** Tells the owner once of each lower level that is left. */
async function tellWeaker(ctx: Ctx, row: Selectable<Warning>, mark: Mark, left: Weighed): Promise<void> {
  const data = { seq: mark.weighed?.seq ?? 0, level: levelProposed(left) ?? 'none' };
  const told = await ctx.trx
    .selectFrom('event')
    .select('data')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('entity_id', '=', row.matter_id)
    .where('type', '=', WEAKER)
    .execute();
  const isSame = (one: unknown) =>
    (one as typeof data).seq === data.seq && (one as typeof data).level === data.level;
  if (told.some(({ data: one }) => isSame(one))) return;
  const { procedure, organ_id } = await getMatter(ctx, row.matter_id);
  ctx.record({
    type: WEAKER,
    entity: procedure,
    entityId: row.matter_id,
    subjectId: row.subject_id,
    matterId: row.matter_id,
    organId: organ_id,
    data,
  });
  tellOwner(ctx, mark, row.matter_id, WEAKER);
}

const WEAKER = 'warning.weaker';

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
