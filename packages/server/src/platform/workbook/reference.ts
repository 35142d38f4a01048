import type { MergeRange } from './types.ts';

const LETTERS: string[] = [''];

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const known = LETTERS[column];
  if (known !== undefined) return known;
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  LETTERS[column] = letters;
  return letters;
}

/** The 1-based column of a reference such as `AB12`; 0 when it has none. */
export function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const code = ref.charCodeAt(i);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 97 && code <= 122) column = column * 26 + code - 96;
    else if (code !== 36) break;
  }
  return column;
}

/** `A1:C2` → its bounds; undefined when it is not a plain range. */
export function parseRange(ref: string): MergeRange | undefined {
  const found = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(ref.trim());
  if (!found) return undefined;
  const left = columnOf(found[1]!);
  const top = Number(found[2]);
  return { top, left, bottom: Number(found[4] ?? top), right: found[3] ? columnOf(found[3]) : left };
}
