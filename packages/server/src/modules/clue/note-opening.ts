import type { Ctx } from '../../platform/context/context.ts';
import { noteReading } from '../../platform/ledger/openings.ts';

/** Whoever reads the file of a clue leaves a trace. */
export const noteOpening = (ctx: Ctx, id: string): Promise<void> =>
  noteReading(ctx, { type: 'clue.opened', entity: 'clue', entityId: id });
