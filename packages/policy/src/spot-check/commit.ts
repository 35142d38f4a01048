import { hashText } from './hash.ts';

/** One letter of the list: its id, and its number as it is printed. */
export interface Listed {
  id: string;
  number: string;
}

/** What is said before the number is known. */
export interface Committed {
  /** Letters that were answered in the period. */
  list: readonly Listed[];
  /** How many will be drawn. */
  draws: number;
  /** Which published number will decide, in words: the draw of a public lottery and its issue. */
  source: string;
  /** Day on which that number is published, YYYY-MM-DD. */
  sourceOn: string;
  /** How many digits the number has, leading zeros counted: nobody may choose how it is written. */
  digits: number;
}

/** Fewest digits of a deciding number: below, few samples could come out at all. */
export const FEWEST_DIGITS = 5;
export const MOST_DIGITS = 40;

/** By number, then by id, both by code unit: no language and no clock has a say in the order. */
const before = (a: Listed, b: Listed): number =>
  a.number === b.number ? compare(a.id, b.id) : compare(a.number, b.number);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The list in the one order in which it is hashed and drawn from. */
export const canonicalList = (list: readonly Listed[]): Listed[] => [...list].sort(before);

const isPlain = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);

/**
 * The list as the text that is hashed: a line `id TAB number` for each letter, each ended by a line feed, in canonical order.
 * @throws RangeError for a letter that stands twice, or a text that would break the lines
 */
export function listText(list: readonly Listed[]): string {
  const ids = new Set(list.map(({ id }) => id));
  if (ids.size < list.length) throw new RangeError('a letter stands twice in the list');
  if (list.some(({ id, number }) => id === '' || !isPlain(id) || !isPlain(number)))
    throw new RangeError('an id or a number holds what a line can not');
  return canonicalList(list)
    .map(({ id, number }) => `${id}\t${number}\n`)
    .join('');
}

/** SHA-256 of {@link listText}, 64 hex digits. */
export const listHash = (list: readonly Listed[]): string => hashText(listText(list));

/**
 * What is put on record before the number is known: SHA-256 over tag, hash of the list, size of the sample, source, day and
 * digits, one a line.
 * @throws RangeError for an empty list, a sample that does not fit it, too few digits, or a source of several lines
 */
export function commitmentOf({ list, draws, source, sourceOn, digits }: Committed): string {
  if (!Number.isInteger(draws) || draws < 1 || draws > list.length)
    throw new RangeError('the sample does not fit the list');
  if (!Number.isInteger(digits) || digits < FEWEST_DIGITS || digits > MOST_DIGITS)
    throw new RangeError(`the number has ${FEWEST_DIGITS} to ${MOST_DIGITS} digits`);
  if (!isPlain(source) || source.trim() === '') throw new RangeError('the source is one line');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(sourceOn)) throw new RangeError('the day is YYYY-MM-DD');
  return hashText(
    ['plumbline/spot-check/v1', listHash(list), draws, source, sourceOn, digits]
      .map((line) => `${line}\n`)
      .join(''),
  );
}
