import { statusesFor, voidedMark } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { getMatter } from '../../matter/index.ts';
import { SUPPLEMENT_TOPIC } from '../topics.ts';
import { type MarkKind, USES } from './fact.store.ts';
import { readMark, saveMark } from './mark.store.ts';

/** The mark is from today on as if it had never been, whatever state its matter is in; who answers for it is told. */
export const voidMark = asPlatform(async (ctx, kind: MarkKind, matterId: string): Promise<void> => {
  const [mark, row] = [await readMark(ctx, kind, matterId), await getMatter(ctx, matterId)];
  if (mark.fromOn === null || mark.voided || row.subject_id === null) return;
  await saveMark(ctx, kind, { matterId, subjectId: row.subject_id }, voidedMark(mark, ctx.today));
  if (kind === 'warning') ctx.later(SUPPLEMENT_TOPIC, {});
  ctx.record({
    type: 'warning.voided',
    entity: row.procedure,
    entityId: matterId,
    subjectId: row.subject_id,
    matterId,
    organId: row.organ_id,
    data: { seq: row.version, on: ctx.today },
  });
  if (mark.ownerId !== null)
    notify(ctx, {
      to: [mark.ownerId],
      kind: 'warning.voided',
      link: `/matters/${matterId}`,
      matter: matterId,
    });
});

/**
 * Voids every mark of which no ground is left: each entry went to another dossier, or counts no more and has no newer
 * version there (P1, P2). A place that was entered on no entry rests on what was decided.
 */
export async function voidGroundless(ctx: Ctx): Promise<void> {
  for (const kind of ['warning', 'listing'] as const) {
    const counts = statusesFor(ctx.pack.uses, USES[kind]);
    const { rows } = await sql<{ matter_id: string }>`
      with recursive ground as (
        select w.matter_id, w.subject_id, (f->>'id')::uuid as id
        from ${sql.table(kind)} w, jsonb_array_elements(w.facts) f
        where w.jurisdiction_id = ${ctx.actor.jurisdictionId} and w.from_on is not null and not w.voided
        union
        select g.matter_id, g.subject_id, n.id from ground g
        join material n on n.jurisdiction_id = ${ctx.actor.jurisdictionId} and n.supersedes_id = g.id)
      select g.matter_id from ground g
      left join material e on e.jurisdiction_id = ${ctx.actor.jurisdictionId} and e.id = g.id
        and e.subject_id = g.subject_id and e.status = any (${counts}::text[])
      group by g.matter_id having count(e.id) = 0`.execute(ctx.trx);
    for (const { matter_id } of rows) await voidMark(ctx, kind, matter_id);
  }
}
