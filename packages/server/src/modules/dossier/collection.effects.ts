import { actionsWith, type Machine } from '@plumbline/policy';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { act, getMatter, type MatterRow, machineForService, machineOfMatter } from '../matter/index.ts';
import { absent } from './absent.ts';
import { wasFiledNow } from './filed-now.ts';

/** The step by which a contributor answers. */
export const supplyAction = (machine: Machine): string | undefined =>
  actionsWith(machine, 'collection.file')[0];

/** The step by which the platform or the custodian reminds: it tells the contributor and changes no state. */
export const remindAction = (machine: Machine): string | undefined =>
  actionsWith(machine, 'notice.contributor').find((name) => {
    const action = machine.actions[name]!;
    return action.to === undefined && action.by.includes('system');
  });

/** The step by which the platform itself ends a matter from its present state. */
export function endingAction(machine: Machine, state: string): string | undefined {
  return Object.entries(machine.actions).find(
    ([, action]) =>
      action.from.includes(state) &&
      action.by.includes('system') &&
      action.to !== undefined &&
      machine.states[action.to]?.final === true,
  )?.[0];
}

/** Keeps the task's columns in step with its matter. */
export const followCollection: EffectHandler = async (ctx, { matter, event, status, before }) => {
  if (!before || event.type !== 'acted') return;
  const machine = machineForService(ctx.pack, 'collection');
  const supplied = machine.actions[supplyAction(machine) ?? '']?.to === matter.state;
  const live = ctx.pack.statuses.some((s) => s.code === status && s.live);
  const given = (event.data as { materials?: string[] } | undefined)?.materials;
  // What answers a task is filed with the answer; an entry that lies elsewhere answers nothing.
  if (given?.some((id) => !wasFiledNow(ctx, id)))
    throw invalid({ pointer: '/data/materials', code: 'unknown-reference' });
  ctx.send(
    ctx.trx
      .updateTable('collection_task')
      .set({
        supplied_at: supplied || !live ? ctx.now : null,
        ...(supplied ? { material_id: given?.[0] ?? null } : {}),
        ...(event.action === remindAction(machine) ? { reminded_on: ctx.today } : {}),
        ...(live ? {} : { ended_at: ctx.now }),
      })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matter.id),
  );
};

/** Closes tasks that an entry answered, once that is verified. */
export async function closeAnswered(ctx: Ctx, materialId: string): Promise<void> {
  const tasks = await ctx.trx
    .selectFrom('collection_task')
    .select('matter_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('material_id', '=', materialId)
    .where('ended_at', 'is', null)
    .execute();
  for (const { matter_id } of tasks) {
    const row = await getMatter(ctx, matter_id).catch(absent);
    if (row) await endBySystem(ctx, row);
  }
}

/** Ends a matter by the platform where its procedure has a step for that. */
export async function endBySystem(ctx: Ctx, row: MatterRow): Promise<boolean> {
  const machine = await machineOfMatter(ctx, row);
  const action = endingAction(machine, row.state);
  if (!action) return false;
  await act(ctx, row.id, action, {}, { bySystem: true });
  return true;
}
