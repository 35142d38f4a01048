import type { FormNode, MatrixHint } from './form-node.ts';

export type Cell = Record<string, unknown>;
/** One piece of evidence about one point, with how it bears on each reading. */
export interface MatrixRow {
  fields: Cell;
  marks: Record<string, string>;
}

/** The fields of a row that the table asks for beside its cells, in the order of the form. */
export const rowFields = (items: FormNode, hint: MatrixHint): string[] =>
  Object.keys(items.properties ?? {}).filter((name) => name !== hint.reading && name !== hint.mark);

/** The cells of the list as rows, in the order in which each piece came first. */
export function rowsOfCells(cells: readonly Cell[], items: FormNode, hint: MatrixHint): MatrixRow[] {
  const names = rowFields(items, hint);
  const rows = new Map<string, MatrixRow>();
  for (const cell of cells) {
    const fields = Object.fromEntries(
      names.flatMap((name) => (cell[name] === undefined ? [] : [[name, cell[name]]])),
    );
    const key = JSON.stringify(names.map((name) => fields[name] ?? null));
    const known = rows.get(key) ?? { fields, marks: {} };
    const [reading, mark] = [cell[hint.reading], cell[hint.mark]];
    if (typeof reading === 'string' && typeof mark === 'string') known.marks[reading] = mark;
    rows.set(key, known);
  }
  return [...rows.values()];
}

/** The rows as the list keeps them: a cell for each reading that was judged. A piece without any says nothing yet. */
export function cellsOfRows(rows: readonly MatrixRow[], items: FormNode, hint: MatrixHint): Cell[] {
  const idle = idleCell(items, hint);
  return rows.flatMap(({ fields, marks }) => {
    const judged = Object.entries(marks).filter(([, mark]) => mark !== '');
    if (judged.length === 0) return [{ ...fields, ...idle }];
    return judged.map(([reading, mark]) => ({ ...fields, [hint.reading]: reading, [hint.mark]: mark }));
  });
}

const optionsOf = (items: FormNode, field: string): string[] =>
  (items.properties?.[field]?.oneOf ?? []).map((option) => String(option.const));

/** Neither for nor against the last of the readings: that it can not be told. */
function idleCell(items: FormNode, hint: MatrixHint): Cell {
  const mark = optionsOf(items, hint.mark).find((one) => one !== hint.supports && one !== hint.contradicts);
  return { [hint.reading]: optionsOf(items, hint.reading).at(-1), [hint.mark]: mark };
}
