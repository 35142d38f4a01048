import type { Ctx, EffectCall } from './context.ts';

/** Runs the handlers of a step's effects in the order in which the pack names them. */
export async function runEffects(ctx: Ctx, call: EffectCall): Promise<void> {
  for (const effect of call.event.effects) await ctx.services.effects[effect]?.(ctx, call);
}
