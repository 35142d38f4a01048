import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { WorkbookError } from './errors.ts';

/** Deeper nesting than any real part has; without a bound a hostile part would fill the memory with open tags. */
const MAX_DEPTH = 64;
/** Characters without a single tag: bounds comments, attributes and texts (a cell holds 32,767 at most). */
const MAX_SILENCE = 2 * 1024 * 1024;

export type Attributes = Record<string, string>;

export interface XmlHandler {
  /** `name` as written; use `localName` when it is not one that you know. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** `x:row` → `row`; some programs write every name with a prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A strict parser for one part of a workbook, fed with chunks of bytes. Refuses DOCTYPE, so there are no entities to expand. */
export class XmlPart {
  readonly #parser = new SaxesParser({ xmlns: false as const, position: false });
  readonly #part: string;
  #decode: ((chunk: Buffer) => string) | undefined;
  #depth = 0;
  #silence = 0;

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#parser.on('error', (error) => {
      throw new WorkbookError('workbook.damaged', { part }, { cause: error });
    });
    this.#parser.on('doctype', () => {
      throw new WorkbookError('workbook.unsafe', { part });
    });
    this.#parser.on('opentag', (tag) => {
      if (++this.#depth > MAX_DEPTH) throw new WorkbookError('workbook.unsafe', { part });
      this.#silence = 0;
      handler.open(tag.name, tag.attributes);
    });
    this.#parser.on('closetag', (tag) => {
      this.#depth--;
      handler.close(tag.name);
    });
    if (handler.text) {
      const text = handler.text.bind(handler);
      this.#parser.on('text', text);
      this.#parser.on('cdata', text);
    }
  }

  write(chunk: Buffer): void {
    this.#decode ??= decoderFor(chunk);
    const text = this.#decode(chunk);
    if (text === '') return;
    this.#silence += text.length;
    this.#parser.write(text);
    if (this.#silence > MAX_SILENCE) throw new WorkbookError('workbook.unsafe', { part: this.#part });
  }

  end(): void {
    this.#parser.close();
  }
}

function decoderFor(first: Buffer): (chunk: Buffer) => string {
  const utf16 =
    first[0] === 0xff && first[1] === 0xfe
      ? 'utf-16le'
      : first[0] === 0xfe && first[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (utf16) {
    const decoder = new TextDecoder(utf16);
    return (chunk) => decoder.decode(chunk, { stream: true });
  }
  const decoder = new StringDecoder('utf8');
  return (chunk) => decoder.write(chunk);
}
