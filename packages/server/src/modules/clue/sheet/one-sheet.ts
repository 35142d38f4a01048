import type { FaultInput } from '../../../platform/errors/app-error.ts';
import { findHeader, HEADER_SEARCH_ROWS, type HeaderMatch } from '../../../platform/workbook/headers.ts';
import { columnLetters } from '../../../platform/workbook/reference.ts';
import type { Cell, MergeRange, RowEvent, SheetInfo } from '../../../platform/workbook/types.ts';
import type { SheetSpec } from './sheet-spec.ts';

/** One data row as the workbook has it. */
export interface SheetRow {
  sheet: string;
  /** Row number in the workbook, from 1. */
  row: number;
  /** By code of the pack's column. */
  cells: ReadonlyMap<string, Cell>;
  date1904: boolean;
}

/** The column of notes in the workbook of wrong rows. */
export const NOTE_COLUMN = { zh: '需要修改', en: 'What to mend' } as const;
const OWN_COLUMNS: ReadonlySet<string> = new Set(Object.values(NOTE_COLUMN));

interface Filling {
  bottom: number;
  cell: Cell | undefined;
}

/** Finds the heading of one sheet among its first rows, then turns its rows into cells by column. */
export class OneSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly #spec: SheetSpec;
  readonly #date1904: boolean;
  readonly #counts: { formulas: number; hidden: number };
  readonly #merges: readonly MergeRange[];
  readonly #mergesByTop = new Map<number, MergeRange[]>();
  readonly #filling = new Map<number, Filling>();
  #head: RowEvent[] = [];
  #match: HeaderMatch | undefined;
  #decided = false;
  #codes = new Map<number, string>();

  constructor(
    sheet: SheetInfo,
    merges: readonly MergeRange[],
    spec: SheetSpec,
    date1904: boolean,
    counts: { formulas: number; hidden: number },
  ) {
    this.name = sheet.name;
    this.hidden = sheet.visibility !== 'visible';
    this.#merges = merges;
    this.#spec = spec;
    this.#date1904 = date1904;
    this.#counts = counts;
  }

  /** Whether every required column was found, each once. */
  get usable(): boolean {
    const match = this.#match;
    return Boolean(match && !this.hidden && !match.missing.length && !match.duplicates.length);
  }

  get known(): number {
    return this.hidden ? -1 : (this.#match?.columns.size ?? 0);
  }

  get looksLikeData(): boolean {
    const required = this.#spec.headings.filter((heading) => heading.required).length;
    return this.known * 2 >= required;
  }

  letters(): Record<string, string> {
    return Object.fromEntries(
      [...(this.#match?.columns ?? [])].map(([code, column]) => [code, columnLetters(column)]),
    );
  }

  /** Columns with a heading that means nothing here; their content is not read. */
  unknown(): { label: string; letters: string }[] {
    return (this.#match?.unknown ?? []).filter(({ label }) => !OWN_COLUMNS.has(label));
  }

  missingLabels(): string[] {
    return (this.#match?.missing ?? []).map((column) => column.labels[0]!);
  }

  /** What keeps the sheet from being read. */
  faults(): FaultInput[] {
    const match = this.#match;
    const where = { sheet: this.name };
    if (!match || this.known === 0)
      return [{ ...where, code: 'header.not-found', params: { rows: HEADER_SEARCH_ROWS } }];
    return [
      ...this.missingLabels().map((label) => ({
        ...where,
        row: match.lastRow,
        code: 'header.missing',
        params: { label },
      })),
      ...match.duplicates.map(({ found }) => ({
        ...where,
        row: match.lastRow,
        column: found[0]!.letters,
        code: 'header.duplicate',
        params: { label: found[0]!.label, columns: found.map(({ letters }) => letters) },
      })),
    ];
  }

  take(event: RowEvent, into: SheetRow[]): void {
    if (!this.#decided) {
      if (event.row <= HEADER_SEARCH_ROWS) {
        this.#head.push(event);
        return;
      }
      this.#decide(into);
    }
    if (this.usable) this.#data(event, into);
  }

  end(into: SheetRow[]): void {
    if (!this.#decided) this.#decide(into);
  }

  #decide(into: SheetRow[]): void {
    this.#decided = true;
    this.#match = findHeader(this.#head, this.#spec.headings, this.#merges);
    const head = this.#head;
    this.#head = [];
    if (!this.usable) return;
    const match = this.#match!;
    this.#codes = new Map([...match.columns].map(([code, column]) => [column, code]));
    for (const merge of this.#merges) {
      if (merge.top <= match.lastRow || merge.bottom === merge.top) continue;
      const list = this.#mergesByTop.get(merge.top);
      if (list) list.push(merge);
      else this.#mergesByTop.set(merge.top, [merge]);
    }
    for (const event of head) if (event.row > match.lastRow) this.#data(event, into);
  }

  #data(event: RowEvent, into: SheetRow[]): void {
    const cells = new Map<string, Cell>();
    let written = false;
    let formulas = 0;
    for (const cell of event.cells) {
      const code = this.#codes.get(cell.column);
      if (code === undefined) continue;
      cells.set(code, cell);
      if (cell.formula !== undefined) formulas++;
      written ||= this.#spec.byCode.get(code)!.kind !== 'ordinal';
    }
    this.#fill(event, cells);
    // A sheet numbered in advance, or a heading repeated on each printed page, holds no more rows by that.
    if (!written || this.#repeatsHeading(cells)) return;
    this.#counts.formulas += formulas;
    if (event.hidden) this.#counts.hidden++;
    into.push({ sheet: this.name, row: event.row, cells, date1904: this.#date1904 });
  }

  /** A value merged over several rows stands for each of them. */
  #fill(event: RowEvent, cells: Map<string, Cell>): void {
    for (const [column, filling] of this.#filling) {
      if (event.row > filling.bottom) this.#filling.delete(column);
      else if (filling.cell) {
        const code = this.#codes.get(column)!;
        if (!cells.has(code)) cells.set(code, filling.cell);
      }
    }
    for (const merge of this.#mergesByTop.get(event.row) ?? []) {
      const code = this.#codes.get(merge.left);
      if (code !== undefined) this.#filling.set(merge.left, { bottom: merge.bottom, cell: cells.get(code) });
    }
  }

  #repeatsHeading(cells: ReadonlyMap<string, Cell>): boolean {
    let same = 0;
    for (const [code, cell] of cells) {
      const heading = this.#spec.byCode.get(code)!.label;
      if (cell.text === heading.zh || cell.text === heading.en) same++;
    }
    return same >= 3;
  }
}
