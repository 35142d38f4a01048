import type { beginAuthenticator as beginRoute } from '@plumbline/contract/identity';
import type { Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, found, wrongState } from '../../../platform/errors/app-error.ts';
import { addressOf, newSecret, verifyCode } from '../totp.ts';

const ownCredential = ({ trx, actor }: Ctx) =>
  trx
    .updateTable('credential')
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('account_id', '=', actor.accountId);

async function lockCredential({ trx, actor }: Ctx) {
  return found(
    await trx
      .selectFrom('credential')
      .select(['totp_pending', 'totp_confirmed_at'])
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('account_id', '=', actor.accountId)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** The account's id is sealed along with each secret, so that one can't be moved to another account's row. */
const keysOf = ({ services, actor }: Ctx) => services.keys.jurisdiction(actor.jurisdictionId);
const place = ({ actor }: Ctx) => Buffer.from(actor.accountId);

/** A new secret that waits for its first code. */
export async function beginAuthenticator(ctx: Ctx): Promise<Reply<typeof beginRoute>> {
  const secret = newSecret();
  const account = await ctx.trx
    .selectFrom('account')
    .select('username')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', ctx.actor.accountId)
    .executeTakeFirstOrThrow();
  ctx.send(ownCredential(ctx).set({ totp_pending: keysOf(ctx).encrypt('totp', secret, place(ctx)) }));
  return { secret, address: addressOf(secret, account.username) };
}

/** The code proves that the authenticator works; from now on signing in asks for one. @throws 401 bad-code, 409 */
export async function confirmAuthenticator(ctx: Ctx, code: string): Promise<undefined> {
  const { totp_pending: pending } = await lockCredential(ctx);
  if (!pending) throw wrongState([]);
  const secret = keysOf(ctx).decrypt('totp', pending, place(ctx)).toString();
  const step = verifyCode(secret, code, ctx.now, null);
  if (step === undefined) throw new AppError('bad-code');
  ctx.send(
    ownCredential(ctx).set({
      totp_secret: pending,
      totp_pending: null,
      totp_confirmed_at: ctx.now,
      totp_last_step: step,
    }),
  );
  ctx.record({ type: 'authenticator.confirmed', entity: 'account', entityId: ctx.actor.accountId });
  return undefined;
}

/** @throws 409 when there is none */
export async function removeAuthenticator(ctx: Ctx): Promise<undefined> {
  if (!(await lockCredential(ctx)).totp_confirmed_at) throw wrongState([]);
  ctx.send(
    ownCredential(ctx).set({
      totp_secret: null,
      totp_pending: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    }),
  );
  ctx.record({ type: 'authenticator.removed', entity: 'account', entityId: ctx.actor.accountId });
  return undefined;
}
