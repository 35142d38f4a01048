import { StringDecoder } from 'node:string_decoder';
import { WorkbookError } from './errors.ts';
import { XmlFault, type XmlHandler, XmlScanner } from './xml-scanner.ts';

export type { Attributes, XmlHandler } from './xml-scanner.ts';

/** `x:row` → `row`; some programs write every name with a prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A boolean of the format, in any of its spellings. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** One XML part of a workbook, fed with chunks of bytes. Errors: workbook.damaged, workbook.unsafe. */
export class XmlPart {
  readonly #scanner: XmlScanner;
  readonly #part: string;
  #decode: ((chunk: Buffer) => string) | undefined;

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#scanner = new XmlScanner(handler);
  }

  write(chunk: Buffer): void {
    this.#decode ??= decoderFor(chunk);
    const text = this.#decode(chunk);
    this.#guard(() => this.#scanner.write(text));
  }

  end(): void {
    this.#guard(() => this.#scanner.end());
  }

  #guard(step: () => void): void {
    try {
      step();
    } catch (cause) {
      if (!(cause instanceof XmlFault)) throw cause;
      throw new WorkbookError(
        cause.unsafe ? 'workbook.unsafe' : 'workbook.damaged',
        { part: this.#part },
        { cause },
      );
    }
  }
}

function decoderFor(first: Buffer): (chunk: Buffer) => string {
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    const decoder = new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be');
    return (chunk) => decoder.decode(chunk, { stream: true });
  }
  const decoder = new StringDecoder('utf8');
  return (chunk) => decoder.write(chunk);
}
