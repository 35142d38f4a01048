import type { Matter, MatterEvent } from '@plumbline/policy';
import type { Selectable } from 'kysely';
import type { Matter as MatterTable } from '../db/schema.gen.ts';
import type { Ctx } from './context.ts';

/** A step that was just decided and saved, as an effect sees it. */
export interface EffectCall {
  matter: Matter;
  event: MatterEvent;
  /** Status of the pack that the new state belongs to. */
  status: string;
  /** The row as it was before the step; undefined for a beginning. */
  before: Selectable<MatterTable> | undefined;
}

/** Carries out what the pack names in an action's `effects`, in the action's own transaction. */
export type EffectHandler = (ctx: Ctx, call: EffectCall) => Promise<void>;
export type EffectHandlers = Partial<Record<string, EffectHandler>>;

/** Runs the handlers of a step's effects in the order in which the pack names them. */
export async function runEffects(ctx: Ctx, call: EffectCall): Promise<void> {
  for (const effect of call.event.effects) await ctx.services.effects[effect]?.(ctx, call);
}
