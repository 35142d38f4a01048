import type { Pack } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';

/** A reading slip in force, as the dossier shows it. */
export interface Slip {
  until: string;
  /** Items that it opens; none named: all. */
  items: readonly string[];
}

export interface ReadingLimit {
  /** Highest classification that may be taken along of what belongs to no item. */
  ceiling: number;
  slip: Slip | null;
  /** Kin and third persons may be read by name (protection P12). */
  kinShown: boolean;
}

/**
 * How far the exporter may read in a dossier beyond its entries: up to the clearance with a slip for all of it,
 * and without one only as far as the pack asks for none (S0.7). An export is an opening like any other.
 */
export function readingLimit(ctx: Ctx, custodianId: string, slip: Slip | null): ReadingLimit {
  const clearance = ctx.actor.settings.clearance ?? 0;
  const mayOpenRestricted = ctx.may('dossier.open-restricted', custodianId);
  const held = mayOpenRestricted ? slip : null;
  return {
    ceiling: held && held.items.length === 0 ? clearance : openLevel(ctx.pack, clearance),
    slip: held,
    kinShown: mayOpenRestricted,
  };
}

/** The highest level below the first one that needs a slip; -1 when even the lowest does. */
function openLevel(pack: Pack, clearance: number): number {
  const needing = pack.classifications.filter((entry) => entry.readingSlip).map((entry) => entry.level);
  return Math.min(clearance, Math.min(...needing) - 1);
}
