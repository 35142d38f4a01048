import type { Machine, Matter, MatterEvent } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { dropDraft } from './draft.store.ts';

/** What was written for a step goes when it is taken, and when it can be taken no more. */
export function dropDrafts(
  ctx: Ctx,
  machine: Machine,
  before: { id: string; state: string },
  { state }: Pick<Matter, 'state'>,
  events: readonly MatterEvent[],
): void {
  for (const [action, { drafted, from }] of Object.entries(machine.actions)) {
    if (!drafted) continue;
    const taken = events.some((event) => event.type === 'acted' && event.action === action);
    if (taken || (from.includes(before.state) && !from.includes(state))) dropDraft(ctx, before.id, action);
  }
}
