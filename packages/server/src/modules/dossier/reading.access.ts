import type { Guard } from '../../platform/context/context.ts';
import { forbidden } from '../../platform/errors/app-error.ts';
import { availableActions, getMatter } from '../matter/index.ts';

/**
 * A slip says who reads whose dossier and why. It is its reader's, theirs who decide on it and theirs who keep the
 * reading ledger; that the dossier is in sight does not make it readable. @throws 403
 */
export const refuseOthersSlip: Guard = async (ctx, { id }) => {
  const matter = await getMatter(ctx, id);
  if (matter.opened_by === ctx.actor.accountId) return;
  if (ctx.may('reading.ledger', matter.organ_id) || ctx.may('reading.approve', matter.organ_id)) return;
  // Whoever decides in an absent one's place.
  if ((await availableActions(ctx, matter)).length > 0) return;
  throw forbidden('reading.ledger');
};
