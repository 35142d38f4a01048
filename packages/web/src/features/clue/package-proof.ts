/** What is sealed: files, or paper under a numbered seal. */
export type Sealed =
  | { kind: 'files'; files: readonly Blob[] }
  | { kind: 'paper'; seal: string; pieces: number };

// The line keeps these hashes apart from every other use of SHA-256; a new form of package takes a new line.
const TAG = 'plumbline/package/v1\n';

/** A salt for one package: 32 octets as hexadecimal digits. It goes with the package and nowhere else. */
export const newSalt = (): string => hexOf(crypto.getRandomValues(new Uint8Array(32)));

/**
 * The commitment of a sealed package: SHA-256 over a line of its own, the salt, and what was sealed: `files` and the
 * SHA-256 of each file in order of their digits, or `paper`, the number of pieces and of the seal, a line each.
 * Nothing of it leaves this machine.
 * @param salt 64 hexadecimal digits
 * @returns 64 hexadecimal digits
 * @throws RangeError on a salt of another form
 */
export async function commitmentOf(salt: string, sealed: Sealed): Promise<string> {
  if (!/^[0-9a-f]{64}$/.test(salt)) throw new RangeError('a salt has 64 hexadecimal digits');
  const text = new TextEncoder();
  const octets = Uint8Array.from(salt.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  const parts = [text.encode(TAG), octets, text.encode(await linesOf(sealed))];
  return digest(new Blob(parts));
}

async function linesOf(sealed: Sealed): Promise<string> {
  if (sealed.kind === 'paper') return ['paper', sealed.pieces, sealed.seal.trim()].join('\n');
  return ['files', ...(await Promise.all(sealed.files.map(digest))).sort()].join('\n');
}

const digest = async (blob: Blob): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));

const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
