import { sha256 } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8, 64 hex digits: what `sha256sum` prints of a file that holds it. */
export const hashText = (text: string): string => hexOf(sha256(encoder.encode(text)));

export const hashOctets = (octets: Uint8Array): Uint8Array => sha256(octets);

export const hexOf = (octets: Uint8Array): string =>
  [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

/** @throws RangeError on anything but pairs of hex digits */
export function octetsOf(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new RangeError('not lower-case hex');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
