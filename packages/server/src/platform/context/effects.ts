import type { Ctx, EffectCall } from './context.ts';

/**
 * Runs the handlers of a step's effects in the order in which the pack names them, then what a module keeps
 * in step with the matter's state: that must hold for steps without effects too.
 */
export async function runEffects(ctx: Ctx, call: EffectCall): Promise<void> {
  for (const effect of call.event.effects) await ctx.services.effects[effect]?.(ctx, call);
  if (!call.service) return;
  for (const follow of ctx.services.projections[call.service] ?? []) await follow(ctx, call);
}
