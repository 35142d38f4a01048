import type { Comparison } from './clue.api.ts';

/** A piece of a text; `no` is the number of the passage that the other text has as well. */
export interface Piece {
  start: number;
  text: string;
  no: number | null;
}

/** Cuts a text where shared passages begin and end; a passage has the same number in both texts. */
export function piecesOf(text: string, passages: Comparison['passages'], side: 'left' | 'right'): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const cut = (end: number, no: number | null) => {
    if (end > at) pieces.push({ start: at, text: text.slice(at, end), no });
    at = Math.max(at, end);
  };
  const ordered = passages
    .map((passage, i) => ({ ...passage[side], no: i + 1 }))
    .sort((a, b) => a.start - b.start);
  for (const { start, end, no } of ordered) {
    cut(start, null);
    cut(end, no);
  }
  cut(text.length, null);
  return pieces;
}
