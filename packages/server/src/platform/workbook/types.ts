/** What a cell holds. `empty` never comes from the reader (empty cells are left out); `cellAt` makes it. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'empty';

/** How much of a date the number format shows: 2026年3月 is stored as a full day but says only the month. */
export type DatePrecision = 'year' | 'month' | 'day' | 'time';

/** One non-empty cell. */
export interface Cell {
  /** 1-based. */
  column: number;
  /** Spreadsheet reference, e.g. `B7`; in a CSV file the reference it would get when opened in one. */
  ref: string;
  kind: CellKind;
  /**
   * What a person sees, trimmed and in NFC. Dates as `2026-03-05` or `2026-03-05 14:30:00`. Whole numbers of
   * up to 15 digits are written in full, also where a narrow column would show 2.02603E+11.
   */
  text: string;
  /** The stored value where it is not the text: numbers, dates and booleans as the file has them. */
  raw: string | undefined;
  /** The value of a number, date, or formula with a numeric result. */
  number: number | undefined;
  /** `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SS` or `HH:MM:SS`, local and without zone, of a date that exists. */
  iso: string | undefined;
  /** Set together with kind `date`, or for a formula that shows one. */
  precision: DatePrecision | undefined;
  /** The formula as text without `=`; never evaluated. Empty for the followers of a shared formula. */
  formula: string | undefined;
}

/** A merged area, 1-based and inclusive. Only its top left cell has a value. */
export interface MergeRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface SheetInfo {
  /** 1-based position among the tabs. */
  index: number;
  name: string;
  visibility: 'visible' | 'hidden' | 'very-hidden';
}

/**
 * What the reader yields, in this order: `workbook`, then for every sheet `sheet`, its `row`s from top to
 * bottom (rows without content are left out, numbers stay those of the file), `sheet-end`.
 */
export type WorkbookEvent =
  | {
      type: 'workbook';
      format: 'xlsx' | 'csv';
      /** Days are counted from 1904, not 1900. */
      date1904: boolean;
      /** The file carries macros. They are never run; whether to take the file is the caller's decision. */
      macros: boolean;
      sheets: SheetInfo[];
      /** CSV only. */
      encoding?: CsvEncoding;
      /** CSV only. */
      delimiter?: string;
    }
  | { type: 'sheet'; sheet: SheetInfo; merges: MergeRange[] }
  | { type: 'row'; sheet: SheetInfo; row: number; hidden: boolean; cells: Cell[] }
  | { type: 'sheet-end'; sheet: SheetInfo; rows: number };

export type RowEvent = Extract<WorkbookEvent, { type: 'row' }>;

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export type WorkbookSource = { path: string } | { bytes: Uint8Array };

export interface ReadOptions {
  /** Rows with content, over all sheets. */
  maxRows?: number;
  /** Cells with content, over all sheets. */
  maxCells?: number;
  /** Bytes after inflating, over all parts that are read; for CSV the size of the file. */
  maxInflatedBytes?: number;
  maxSheets?: number;
  /** Read only the sheet of this name (compared without regard to case, width and spaces). */
  sheet?: string;
}

export const DEFAULT_LIMITS = {
  maxRows: 200_000,
  maxCells: 5_000_000,
  maxInflatedBytes: 512 * 1024 * 1024,
  maxSheets: 64,
} as const;

export type Limits = { -readonly [K in keyof typeof DEFAULT_LIMITS]: number };

/** Excel's own bounds; a file beyond them was not made by a spreadsheet program. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;
