import type { Ctx } from '../../platform/context/context.ts';
import { sealForLedger, unsealFromLedger } from '../../platform/ledger/sealed.ts';

/**
 * The content of an entry as the ledger keeps it: enough to rebuild the entry, but readable with the
 * jurisdiction's keys only, so that who reads the ledger sees what was done and not what is written.
 */
export const sealedContent = (ctx: Ctx, materialId: string, content: Record<string, unknown>): string =>
  sealForLedger(ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId), materialId, content);

/** The inverse of {@link sealedContent}, for rebuilding entries from the ledger. */
export const unsealContent = (ctx: Ctx, materialId: string, sealed: string): Record<string, unknown> =>
  unsealFromLedger(ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId), materialId, sealed) as Record<
    string,
    unknown
  >;
