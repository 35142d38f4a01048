import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson, type Json } from './canonical-json.ts';

/** Octets of a salt: as long as the hash, so that guessing the salt is as hard as breaking the hash. */
const SALT_BYTES = 32;

// The tag keeps these hashes apart from every other use of SHA-256; a new form of content takes a new tag.
const TAG = new TextEncoder().encode('plumbline/event/v1\n');

/**
 * Commits to the content of an event without revealing it: SHA-256 over a domain tag, the salt and the
 * canonical bytes. Tag and salt have fixed lengths, so no two (salt, content) pairs share an input.
 *
 * When content must be erased by law, it goes together with its salt: what stays in the log is then a
 * number from which nobody can find the content again, not even by trying likely ones.
 *
 * @param salt 32 octets from `newSalt`
 * @returns 32 octets
 * @throws RangeError on a salt of another length; TypeError on content that isn't JSON
 */
export function commitment(salt: Uint8Array, content: Json): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} octets`);
  return sha256
    .create()
    .update(TAG)
    .update(salt)
    .update(new TextEncoder().encode(canonicalJson(content)))
    .digest();
}

/**
 * A fresh salt for one event.
 *
 * @param fill fills the array with cryptographically strong random octets, such as
 *   `(octets) => crypto.getRandomValues(octets)`; handed in because this package has no I/O of its own
 * @throws Error when `fill` left the array empty, as a broken source of randomness would
 */
export function newSalt(fill: (octets: Uint8Array<ArrayBuffer>) => unknown): Uint8Array {
  const salt = new Uint8Array(SALT_BYTES);
  fill(salt);
  if (salt.every((octet) => octet === 0)) throw new Error('the source of randomness gave nothing');
  return salt;
}
