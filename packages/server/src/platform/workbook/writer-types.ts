export type CellValue = string | number | boolean | Date | null | undefined;

export type ColumnKind = 'text' | 'number' | 'date';

export interface WriteColumn {
  key: string;
  header: string;
  /** In characters of a Latin digit; a Chinese character takes two. */
  width?: number;
  /** Left out: text. Text cells have number format `@`, so that what is typed or edited there stays text. */
  kind?: ColumnKind;
  /** Shown when a cell of the column is selected. Cut after 255 characters. */
  note?: string;
  /** The values of the column's drop-down list. */
  list?: readonly string[];
}

export type WriteRow = Readonly<Record<string, CellValue>>;

export interface WriteSheet {
  name: string;
  columns: readonly WriteColumn[];
  rows: Iterable<WriteRow> | AsyncIterable<WriteRow>;
  /** Lines above the heading: title, how to fill in. */
  notes?: readonly string[];
}

export interface WriteOptions {
  sheets: readonly WriteSheet[];
  /** The moment written into the file's properties. Left out: a fixed one. */
  createdAt?: Date;
}
