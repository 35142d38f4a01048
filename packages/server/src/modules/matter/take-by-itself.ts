import { dueByItself } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { act } from './act.ts';
import { lockMatter } from './matter.store.ts';
import { toEngine } from './matter.types.ts';
import { machineOfMatter } from './procedures.ts';
import { readWorlds } from './world.ts';

/** Work that takes the steps which a matter owes by itself: `{ matter }`. */
export const BY_ITSELF_TOPIC = 'matter.by-itself';

/**
 * Takes what the platform owes a matter today: steps whose term is over or whose child has ended. Looked at again it finds
 * nothing left, so a repeated job, or one after days without a server, comes to the same result.
 */
export async function takeByItself(ctx: Ctx, matterId: string): Promise<void> {
  for (;;) {
    const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
    if (!row || row.closed_at) return;
    const machine = await machineOfMatter(ctx, row);
    const matter = toEngine(row);
    const [due] = dueByItself(machine, matter, (await readWorlds(ctx, [matter])).of(matter));
    if (due === undefined) return;
    await act(ctx, matterId, due, {}, { bySystem: true, row });
  }
}
