import type { RoleGrant } from '@plumbline/contract/identity';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { AppError, type FaultInput, found, invalid } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import type { Range } from '../ranges.ts';
import { namesOf } from '../registry-names.ts';
import { conflictOf, type Held, placeFaults, roleFacts } from './grant.rules.ts';
import { grantRows, lockGrants, rolesOfPerson } from './grant.store.ts';
import { describeGrants, roleTitles } from './grant.view.ts';

export interface Wanted extends Range {
  accountId: string;
  role: string;
  organId: string | null;
  unitId: string | null;
  basis: string;
}

/** Grants a role. @throws 404, 400, 403 `second-person`, 409 `exclusive-role`, `administrator-with-content`, `duplicate` */
export async function grantRole(ctx: Ctx, wanted: Wanted): Promise<RoleGrant> {
  if (wanted.from < ctx.today) throw invalid({ pointer: '/from', code: 'from-in-the-past' });
  await lockGrants(ctx);
  const id = await addGrant(ctx, wanted);
  const rows = await grantRows(ctx.trx, ctx.actor.jurisdictionId).where('g.id', '=', id).execute();
  return found((await describeGrants(ctx, rows))[0]);
}

/**
 * Checks and enters one grant; the caller holds the lock of {@link lockGrants}. Nobody grants to themselves,
 * by whichever account. `at` is put before the pointers of faults, for lists of grants.
 */
export async function addGrant(ctx: Ctx, wanted: Wanted, at = ''): Promise<string> {
  const { trx, actor } = ctx;
  const j = actor.jurisdictionId;
  const { role, organId, unitId, from, to } = wanted;
  const [account, organ, unitNames] = await Promise.all([
    trx
      .selectFrom('account')
      .select(['id', 'person_id', 'unit_id'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', wanted.accountId)
      .where('closed_at', 'is', null)
      .executeTakeFirst(),
    organId
      ? trx
          .selectFrom('organ')
          .select(['kind', 'active_from as activeFrom', 'active_to as activeTo'])
          .where('jurisdiction_id', '=', j)
          .where('id', '=', organId)
          .executeTakeFirst()
      : undefined,
    namesOf(ctx, 'unit', [unitId]),
  ]);
  const { person_id: personId, unit_id: accountUnitId } = found(account);
  if (wanted.accountId === actor.accountId || (personId !== null && personId === actor.personId))
    throw new AppError('second-person');
  const unknown: FaultInput[] = [];
  if (organId && !organ) unknown.push({ pointer: `${at}/organId`, code: 'unknown-reference' });
  if (unitId && !unitNames.has(unitId)) unknown.push({ pointer: `${at}/unitId`, code: 'unknown-reference' });
  if (unknown.length) throw invalid(...unknown);
  const roles = roleFacts(ctx.pack);
  const place = { organ: organ ?? null, unit: unitId ? { id: unitId } : null, accountUnitId };
  const faults = placeFaults(roles.get(role), place, wanted);
  if (faults.length)
    throw invalid(
      ...faults.map((fault) => ({ ...fault, pointer: at + fault.pointer, params: { value: role } })),
    );
  const held = await rolesOfPerson(trx, j, wanted.accountId, personId);
  refuseConflict(ctx, wanted, held, `${at}/role`);
  const id = newId(ctx.now.getTime());
  const row = {
    account_id: wanted.accountId,
    role,
    organ_id: organId,
    unit_id: unitId,
    from_day: from,
    to_day: to,
  };
  await trx
    .insertInto('role_grant')
    .values({
      ...row,
      jurisdiction_id: j,
      id,
      basis: wanted.basis,
      granted_by: actor.accountId,
      granted_at: ctx.now,
    })
    .execute();
  ctx.record({
    type: 'grant.created',
    entity: 'grant',
    entityId: id,
    data: { after: { ...row, basis: wanted.basis } },
  });
  identityChanged(ctx);
  return id;
}

/** @throws 409 naming the role that stands against it */
export function refuseConflict(ctx: Ctx, wanted: Held, held: readonly Held[], pointer: string): void {
  const conflict = conflictOf(wanted, held, roleFacts(ctx.pack));
  if (!conflict) return;
  const { role, from, to } = conflict.with;
  throw new AppError(conflict.code, {
    faults: [
      { pointer, code: 'role-conflict', params: { role: roleTitles(ctx)(role), from, to: to ?? '—' } },
    ],
  });
}
