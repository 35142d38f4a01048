/** A run of the same words in two texts: where it begins and ends in each, in UTF-16 code units of the original. */
export interface Passage {
  left: { start: number; end: number };
  right: { start: number; end: number };
}

/** Letters and digits of a shared run at the least: six Chinese characters are hardly ever the same by chance. */
const SHORTEST = 6;
/** Latin letters say less. */
const SHORTEST_LATIN = 20;
/** Words that stand more often in a text are looked up at so many places only: a text may repeat one character. */
const MOST_PLACES = 40;

/**
 * What two texts have word for word in common, whatever punctuation, spaces, width and case: the longest runs first
 * taken, none overlapping another in either text; in the order of the left one. A run may stand in another place in
 * the right text.
 */
export function sharedPassages(left: string, right: string): Passage[] {
  const [a, b] = [lettersOf(left), lettersOf(right)];
  const shortest = isHan(a) || isHan(b) ? SHORTEST : SHORTEST_LATIN;
  const taken = { a: new Uint8Array(a.signs.length), b: new Uint8Array(b.signs.length) };
  const waiting = new Map<number, Run[]>();
  let longest = 0;
  const wait = (run: Run) => {
    if (run.length < shortest) return;
    longest = Math.max(longest, run.length);
    const list = waiting.get(run.length);
    if (list) list.push(run);
    else waiting.set(run.length, [run]);
  };
  for (const run of commonRuns(a.signs, b.signs, shortest)) wait(run);
  const kept: Run[] = [];
  for (let length = longest; length >= shortest; length--) {
    // What is left of a run beside a longer one is shorter, so that it is looked at later.
    for (const run of waiting.get(length) ?? []) {
      const free = freeParts(run, taken);
      const whole = free.length === 1 && free[0]!.length === run.length;
      if (!whole) for (const part of free) wait(part);
      if (!whole) continue;
      taken.a.fill(1, run.a, run.a + run.length);
      taken.b.fill(1, run.b, run.b + run.length);
      kept.push(run);
    }
  }
  return kept
    .sort((one, other) => one.a - other.a)
    .map((run) => ({ left: within(a, run.a, run.length), right: within(b, run.b, run.length) }));
}

interface Run {
  a: number;
  b: number;
  length: number;
}

interface Letters {
  /** Letters and digits in one form. */
  signs: string[];
  /** Where in the text the character that each came from begins and ends. */
  starts: number[];
  ends: number[];
}

function lettersOf(text: string): Letters {
  const letters: Letters = { signs: [], starts: [], ends: [] };
  // A letter with its marks is one.
  for (const { 0: character, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    for (const sign of character.normalize('NFKC').toLowerCase()) {
      if (!/[\p{L}\p{N}]/u.test(sign)) continue;
      letters.signs.push(sign);
      letters.starts.push(index);
      letters.ends.push(index + character.length);
    }
  }
  return letters;
}

const isHan = ({ signs }: Letters) =>
  signs.filter((sign) => /\p{Script=Han}/u.test(sign)).length * 4 >= signs.length;

/** Every run of at least `shortest` that can't be made longer at either end, each once. */
function* commonRuns(a: readonly string[], b: readonly string[], shortest: number): Generator<Run> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + shortest <= b.length; at++) {
    const key = b.slice(at, at + shortest).join('');
    const list = places.get(key);
    if (!list) places.set(key, [at]);
    else if (list.length < MOST_PLACES) list.push(at);
  }
  for (let at = 0; at + shortest <= a.length; at++) {
    for (const other of places.get(a.slice(at, at + shortest).join('')) ?? []) {
      if (at > 0 && other > 0 && a[at - 1] === b[other - 1]) continue;
      let length = shortest;
      while (at + length < a.length && a[at + length] === b[other + length]) length++;
      yield { a: at, b: other, length };
    }
  }
}

/** The parts of a run that no longer one has taken in either text. */
function freeParts(run: Run, taken: { a: Uint8Array; b: Uint8Array }): Run[] {
  const parts: Run[] = [];
  let from = -1;
  for (let i = 0; i <= run.length; i++) {
    const free = i < run.length && !taken.a[run.a + i] && !taken.b[run.b + i];
    if (free && from < 0) from = i;
    if (!free && from >= 0) {
      parts.push({ a: run.a + from, b: run.b + from, length: i - from });
      from = -1;
    }
  }
  return parts;
}

const within = (letters: Letters, from: number, length: number) => ({
  start: letters.starts[from]!,
  end: letters.ends[from + length - 1]!,
});
