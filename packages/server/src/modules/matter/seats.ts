import {
  chainFor,
  type Machine,
  type Matter,
  NO_RECORDS,
  type Parties,
  type SubjectRef,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { readWorlds } from './world.ts';

/**
 * Accounts that hold what a step's approval asks for at the organs that it asks, seat by seat, whoever of them may have to stay out;
 * delegates are left out. None where the step needs no approval.
 */
export async function seatsOf(
  ctx: Ctx,
  machine: Machine,
  action: string,
  stage: { custodian: string; subjects: readonly SubjectRef[]; parties: Parties },
): Promise<string[][]> {
  const approval = machine.actions[action]?.approval;
  const authority = approval === undefined ? undefined : machine.authority(approval);
  if (!authority) return [];
  const standIn = { ...NO_RECORDS, id: newId(), ...stage } as unknown as Matter;
  const world = (await readWorlds(ctx, [standIn], { step: { machine, action } })).of(standIn);
  const resolved = chainFor(authority, standIn, world);
  if ('refusal' in resolved) return [];
  return resolved.chain.flatMap(({ all }) =>
    all.map((seat) =>
      world.holders.flatMap(({ account, organ, permission, delegateOf }) =>
        organ === seat.organ && permission === seat.permission && !delegateOf ? [account] : [],
      ),
    ),
  );
}

/** Account → the person that it is, of those that are one. */
export async function personsOf(ctx: Ctx, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('account')
    .select(['id', 'person_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...new Set(accounts)])
    .execute();
  return new Map(rows.flatMap(({ id, person_id }) => (person_id === null ? [] : [[id, person_id]])));
}
