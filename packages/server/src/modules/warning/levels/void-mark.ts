import { actionsWith, type Mark, type Matter, voidedMark } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { settleFiled } from '../../dossier/index.ts';
import { getMatter, type MatterRow, machineOfMatter, toEngine } from '../../matter/index.ts';
import { begunBy } from '../bars/bar.effects.ts';
import { FALL_TOPIC, GROUND_TOPIC, SUPPLEMENT_TOPIC } from '../topics.ts';
import type { MarkKind } from './fact.store.ts';
import { lockSubject, readMark, saveMark } from './mark.store.ts';

/** The mark is from today on as if it had never been, whatever state its matter is in; who answers for it is told. */
export const voidMark = asPlatform(async (ctx, kind: MarkKind, matterId: string): Promise<void> => {
  const row = await getMatter(ctx, matterId);
  if (row.subject_id === null) return;
  await lockSubject(ctx, row.subject_id);
  const mark = await readMark(ctx, kind, matterId);
  if (mark.fromOn === null || mark.voided) return;
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
  await callOff(ctx, toEngine(row), 0);
  if (row.closed_at) await undoFiled(ctx, kind, row);
  ctx.later(GROUND_TOPIC, {});
  tellOwner(ctx, mark, matterId);
});

/** Talks and letters that came of it, of those begun after a step, are told that what they rested on is gone. */
export const callOff = asPlatform(
  async (ctx, { children }: Pick<Matter, 'children'>, since: number): Promise<void> => {
    const begun = children.filter(({ openedSeq }) => openedSeq > since);
    for (const id of await begunBy(ctx, { children: begun })) ctx.later(FALL_TOPIC, { matter: id });
  },
);

/** What an ended matter left in the dossier takes the status of the state to which its procedure leads what is void. */
async function undoFiled(ctx: Ctx, kind: MarkKind, row: MatterRow): Promise<void> {
  const { actions, states } = await machineOfMatter(ctx, row);
  const [name] = actionsWith({ actions }, `${kind}.void`);
  const status = states[actions[name ?? '']?.to ?? '']?.status;
  if (status !== undefined) await settleFiled(ctx, row.id, status);
}

export function tellOwner(ctx: Ctx, { ownerId }: Mark, matterId: string, kind = 'warning.voided'): void {
  if (ownerId === null) return;
  notify(ctx, { to: [ownerId], kind, link: `/matters/${matterId}`, matter: matterId });
}
