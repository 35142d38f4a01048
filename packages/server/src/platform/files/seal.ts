import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyError } from './key-errors.ts';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM with a random nonce. Returns version (1 byte), nonce (12), ciphertext, tag (16).
 * One key is good for 2^32 messages (NIST SP 800-38D §8.3).
 */
export function seal(key: Buffer, plaintext: Uint8Array, aad: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  const body = [cipher.update(plaintext), cipher.final()];
  return Buffer.concat([Buffer.of(VERSION), nonce, ...body, cipher.getAuthTag()]);
}

/** The inverse of {@link seal}. Errors: keys.undecryptable. */
export function unseal(key: Buffer, sealed: Uint8Array, aad: Uint8Array): Buffer {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) throw new KeyError('keys.undecryptable');
  const nonce = sealed.subarray(1, 1 + NONCE);
  const end = sealed.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
    .setAAD(aad)
    .setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, end)), decipher.final()]);
  } catch (cause) {
    throw new KeyError('keys.undecryptable', {}, { cause });
  }
}
