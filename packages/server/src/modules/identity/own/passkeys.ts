import type { addPasskey as addRoute, Passkey } from '@plumbline/contract/identity';
import type { Body } from '@plumbline/contract/route';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { textArray } from '../../../platform/db/sql.ts';
import { AppError, found, invalid } from '../../../platform/errors/app-error.ts';
import { isOurChallenge, newChallenge, spendChallenge } from './challenge.ts';
import { ownPasskeys, passkeysOf } from './passkey.store.ts';
import { needRelyingParty } from './relying-party.ts';
import { userHandle } from './user-handle.ts';
import { webAuthn } from './web-authn.ts';

const MOST_PASSKEYS = 10;
/** ES256, EdDSA and RS256 (COSE): what every authenticator in use has one of. */
const ALGORITHMS = [-7, -8, -257];

/** A challenge answers for one account in one session only. */
const purposeOf = ({ actor }: Ctx): string => `add:${actor.accountId}:${actor.sessionId}`;

/** Options for `navigator.credentials.create()`. @throws 409 insecure-origin, 400 when there are too many */
export async function beginPasskey(ctx: Ctx) {
  const party = needRelyingParty(ctx.services.origin);
  const [account, known] = await Promise.all([
    ctx.trx
      .selectFrom('account')
      .select(['username', 'name'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', ctx.actor.accountId)
      .executeTakeFirstOrThrow(),
    passkeysOf(ctx).select(['credential_id', 'transports']).execute(),
  ]);
  if (known.length >= MOST_PASSKEYS)
    throw invalid({ pointer: '/password', code: 'too-many-passkeys', params: { max: MOST_PASSKEYS } });
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: 'Plumbline 准绳',
    rpID: party.id,
    userID: userHandle(ctx.actor.jurisdictionId, ctx.actor.accountId),
    userName: account.username,
    userDisplayName: account.name,
    challenge: newChallenge(ctx.services.keys.platform, purposeOf(ctx), ctx.now),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map((key) => ({ id: key.credential_id, transports: key.transports })),
    // Found without a user name, and proving the person (PIN, finger): it replaces the password altogether.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ...options };
}

/** Keeps the passkey that answered. @throws 409 insecure-origin or duplicate, 401 passkey-refused */
export async function addPasskey(ctx: Ctx, input: Body<typeof addRoute>): Promise<Passkey> {
  const party = needRelyingParty(ctx.services.origin);
  const { verifyRegistrationResponse } = await webAuthn();
  let challenge = '';
  const verified = await verifyRegistrationResponse({
    response: input.answer as unknown as RegistrationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given;
      return isOurChallenge(ctx.services.keys.platform, purposeOf(ctx), given, ctx.now);
    },
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((cause: unknown) => {
    throw new AppError('passkey-refused', { cause });
  });
  if (!verified.verified || !(await spendChallenge(ctx.trx, ctx.actor.jurisdictionId, challenge, ctx.now)))
    throw new AppError('passkey-refused');
  const { credential } = verified.registrationInfo;
  const row = {
    jurisdiction_id: ctx.actor.jurisdictionId,
    id: newId(ctx.now.getTime()),
    account_id: ctx.actor.accountId,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: textArray(credential.transports ?? []),
    name: input.name,
    created_at: ctx.now,
  };
  await ctx.trx.insertInto('passkey').values(row).execute();
  ctx.record({ type: 'passkey.added', entity: 'passkey', entityId: row.id, data: { name: input.name } });
  return found((await ownPasskeys(ctx)).find((key) => key.id === row.id));
}

/** @throws 404 */
export async function renamePasskey(ctx: Ctx, id: string, name: string): Promise<undefined> {
  found(
    await ctx.trx
      .updateTable('passkey')
      .set({ name })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', ctx.actor.accountId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  );
  ctx.record({ type: 'passkey.renamed', entity: 'passkey', entityId: id, data: { name } });
  return undefined;
}

/** @throws 404 */
export async function removePasskey(ctx: Ctx, id: string): Promise<undefined> {
  found(
    await ctx.trx
      .deleteFrom('passkey')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', ctx.actor.accountId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  );
  ctx.record({ type: 'passkey.removed', entity: 'passkey', entityId: id });
  return undefined;
}
