import type { DocumentBlock, DocumentRun } from '@plumbline/contract/document';
import { openTemplate } from '@plumbline/policy';
import { SaxesParser } from 'saxes';
import { CHARACTER, PAGE } from '../gbt9704.ts';

type Paragraph = Extract<DocumentBlock, { kind: 'paragraph' }>;
type Table = Extract<DocumentBlock, { kind: 'table' }>;
type Cell = Table['rows'][number][number];

/** Blocks of one document that a preview shows; the rest is a matter for Word. */
const MOST_BLOCKS = 5_000;

/**
 * What stands in the body of a .docx, as plain data: texts, tables and the few properties of our layout. The
 * browser draws elements from it, so nothing of the file ever becomes markup.
 * @throws {TemplateRefused} when the file is no sound document
 */
export function viewDocx(bytes: Uint8Array): { blocks: DocumentBlock[]; more: boolean } {
  const parts = openTemplate(bytes);
  const reader = new BodyReader();
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes as Record<string, string>));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.on('text', (text) => reader.text(text));
  parser.write(new TextDecoder().decode(parts['word/document.xml'])).close();
  return { blocks: reader.blocks, more: reader.more };
}

const FACES: readonly [RegExp, DocumentRun['face']][] = [
  [/小标宋/, 'title'],
  [/黑体/, 'hei'],
  [/楷体/, 'kai'],
  [/宋体/, 'song'],
];

class BodyReader {
  readonly blocks: DocumentBlock[] = [];
  more = false;
  #count = 0;
  /** Where blocks go: the body, or the cell that is being read. */
  readonly #into: DocumentBlock[][] = [this.blocks];
  readonly #tables: Table[] = [];
  #paragraph: Paragraph | undefined;
  #run: DocumentRun | undefined;
  #inText = false;
  #inBorder = false;
  #inRunProperties = false;

  open(name: string, at: Record<string, string>): void {
    switch (name) {
      case 'w:tbl':
        this.#tables.push({ kind: 'table', widths: [], rows: [] });
        break;
      case 'w:gridCol':
        this.#tables.at(-1)?.widths.push(Math.max(1, Math.round((Number(at['w:w']) / PAGE.textWidth) * 100)));
        break;
      case 'w:tr':
        this.#tables.at(-1)?.rows.push([]);
        break;
      case 'w:tc': {
        const cell: Cell = { span: 1, blocks: [] };
        this.#tables.at(-1)?.rows.at(-1)?.push(cell);
        this.#into.push(cell.blocks);
        break;
      }
      case 'w:gridSpan':
        this.#setSpan(Number(at['w:val']));
        break;
      case 'w:p':
        this.#paragraph = { kind: 'paragraph', align: 'left', indent: 0, rule: null, runs: [] };
        break;
      default:
        this.#inline(name, at);
    }
  }

  #inline(name: string, at: Record<string, string>): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    if (name === 'w:r') this.#run = { text: '', face: 'fang', size: 16, bold: false, red: false };
    else if (name === 'w:rPr') this.#inRunProperties = true;
    else if (name === 'w:t') this.#inText = true;
    else if (name === 'w:br' || name === 'w:tab') this.text(name === 'w:br' ? '\n' : '\u3000', true);
    else if (name === 'w:jc') paragraph.align = alignOf(at['w:val']);
    else if (name === 'w:ind') paragraph.indent = indentOf(at);
    else if (name === 'w:pBdr') this.#inBorder = true;
    else if (name === 'w:bottom' && this.#inBorder)
      paragraph.rule = at['w:color'] === 'FF0000' ? 'red' : 'plain';
    else if (this.#run && this.#inRunProperties) this.#style(this.#run, name, at);
  }

  #style(run: DocumentRun, name: string, at: Record<string, string>): void {
    if (name === 'w:sz') run.size = Math.min(72, Math.max(6, Number(at['w:val']) / 2 || 16));
    else if (name === 'w:b') run.bold = at['w:val'] !== 'false' && at['w:val'] !== '0';
    else if (name === 'w:color') run.red = at['w:val'] === 'FF0000';
    else if (name === 'w:rFonts') {
      const font = at['w:eastAsia'] ?? at['w:ascii'] ?? '';
      run.face = FACES.find(([pattern]) => pattern.test(font))?.[1] ?? 'fang';
    }
  }

  text(text: string, always = false): void {
    if (this.#run && (this.#inText || always)) this.#run.text += text;
  }

  close(name: string): void {
    if (name === 'w:t') this.#inText = false;
    else if (name === 'w:rPr') this.#inRunProperties = false;
    else if (name === 'w:pBdr') this.#inBorder = false;
    else if (name === 'w:r') {
      if (this.#run?.text) this.#paragraph?.runs.push(this.#run);
      this.#run = undefined;
    } else if (name === 'w:p') {
      if (this.#paragraph) this.#put(this.#paragraph);
      this.#paragraph = undefined;
    } else if (name === 'w:tc') this.#into.pop();
    else if (name === 'w:tbl') {
      const table = this.#tables.pop();
      if (table) this.#put(table);
    }
  }

  #setSpan(span: number): void {
    const cell = this.#tables.at(-1)?.rows.at(-1)?.at(-1);
    if (cell && Number.isInteger(span) && span > 0 && span < 64) cell.span = span;
  }

  #put(block: DocumentBlock): void {
    this.#count += 1;
    if (this.#count > MOST_BLOCKS) this.more = true;
    else this.#into.at(-1)?.push(block);
  }
}

const alignOf = (value: string | undefined): Paragraph['align'] =>
  value === 'center' || value === 'right' ? value : value === 'end' ? 'right' : 'left';

/** Characters by which the first line is set in. */
function indentOf(at: Record<string, string>): number {
  const characters = Number(at['w:firstLineChars'] ?? 0) / 100 || Number(at['w:firstLine'] ?? 0) / CHARACTER;
  return Math.min(20, Math.max(0, Math.round(characters)));
}
