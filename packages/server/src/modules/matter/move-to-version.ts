import type { moveMatterVersion as route } from '@plumbline/contract/matter';
import type { Body } from '@plumbline/contract/route';
import { available, isRefusal, moveVersion } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { forbidden, found, invalid, stale } from '../../platform/errors/app-error.ts';
import { engineActor } from './engine-actor.ts';
import { lockMatter } from './matter.store.ts';
import { toEngine } from './matter.types.ts';
import { machineInForce, machineOfMatter } from './procedures.ts';
import { recordStep } from './record-step.ts';
import { refusalError } from './refusals.ts';
import { readWorlds } from './world.ts';

/** Whoever may hand a matter over may move it. */
const RIGHT = 'matter.hand-over';

/**
 * A running matter follows the version of its pack that is now in force, from a state of that version on.
 * @throws 404, 403, 409 stale or while something waits, 400 for a state that the version doesn't have
 */
export async function moveToVersion(ctx: Ctx, id: string, input: Body<typeof route>): Promise<void> {
  const row = found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, id));
  if (input.version !== row.version) throw stale({ version: row.version, state: row.state });
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  const actor = engineActor(ctx.actor, matter);
  const world = (await readWorlds(ctx, [matter])).of(matter);
  if (!available(machine, matter, actor, world).includes(RIGHT)) throw forbidden();
  const unfit = () => invalid({ pointer: '/state', code: 'unknown-code', params: { code: input.state } });
  if (!Object.hasOwn(ctx.pack.procedures, row.procedure)) throw unfit();
  const target = machineInForce(ctx.pack, row.procedure);
  const decision = moveVersion(
    machine,
    target,
    matter,
    input.state,
    actor,
    input.reason,
    ctx.now.toISOString(),
  );
  if (isRefusal(decision))
    throw decision.refusal === 'state' ? unfit() : refusalError(decision, machine, matter, actor, world);
  await recordStep(ctx, target, row, decision.events);
}
