import { actionsWith } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, found, wrongState } from '../../platform/errors/app-error.ts';
import {
  type ActInput,
  act,
  availableActions,
  lockMatter,
  type MatterRow,
  machineOfMatter,
  type Step,
} from '../matter/index.ts';
import { findSubmission, type NamedSubmission, type SubmissionRow } from './submission.store.ts';

/** What the routes of a sheet do, by the effect that the pack's action for it names. */
const EFFECTS = {
  edit: 'submission.edit',
  submit: 'submission.sign',
  nil: 'submission.nil',
  withdraw: 'submission.withdraw',
  'return-rows': 'submission.return-rows',
  'send-back': 'submission.unlock',
  accept: 'submission.accept',
} as const;

export type Operation = keyof typeof EFFECTS;

/** After this time a job is taken to have died with its process; the locks keep two from doing the work twice. */
const JOB_DIES_AFTER_MS = 5 * 60_000;

/** Whether the sheet's workbook is being read or it is being accepted. */
export const isBusy = (row: Pick<SubmissionRow, 'job_id' | 'job_at'>, now: Date): boolean =>
  row.job_id !== null && row.job_at !== null && now.getTime() - row.job_at.getTime() < JOB_DIES_AFTER_MS;

/** What the caller may do with a sheet now: operation → action of the pack. */
export async function operationsOf(ctx: Ctx, matter: MatterRow): Promise<Map<Operation, string>> {
  const [machine, available] = await Promise.all([
    machineOfMatter(ctx, matter),
    availableActions(ctx, matter),
  ]);
  const operations = new Map<Operation, string>();
  for (const [operation, effect] of Object.entries(EFFECTS)) {
    const action = actionsWith(machine, effect).find((name) => available.includes(name));
    if (action) operations.set(operation as Operation, action);
  }
  return operations;
}

export interface OpenSheet {
  submission: NamedSubmission;
  matter: MatterRow;
  operations: Map<Operation, string>;
}

/**
 * The sheet, its matter locked, when the caller may do this with it now.
 * @throws 404 not visible; 403, 409 as the procedure refuses; 409 while work on it is running
 */
export async function openFor(
  ctx: Ctx,
  id: string,
  operation: Operation,
  options: { job?: string } = {},
): Promise<OpenSheet & { action: string }> {
  const j = ctx.actor.jurisdictionId;
  const { matter_id: matterId } = found(await findSubmission(ctx.trx, j, id));
  const matter = found(await lockMatter(ctx.trx, j, matterId));
  // Read again under the lock: whoever held it may have left a job.
  const submission = found(await findSubmission(ctx.trx, j, id));
  const operations = await operationsOf(ctx, matter);
  const action = operations.get(operation);
  if (action === undefined) {
    const machine = await machineOfMatter(ctx, matter);
    const [any] = actionsWith(machine, EFFECTS[operation]);
    // The engine says why: the person (403) or the moment (409). It refuses before anything is written.
    if (any) await act(ctx, matter.id, any, {}, { row: matter });
    throw wrongState([...operations.keys()]);
  }
  if (isBusy(submission, ctx.now) && submission.job_id !== options.job) throw wrongState([]);
  return { submission, matter, operations, action };
}

/**
 * Rows about oneself or kin are out of sight: whoever has any in a sheet neither signs it away as empty, nor takes it back,
 * nor puts another in its place. Somebody else of the body or the receiver does.
 * @throws 403
 */
export async function refuseOwnRows(ctx: Ctx, sheetId: string): Promise<void> {
  const own = await rowsAboutCaller(ctx, [sheetId]);
  if (own.size > 0)
    throw new AppError('second-person', {
      text: {
        zh: '本表此项须由本单位另一名工作人员办理。',
        en: 'Somebody else of your office has to do this with the sheet.',
      },
    });
}

/** How many rows of each sheet are about the caller or kin, and so out of their sight. */
export async function rowsAboutCaller(ctx: Ctx, sheets: readonly string[]): Promise<Map<string, number>> {
  if (ctx.actor.personId === null || sheets.length === 0) return new Map();
  const { rows: found } = await sql<{ sheet: string; n: number }>`
    select sheet, n from app.rows_about_caller(${[...sheets]}::uuid[])`.execute(ctx.trx);
  return new Map(found.map(({ sheet, n }) => [sheet, n]));
}

/** Takes the step that stands for an operation. @throws as {@link openFor}, and 400 for its input */
export async function takeStep(
  ctx: Ctx,
  id: string,
  operation: Operation,
  input: ActInput,
  options: { job?: string } = {},
): Promise<Step> {
  const { matter, action } = await openFor(ctx, id, operation, options);
  return act(ctx, matter.id, action, input, { row: matter });
}
