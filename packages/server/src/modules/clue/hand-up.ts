import type { handUpClue as contract } from '@plumbline/contract/clue-route';
import type { Body, Reply } from '@plumbline/contract/route';
import { actionsWith } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { AppError, found, stale, wrongState } from '../../platform/errors/app-error.ts';
import { FORGET_TOPIC } from '../../platform/http/forget-contents.ts';
import { eventRow } from '../../platform/ledger/event.ts';
import { notify } from '../../platform/notices/notify.ts';
import {
  beginMatter,
  holdersOf,
  lockMatter,
  machineOfMatter,
  refuseUnlessAllowed,
  toEngine,
  unbarred,
} from '../matter/index.ts';
import { findClue } from './clue.store.ts';
import { refuseRepeats } from './merge.effects.ts';
import { refuseUnlessAbove } from './route-clue.ts';

/**
 * A clue that turns out to be a superior's: what was written, filed, issued and noted of it is destroyed, and a stub of
 * the package that goes up is all that stays (rules on handling reports, article 15). The ledger keeps that each
 * step was taken, by its commitment, and which stub stands for it. Whom it is about after all is asked for the
 * route alone and kept nowhere, but for the level that was given for somebody who is not in the registry.
 *
 * @throws 403, 409 as the pack's action says; 400 where the route does not lead up, or repeats go on in it
 */
export async function handUpClue(
  ctx: Ctx,
  id: string,
  input: Body<typeof contract>,
): Promise<Reply<typeof contract>> {
  const j = ctx.actor.jurisdictionId;
  const clue = found(await findClue(ctx.trx, j, id));
  const matter = found(await lockMatter(ctx.trx, j, clue.matter_id));
  if (input.version !== undefined && input.version !== matter.version)
    throw stale({ version: matter.version, state: matter.state });
  const machine = await machineOfMatter(ctx, matter);
  const actions = actionsWith(machine, 'clue.hand-up');
  // What somebody handles already is handed up by another one than what just came in.
  const action = actions.find((one) => machine.actions[one]!.from.includes(matter.state)) ?? actions[0];
  const { routing } = ctx.pack;
  if (!action || !routing) throw wrongState([]);
  await refuseUnlessAllowed(ctx, matter, action);
  await refuseRepeats(ctx, id);
  await refuseUnlessAbove(ctx, clue.organ_id, input.about, clue.source);
  const { receiver, pieces, commitment } = input;
  const stub = await beginMatter(ctx, {
    procedure: routing.stub,
    subjects: [],
    organId: clue.organ_id,
    data: { receivedOn: clue.received_on, receiver, pieces, commitment },
  });
  const event = eventRow(ctx.actor, ctx.now, {
    type: 'clue.handed-up',
    entity: 'clue',
    entityId: clue.id,
    matterId: stub.id,
    organId: clue.organ_id,
    data: { clue: clue.number, stub: stub.number, erased: matter.id, levels: levelsOf(input.about) },
  });
  await ctx.trx.insertInto('event').values(event).execute();
  const told = [
    ...(toEngine(matter).parties.handler ?? []).map((one) => one.id),
    ...(matter.opened_by ? [matter.opened_by] : []),
    ...(await holdersOf(ctx, 'clue.supervise', clue.organ_id)),
  ];
  const { rows } = await sql<{ store: string }>`
    select app.erase_clue(${matter.id}, ${event.id}) as store`
    .execute(ctx.trx)
    .catch(refuseDependedOn);
  if (rows.length) ctx.later(FORGET_TOPIC, { stores: rows.map(({ store }) => store) });
  // That it happened is told to everybody who worked on it; of what it was nothing is left to tell.
  notify(ctx, { to: await unbarred(ctx, told, clue), kind: 'clue.handed-up', link: '/clues' });
  return { id: stub.id, number: stub.number };
}

/** Levels of posts that were said to be a superior's; of whom is in the registry nothing is kept. */
const levelsOf = (about: Body<typeof contract>['about']): string[] =>
  about.flatMap((one) => (one.kind === 'unregistered' && one.level ? [one.level] : []));

/** Papers went out to others, or repeats go on in it: what they rest on is not destroyed. @throws 409 */
function refuseDependedOn(error: unknown): never {
  if ((error as { code?: string }).code !== 'PB001') throw error;
  throw wrongState([], 'wrong-state', {
    zh: '本件已发起澄清正名，或者有重复来件并入，不能改留存根；请先分出重复来件，已澄清正名的按移送办理。',
    en: 'A name is being cleared because of it, or repeats go on in it: it can not become a stub. Part the repeats first; where a name was cleared, transfer it.',
  });
}

/** It is no step: whoever takes it leaves nothing behind that a step could be recorded of. */
export const refuseAsStep: EffectHandler = async () => {
  throw new AppError('hand-up-with-stub');
};
