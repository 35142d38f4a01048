import type { getFollowUp as contract } from '@plumbline/contract/instruction';
import type { Reply } from '@plumbline/contract/route';
import { localiseForm, type MatterEvent } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { getMatter, listSteps, machineOfMatter, viewActions, viewSteps } from '../matter/index.ts';
import { packOf } from './catalogue.ts';
import { findFollowUp } from './instructions.store.ts';
import { viewFollowUp } from './view-instructions.ts';

/** How one unit carries an instruction out, with its reports. The unit sees this and never the ledger. */
export async function getFollowUp(ctx: Ctx, id: string): Promise<Reply<typeof contract>> {
  const [row, matter, events] = await Promise.all([
    findFollowUp(ctx, id),
    getMatter(ctx, id),
    listSteps(ctx, id),
  ]);
  const followUp = await viewFollowUp(ctx, found(row), matter);
  const [steps, machine, { forms }] = await Promise.all([
    viewSteps(ctx, matter, events),
    machineOfMatter(ctx, matter),
    packOf(ctx, matter.pack_version),
  ]);
  const reportOf = (event: MatterEvent) => {
    const form = event.type === 'acted' ? forms[machine.actions[event.action]?.form ?? ''] : undefined;
    return form && event.data
      ? {
          schema: localiseForm(form, ctx.locale) as Record<string, unknown>,
          data: event.data as Record<string, unknown>,
        }
      : null;
  };
  return {
    ...followUp,
    instructionId: found(row).instruction_id,
    title: matter.title,
    number: matter.number,
    requirement: (matter.data as { requirement?: string }).requirement ?? '',
    steps: steps.map((step, index) => ({
      ...step,
      report: reportOf(events[index]!.data as unknown as MatterEvent),
    })),
    actions: await viewActions(ctx, matter, followUp.allowed),
  };
}
