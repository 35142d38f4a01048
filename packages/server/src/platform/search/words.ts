import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

const WORD = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
/** PostgreSQL refuses a tsvector beyond 1 MiB; far below it a text is cut for the index only. */
const LONGEST = 200_000;

/** Full-width forms, case and spacing differences don't make another word. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * The words of a text for the index: dictionary words with their parts, plus every pair of neighbouring
 * Chinese characters, so that a two-character word is found however the sentence was cut.
 */
export function wordsOf(text: string): string[] {
  jieba ??= Jieba.withDict(dict);
  const words: string[] = [];
  for (const word of jieba.cutForSearch(normalise(text.slice(0, LONGEST)), true)) {
    if (WORD.test(word)) words.push(word.trim());
  }
  return words;
}

/** Pairs of neighbouring Chinese characters: 住建局 → 住建, 建局. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  const characters = [...normalise(text.slice(0, LONGEST))];
  for (let i = 0; i + 1 < characters.length; i++) {
    const [a, b] = [characters[i]!, characters[i + 1]!];
    if (HAN.test(a) && HAN.test(b)) pairs.push(a + b);
  }
  return pairs;
}

/** The text that `to_tsvector('simple', …)` turns into the index of an entry. */
export const indexText = (text: string): string => [...wordsOf(text), ...new Set(pairsOf(text))].join(' ');
