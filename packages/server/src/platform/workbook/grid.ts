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
  const covered = (row: number, column: number) =>
    merges.some(
      (m) =>
        row >= m.top &&
        row <= m.bottom &&
        column >= m.left &&
        column <= m.right &&
        (row !== m.top || column !== m.left),
    );
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) =>
      Array.from({ length: wide }, (_, index) => index + 1)
        .filter((column) => !covered(row, column))
        .map((column) => cells.get(column) ?? ''),
    );
}
