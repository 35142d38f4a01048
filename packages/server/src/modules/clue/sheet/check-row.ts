import { checkIdNumber, maskIdNumber } from '@plumbline/contract/identifiers';
import { type Column, defaultPolarity, type Pack } from '@plumbline/policy';
import { cleanText, damagedNumber } from '../../../platform/workbook/cells.ts';
import { parseDay } from '../../../platform/workbook/days.ts';
import type { Cell } from '../../../platform/workbook/types.ts';
import { type SheetSpec, sheetSpec, type Words, wordKey } from './sheet-spec.ts';

/** What is wrong with one cell of a row; texts are filled from `params` where the language is known. */
export interface RowFault {
  /** Code of the pack's column. */
  column: string;
  code: string;
  params?: Record<string, string | number>;
}

/** The coded part of a row that is right: what it will become. */
export interface Entry {
  class: string;
  subType: string;
  polarity: 'positive' | 'negative';
  source: string;
  occurredOn: string;
  receivedOn: string | null;
  clear: boolean | null;
}

export interface CheckedRow {
  /** What was written, cleaned, by column; empty ones left out, the identity number masked. */
  cells: Record<string, string>;
  /** Null while a coded cell is wrong. */
  entry: Entry | null;
  faults: RowFault[];
  /** The identity number as written, to be sealed; null when none was. */
  idText: string | null;
  /** The same, normalised, when it is a valid one. */
  idNumber: string | null;
}

export interface CheckOptions {
  pack: Pack;
  /** `YYYY-MM-DD`: nothing reported lies after it. */
  today: string;
  date1904?: boolean;
}

interface Reading {
  spec: SheetSpec;
  options: CheckOptions;
  cells: Record<string, string>;
  values: Record<string, string>;
  faults: RowFault[];
  idText: string | null;
}

/**
 * Reads one row of the sheet. Nothing is guessed: a cell that can't be read for certain is a fault that says
 * what to write. Formulas are taken at the value stored beside them and never run.
 */
export function checkRow(cellOf: (column: string) => Cell | undefined, options: CheckOptions): CheckedRow {
  const spec = sheetSpec(options.pack);
  const reading: Reading = { spec, options, cells: {}, values: {}, faults: [], idText: null };
  for (const column of spec.columns) readCell(reading, column, cellOf(column.code));
  checkSubject(reading);
  const { cells, values, faults, idText } = reading;
  return {
    cells,
    entry: entryOf(reading),
    faults,
    idText,
    idNumber: values.idNumber ?? null,
  };
}

function readCell(reading: Reading, column: Column, cell: Cell | undefined): void {
  const fail = (code: string, params?: RowFault['params']) =>
    reading.faults.push({ column: column.code, code, ...(params ? { params } : {}) });
  if (cell?.kind === 'error') {
    reading.cells[column.code] = cell.text;
    fail('cell.error', { text: cell.text });
    return;
  }
  if (cell?.formula !== undefined && cell.text === '') {
    fail('cell.formula-empty');
    return;
  }
  const text = cell ? cleanText(cell.text) : '';
  if (!cell || text === '') {
    if (column.required) fail('cell.required');
    return;
  }
  reading.cells[column.code] = column.kind === 'long-text' ? text : text.replace(/\s+/g, ' ');
  if (column.kind === 'id-number') {
    readIdNumber(reading, column, cell, fail);
    return;
  }
  if (column.kind !== 'day' && [...text].length > column.maxLength) {
    fail('cell.too-long', { max: column.maxLength, length: [...text].length });
    return;
  }
  readValue(reading, column, cell, reading.cells[column.code]!, fail);
}

type Fail = (code: string, params?: RowFault['params']) => void;

function readValue(reading: Reading, column: Column, cell: Cell, text: string, fail: Fail): void {
  const { options, values, cells } = reading;
  switch (column.kind) {
    case 'person-name':
      // Full-width spaces and the like are typing; digits in a name are a slip of the column.
      if (/\d/.test(text.normalize('NFKC')) || !/\p{L}/u.test(text)) fail('name.not-a-name', { text });
      return;
    case 'day': {
      const day = parseDay(cell, {
        today: options.today,
        ...(options.date1904 === undefined ? {} : { date1904: options.date1904 }),
      });
      if (!day.ok) fail(day.code, { ...day.params });
      else {
        // Kept as read, so that a serial number means the same when the row is checked again.
        cells[column.code] = day.day;
        values[column.code] = day.day;
      }
      return;
    }
    case 'code':
    case 'flag': {
      const words = wordsFor(reading, column);
      if (!words) return;
      const code = words.get(wordKey(text)) ?? words.get(text);
      if (code === undefined) fail('cell.not-in-list', { text, list: column.listOf ?? '' });
      else values[column.code] = code;
      return;
    }
    default:
      return;
  }
}

/** The words of a coded column; undefined for a sub-type whose class is not known. */
function wordsFor({ spec, values }: Reading, column: Column): Words | undefined {
  switch (column.listOf) {
    case 'classes':
      return spec.classes;
    case 'sub-types':
      return spec.subTypes.get(values.class ?? '');
    case 'sources':
      return spec.sources;
    case 'polarity':
      return spec.polarity;
    default:
      return spec.yesNo;
  }
}

function readIdNumber(reading: Reading, column: Column, cell: Cell, fail: Fail): void {
  const text = reading.cells[column.code]!;
  const damage = damagedNumber(cell);
  reading.cells[column.code] = damage?.code === 'number.scientific' ? text : maskIdNumber(text);
  reading.idText = text;
  if (damage?.certain) {
    fail(damage.code, { text: reading.cells[column.code]! });
    return;
  }
  const check = checkIdNumber(text);
  if (check.ok) reading.values[column.code] = check.value;
  else fail(`id-number.${check.code}`, { length: [...text.replace(/\s/g, '')].length });
}

/** Whom a row may concern is the pack's word: a row without a name concerns the unit. */
function checkSubject({ options, cells, faults }: Reading): void {
  const kinds = options.pack.submission.subjectKinds;
  if (!cells.name && !kinds.includes('unit')) faults.push({ column: 'name', code: 'cell.required' });
  if (cells.name && !kinds.includes('person')) faults.push({ column: 'name', code: 'name.not-asked' });
  if (!cells.name && cells.idNumber) faults.push({ column: 'name', code: 'name.missing' });
}

function entryOf({ options, values, faults }: Reading): Entry | null {
  const { class: cls, subType, source, occurredOn, receivedOn } = values;
  if (!cls || !subType || !source || !occurredOn) return null;
  const polarity = values.polarity ?? defaultPolarity(options.pack.classes, cls, subType);
  if (!polarity) {
    faults.push({ column: 'polarity', code: 'cell.required' });
    return null;
  }
  return {
    class: cls,
    subType,
    polarity: polarity as Entry['polarity'],
    source,
    occurredOn,
    receivedOn: receivedOn ?? null,
    clear: values.clear === undefined ? null : values.clear === 'yes',
  };
}
