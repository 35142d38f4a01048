import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { getDocumentProxy } from 'unpdf';
import { WorkbookError } from '../workbook/errors.ts';
import { readWorkbookBatches } from '../workbook/reader.ts';
import { ZipParts } from '../workbook/zip.ts';
import { BoundedText } from './bounded-text.ts';
import { openBytes } from './source.ts';
import { textEncoding } from './text-check.ts';
import { type FileType, MAX_UNPACKED_BYTES } from './types.ts';

export type ExtractSource = { path: string } | { bytes: Uint8Array };

export interface Extracted {
  text: string;
  /** Of a PDF. */
  pages?: number;
  /** More text was there than was asked for. */
  truncated: boolean;
}

type Extractor = (source: ExtractSource, into: BoundedText) => Promise<number | undefined>;

/** Text out of trusted or untrusted bytes; runs in the worker (extract-worker.ts), never in the server's thread. */
export async function extract(source: ExtractSource, type: FileType, maxChars: number): Promise<Extracted> {
  const into = new BoundedText(maxChars);
  const pages = await EXTRACTORS[type](source, into);
  return { text: into.toString(), truncated: into.truncated, ...(pages === undefined ? {} : { pages }) };
}

const none: Extractor = async () => undefined;

const EXTRACTORS: Record<FileType, Extractor> = {
  pdf: fromPdf,
  docx: fromDocx,
  xlsx: fromXlsx,
  csv: fromText,
  txt: fromText,
  lrmx: none,
  jpg: none,
  png: none,
  tiff: none,
  mp3: none,
  wav: none,
  m4a: none,
};

async function fromPdf(source: ExtractSource, into: BoundedText): Promise<number> {
  const bytes = 'bytes' in source ? source.bytes : await readFile(source.path);
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    verbosity: 0,
    useSystemFonts: false,
    cMapUrl: `${path.join(import.meta.dirname, 'cmaps')}/`,
    cMapPacked: true,
  });
  for (let number = 1; number <= pdf.numPages && !into.truncated; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      into.add(item.str);
      if (item.hasEOL) into.separate('\n');
    }
    into.separate('\n\n');
    page.cleanup();
  }
  const { numPages } = pdf;
  await pdf.loadingTask.destroy();
  return numPages;
}

/** Some programs number the main part. */
const WORD_MAIN = /^word\/document\d*\.xml$/;
/** The parts of a document that people write in, in the order of reading. */
const WORD_PARTS = /^word\/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;

async function fromDocx(source: ExtractSource, into: BoundedText): Promise<undefined> {
  const zip = await ZipParts.open(source, MAX_UNPACKED_BYTES);
  try {
    const parts = zip.names().filter((name) => WORD_PARTS.test(name));
    parts.sort((a, b) => Number(WORD_MAIN.test(b)) - Number(WORD_MAIN.test(a)));
    for (const part of parts) {
      const parser = wordParser(into);
      const decoder = new StringDecoder('utf8');
      for await (const chunk of zip.read(part)) {
        parser.write(decoder.write(chunk));
        if (into.truncated) return;
      }
      parser.write(decoder.end()).close();
      into.separate('\n\n');
    }
  } finally {
    zip.close();
  }
}

/** Drawn twice for old programs (Fallback), or a reading aid above the text (rt). */
const LEFT_OUT = new Set(['Fallback', 'rt']);
const BREAKS: Record<string, string> = { p: '\n', tr: '\n', tc: '\t', tab: '\t', br: '\n', cr: '\n' };

function wordParser(into: BoundedText): SaxesParser {
  const parser = new SaxesParser();
  let inText = false;
  let leftOut = 0;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    if (LEFT_OUT.has(name)) leftOut++;
    else if (name === 't') inText = true;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    if (LEFT_OUT.has(name)) leftOut--;
    else if (name === 't') inText = false;
    else if (Object.hasOwn(BREAKS, name)) into.separate(BREAKS[name]!);
  });
  parser.on('text', (text) => {
    if (inText && leftOut === 0) into.add(text);
  });
  return parser;
}

/** The text bounds itself. */
const UNBOUNDED = { maxRows: Infinity, maxCells: Infinity, maxSheets: Infinity };

async function fromXlsx(source: ExtractSource, into: BoundedText): Promise<undefined> {
  try {
    await cellsOf(source, into);
  } catch (error) {
    // Nothing to find in it, but nothing wrong with it either.
    if (!(error instanceof WorkbookError && error.code === 'workbook.empty')) throw error;
  }
}

async function cellsOf(source: ExtractSource, into: BoundedText): Promise<void> {
  for await (const batch of readWorkbookBatches(source, UNBOUNDED)) {
    for (const event of batch) {
      if (event.type === 'sheet') {
        into.separate('\n\n');
        into.add(event.sheet.name);
      } else if (event.type === 'row') {
        into.separate('\n');
        for (const cell of event.cells) {
          into.add(cell.text);
          into.separate('\t');
        }
      }
    }
    if (into.truncated) return;
  }
}

async function fromText(source: ExtractSource, into: BoundedText): Promise<undefined> {
  const content = Buffer.from('bytes' in source ? source.bytes : await readFile(source.path));
  const open = async (range = { start: 0, end: content.length }) =>
    Readable.from([content.subarray(range.start, range.end + 1)], { objectMode: false });
  const encoding = await textEncoding(await openBytes({ open }, content.length));
  into.add(new TextDecoder(encoding).decode(content));
}
