import { type Committed, canonicalList, commitmentOf, type Listed } from './commit.ts';
import { hashOctets, hashText, octetsOf } from './hash.ts';

/** Whether it is the number that was spoken of: so many digits and nothing else, leading zeros included. */
export const isDeciding = (number: string, digits: number): boolean =>
  number.length === digits && /^[0-9]+$/.test(number);

/**
 * The seed of the sample: SHA-256 over tag, commitment and number, one a line.
 * @throws RangeError for a number that is not written as committed, or a commitment that can't be
 */
export function seedOf(committed: Committed, number: string): string {
  if (!isDeciding(number, committed.digits))
    throw new RangeError(`the number has exactly ${committed.digits} digits`);
  return hashText(`plumbline/spot-check/seed/v1\n${commitmentOf(committed)}\n${number}\n`);
}

/** Words of 32 bits without end: SHA-256 over the seed's octets and a counter of four octets, big end first. */
function* wordsOf(seed: string): Generator<number, never> {
  const input = new Uint8Array(36);
  input.set(octetsOf(seed));
  const counter = new DataView(input.buffer, 32);
  for (let block = 0; ; block++) {
    counter.setUint32(0, block);
    const { buffer, byteOffset } = hashOctets(input);
    const words = new DataView(buffer, byteOffset, 32);
    for (let at = 0; at < 32; at += 4) yield words.getUint32(at);
  }
}

const WORDS = 2 ** 32;

/** A number from 0 to `bound - 1`: words beyond its last whole multiple are thrown away, so that none is likelier. */
export function below(bound: number, words: Iterator<number>): number {
  const whole = WORDS - (WORDS % bound);
  for (;;) {
    const word = words.next().value as number;
    if (word < whole) return word % bound;
  }
}

/**
 * Places of a list of `size` that are drawn, in the order of drawing: the first `draws` steps of a Fisher–Yates shuffle. Each
 * step exchanges a place with one of those from it on, itself included, by {@link below}.
 * @param seed 64 hex digits
 * @returns places from 0
 */
export function drawPlaces(seed: string, size: number, draws: number): number[] {
  if (!Number.isInteger(size) || size < 1 || size >= WORDS || draws < 1 || draws > size)
    throw new RangeError('the sample does not fit the list');
  const words = wordsOf(seed);
  const places = Array.from({ length: size }, (_, i) => i);
  for (let i = 0; i < draws; i++) {
    const j = i + below(size - i, words);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places.slice(0, draws);
}

/**
 * The letters that are drawn, in the order of drawing: what follows from list and number, and nobody chooses.
 * @throws RangeError as {@link seedOf}
 */
export function drawSample(committed: Committed, number: string): Listed[] {
  const list = canonicalList(committed.list);
  return drawPlaces(seedOf(committed, number), list.length, committed.draws).map((place) => list[place]!);
}
