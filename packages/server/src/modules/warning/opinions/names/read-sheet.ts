import { invalid } from '../../../../platform/errors/app-error.ts';
import { WorkbookError } from '../../../../platform/workbook/errors.ts';
import { findHeader, HEADER_SEARCH_ROWS } from '../../../../platform/workbook/headers.ts';
import { readWorkbook } from '../../../../platform/workbook/reader.ts';
import type { MergeRange, RowEvent } from '../../../../platform/workbook/types.ts';
import { HEADINGS, type ListedName } from './listed-name.ts';
import { validNumber } from './read-text.ts';

const MAX_ROWS = 5000;
const COLUMNS = HEADINGS.map(({ key, labels, ...rest }) => ({ key, labels: [...labels], ...rest }));

/**
 * Names of the first visible sheet that has a heading with a column of names. A cell merged over several rows stands for
 * each of them, except that of the name: one name is one person.
 * @throws 400 for a file that can't be read, or has no such heading
 */
export async function namesOfSheet(bytes: Uint8Array, file: string): Promise<ListedName[]> {
  const refused = (code: string, params: Record<string, unknown> = {}) =>
    invalid({ pointer: '/fileIds', code, params: { ...params, file } });
  let merges: readonly MergeRange[] = [];
  let rows: RowEvent[] = [];
  try {
    for await (const event of readWorkbook({ bytes }, { maxRows: MAX_ROWS })) {
      if (event.type === 'sheet') {
        rows = [];
        merges = event.merges;
      } else if (event.type === 'row' && event.sheet.visibility === 'visible') rows.push(event);
      else if (event.type === 'sheet-end') {
        const found = namesIn(rows, merges, file);
        if (found) return found;
      }
    }
  } catch (error) {
    if (error instanceof WorkbookError) throw refused(error.code, error.params);
    throw error;
  }
  throw refused('opinion.no-heading', { rows: HEADER_SEARCH_ROWS });
}

function namesIn(
  rows: readonly RowEvent[],
  merges: readonly MergeRange[],
  file: string,
): ListedName[] | undefined {
  const header = findHeader(rows, COLUMNS, merges);
  const nameColumn = header?.columns.get('name');
  if (!header || nameColumn === undefined) return undefined;
  const texts = new Map(
    rows.map((row) => [row.row, new Map(row.cells.map((cell) => [cell.column, cell.text]))]),
  );
  const at = (row: number, key: string): string => {
    const column = header.columns.get(key);
    if (column === undefined) return '';
    const merge = merges.find(
      (one) => one.left <= column && column <= one.right && one.top <= row && row <= one.bottom,
    );
    return (texts.get(merge?.top ?? row)?.get(merge?.left ?? column) ?? '').trim();
  };
  return rows.flatMap(({ row }): ListedName[] => {
    if (row <= header.lastRow) return [];
    const name = (texts.get(row)?.get(nameColumn) ?? '').trim();
    if (name === '' || HEADINGS[0].labels.some((label) => label === name)) return [];
    return [
      {
        row,
        file,
        name,
        unit: at(row, 'unit') || at(row, 'unitAndPost'),
        post: at(row, 'post'),
        idNumber: validNumber(at(row, 'idNumber')) ?? null,
      },
    ];
  });
}
