import type { handOverMatters as route } from '@plumbline/contract/matter';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, type FaultInput, found, invalid } from '../../platform/errors/app-error.ts';
import { act } from './act.ts';
import { lockMatter } from './matter.store.ts';
import { machineOfMatter } from './procedures.ts';

/**
 * Hands every place of somebody in many matters to others, a step of its own on each: on all of them or on none.
 * @throws 400 naming every matter that can't be handed over so, and why
 */
export async function handOverMatters(
  ctx: Ctx,
  { from, parts, reason }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const wanted = parts.flatMap(({ to, matterIds }, i) =>
    matterIds.map((id, k) => ({ id, to, pointer: `/parts/${i}/matterIds/${k}` })),
  );
  const faults: FaultInput[] = [];
  // One after the other in one order, so that two who hand over the same ones can't wait for each other.
  for (const { id, to, pointer } of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      const row = found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, id));
      const { untitled } = await machineOfMatter(ctx, row);
      const data = { from: { account: from }, to: { account: to } };
      await act(ctx, id, 'matter.hand-over', { data, ...(untitled ? {} : { reason }) }, { row });
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      faults.push({ ...whyNot(error), pointer });
    }
  }
  if (faults.length) throw invalid(...faults);
  return { done: wanted.length };
}

/** What keeps one matter from going over. */
function whyNot({ code, details }: AppError): FaultInput {
  if (code === 'not-found') return { code: 'unknown-reference' };
  const [fault] = details.faults ?? [];
  return fault ?? { code: 'hand-over.not-now', ...(details.text ? { text: details.text } : {}) };
}
