import type { Account, editAccount as route } from '@plumbline/contract/identity';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, stale, wrongState } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { lockGrants, rolesOfPerson } from '../grants/grant.store.ts';
import { refuseConflict } from '../grants/grant-role.ts';
import { stateOn } from '../ranges.ts';
import { findAccount, refuseTaken, refuseUnknownSubjects } from './account.store.ts';
import { getAccount } from './get-account.ts';

/** Changes an account. @throws 404, 400, 409 `stale-version`, `wrong-state`, `duplicate`, `in-use`, role conflicts */
export async function editAccount(ctx: Ctx, id: string, change: Body<typeof route>): Promise<Account> {
  await lockGrants(ctx);
  const before = await findAccount(ctx, id, 'lock');
  if (before.version !== change.version) throw stale(await getAccount(ctx, id));
  if (before.closed_at) throw wrongState([]);
  const after = {
    username: change.username ?? before.username,
    name: change.name ?? before.name,
    unit_id: change.unitId === undefined ? before.unit_id : change.unitId,
    person_id: change.personId === undefined ? before.person_id : change.personId,
  };
  await Promise.all([refuseTaken(ctx, after.username, id), refuseUnknownSubjects(ctx, change)]);
  await refuseRoleTrouble(ctx, id, before, after);
  const version = before.version + 1;
  await ctx.trx
    .updateTable('account')
    .set({ ...after, version })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .execute();
  const { username, name, unit_id, person_id } = before;
  ctx.record({
    type: 'account.changed',
    entity: 'account',
    entityId: id,
    data: { before: { username, name, unit_id, person_id }, after, version },
  });
  identityChanged(ctx);
  return getAccount(ctx, id);
}

interface Links {
  unit_id: string | null;
  person_id: string | null;
}

/** Roles in the former unit would hold nowhere; and joining two accounts to one person joins their roles. */
async function refuseRoleTrouble(ctx: Ctx, id: string, before: Links, after: Links): Promise<void> {
  const roles = await rolesOfPerson(ctx.trx, ctx.actor.jurisdictionId, id, after.person_id);
  const live = roles.filter((role) => stateOn(role, ctx.today) !== 'past');
  const own = live.filter((role) => role.accountId === id);
  if (after.unit_id !== before.unit_id && own.some((role) => role.unitId !== null))
    throw new AppError('in-use', { faults: [{ pointer: '/unitId', code: 'unit-has-roles' }] });
  if (after.person_id === before.person_id) return;
  // Else one person could act as two: everywhere a second person is asked for.
  if (before.person_id !== null && own.length > 0)
    throw new AppError('in-use', { faults: [{ pointer: '/personId', code: 'person-has-roles' }] });
  const others = live.filter((role) => role.accountId !== id);
  for (const role of own) refuseConflict(ctx, role, others, '/personId');
}
