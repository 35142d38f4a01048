import type { Ctx } from '../../platform/context/context.ts';

/**
 * The content of an entry as the ledger keeps it: enough to rebuild the entry, but readable with the
 * jurisdiction's keys only, so that who reads the ledger sees what was done and not what is written.
 */
export function sealedContent(ctx: Ctx, materialId: string, content: Record<string, unknown>): string {
  return ctx.services.keys
    .jurisdiction(ctx.actor.jurisdictionId)
    .encrypt('ledger-content', JSON.stringify(content), materialId)
    .toString('base64');
}

/** The inverse of {@link sealedContent}, for rebuilding entries from the ledger. */
export function unsealContent(ctx: Ctx, materialId: string, sealed: string): Record<string, unknown> {
  const text = ctx.services.keys
    .jurisdiction(ctx.actor.jurisdictionId)
    .decrypt('ledger-content', Buffer.from(sealed, 'base64'), materialId)
    .toString('utf8');
  return JSON.parse(text) as Record<string, unknown>;
}
