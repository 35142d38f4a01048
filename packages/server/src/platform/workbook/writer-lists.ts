import { columnLetters } from './reference.ts';
import type { WriteSheet } from './writer-types.ts';
import { STYLE, textXml } from './writer-values.ts';
import { MAIN, XML } from './writer-xml.ts';

export const LIST_SHEET = '_lists';

/**
 * The hidden sheet that holds the values of drop-down lists, one list a column: a list written into the rule
 * itself may have 255 characters and no comma. Equal lists share a column.
 */
export class ListSheet {
  readonly #columns = new Map<string, number>();
  readonly #lists: (readonly string[])[] = [];

  constructor(sheets: readonly WriteSheet[]) {
    for (const list of sheets.flatMap(({ columns }) => columns.map((column) => column.list ?? []))) {
      const key = JSON.stringify(list);
      if (list.length > 0 && !this.#columns.has(key)) this.#columns.set(key, this.#lists.push(list));
    }
  }

  get size(): number {
    return this.#lists.length;
  }

  /** The area of a list, as a formula. */
  range(list: readonly string[]): string {
    const letters = columnLetters(this.#columns.get(JSON.stringify(list))!);
    return `'${LIST_SHEET}'!$${letters}$1:$${letters}$${list.length}`;
  }

  async *xml(): AsyncGenerator<string> {
    yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
    const longest = Math.max(...this.#lists.map((list) => list.length));
    for (let row = 1; row <= longest; row++) {
      const cells = this.#lists.map((list, index) => {
        const item = list[row - 1];
        return item ? textXml(`${columnLetters(index + 1)}${row}`, item, STYLE.text, LIST_SHEET) : '';
      });
      yield `<row r="${row}">${cells.join('')}</row>`;
    }
    yield '</sheetData></worksheet>';
  }
}
