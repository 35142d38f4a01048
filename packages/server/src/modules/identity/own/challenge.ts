import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Trx } from '../../../platform/db/database.ts';
import type { KeySet } from '../../../platform/files/key-set.ts';

const LIFE_MS = 5 * 60_000;
const NONCE = 16;
const TIME = 6;

/**
 * A challenge for a passkey: random bytes, the moment it ends, and a seal over both and the purpose. Nothing
 * is stored for it, so that asking for challenges fills no table.
 */
export function newChallenge(keys: KeySet, purpose: string, now: Date): Uint8Array<ArrayBuffer> {
  const ends = Buffer.alloc(TIME);
  ends.writeUIntBE(now.getTime() + LIFE_MS, 0, TIME);
  const head = Buffer.concat([randomBytes(NONCE), ends]);
  return Uint8Array.from(Buffer.concat([head, sealOf(keys, purpose, head)]));
}

const sealOf = (keys: KeySet, purpose: string, head: Buffer): Buffer =>
  keys.hmac('passkey-challenges', Buffer.concat([head, Buffer.from(purpose)]));

/** Whether the challenge (base64url) is ours, for this purpose, and not over. */
export function isOurChallenge(keys: KeySet, purpose: string, challenge: string, now: Date): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  const head = bytes.subarray(0, NONCE + TIME);
  const seal = bytes.subarray(NONCE + TIME);
  const expected = sealOf(keys, purpose, head);
  if (head.length !== NONCE + TIME || seal.length !== expected.length) return false;
  return timingSafeEqual(seal, expected) && head.readUIntBE(NONCE, TIME) > now.getTime();
}

/** Takes the challenge as answered; false when it was before. */
export async function spendChallenge(trx: Trx, j: number, challenge: string, now: Date): Promise<boolean> {
  await trx
    .deleteFrom('spent_challenge')
    .where('jurisdiction_id', '=', j)
    .where('expires_at', '<', now)
    .execute();
  const spent = await trx
    .insertInto('spent_challenge')
    .values({
      jurisdiction_id: j,
      digest: createHash('sha256').update(challenge).digest('hex'),
      expires_at: new Date(now.getTime() + LIFE_MS),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('digest')
    .executeTakeFirst();
  return spent !== undefined;
}
