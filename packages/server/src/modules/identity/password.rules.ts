/** Shorter sequences than this one are no help to who guesses. */
const FEWEST_DISTINCT = 6;
const SHORTEST_NAME = 3;

/**
 * Why a password of sufficient length is still no good: it holds the own name, or so few different characters
 * that it is a pattern. Undefined when nothing speaks against it.
 */
export function passwordFault(
  password: string,
  names: readonly string[],
): 'password-has-name' | 'password-too-simple' | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  const own = names.map((name) => name.normalize('NFKC').toLowerCase());
  if (own.some((name) => name.length >= SHORTEST_NAME && plain.includes(name))) return 'password-has-name';
  if (new Set(plain).size < FEWEST_DISTINCT || isSequence(plain)) return 'password-too-simple';
  return undefined;
}

/** Neighbours on the code table or the same again, all the way: abcdefgh…, 123456…, aabbcc…. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((letter, i) => letter.codePointAt(0)! - [...text][i]!.codePointAt(0)!);
  return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length * 0.8;
}
