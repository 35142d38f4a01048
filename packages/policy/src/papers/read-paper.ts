import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { Paper, PaperValue } from '../pack/paper.schema.ts';
import { type FormData, putAt } from './form-data.ts';
import type { PaperNote, Take } from './paper-note.ts';
import type { PaperTexts } from './paper-texts.ts';
import { readPeriods, readRecords, readYears } from './read-lists.ts';
import { readValue } from './read-value.ts';

/**
 * Reads what stands on a paper into the data of its form. It never invents: what it can't read stays out and is
 * told, what it had to choose is told too. Limits of the form are `validateForm`'s.
 */
export function readPaper(
  paper: Paper,
  form: FormNode,
  { texts, rows }: PaperTexts,
): { data: FormData; notes: PaperNote[] } {
  const data: FormData = {};
  const notes: PaperNote[] = [];
  for (const [code, field] of Object.entries(paper.fields)) {
    const kin = nodeAt(form, field.path)?.kin ?? false;
    const take =
      (row?: number): Take =>
      (note, words) =>
        notes.push({ field: code, code: note, ...(row ? { row } : {}), words: words.trim(), kin });
    if (field.as === 'rows') {
      const node = nodeAt(form, field.path)?.node.items ?? {};
      const read = (rows[code] ?? []).map((cells, index) =>
        rowOf(field.columns, node, cells, take(index + 1)),
      );
      const filled = read.filter((row) => Object.keys(row).length > 0);
      if (filled.length) putAt(data, field.path, filled);
      continue;
    }
    const text = clean(texts[code] ?? '');
    if (!text) continue;
    if (field.as === 'periods') putAt(data, field.path, readPeriods(field, text, take()));
    else if (field.as === 'records') putAt(data, field.path, readRecords(field, form, text, take()));
    else if (field.as === 'years') putAt(data, field.path, readYears(field, form, text, take()));
    else readValue(field, form, text, data, take());
  }
  return { data, notes };
}

function rowOf(
  columns: readonly PaperValue[],
  node: FormNode,
  cells: readonly string[],
  take: Take,
): FormData {
  const row: FormData = {};
  const written = cells.map(clean);
  // Empty rows are drawn on the paper and travel with it.
  if (written.every((cell) => !cell)) return row;
  for (const [index, column] of columns.entries()) {
    const text = written[index];
    if (text) readValue(column, node, text, row, take);
  }
  return row;
}

/** Line ends made one, blanks at the ends of lines and of the whole taken off. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\s\u3000]+$/u, ''))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
