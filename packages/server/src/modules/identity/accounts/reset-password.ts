import type { refuseReset as refuseRoute, resetPassword as resetRoute } from '@plumbline/contract/identity';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { AppError, forbidden, found, wrongState } from '../../../platform/errors/app-error.ts';
import { END_CALENDAR_TOPIC } from '../../../platform/jobs/topics.ts';
import { identityChanged } from '../authenticator.ts';
import { listGuardians, rolesOfAccount } from '../grants/grant.store.ts';
import { hashPassword, newHalf, newInitialPassword } from '../password.ts';
import { stateOn } from '../ranges.ts';
import { endAllSessions, findAccount } from './account.store.ts';
import { initialUntil } from './create-account.ts';
import { endOpenReset, lockOpenReset } from './password-reset.store.ts';
import { credentialOf, othersAccount } from './recover-account.ts';
import { tellAccount, tellGuardians } from './tell.ts';

/** How long a request waits for the second administrator. */
const WAITS_MS = 7 * 86_400_000;

/** Either of these may confirm what the other kind asked for: who keeps accounts, and who grants roles. */
const CONFIRMING = ['account.manage', 'grant.manage'] as const;
export const mayConfirm = (ctx: Ctx): boolean => CONFIRMING.some((permission) => ctx.may(permission));

/**
 * A new password for somebody who forgot theirs. Of an account without a role it is made at once. One that holds a
 * role keeps its password until a second administrator confirms ({@link confirmReset}); then each of the two
 * has one half to hand over, so that neither can sign in with it.
 * @throws 404, 403 `second-person` for the own account, 409 `wrong-state`, `nobody-confirms`
 */
export async function resetPassword(ctx: Ctx, id: string, reason: string): Promise<Reply<typeof resetRoute>> {
  const account = await othersAccount(ctx, id);
  const roles = await rolesOfAccount(ctx, id);
  if (!roles.some((role) => stateOn(role, ctx.today) !== 'past')) return resetAtOnce(ctx, account, reason);
  const confirmers = await listConfirmers(ctx, account);
  if (confirmers.length === 0) throw new AppError('nobody-confirms');
  endOpenReset(ctx, id, 'withdrawn');
  const request = newId(ctx.now.getTime());
  const half = newHalf();
  const until = new Date(ctx.now.getTime() + WAITS_MS);
  ctx.send(
    ctx.trx.insertInto('password_reset').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id: request,
      account_id: id,
      reason,
      first_half: keysOf(ctx).encrypt('passwords', half, request),
      requested_by: ctx.actor.accountId,
      requested_at: ctx.now,
      expires_at: until,
    }),
  );
  tellAccount(ctx, id, 'reset-requested');
  tellGuardians(ctx, confirmers, id);
  ctx.record({ type: 'account.reset-requested', entity: 'account', entityId: id, data: { reason, request } });
  return {
    id,
    version: account.version,
    initialPassword: half,
    part: 'first',
    validUntil: until.toISOString(),
  };
}

/**
 * The second administrator lets a request take effect: the password changes, sessions and tokens end, and the second
 * half is shown.
 * @throws 404, 403 `second-person` for who asked and for the holder, 409 `wrong-state` when nothing waits (any more)
 */
export async function confirmReset(ctx: Ctx, id: string, request: string): Promise<Reply<typeof resetRoute>> {
  const { account, reset } = await waiting(ctx, id, request);
  await refuseSamePerson(ctx, [account.id, reset.requested_by]);
  const half = newHalf();
  const first = keysOf(ctx).decrypt('passwords', reset.first_half!, reset.id).toString();
  endOpenReset(ctx, id, 'confirmed');
  const until = await replacePassword(ctx, id, `${first}-${half}`);
  ctx.record({ type: 'account.reset-confirmed', entity: 'account', entityId: id, data: { request } });
  return {
    id,
    version: account.version,
    initialPassword: half,
    part: 'second',
    validUntil: until.toISOString(),
  };
}

/** Nothing happens: a second administrator refuses, or whoever asked takes it back. @throws 404, 403, 409 */
export async function refuseReset(ctx: Ctx, id: string, input: Body<typeof refuseRoute>): Promise<undefined> {
  const { reset } = await waiting(ctx, id, input.reset);
  const own = reset.requested_by === ctx.actor.accountId;
  endOpenReset(ctx, id, own ? 'withdrawn' : 'refused');
  ctx.record({
    type: own ? 'account.reset-withdrawn' : 'account.reset-refused',
    entity: 'account',
    entityId: id,
    data: { reason: input.reason, request: reset.id },
  });
  return undefined;
}

/** By the operator of the machine, where no second administrator is left. */
export async function resetByOperator(ctx: Ctx, id: string, reason: string): Promise<string> {
  const account = await othersAccount(ctx, id);
  endOpenReset(ctx, id, 'lapsed');
  const { initialPassword } = await resetAtOnce(ctx, account, reason, { operator: true });
  tellGuardians(ctx, await listConfirmers(ctx, account), id, 'password-reset-by-operator');
  return initialPassword;
}

async function resetAtOnce(
  ctx: Ctx,
  account: { id: string; version: number },
  reason: string,
  by: { operator?: true } = {},
) {
  const initialPassword = newInitialPassword();
  const until = await replacePassword(ctx, account.id, initialPassword);
  ctx.record({
    type: 'account.password-reset',
    entity: 'account',
    entityId: account.id,
    data: { reason, ...by },
  });
  const { id, version } = account;
  return { id, version, initialPassword, part: 'whole' as const, validUntil: until.toISOString() };
}

async function replacePassword(ctx: Ctx, id: string, password: string): Promise<Date> {
  const until = initialUntil(ctx.now);
  ctx.send(
    credentialOf(ctx, id).set({
      password_hash: await hashPassword(password),
      must_change: true,
      initial_until: until,
      failed_count: 0,
      locked_until: null,
    }),
  );
  endAllSessions(ctx, id, { tokens: true });
  ctx.later(END_CALENDAR_TOPIC, { accountId: id });
  tellAccount(ctx, id, 'password-reset');
  identityChanged(ctx);
  return until;
}

async function waiting(ctx: Ctx, id: string, request: string) {
  if (!mayConfirm(ctx)) throw forbidden('grant.manage');
  const account = await othersAccount(ctx, id);
  const reset = await lockOpenReset(ctx, id);
  if (reset?.id !== request) throw wrongState([]);
  return { account, reset };
}

/** Two accounts of one person are one person. */
async function refuseSamePerson(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const other = found(await findAccount(ctx, id));
    if (id === ctx.actor.accountId || (other.person_id !== null && other.person_id === ctx.actor.personId))
      throw new AppError('second-person');
  }
}

/** Accounts that could confirm: not the holder’s, not the one who asks, nor another account of either. */
async function listConfirmers(
  ctx: Ctx,
  account: { id: string; person_id: string | null },
): Promise<string[]> {
  const roles = ctx.pack.roles.filter((role) => CONFIRMING.some((one) => role.permissions.includes(one)));
  const codes = roles.map((role) => role.code);
  if (codes.length === 0) return [];
  const holders = await listGuardians(ctx.trx, ctx.actor.jurisdictionId, codes);
  const out = new Set([account.person_id, ctx.actor.personId].filter((id) => id !== null));
  return [
    ...new Set(
      holders
        .filter((held) => stateOn(held, ctx.today) === 'current')
        .filter((held) => held.accountId !== account.id && held.accountId !== ctx.actor.accountId)
        .filter((held) => held.personId === null || !out.has(held.personId))
        .map((held) => held.accountId),
    ),
  ];
}

const keysOf = (ctx: Ctx) => ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
