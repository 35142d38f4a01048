import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Paper, PaperField, PaperValue } from '../pack/paper.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPaper, type Path } from './problems.ts';

/** Every paper belongs to a form, names only its fields, and fills each row of its tables. */
export const checkPapers = (pack: Pack): PackProblem[] =>
  Object.entries(pack.papers).flatMap(([code, paper]) => {
    const form = pack.forms[code] as unknown as FormNode | undefined;
    if (form) return [...fieldProblems(code, paper, form), ...layoutProblems(code, paper)];
    return [inPaper(code, [], 'form.unknown', { zh: `未知的表单“${code}”`, en: `Unknown form "${code}"` })];
  });

function fieldProblems(code: string, paper: Paper, form: FormNode): PackProblem[] {
  const unknown = (place: Path, path: string) =>
    inPaper(code, place, 'field.unknown', {
      zh: `表单没有字段“${path}”`,
      en: `The form has no field "${path}"`,
    });
  return Object.entries(paper.fields).flatMap(([key, field]) => {
    const node = nodeAt(form, field.path)?.node;
    if (!node) return [unknown(['fields', key, 'path'], field.path)];
    return pathsBelow(field)
      .filter((path) => !nodeAt(node.items ?? form, path))
      .map((path) => unknown(['fields', key], path));
  });
}

/** Further paths of a field: in the rows of its list, or beside it. */
function pathsBelow(field: PaperField): string[] {
  const ofValue = (value: PaperValue) => (value.as === 'pair' ? [value.path, value.second] : [value.path]);
  if (field.as === 'rows') return field.columns.flatMap(ofValue);
  return 'parts' in field ? Object.values(field.parts) : ofValue(field);
}

function layoutProblems(code: string, paper: Paper): PackProblem[] {
  const problems: PackProblem[] = [];
  const add = (path: Path, problem: string, zh: string, en: string) =>
    problems.push(inPaper(code, path, problem, { zh, en }));
  const known = (path: Path, key: string | undefined) => {
    if (key !== undefined && !paper.fields[key])
      add(path, 'field.unknown', `没有字段“${key}”`, `There is no field "${key}"`);
  };
  for (const part of ['identity', 'registry'] as const)
    for (const [key, field] of Object.entries(paper[part])) known([part, key], field);
  for (const [p, { widths, rows }] of paper.pages.entries()) {
    // Cells that reach down take their columns from the rows below them.
    let reaching: { columns: number; rows: number }[] = [];
    for (const [r, row] of rows.entries()) {
      const place = ['pages', p, 'rows', r];
      if ('table' in row) {
        known([...place, 'table'], row.table);
        const field = paper.fields[row.table];
        if (field?.as === 'rows' && field.columns.length + 1 !== widths.length)
          add(place, 'paper.columns', '列数与页面不符', 'The columns do not fit the page');
        continue;
      }
      for (const [c, cell] of row.cells.entries())
        if ('fields' in cell) for (const key of cell.fields) known([...place, 'cells', c], key);
      const taken = [...row.cells, ...reaching].reduce((sum, cell) => sum + cell.columns, 0);
      if (taken !== widths.length)
        add(
          place,
          'paper.columns',
          `占${taken}列，应为${widths.length}列`,
          `It takes ${taken} of ${widths.length} columns`,
        );
      reaching = [...reaching, ...row.cells].flatMap(({ columns, rows: down }) =>
        down > 1 ? [{ columns, rows: down - 1 }] : [],
      );
    }
  }
  return problems;
}
