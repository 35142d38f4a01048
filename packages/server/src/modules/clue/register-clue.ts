import { defaultPolarity, quarterOf } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { type FaultInput, invalid } from '../../platform/errors/app-error.ts';
import { similarityKeys } from '../../platform/matching/similarity.ts';
import { engineActor } from '../matter/index.ts';
import { findClue, findSubject } from './clue.store.ts';
import { textOf } from './likeness.ts';
import { openClues, type Registration } from './open-clues.ts';
import { ownOrgan } from './own-organ.ts';
import { registrationFaults } from './registration.ts';
import { refuseElsewhere } from './route-clue.ts';
import { turnable, turnIntoClue } from './turn-into-clue.ts';

export interface NewClue extends Partial<Omit<Registration, 'content' | 'material'>> {
  materialId?: string | undefined;
  ofMatterId?: string | undefined;
  sameReportAs?: string | undefined;
  class: string;
  subType: string;
  source: string;
  occurredOn: string;
  title: string;
  content?: string | undefined;
  subjectKind: 'person' | 'unit';
  subjectId: string;
  organId?: string | undefined;
  sourceOrganId?: string | undefined;
}

/**
 * Registers one clue that came in otherwise than by a sheet. The officer who registers chose the subject from
 * the registry, so nothing is left to match.
 * @throws 409 where another organ handles it; 403 not this organ's intake; 400 for codes that the pack has not, days to come, an unknown subject
 */
export async function registerClue(ctx: Ctx, input: NewClue): Promise<string> {
  const organId = input.organId ?? ownOrgan(ctx);
  ctx.need('clue.register', organId);
  const known = await findSubject(ctx, { kind: input.subjectKind, id: input.subjectId });
  const report = input.sameReportAs ? await reportOf(ctx, input.sameReportAs, organId!) : undefined;
  const form = formOf(ctx, input);
  const faults = faultsOf(ctx, input);
  if (!known) faults.push({ pointer: '/subjectId', code: 'unknown-reference' });
  if (input.materialId && !(await isThere(ctx, 'material', input.materialId)))
    faults.push({ pointer: '/materialId', code: 'unknown-reference' });
  if (input.sourceOrganId && !(await isThere(ctx, 'organ', input.sourceOrganId)))
    faults.push({ pointer: '/sourceOrganId', code: 'unknown-reference' });
  if (input.sameReportAs && !report) faults.push({ pointer: '/sameReportAs', code: 'unknown-reference' });
  const subject = { kind: input.subjectKind, id: input.subjectId };
  const turned = input.ofMatterId ? await turnable(ctx, input.ofMatterId, subject) : undefined;
  if (turned && 'fault' in turned) faults.push({ pointer: '/ofMatterId', code: turned.fault });
  if (faults.length) throw invalid(...faults);
  await refuseElsewhere(ctx, organId!, { kind: input.subjectKind, id: input.subjectId }, input.source);
  const id = newId(ctx.now.getTime());
  await openClues(
    ctx,
    [
      {
        id,
        subject: { kind: input.subjectKind, id: input.subjectId },
        label: [known!.name, known!.unit].filter(Boolean).join(' '),
        form,
        period: quarterOf(form.receivedOn),
        sourceOrganId: input.sourceOrganId ?? null,
        bands: similarityKeys(textOf({ title: form.title, content: form.content ?? '' })),
        submissionId: null,
        rowNo: null,
        reportId: report,
        ofMatterId: input.ofMatterId,
      },
    ],
    { organId: organId!, actor: engineActor(ctx.actor, { custodian: organId!, parties: {} }) },
  );
  if (turned && !('fault' in turned)) await turnIntoClue(ctx, turned, id);
  return id;
}

/** The report that a clue of this organ, in the caller's sight, came of: named by the first clue of it. */
async function reportOf(ctx: Ctx, id: string, organId: string): Promise<string | undefined> {
  const clue = await findClue(ctx.trx, ctx.actor.jurisdictionId, id);
  return clue && clue.organ_id === organId && clue.room < 2 ? (clue.report_id ?? clue.id) : undefined;
}

/** Whether the entry is there, in the caller's sight; whether the organ is. */
async function isThere(ctx: Ctx, table: 'material' | 'organ', id: string): Promise<boolean> {
  const row = await ctx.trx
    .selectFrom(table)
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

function faultsOf(ctx: Ctx, input: NewClue): FaultInput[] {
  const faults = registrationFaults(ctx, input);
  const { classes } = ctx.pack;
  const known = classes.some((cls) => cls.code === input.class);
  if (known && !input.polarity && !defaultPolarity(classes, input.class, input.subType))
    faults.push({ pointer: '/polarity', code: 'required' });
  return faults;
}

function formOf(ctx: Ctx, input: NewClue): Registration {
  const polarity =
    input.polarity ?? defaultPolarity(ctx.pack.classes, input.class, input.subType) ?? 'negative';
  return {
    class: input.class,
    subType: input.subType,
    polarity,
    source: input.source,
    occurredOn: input.occurredOn,
    receivedOn: input.receivedOn ?? ctx.today,
    title: input.title,
    ...(input.content ? { content: input.content } : {}),
    ...(input.pieces ? { pieces: input.pieces } : {}),
    ...(input.problem ? { problem: input.problem } : {}),
    ...(input.channel ? { channel: input.channel } : {}),
    ...(input.files?.length ? { files: input.files } : {}),
    ...(input.materialId ? { material: input.materialId } : {}),
    ...(input.named ? { named: true } : {}),
    ...(input.basis ? { basis: input.basis } : {}),
    ...(input.decidedBy ? { decidedBy: input.decidedBy } : {}),
    ...(input.clear === undefined ? {} : { clear: input.clear }),
    ...(input.note ? { note: input.note } : {}),
  };
}
