import { WorkbookError } from './errors.ts';

/** No cell of a spreadsheet is longer than 32,767 characters; far beyond it a quote was left open. */
const MAX_FIELD = 1024 * 1024;
const CANDIDATES = ['\t', ';', ','] as const;
const SAMPLE = 64 * 1024;
const SAMPLE_LINES = 40;

/**
 * Splits delimited text (RFC 4180, and what programs make of it) into records. Feed it in pieces; a quote in
 * the middle of an unquoted field is an ordinary character.
 */
export class CsvParser {
  readonly #delimiter: number;
  #records: string[][] = [];
  #fields: string[] = [];
  #field = '';
  #state: 'start' | 'plain' | 'quoted' | 'quote-seen' = 'start';
  #afterCr = false;
  #count = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  write(text: string): void {
    let i = 0;
    while (i < text.length) {
      if (this.#state === 'quoted') i = this.#quoted(text, i);
      else if (this.#state === 'quote-seen' && text[i] === '"') {
        this.#field += '"';
        this.#state = 'quoted';
        i++;
      } else if (this.#state === 'start' && text[i] === '"') {
        this.#afterCr = false;
        this.#state = 'quoted';
        i++;
      } else i = this.#plain(text, i);
    }
    if (this.#field.length > MAX_FIELD) throw this.#unclosed();
  }

  /** Errors: workbook.unclosed-quote. */
  end(): void {
    if (this.#state === 'quoted') throw this.#unclosed();
    if (this.#state !== 'start' || this.#fields.length > 0) this.#endRecord();
  }

  /** The records that became complete since the last call; a blank line is a record with one empty field. */
  takeRecords(): string[][] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #quoted(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    this.#field += text.slice(from, quote < 0 ? text.length : quote);
    if (quote < 0) return text.length;
    this.#state = 'quote-seen';
    return quote + 1;
  }

  /** Takes an unquoted stretch with the delimiter or line end behind it. */
  #plain(text: string, from: number): number {
    if (this.#afterCr) {
      this.#afterCr = false;
      if (text.charCodeAt(from) === 10) return from + 1;
    }
    let end = from;
    let code = 0;
    for (; end < text.length; end++) {
      code = text.charCodeAt(end);
      if (code === this.#delimiter || code === 10 || code === 13) break;
    }
    if (end > from) {
      this.#field += text.slice(from, end);
      this.#state = 'plain';
    }
    if (end === text.length) return end;
    if (code === this.#delimiter) {
      this.#endField();
    } else {
      this.#afterCr = code === 13;
      this.#endRecord();
    }
    return end + 1;
  }

  #endField(): void {
    this.#fields.push(this.#field);
    this.#field = '';
    this.#state = 'start';
  }

  #endRecord(): void {
    this.#endField();
    this.#records.push(this.#fields);
    this.#fields = [];
    this.#count++;
  }

  #unclosed(): WorkbookError {
    return new WorkbookError('workbook.unclosed-quote', { row: this.#count + 1 });
  }
}

/** The delimiter that divides most lines of the sample into the same number of fields. */
export function detectDelimiter(sample: string): string {
  let best: string = ',';
  let bestScore = 0;
  for (const candidate of CANDIDATES) {
    const parser = new CsvParser(candidate);
    parser.write(`${sample.slice(0, SAMPLE)}\n`);
    const widths = new Map<number, number>();
    for (const { length } of parser.takeRecords().slice(0, SAMPLE_LINES)) {
      if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
    }
    const [width = 0, lines = 0] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    const score = lines * 1000 + Math.min(width, 999);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/**
 * One line of CSV without its line end. A field that a spreadsheet would take for a formula gets a leading
 * apostrophe, which the reader here takes off again.
 */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  return fields
    .map((field) => {
      const safe = RISKY.test(field) ? `'${field}` : field;
      return /["\r\n\t,;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(delimiter);
}

const RISKY = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A field as it was meant: without the apostrophe set against formulas, and out of the `="0012"` by which
 * programs keep leading zeros.
 */
export function meantField(field: string): string {
  if (field.startsWith("'") && RISKY.test(field)) return field.slice(1);
  const kept = /^="([^"]*)"$/.exec(field);
  return kept ? kept[1]! : field;
}
