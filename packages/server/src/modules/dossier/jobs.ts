import { actionsWith, addDays } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { FORGET_TOPIC, forgetContents } from '../../platform/http/forget-contents.ts';
import type { JobHandlers } from '../../platform/jobs/worker.ts';
import { act, getMatter, machineForService, machineOfMatter } from '../matter/index.ts';
import { absent } from './absent.ts';
import { openFollowUps } from './add-instruction.ts';
import { endBySystem, remindAction } from './collection.effects.ts';
import { listUnanswered } from './collection.store.ts';
import { extractFile } from './extract-file.ts';
import { INDEX_TOPIC, indexFiled } from './file-step.ts';
import { listInstructionRows } from './instructions.store.ts';
import { restoreSearch } from './mirror-search.ts';
import { runOnEveryDesk } from './on-every-desk.ts';
import { remindsToday } from './terms.rules.ts';
import type { Uploads } from './uploads.ts';

/**
 * A sealed appraisal counts as soon as it is written: nobody may read one alone, so nobody could verify it.
 * The platform takes the step that a second person takes elsewhere.
 */
async function acceptSealed(ctx: Ctx, matterId: string): Promise<void> {
  const row = await getMatter(ctx, matterId).catch(absent);
  if (!row) return;
  const machine = await machineOfMatter(ctx, row);
  const [verify] = actionsWith(machine, 'material.verify');
  if (verify && machine.actions[verify]!.from.includes(row.state))
    await act(ctx, matterId, verify, {}, { bySystem: true });
}

async function endTask(ctx: Ctx, matterId: string): Promise<void> {
  const row = await getMatter(ctx, matterId).catch(absent);
  if (row) await endBySystem(ctx, row);
}

/** Furthest ahead that a reminder goes out. */
const AHEAD = 7;

/** What the calendar brings: reminders, slips that ran out, units that joined an industry. Again without harm. */
export async function followDay(ctx: Ctx): Promise<{ reminded: number; expired: number; opened: number }> {
  const done = { reminded: 0, expired: 0, opened: 0 };
  // Of two processes the second one waits and then finds nothing left to do.
  await sql`select pg_advisory_xact_lock(${ctx.actor.jurisdictionId}, hashtext('dossier.remind'))`.execute(
    ctx.trx,
  );
  const remind = remindAction(machineForService(ctx.pack, 'collection'));
  for (const task of await listUnanswered(ctx, addDays(ctx.today, AHEAD))) {
    if (!remind || !remindsToday({ dueOn: task.due_on, remindedOn: task.reminded_on }, ctx.today)) continue;
    await act(ctx, task.matter_id, remind, { data: {} }, { bySystem: true });
    done.reminded++;
  }
  for (const matterId of await listExpiredSlips(ctx)) {
    if (await endBySystem(ctx, await getMatter(ctx, matterId))) done.expired++;
  }
  for (const instruction of await listInstructionRows(ctx, {}, undefined, MOST)) {
    if (instruction.industry) done.opened += await openFollowUps(ctx, instruction, true);
  }
  return done;
}

/** Instructions whose industries are looked at; older ones are closed long since. */
const MOST = 1000;

async function listExpiredSlips(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.trx
    .selectFrom('reading_slip')
    .select('matter_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('ended_at', 'is', null)
    .where('until_day', '<', ctx.today)
    .orderBy('matter_id')
    .execute();
  return rows.map((row) => row.matter_id);
}

export const DAILY_TOPIC = 'dossier.remind';

export const dossierJobs = (endpoints: Endpoints, uploads: () => Uploads): JobHandlers => ({
  'dossier.accept-sealed': ({ jurisdiction, payload }) =>
    runOnEveryDesk(endpoints, jurisdiction, (ctx) => acceptSealed(ctx, String(payload.matterId))),
  'dossier.end-task': ({ jurisdiction, payload }) =>
    runOnEveryDesk(endpoints, jurisdiction, (ctx) => endTask(ctx, String(payload.matterId))),
  [DAILY_TOPIC]: async ({ jurisdiction }) => {
    await runOnEveryDesk(endpoints, jurisdiction, followDay);
    await uploads().sweep(endpoints.services.clock.now());
  },
  [INDEX_TOPIC]: ({ jurisdiction, payload }) =>
    runOnEveryDesk(endpoints, jurisdiction, (ctx) => indexFiled(ctx, String(payload.materialId))),
  'dossier.restore-search': async ({ jurisdiction }) => {
    while (await runOnEveryDesk(endpoints, jurisdiction, restoreSearch));
  },
  'file.extract': ({ jurisdiction, payload }) => extractFile(endpoints, jurisdiction, String(payload.fileId)),
  [FORGET_TOPIC]: ({ jurisdiction, payload }) =>
    forgetContents(endpoints, jurisdiction, payload.stores as string[]),
});
