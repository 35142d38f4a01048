import { WorkbookError } from './errors.ts';

export type CellValue = string | number | boolean | Date | null | undefined;

export type ColumnKind = 'text' | 'number' | 'date';

/** `@` is the format "Text": typed long numbers keep their digits, and `=…` stays what it is. */
export const NUMBER_FORMATS: Record<ColumnKind, string> = {
  text: '@',
  number: 'General',
  date: 'yyyy-mm-dd',
};

const MAX_TEXT = 32_767;
/** From 16 digits on a spreadsheet would change the number. */
const MAX_SAFE = 1e15;
/** Before 1 March 1900 the day count of spreadsheets is off by one. */
const FIRST_SAFE_DAY = '1900-03-01';
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/**
 * What goes into the cell. Days come as `YYYY-MM-DD` or as a Date at midnight UTC; a text that is none stays
 * a text. Errors: workbook.cell-too-long.
 */
export function storedValue(
  value: CellValue,
  kind: ColumnKind,
  where: () => { sheet: string; ref: string },
): string | number | boolean | Date | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return kind === 'number' && Math.abs(value) < MAX_SAFE ? value : String(value);
  }
  if (value instanceof Date) return storedDay(value.toISOString());
  const text = legalText(value);
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return storedDay(text);
  if (text.length > MAX_TEXT)
    throw new WorkbookError('workbook.cell-too-long', { ...where(), max: MAX_TEXT });
  return text;
}

function storedDay(iso: string): Date | string {
  const day = iso.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  return exists && day >= FIRST_SAFE_DAY ? date : day;
}

/** Text that XML can carry; `_x0041_` is escaped, because readers would take it for an escaped character. */
function legalText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ILLEGAL, '')
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
