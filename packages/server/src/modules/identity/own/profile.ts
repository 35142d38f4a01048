import type { Profile } from '@plumbline/contract/identity';
import type { Ctx } from '../../../platform/context/context.ts';
import { identityChanged } from '../authenticator.ts';
import { ownPasskeys } from './passkey.store.ts';
import { relyingParty } from './relying-party.ts';

/** The own account with its factors. */
export async function getProfile(ctx: Ctx): Promise<Profile> {
  const { actor, trx } = ctx;
  const [account, credential, passkeys] = await Promise.all([
    trx
      .selectFrom('account')
      .select(['id', 'username', 'name', 'locale'])
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow(),
    trx
      .selectFrom('credential')
      .select('totp_confirmed_at')
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('account_id', '=', actor.accountId)
      .executeTakeFirst(),
    ownPasskeys(ctx),
  ]);
  return {
    ...account,
    locale: account.locale === 'en' ? 'en' : 'zh',
    authenticatorSince: credential?.totp_confirmed_at?.toISOString() ?? null,
    passkeys,
    passkeysPossible: relyingParty(ctx.services.origin) !== undefined,
  };
}

export async function changeLocale(ctx: Ctx, locale: 'zh' | 'en'): Promise<Profile> {
  const { actor, trx } = ctx;
  await trx
    .updateTable('account')
    .set({ locale })
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', actor.accountId)
    .execute();
  ctx.record({
    type: 'account.locale-changed',
    entity: 'account',
    entityId: actor.accountId,
    data: { locale },
  });
  identityChanged(ctx);
  return getProfile(ctx);
}
