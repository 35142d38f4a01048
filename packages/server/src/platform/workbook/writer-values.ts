import { WorkbookError } from './errors.ts';
import type { CellValue, ColumnKind } from './writer-types.ts';
import { escapeXml, legalText } from './writer-xml.ts';

/** Positions in `cellXfs` of the styles part. */
export const STYLE = {
  text: 1,
  quoted: 2,
  number: 3,
  date: 4,
  heading: 5,
  quotedHeading: 6,
  note: 7,
  quotedNote: 8,
} as const;

const MAX_TEXT = 32_767;
/** From 16 digits on a spreadsheet would change the number. */
const MAX_SAFE = 1e15;
/** Before 1 March 1900 the day count of spreadsheets is off by one. */
const FIRST_SAFE_DAY = '1900-03-01';
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** What a spreadsheet may take for a formula when it is typed, in either width. */
const RISKY = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * The XML of one cell, empty for an empty one. Days come as `YYYY-MM-DD` or as a Date at midnight UTC; a text
 * that is none stays a text. Errors: workbook.cell-too-long.
 */
export function cellXml(ref: string, value: CellValue, kind: ColumnKind, sheet: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    return kind === 'number' && Math.abs(value) < MAX_SAFE
      ? `<c r="${ref}" s="${STYLE.number}"><v>${value}</v></c>`
      : textXml(ref, String(value), STYLE.text, sheet);
  }
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  const serial = value instanceof Date || kind === 'date' ? daySerial(text) : undefined;
  return serial === undefined
    ? textXml(ref, text, STYLE.text, sheet)
    : `<c r="${ref}" s="${STYLE.date}"><v>${serial}</v></c>`;
}

/** A text cell; the style after the given one is its twin with quote prefix. Errors: workbook.cell-too-long. */
export function textXml(ref: string, text: string, style: number, sheet: string): string {
  if (text.length > MAX_TEXT)
    throw new WorkbookError('workbook.cell-too-long', { sheet, ref, max: MAX_TEXT });
  const shown = RISKY.test(text) ? style + 1 : style;
  const space = /^\s|\s$|\n|\s\s/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${ref}" s="${shown}" t="inlineStr"><is><t${space}>${escapeXml(legalText(text))}</t></is></c>`;
}

function daySerial(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < FIRST_SAFE_DAY) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  return exists ? (date.getTime() - EPOCH) / DAY_MS : undefined;
}
