import { columnLetters } from './reference.ts';
import type { Cell } from './types.ts';

/** Characters that take no room: zero-width spaces and joiners, direction marks, soft hyphen, BOM. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Full-width ASCII, U+FF01–U+FF5E, lies a fixed distance from its half-width twin. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const WIDTH_SHIFT = 0xfee0;

/**
 * Running text as a person would retype it: NFC, without invisible and control characters, U+3000 and NBSP as
 * spaces, trimmed line by line. Full-width letters and punctuation stay, they are right in Chinese text.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(/[^\S\n]/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();
}

/** Full-width digits, letters, punctuation and spaces to half-width. */
export function halfWidth(text: string): string {
  return text
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDTH_SHIFT))
    .replaceAll('\u3000', ' ');
}

/** Codes and numbers (ID number, credit code, telephone): clean, half-width, capital letters, without any spaces. */
export function cleanCode(text: string): string {
  return halfWidth(cleanText(text)).replace(/\s+/g, '').toUpperCase();
}

/** One-line names and labels: clean, and runs of white space as one space. */
export function cleanName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** The cell of a column (1-based) in a row, or an empty one; the cells of a row are in column order. */
export function cellAt(cells: readonly Cell[], column: number, row: number): Cell {
  return cells.find((cell) => cell.column === column) ?? emptyCell(column, row);
}

export function emptyCell(column: number, row: number): Cell {
  return {
    column,
    ref: `${columnLetters(column)}${row}`,
    kind: 'empty',
    text: '',
    raw: undefined,
    number: undefined,
    iso: undefined,
    precision: undefined,
    formula: undefined,
  };
}

export type NumberDamage =
  /** Shown as 1.1E+17: the digits after the sixth are not even visible. */
  | 'number.scientific'
  /** Stored as a number of 16 digits or more, of which only 15 are kept. */
  | 'number.digits-lost'
  /** A text of 16 digits or more that ends in 000, as such a number does once it was saved as text. */
  | 'number.trailing-zeros';

/**
 * Whether a long number (ID, bank account, case number) was spoilt by a spreadsheet, which keeps 15
 * significant digits. `certain` is false for a text that only looks so: its check digit decides.
 */
export function damagedNumber(cell: Cell): { code: NumberDamage; certain: boolean } | undefined {
  if (cell.number !== undefined && cell.iso === undefined) {
    if (Math.abs(cell.number) < 1e15) return undefined;
    return { code: /e/i.test(cell.text) ? 'number.scientific' : 'number.digits-lost', certain: true };
  }
  const text = cleanCode(cell.text);
  if (/^[1-9](\.\d+)?E\+\d{1,3}$/.test(text)) return { code: 'number.scientific', certain: true };
  if (/^[1-9]\d{12,}000$/.test(text)) return { code: 'number.trailing-zeros', certain: false };
  return undefined;
}
