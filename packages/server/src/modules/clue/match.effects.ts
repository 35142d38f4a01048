import { type SubjectRef, SYSTEM } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandlers } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { notify } from '../../platform/notices/notify.ts';

import { registrationOf } from './clue.effects.ts';
import { type ClueRow, findSubject, lockClueOf } from './clue.store.ts';
import { openClues } from './open-clues.ts';
import type { Proposal } from './propose-matches.ts';
import { refuseElsewhere } from './route-clue.ts';

async function waitingClue(ctx: Ctx, call: EffectCall): Promise<ClueRow & { proposal: unknown }> {
  return found(await lockClueOf(ctx.trx, ctx.actor.jurisdictionId, 'match_id', call.matter.id));
}

function change(ctx: Ctx, id: string, set: Record<string, unknown>): void {
  ctx.send(
    ctx.trx
      .updateTable('clue')
      .set(set)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id),
  );
}

const placeOf = ({ kind, id }: SubjectRef) => ({
  concerns_person_id: kind === 'person' ? id : null,
  sealed_unit_id: kind === 'unit' ? id : null,
});

export const matchEffects: EffectHandlers = {
  /** Another subject is proposed: whoever that is sees nothing of it either. */
  async 'match.amend'(ctx, call) {
    const row = await waitingClue(ctx, call);
    const { subjectKind, subject } = call.event.data as { subjectKind: 'person' | 'unit'; subject: string };
    const to = { kind: subjectKind, id: subject };
    if (!(await findSubject(ctx, to))) throw invalid({ pointer: '/data/subject', code: 'unknown-reference' });
    await refuseElsewhere(ctx, row.organ_id, to, row.source);
    const proposal: Proposal = { ...to, certainty: 'ambiguous', reasons: [] };
    change(ctx, row.id, { proposal: json(proposal), ...placeOf(to) });
    ctx.send(
      ctx.trx
        .updateTable('matter')
        .set(placeOf(to))
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', '=', call.matter.id),
    );
  },

  /** A second person confirmed: only now the clue gets its number and is filed. */
  async 'match.apply'(ctx, call) {
    const row = await waitingClue(ctx, call);
    const { kind, id } = row.proposal as unknown as Proposal;
    const known = found(await findSubject(ctx, { kind, id }));
    const organId = row.organ_id;
    await refuseElsewhere(ctx, organId, { kind, id }, row.source);
    const [opened] = await openClues(
      ctx,
      [
        {
          id: row.id,
          subject: { kind, id },
          label: [known.name, known.unit].filter(Boolean).join(' '),
          form: registrationOf(row),
          period: row.period,
          sourceOrganId: row.source_organ_id,
          bands: row.bands,
          submissionId: row.submission_id,
          rowNo: row.row_no,
        },
      ],
      { organId, actor: SYSTEM, parties: { receiver: [{ kind: 'organ', id: organId }] } },
      false,
    );
    change(ctx, row.id, {
      number: opened!.number,
      matter_id: opened!.matterId,
      material_id: opened!.materialId,
      status: opened!.status,
      subject_kind: kind,
      subject_id: id,
      proposal: null,
      version: row.version + 1,
      ...placeOf({ kind, id }),
    });
    ctx.send({
      compile: () =>
        sql`update submission_row set subject_kind = ${kind}, subject_id = ${id}::uuid, twin_key = ${id}
          where jurisdiction_id = ${ctx.actor.jurisdictionId} and clue_id = ${row.id}`.compile(ctx.trx),
    });
  },

  /** Nobody fits: the row goes back to the body that wrote it. */
  // Whoever drops it need not see the row that goes back.
  'match.drop': asPlatform(async (ctx: Ctx, call: EffectCall) => {
    const row = await waitingClue(ctx, call);
    change(ctx, row.id, { status: call.status, proposal: null, version: row.version + 1 });
    if (!row.submission_id) return;
    const reason = call.event.type === 'acted' ? (call.event.reason ?? '') : '';
    ctx.send({
      compile: () =>
        sql`update submission_row set state = 'returned', return_reason = ${reason}
          where jurisdiction_id = ${ctx.actor.jurisdictionId} and clue_id = ${row.id}`.compile(ctx.trx),
    });
    if (row.source_organ_id)
      notify(ctx, {
        to: [row.source_organ_id],
        kind: 'submission.row-returned',
        link: `/submissions/${row.submission_id}`,
      });
  }),
};
