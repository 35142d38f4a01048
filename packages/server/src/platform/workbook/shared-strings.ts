import { WorkbookError } from './errors.ts';
import { seenText, unescapeOoxml } from './text.ts';
import { localName, XmlPart } from './xml.ts';
import type { ZipParts } from './zip.ts';

const BLOCK = 1024;

/**
 * Texts by number. A large sheet has half a million: as so many separate strings they would take three times
 * the room. They are kept joined in blocks, small enough that a cell which outlives the file pins only one.
 */
export class TextTable {
  readonly #blocks: string[] = [];
  #ends = new Uint32Array(BLOCK);
  #pending: string[] = [];
  #length = 0;
  #end = 0;

  add(text: string): void {
    if (this.#length === this.#ends.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#end += text.length;
    this.#ends[this.#length++] = this.#end;
    this.#pending.push(text);
    if (this.#pending.length === BLOCK) this.#closeBlock();
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#length && Number.isInteger(index))) return undefined;
    const position = index % BLOCK;
    const block = this.#blocks[(index - position) / BLOCK];
    if (block === undefined) return this.#pending[position];
    return block.slice(position === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  #closeBlock(): void {
    this.#blocks.push(this.#pending.join(''));
    this.#pending = [];
    this.#end = 0;
  }
}

/**
 * The table of texts that cells point into, already as a person sees them. Rich text is joined; phonetic
 * guides (pinyin, furigana) are no part of the text and are left out. `maxBytes` bounds the part, which has
 * to be held in memory. Errors: workbook.too-large, workbook.damaged, and those of the zip.
 */
export async function readSharedStrings(zip: ZipParts, part: string, maxBytes: number): Promise<TextTable> {
  const table = new TextTable();
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const xml = new XmlPart(part, {
    open(name) {
      const tag = localName(name);
      if (tag === 'si') text = '';
      else if (tag === 'rPh') inPhonetic = true;
      else if (tag === 't') inText = !inPhonetic;
    },
    close(name) {
      const tag = localName(name);
      if (tag === 't') inText = false;
      else if (tag === 'rPh') inPhonetic = false;
      else if (tag === 'si') table.add(seenText(unescapeOoxml(text)));
    },
    text(piece) {
      if (inText) text = text === '' ? piece : text + piece;
    },
  });
  let size = 0;
  for await (const chunk of zip.read(part)) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new WorkbookError('workbook.too-large', { maxMegabytes: Math.floor(maxBytes / 1024 / 1024) });
    }
    xml.write(chunk);
  }
  xml.end();
  return table;
}
