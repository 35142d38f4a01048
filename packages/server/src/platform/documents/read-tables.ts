import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { ZipParts } from '../workbook/zip.ts';

/** Cells of a table's rows from left to right, empty ones too; those that a cell above reaches into are left out. */
export type Grid = string[][];

const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_CELLS = 20_000;
/** Some programs number the main part. */
const MAIN = /^word\/document\d*\.xml$/;

/**
 * The rows of all tables of a .docx, one after the other. Pictures, notes and revisions are passed over.
 * @throws {WorkbookError} what the package reader says of a damaged or harmful file
 */
export async function readDocxTables(bytes: Uint8Array): Promise<Grid> {
  const zip = await ZipParts.open({ bytes }, MAX_UNPACKED);
  try {
    const main = zip.names().find((name) => MAIN.test(name));
    const grid: Grid = [];
    if (!main) return grid;
    const parser = tableParser(grid);
    const decoder = new StringDecoder('utf8');
    for await (const chunk of zip.read(main)) parser.write(decoder.write(chunk));
    parser.write(decoder.end()).close();
    return grid;
  } finally {
    zip.close();
  }
}

interface OpenCell {
  text: string;
  /** A cell above reaches into this one. */
  covered: boolean;
}

function tableParser(grid: Grid): SaxesParser {
  const parser = new SaxesParser();
  const cells: OpenCell[] = [];
  let inText = false;
  let count = 0;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => {
    throw new Error('DOCTYPE in a document');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    const cell = cells.at(-1);
    if (name === 'tr' && cells.length === 0) grid.push([]);
    else if (name === 'tc') {
      if (++count > MAX_CELLS) throw new Error('too many cells');
      cells.push({ text: '', covered: false });
    } else if (name === 't') inText = true;
    else if (name === 'vMerge' && cell) {
      cell.covered = Object.entries(tag.attributes).every(
        ([key, value]) => local(key) !== 'val' || value !== 'restart',
      );
    } else if ((name === 'br' || name === 'cr') && cell) cell.text += '\n';
    else if (name === 'tab' && cell) cell.text += '\t';
  });
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    if (name === 't') inText = false;
    else if (name === 'p' && cells.length) cells.at(-1)!.text += '\n';
    else if (name === 'tc') {
      const cell = cells.pop()!;
      // A table within a cell is part of that cell's words.
      if (cells.length) cells.at(-1)!.text += cell.text;
      else if (!cell.covered) grid.at(-1)?.push(cell.text.replace(/\n+$/, ''));
    }
  });
  parser.on('text', (text) => {
    if (inText && cells.length) cells.at(-1)!.text += text;
  });
  return parser;
}
