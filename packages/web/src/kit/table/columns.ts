import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** CSS width, e.g. `8rem`; left out: as wide as its content needs. */
  width?: string;
  /** What is in it gets this much at least, e.g. `6em`; the table scrolls in its frame instead. */
  minWidth?: string;
  align?: 'start' | 'end';
  /** Stays on one line. */
  nowrap?: boolean;
  /** Not shown until chosen in the column settings. */
  hidden?: boolean;
  /** May not be taken out. The first column never may. */
  fixed?: boolean;
}

/** What the user chose, kept as a text: keys shown, joined by commas. */
export function visibleColumns<T>(columns: readonly Column<T>[], kept: string | undefined): Column<T>[] {
  if (kept === undefined)
    return columns.filter((column, index) => index === 0 || column.fixed || !column.hidden);
  const chosen = new Set(kept.split(','));
  return columns.filter((column, index) => index === 0 || column.fixed || chosen.has(column.key));
}

export const keepColumns = (keys: readonly string[]): string => keys.join(',');
