import type { listStageTimes } from '@plumbline/contract/history';
import type { Reply } from '@plumbline/contract/route';
import { pick, type RecordedStep, stageTimes } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { recordedSteps, type WhichSteps } from './steps.store.ts';

/** How long the matters that the caller may see stay in which state, in the words of the pack in force. */
export async function reportStageTimes(ctx: Ctx, which: WhichSteps): Promise<Reply<typeof listStageTimes>> {
  const steps: RecordedStep[] = [];
  for await (const step of recordedSteps(ctx.trx, which)) steps.push(step);
  const { procedures } = ctx.pack;
  const isFinal = (procedure: string, state: string) => procedures[procedure]?.states[state]?.final === true;
  const title = (text: { zh: string; en: string } | undefined, code: string) =>
    text ? pick(text, ctx.locale) : code;
  const order = (procedure: string, state: string) =>
    Object.keys(procedures[procedure]?.states ?? {}).indexOf(state);
  const items = stageTimes(steps, ctx.now.toISOString(), isFinal).map((row) => ({
    ...row,
    procedureTitle: title(procedures[row.procedure]?.title, row.procedure),
    stateTitle: title(procedures[row.procedure]?.states[row.state]?.title, row.state),
  }));
  // States in the order of their procedure: a report reads along the path of a matter.
  items.sort(
    (a, b) =>
      a.procedure.localeCompare(b.procedure) || order(a.procedure, a.state) - order(b.procedure, b.state),
  );
  return { items };
}
