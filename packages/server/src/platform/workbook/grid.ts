import { readWorkbook } from './reader.ts';
import type { MergeRange } from './types.ts';

const MAX_ROWS = 2000;
const MAX_COLUMNS = 64;

/**
 * The first visible sheet as rows of texts, empty cells too; cells that a merged one covers are left out.
 * @throws {WorkbookError}
 */
export async function readSheetGrid(bytes: Uint8Array): Promise<string[][]> {
  let merges: readonly MergeRange[] = [];
  let chosen: number | undefined;
  const rows = new Map<number, Map<number, string>>();
  for await (const event of readWorkbook({ bytes }, { maxRows: MAX_ROWS })) {
    if (event.type === 'sheet' && chosen === undefined && event.sheet.visibility === 'visible') {
      chosen = event.sheet.index;
      merges = event.merges;
    } else if (event.type === 'row' && event.sheet.index === chosen) {
      rows.set(event.row, new Map(event.cells.map((cell) => [cell.column, cell.text])));
    }
  }
  const wide = Math.min(MAX_COLUMNS, Math.max(0, ...[...rows.values()].flatMap((row) => [...row.keys()])));
  const covered = coveredCells(merges, wide);
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) =>
      Array.from({ length: wide }, (_, index) => index + 1)
        .filter((column) => !covered.has(row * MAX_COLUMNS + column))
        .map((column) => cells.get(column) ?? ''),
    );
}

/** Cells that lie under a merged cell's first one. Merges of a sound sheet don't overlap; more are not read. */
function coveredCells(merges: readonly MergeRange[], wide: number): Set<number> {
  const covered = new Set<number>();
  let left = MAX_ROWS * MAX_COLUMNS;
  for (const merge of merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, MAX_ROWS); row++) {
      for (let column = merge.left; column <= Math.min(merge.right, wide); column++) {
        if (left-- === 0) return covered;
        if (row !== merge.top || column !== merge.left) covered.add(row * MAX_COLUMNS + column);
      }
    }
  }
  return covered;
}
