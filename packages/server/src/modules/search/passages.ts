import { normalise } from '../../platform/search/words.ts';

export interface Passage {
  text: string;
  marks: [number, number][];
}

const AROUND = 40;
const MOST = 3;

/** Where the terms stand in a text, merged where they touch. Offsets hold in the text as it is written. */
export function marksIn(text: string, terms: readonly string[]): [number, number][] {
  // Compared character by character, so that a full-width letter keeps its place.
  const plain = [...text].map((character) => {
    const folded = normalise(character);
    return folded.length === character.length ? folded : character;
  });
  const haystack = plain.join('');
  const found: [number, number][] = [];
  for (const term of terms) {
    for (let at = haystack.indexOf(term); at >= 0; at = haystack.indexOf(term, at + term.length)) {
      found.push([at, at + term.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The first few stretches of a text around its matches; its beginning when nothing matched. */
export function passagesOf(text: string, terms: readonly string[]): Passage[] {
  const marks = marksIn(text, terms);
  if (!marks.length) return text ? [cut(text, 0, Math.min(text.length, 2 * AROUND), [])] : [];
  const passages: Passage[] = [];
  let covered = -1;
  for (const [start, end] of marks) {
    if (start < covered) continue;
    const from = Math.max(0, start - AROUND);
    const to = Math.min(text.length, end + AROUND);
    passages.push(cut(text, from, to, marks));
    covered = to;
    if (passages.length === MOST) break;
  }
  return passages;
}

function cut(text: string, from: number, to: number, marks: [number, number][]): Passage {
  const start = isLowSurrogate(text, from) ? from - 1 : from;
  const end = isLowSurrogate(text, to) ? to + 1 : to;
  const before = start > 0 ? '…' : '';
  const inside = marks.filter(([s, e]) => s >= start && e <= end);
  return {
    text: before + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? '…' : ''),
    marks: inside.map(([s, e]) => [s - start + before.length, e - start + before.length]),
  };
}

const isLowSurrogate = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};
