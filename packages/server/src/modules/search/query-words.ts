import { normalise, pairsOf, wordsOf } from '../../platform/search/words.ts';

const HAN_RUN = /\p{Script=Han}+/gu;
const PLAIN_WORD = /[\p{L}\p{N}]+/gu;

const quoted = (word: string) => `'${word.replaceAll("'", "''")}'`;

/** What the words of a query look like in a text: whole runs of Chinese characters, other words by prefix. */
export function termsOf(query: string): string[] {
  const text = normalise(query);
  const terms = text.match(HAN_RUN) ?? [];
  const rest = text.replace(HAN_RUN, ' ').match(PLAIN_WORD) ?? [];
  return [...new Set([...terms, ...rest])].slice(0, 20);
}

/**
 * The tsquery text of a query: every term must be found. A run of Chinese characters is asked for by its
 * neighbouring pairs, so it is found wherever it stands in a sentence; other words match by their beginning.
 * Undefined when nothing of the query can be searched for.
 */
export function toTsQuery(query: string): string | undefined {
  const parts: string[] = [];
  for (const term of termsOf(query)) {
    const pairs = pairsOf(term);
    if (pairs.length) parts.push(...new Set(pairs.map(quoted)));
    else for (const word of wordsOf(term)) parts.push(`${quoted(word)}:*`);
  }
  return parts.length ? parts.join(' & ') : undefined;
}
