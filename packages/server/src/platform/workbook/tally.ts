import { WorkbookError } from './errors.ts';
import type { Limits } from './types.ts';

/** Counts what was read against the limits. */
export class Tally {
  rows = 0;
  #cells = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts one row. Errors: workbook.too-many-rows, workbook.too-many-cells. */
  add(cells: number): void {
    const { maxRows, maxCells } = this.#limits;
    if (++this.rows > maxRows) throw new WorkbookError('workbook.too-many-rows', { max: maxRows });
    this.#cells += cells;
    if (this.#cells > maxCells) throw new WorkbookError('workbook.too-many-cells', { max: maxCells });
  }
}
