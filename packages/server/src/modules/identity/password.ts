import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP’s second recommended set for Argon2id (the default algorithm here): 19 MiB, two passes, one lane.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Without 0/O and 1/l/I, to be typed from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** An initial password that nobody used for so long no longer opens the account. */
export const INITIAL_DAYS = 14;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

/** The hash of no password at all: checked for unknown accounts, so that the time spent tells nothing. */
let decoy: Promise<string> | undefined;

export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(String(Math.random()));
  const right = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return right && stored !== null && stored !== undefined;
}

const groups = (count: number): string =>
  Array.from({ length: count }, () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/** A password for handing over: about 79 bits, e.g. `k7wp-x2mn-…`. */
export const newInitialPassword = (): string => groups(GROUPS);

/** One half of such a password; whoever knows the other half must still guess about 40 bits. */
export const newHalf = (): string => groups(GROUPS / 2);
