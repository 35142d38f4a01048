import { WorkbookError } from './errors.ts';
import { type NumberStyle, showGeneral } from './number-format.ts';
import { columnLetters, columnOf } from './reference.ts';
import { fromSerial } from './serial-date.ts';
import type { TextTable } from './shared-strings.ts';
import { seenText, unescapeOoxml } from './text.ts';
import { type Cell, type CellKind, MAX_COLUMN, MAX_ROW } from './types.ts';
import { type Attributes, isTrue, localName, XmlPart } from './xml.ts';

export interface SheetContext {
  part: string;
  strings: TextTable | undefined;
  styles: readonly NumberStyle[];
  date1904: boolean;
}

export type OnRow = (row: number, hidden: boolean, cells: Cell[]) => void;

/** What the parser waits for inside a cell. */
type Capture = 'none' | 'value' | 'formula' | 'inline';

/** Turns one sheet's XML into rows. Rows without content are left out. */
export class SheetParser {
  readonly #context: SheetContext;
  readonly #xml: XmlPart;
  readonly #onRow: OnRow;
  #row = 0;
  #hidden = false;
  #cells: Cell[] = [];
  #inCell = false;
  #inPhonetic = false;
  #capture: Capture = 'none';
  #column = 0;
  #ref = '';
  #type = 'n';
  #style = 0;
  #value = '';
  #inline: string | undefined;
  #formula: string | undefined;

  constructor(context: SheetContext, onRow: OnRow) {
    this.#context = context;
    this.#onRow = onRow;
    this.#xml = new XmlPart(context.part, {
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => this.#text(text),
    });
  }

  write(chunk: Buffer): void {
    this.#xml.write(chunk);
  }

  end(): void {
    this.#xml.end();
  }

  #open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'c':
        this.#openCell(attributes);
        return;
      case 'v':
        if (this.#inCell) this.#capture = 'value';
        return;
      case 't':
        if (this.#inCell && !this.#inPhonetic) this.#capture = 'inline';
        return;
      case 'f':
        if (this.#inCell) {
          this.#capture = 'formula';
          this.#formula = '';
        }
        return;
      case 'rPh':
        this.#inPhonetic = true;
        return;
      case 'row':
        this.#openRow(attributes);
        return;
      default:
        if (name.includes(':')) this.#open(localName(name), attributes);
    }
  }

  #close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
      case 'f':
        this.#capture = 'none';
        return;
      case 'c':
        this.#inCell = false;
        this.#closeCell();
        return;
      case 'rPh':
        this.#inPhonetic = false;
        return;
      case 'row':
        if (this.#cells.length > 0) this.#onRow(this.#row, this.#hidden, this.#cells);
        this.#cells = [];
        return;
      default:
        if (name.includes(':')) this.#close(localName(name));
    }
  }

  #text(text: string): void {
    if (this.#capture === 'none') return;
    if (this.#capture === 'value') this.#value += text;
    else if (this.#capture === 'inline') this.#inline = (this.#inline ?? '') + text;
    else this.#formula += text;
  }

  #openRow(attributes: Attributes): void {
    const row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r);
    // Rows that run backwards or beyond the format's end would give two cells one address.
    if (!(row > this.#row && row <= MAX_ROW))
      throw new WorkbookError('workbook.damaged', { part: this.#context.part });
    this.#row = row;
    this.#hidden = isTrue(attributes.hidden);
    this.#cells = [];
    this.#column = 0;
  }

  #openCell(attributes: Attributes): void {
    const column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
    if (!(column > this.#column && column <= MAX_COLUMN)) {
      throw new WorkbookError('workbook.damaged', { part: this.#context.part });
    }
    this.#inCell = true;
    this.#column = column;
    this.#ref = attributes.r ?? `${columnLetters(column)}${this.#row}`;
    this.#type = attributes.t ?? 'n';
    this.#style = attributes.s === undefined ? 0 : Number(attributes.s);
    this.#value = '';
    this.#inline = undefined;
    this.#formula = undefined;
  }

  #closeCell(): void {
    const cell = this.#makeCell();
    if (cell) this.#cells.push(cell);
  }

  #makeCell(): Cell | undefined {
    const value = this.#value;
    switch (this.#type) {
      case 's': {
        const text = value === '' ? undefined : this.#context.strings?.at(Number(value));
        if (text === undefined && value !== '') {
          throw new WorkbookError('workbook.damaged', { part: this.#context.part });
        }
        return this.#textCell(text ?? '');
      }
      case 'inlineStr':
        return this.#textCell(seenText(unescapeOoxml(this.#inline ?? value)));
      case 'str':
        return this.#textCell(seenText(unescapeOoxml(value)));
      case 'b':
        return value === ''
          ? this.#textCell('')
          : this.#cell('boolean', value === '1' ? 'TRUE' : 'FALSE', value);
      case 'e':
        return this.#cell('error', value, value);
      case 'd':
        return this.#isoCell(value);
      default:
        return this.#numberCell(value);
    }
  }

  #textCell(text: string): Cell | undefined {
    return text === '' && this.#formula === undefined ? undefined : this.#cell('text', text, undefined);
  }

  #numberCell(value: string): Cell | undefined {
    if (value === '') return this.#textCell('');
    const number = Number(value);
    if (Number.isNaN(number)) throw new WorkbookError('workbook.damaged', { part: this.#context.part });
    const style = this.#context.styles[this.#style];
    if (style?.date) {
      const date = fromSerial(number, this.#context.date1904);
      if (date) {
        const cell = this.#cell('date', date.text, value, number);
        cell.iso = date.iso;
        cell.precision = date.iso !== undefined && date.iso.length === 8 ? 'time' : style.date;
        return cell;
      }
    }
    return this.#cell('number', style ? style.show(number) : showGeneral(number), value, number);
  }

  /** The strict edition stores dates as ISO texts. */
  #isoCell(value: string): Cell | undefined {
    const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(value.trim());
    if (!found) return this.#textCell(seenText(value));
    const time = found[2] && found[2] !== '00:00:00' ? found[2] : undefined;
    const cell = this.#cell('date', time ? `${found[1]} ${time}` : found[1]!, value);
    cell.iso = time ? `${found[1]}T${time}` : found[1];
    cell.precision = this.#context.styles[this.#style]?.date ?? 'day';
    return cell;
  }

  #cell(kind: CellKind, text: string, raw: string | undefined, number?: number): Cell {
    return {
      column: this.#column,
      ref: this.#ref,
      kind: this.#formula === undefined ? kind : 'formula',
      text,
      raw,
      number,
      iso: undefined,
      precision: undefined,
      formula: this.#formula,
    };
  }
}
