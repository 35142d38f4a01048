import type { Account } from '@plumbline/contract/identity';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { grantRows } from '../grants/grant.store.ts';
import { describeGrants } from '../grants/grant.view.ts';
import { namesOf } from '../registry-names.ts';
import { type AccountRow, accountRows, summarise, unitsOf } from './list-accounts.ts';
import { findOpenReset } from './password-reset.store.ts';
import { mayConfirm } from './reset-password.ts';

/** One account with every role it ever held. @throws 404 */
export async function getAccount(ctx: Ctx, id: string): Promise<Account> {
  const [account, grants] = await Promise.all([
    accountRows(ctx).where('a.id', '=', id).executeTakeFirst(),
    grantRows(ctx.trx, ctx.actor.jurisdictionId)
      .where('g.account_id', '=', id)
      .orderBy('g.from_day', 'desc')
      .orderBy('g.id', 'desc')
      .execute(),
  ]);
  const row = found(account);
  const [units, persons, described, reset] = await Promise.all([
    namesOf(ctx, 'unit', unitsOf(row)),
    namesOf(ctx, 'person', [row.person_id]),
    describeGrants(ctx, grants),
    findOpenReset(ctx, id),
  ]);
  const seen = ctx.actor.settings.accounts === true;
  return {
    ...summarise(ctx, row, units),
    locale: row.locale === 'en' ? 'en' : 'zh',
    person: row.person_id ? { id: row.person_id, name: persons.get(row.person_id) ?? '' } : null,
    createdAt: row.created_at.toISOString(),
    authenticator: seen ? row.totpSince !== null : null,
    passkeys: seen ? row.passkeys : null,
    reset: reset
      ? {
          id: reset.id,
          requestedBy: reset.requestedBy,
          requestedAt: reset.requestedAt.toISOString(),
          reason: reset.reason,
          validUntil: reset.validUntil.toISOString(),
        }
      : null,
    grants: described,
    version: row.version,
    allowed: allowedOn(ctx, row, reset),
  };
}

interface OpenReset {
  requesterId: string;
  requesterPerson: string | null;
}

function allowedOn(ctx: Ctx, row: AccountRow, reset: OpenReset | undefined): string[] {
  if (row.closed_at) return [];
  const own = row.id === ctx.actor.accountId;
  const allowed: string[] = [];
  if (ctx.may('account.manage')) {
    allowed.push('edit');
    if (!own) allowed.push('close', 'reset-password');
    if (!own && row.lockedUntil && row.lockedUntil > ctx.now) allowed.push('unlock');
  }
  const isMine = (id: string, person: string | null) =>
    id === ctx.actor.accountId || (person !== null && person === ctx.actor.personId);
  const samePerson = !own && isMine(row.id, row.person_id);
  if (reset && mayConfirm(ctx) && !own) {
    if (!samePerson && !isMine(reset.requesterId, reset.requesterPerson)) allowed.push('confirm-reset');
    allowed.push('refuse-reset');
  }
  if (ctx.may('grant.manage') && !own && !samePerson) allowed.push('grant');
  if (ctx.may('session.revoke')) {
    allowed.push('see-sessions');
    if (!own && (row.totpSince || row.passkeys)) allowed.push('reset-factors');
  }
  return allowed;
}
