import type { signInByPasskey as route } from '@plumbline/contract/identity';
import type { Body } from '@plumbline/contract/route';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Services } from '../../../platform/context/context.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors/app-error.ts';
import { type NewSession, openSession } from '../sign-in.ts';
import { isOurChallenge, newChallenge, spendChallenge } from './challenge.ts';
import { needRelyingParty } from './relying-party.ts';
import { readUserHandle } from './user-handle.ts';
import { webAuthn } from './web-authn.ts';

const PURPOSE = 'sign-in';

/** Options for `navigator.credentials.get()`; the same for everybody, so they tell nothing of accounts. */
export async function beginPasskeySignIn({ origin, keys, clock }: Services) {
  const party = needRelyingParty(origin);
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: newChallenge(keys.platform, PURPOSE, clock.now()),
    userVerification: 'required',
  });
  return { ...options };
}

type Answer = Body<typeof route>['answer'];

/**
 * Opens a session by a passkey, which stands for password and code together. A lock set by failed passwords
 * does not hold against it: strangers can set that lock, but not answer for the key.
 * @throws 401 passkey-refused, whatever was wrong; 409 insecure-origin
 */
export async function signInByPasskey(services: Services, answer: Answer): Promise<NewSession> {
  needRelyingParty(services.origin);
  const who = readUserHandle(answer.response.userHandle);
  if (!who) throw new AppError('passkey-refused');
  const settings = { jurisdiction: who.jurisdictionId, account: who.accountId };
  return services.db.transaction(settings, async (trx) => {
    await verify(services, trx, who, answer);
    return openSession(services, trx, { j: who.jurisdictionId, accountId: who.accountId, method: 'passkey' });
  });
}

async function verify(
  services: Services,
  trx: Trx,
  who: { jurisdictionId: number; accountId: string },
  answer: Answer,
): Promise<void> {
  const party = needRelyingParty(services.origin);
  const now = services.clock.now();
  const j = who.jurisdictionId;
  const [account, passkey] = await Promise.all([
    trx
      .selectFrom('account')
      .select('closed_at')
      .where('jurisdiction_id', '=', j)
      .where('id', '=', who.accountId)
      .executeTakeFirst(),
    trx
      .selectFrom('passkey')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('account_id', '=', who.accountId)
      .where('credential_id', '=', answer.id)
      .forUpdate()
      .executeTakeFirst(),
  ]);
  if (!account || account.closed_at || !passkey) throw new AppError('passkey-refused');
  const { verifyAuthenticationResponse } = await webAuthn();
  let challenge = '';
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given;
      return isOurChallenge(services.keys.platform, PURPOSE, given, now);
    },
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: Uint8Array.from(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch((cause: unknown) => {
    throw new AppError('passkey-refused', { cause });
  });
  if (!verified || !(await spendChallenge(trx, j, challenge, now))) throw new AppError('passkey-refused');
  await trx
    .updateTable('passkey')
    .set({ counter: authenticationInfo.newCounter, last_used_at: now })
    .where('jurisdiction_id', '=', j)
    .where('id', '=', passkey.id)
    .execute();
}
