import type { Pack } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { machineForService } from '../matter/index.ts';
import { listSlips } from './export.store.ts';

export interface ReadingLimit {
  /** Highest classification that the exporter may open here and now. */
  ceiling: number;
  /** Number of the reading slip that opens it; null where none is held. */
  slip: string | null;
}

/**
 * How far the exporter may read in this dossier: up to the clearance with a slip in force, and without one
 * only as far as the pack asks for none (S0.7). An export is an opening like any other.
 */
export async function readingLimit(ctx: Ctx, subjectId: string): Promise<ReadingLimit> {
  const clearance = ctx.actor.settings.clearance ?? 0;
  const machine = machineForService(ctx.pack, 'reading');
  const slips = await listSlips(ctx.trx, ctx.actor.jurisdictionId, {
    procedure: machine.procedure,
    subjectId,
    accountId: ctx.actor.accountId,
    today: ctx.today,
  });
  const held = ctx.may('dossier.open-restricted')
    ? slips.find((slip) => inForce(ctx.pack, machine.states[slip.state]?.status))
    : undefined;
  const open = openLevel(ctx.pack, clearance);
  return held ? { ceiling: clearance, slip: held.number } : { ceiling: open, slip: null };
}

/** A slip holds while its matter runs and stands as a fact: approved, and not yet given back. */
function inForce(pack: Pack, status: string | undefined): boolean {
  return pack.statuses.some((entry) => entry.code === status && entry.live && entry.factual);
}

/** The highest level below the first one that needs a slip; -1 when even the lowest does. */
function openLevel(pack: Pack, clearance: number): number {
  const needing = pack.classifications.filter((entry) => entry.readingSlip).map((entry) => entry.level);
  return Math.min(clearance, Math.min(...needing) - 1);
}
