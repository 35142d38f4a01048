import type { FormNode } from '../forms/form-types.ts';
import { type Locale, pick } from '../pack/common.schema.ts';
import type { Paper } from '../pack/paper.schema.ts';
import { paperTexts } from './paper-texts.ts';

/** One cell of the printed form. */
export interface LaidCell {
  kind: 'label' | 'value' | 'photo';
  text: string;
  columns: number;
  rows: number;
  /** Points; smaller where the text would not fit. */
  size: number;
  /** Prose stands at the left, short values in the middle. */
  align: 'center' | 'left';
}

export interface LaidPage {
  /** Millimetres. */
  widths: number[];
  rows: { height: number; cells: LaidCell[] }[];
}

type PaperRow = Paper['pages'][number]['rows'][number];

const LARGEST = 12;
const SMALLEST = 6;
const MM_PER_POINT = 25.4 / 72;
/** Blank at both sides of a cell, in millimetres. */
const PADDING = 3;

/** A form on its paper: one table a page, cell by cell, for every writer of documents alike. */
export function layPaper(paper: Paper, form: FormNode, data: unknown, locale: Locale): LaidPage[] {
  const { texts, rows } = paperTexts(paper, form, data, { style: 'print', locale });
  return paper.pages.map(({ widths, rows: lines }) => ({
    widths,
    rows: lines.flatMap((line) => {
      if (!('table' in line)) return [laid(line, widths)];
      return tableRows(paper, line, widths, rows[line.table] ?? [], locale);
    }),
  }));

  function laid(
    line: Extract<PaperRow, { cells: unknown }>,
    mm: readonly number[],
  ): LaidPage['rows'][number] {
    let at = 0;
    const cells = line.cells.map((cell): LaidCell => {
      const width = mm.slice(at, at + cell.columns).reduce((sum, each) => sum + each, 0);
      at += cell.columns;
      const spans = { columns: cell.columns, rows: cell.rows };
      if ('photo' in cell) return { kind: 'photo', text: '', size: LARGEST, align: 'center', ...spans };
      if ('label' in cell) {
        const text = pick(cell.label, locale);
        return {
          kind: 'label',
          text,
          size: fit(text, width, line.height * cell.rows),
          align: 'center',
          ...spans,
        };
      }
      const text = cell.fields
        .map((code, index) => inCell(paper.fields, code, index, texts, locale))
        .join('\n')
        .replace(/\n+$/, '');
      const align = text.length > 24 || /\n.*\n/.test(text) ? 'left' : 'center';
      return { kind: 'value', text, size: fit(text, width, line.height), align, ...spans };
    });
    return { height: line.height, cells };
  }
}

/** A number below another value stands in brackets, as the age below the birth month does. */
function inCell(
  fields: Paper['fields'],
  code: string,
  index: number,
  written: Record<string, string>,
  locale: Locale,
): string {
  const text = written[code] ?? '';
  const field = fields[code];
  if (index === 0 || !text || field?.as !== 'integer') return text;
  const unit = field.unit ? pick(field.unit, locale) : '';
  return locale === 'zh' ? `（${text}${unit}）` : `(${text}${unit && ` ${unit}`})`;
}

function tableRows(
  { fields }: Paper,
  line: Extract<PaperRow, { table: string }>,
  widths: readonly number[],
  rows: readonly string[][],
  locale: Locale,
): LaidPage['rows'] {
  const field = fields[line.table];
  if (field?.as !== 'rows') return [];
  const filled = [
    ...rows,
    ...Array.from({ length: Math.max(0, line.least - rows.length) }, (): string[] => []),
  ];
  const one = { columns: 1, rows: 1, align: 'center' as const };
  const label = pick(line.label, locale);
  const height = line.height * (filled.length + 1);
  const head: LaidCell[] = [
    { ...one, kind: 'label', text: label, rows: filled.length + 1, size: fit(label, widths[0]!, height) },
    ...field.columns.map((column, index): LaidCell => {
      const text = column.title ? pick(column.title, locale) : '';
      return { ...one, kind: 'label', text, size: fit(text, widths[index + 1]!, line.height) };
    }),
  ];
  return [head, ...filled.map((row) => rowCells(row, field.columns.length))].map((cells) => ({
    height: line.height,
    cells,
  }));

  function rowCells(row: readonly string[], count: number): LaidCell[] {
    return Array.from({ length: count }, (_, index): LaidCell => {
      const text = (row[index] ?? '').replaceAll('\n', '　');
      return { ...one, kind: 'value', text, size: fit(text, widths[index + 1]!, line.height) };
    });
  }
}

/** The largest type in which the text fits its cell; the smallest when none does, and the cell grows. */
function fit(text: string, width: number, height: number): number {
  for (let size = LARGEST; size > SMALLEST; size -= 0.5) {
    const perLine = Math.max(1, Math.floor((width - PADDING) / (size * MM_PER_POINT)));
    const lines = text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(wide(line) / perLine)), 0);
    if (longestWord(text) <= perLine && lines * size * MM_PER_POINT * 1.3 <= height - 1) return size;
  }
  return SMALLEST;
}

/** Chinese breaks anywhere; a Latin word that is broken can hardly be read. */
const longestWord = (text: string): number => Math.max(0, ...(text.match(/[A-Za-z]+/g) ?? []).map(wide));

/** In full characters; Latin letters and digits are half as wide. */
const wide = (line: string): number =>
  [...line].reduce((sum, c) => sum + (c.codePointAt(0)! < 0x2e80 ? 0.55 : 1), 0);
