import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officialDocument } from '../documents/docx.ts';
import { zipOf } from '../workbook/testing.ts';
import { extractMessages } from './extract-messages.ts';
import { FolderStore } from './folder-store.ts';
import { openKeys } from './keys.ts';
import { fileMessages, fileText } from './messages.ts';
import { FileRefused } from './refused.ts';
import { extensionOf, inspectFile } from './sniff.ts';
import type { ByteRange } from './store.ts';
import { officePackage, oleFile, plainPdf, sampleDocx } from './testing.ts';
import { FILE_TYPES } from './types.ts';

const WORD = FILE_TYPES.docx.recognition.contentType;
const SHEET = FILE_TYPES.xlsx.recognition.contentType;
const OTHER = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
const gb = Buffer.from('d0d5c3fb2cb5a5cebb0ad5c5c8fd2c', 'hex');

const fixture = (name: string) => readFile(path.join(import.meta.dirname, 'fixtures', name));
/** The store opens ranges; so does this. */
const served = (name: string, content: Buffer) => ({
  name,
  size: content.length,
  open: async (range?: { start: number; end: number }) =>
    Readable.from([range ? content.subarray(range.start, range.end + 1) : content], { objectMode: false }),
});

async function outcome(name: string, content: Buffer | Promise<Buffer>): Promise<string> {
  try {
    return (await inspectFile(served(name, await content))).type;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    for (const locale of ['zh', 'en'] as const) {
      expect(fileText(error.code, error.params, locale)).not.toMatch(/\{|undefined/);
    }
    return error.code;
  }
}

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('线索').addRow(['姓名', '单位']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(50)]);
const jpg = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), randomBytes(50)]);
const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), randomBytes(50)]);

describe('what is taken', () => {
  test.each<[name: string, type: string, content: () => Buffer | Promise<Buffer>]>([
    ['报告.pdf', 'pdf', () => plainPdf()],
    ['junk-before.PDF', 'pdf', () => Buffer.concat([Buffer.from('\r\n\r\n'), plainPdf()])],
    ['谈话笔录.docx', 'docx', () => sampleDocx(['正文'])],
    ['线索.xlsx', 'xlsx', workbook],
    ['a.csv', 'csv', () => Buffer.from('姓名,单位\n张三,')],
    ['a.csv', 'csv', () => gb],
    ['a.csv', 'csv', () => Buffer.from('MZ编号,值\n1,2')],
    ['a.txt', 'txt', () => Buffer.from('\ufeff姓名', 'utf16le')],
    ['a.txt', 'txt', () => Buffer.from('feff59d3540d', 'hex')],
    ['a.txt', 'txt', () => Buffer.from('The magic is %PDF-1.4 indeed')],
    ['照片.JPG', 'jpg', () => jpg],
    ['照片.jpeg', 'jpg', () => jpg],
    ['a.png', 'png', () => png],
    ['a.tif', 'tiff', () => tiff],
    ['录音.mp3', 'mp3', () => Buffer.concat([Buffer.from('49443304', 'hex'), randomBytes(60)])],
    ['录音.mp3', 'mp3', () => Buffer.concat([Buffer.from('fffb9064', 'hex'), randomBytes(60)])],
    ['录音.wav', 'wav', () => Buffer.concat([Buffer.from('RIFF\x24\x08\0\0WAVEfmt '), randomBytes(60)])],
    ['录音.m4a', 'm4a', () => Buffer.concat([Buffer.from('\0\0\0\x20ftypM4A '), randomBytes(60)])],
  ])('%s is %s', async (name, type, content) => {
    expect(await outcome(name, content())).toBe(type);
  });
});

describe('what is refused', () => {
  const bomb = () => officePackage([WORD], { 'word/document.xml': Buffer.alloc(40 * 1024 * 1024) });
  test.each<[code: string, name: string, content: () => Buffer | Promise<Buffer>]>([
    ['file.empty', 'a.pdf', () => Buffer.alloc(0)],
    ['file.no-extension', '报告', () => plainPdf()],
    ['file.type-not-accepted', 'a.pptx', () => plainPdf()],
    ['file.type-not-accepted', 'a.constructor', () => plainPdf()],
    ['file.legacy-word', 'a.doc', () => oleFile(['WordDocument'])],
    ['file.legacy-word', 'a.docx', () => oleFile(['Root Entry', 'WordDocument'])],
    ['file.legacy-excel', 'a.xls', () => oleFile(['Workbook'])],
    ['file.legacy-excel', 'a.xlsx', () => oleFile(['Root Entry', 'Workbook'])],
    ['file.legacy-office', 'a.docx', () => oleFile(['PowerPoint Document'])],
    ['file.damaged', 'a.docx', () => oleFile([]).subarray(0, 600)],
    ['file.encrypted', 'a.docx', () => oleFile(['EncryptedPackage', 'EncryptionInfo'])],
    ['file.encrypted', 'a.pdf', () => fixture('encrypted-password.pdf')],
    ['file.encrypted', 'a.pdf', () => fixture('encrypted-no-printing.pdf')],
    ['file.encrypted', 'a.pdf', () => fixture('encrypted-streams.pdf')],
    ['file.encrypted', 'a.pdf', () => fixture('encrypted-linearized.pdf')],
    ['file.damaged', 'cut.pdf', () => plainPdf().subarray(0, 300)],
    ['file.macros', 'a.docm', () => officePackage([WORD])],
    ['file.macros', 'a.docx', () => officePackage([WORD], { 'word/vbaProject.bin': 'x' })],
    [
      'file.macros',
      'a.docx',
      () => officePackage(['application/vnd.ms-word.document.macroEnabled.main+xml']),
    ],
    ['file.macros', 'a.xlsx', () => officePackage([SHEET, 'application/vnd.ms-office.vbaProject'])],
    ['file.macros', 'a.xlsx', () => officePackage([SHEET], { 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['file.executable', 'a.exe', () => Buffer.from('MZ')],
    ['file.executable', 'a.txt', () => Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['file.executable', 'a.pdf', () => Buffer.from('7f454c4602010100', 'hex')],
    ['file.executable', 'a.txt', () => Buffer.from('#!/bin/sh\nrm -rf /')],
    ['file.archive', 'a.zip', () => zipOf({ a: 'x' })],
    ['file.archive', 'a.docx', () => zipOf({ 'inner.docx': 'x' })],
    ['file.archive', 'a.txt', () => Buffer.from('526172211a0701', 'hex')],
    ['file.content-is-other', 'a.pdf', () => png],
    ['file.content-is-other', 'a.mp3', () => png],
    ['file.executable', 'a.mp3', () => Buffer.from('7f454c4602010100', 'hex')],
    ['file.content-is-other', 'a.docx', workbook],
    ['file.content-is-other', 'a.xlsx', () => sampleDocx(['x'])],
    ['file.content-is-other', 'a.xlsx', () => Buffer.from('姓名,单位\n')],
    ['file.content-is-other', 'a.csv', workbook],
    ['file.content-is-other', 'a.txt', () => plainPdf()],
    ['file.content-mismatch', 'a.docx', () => officePackage([OTHER])],
    ['file.content-mismatch', 'a.docx', () => zipOf({ 'OFD.xml': '<x/>' })],
    ['file.content-mismatch', 'a.xlsx', () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' })],
    ['file.content-mismatch', 'a.jpg', () => Buffer.from('0001020304', 'hex')],
    ['file.unreadable-text', 'a.txt', () => Buffer.from('0001020304', 'hex')],
    ['file.unreadable-text', 'a.txt', () => Buffer.from('\ufeffabc\ud800', 'utf16le')],
    ['file.unpacks-too-large', 'a.docx', bomb],
    ['file.two-in-one', 'a.png', async () => Buffer.concat([png, await zipOf({ 'a.exe': 'x' })])],
    ['file.two-in-one', 'a.pdf', async () => Buffer.concat([plainPdf(), await zipOf({ 'a.exe': 'x' })])],
    ['file.two-in-one', 'a.png', () => Buffer.concat([png, plainPdf()])],
    ['file.two-in-one', 'a.pdf', () => Buffer.concat([Buffer.from('<script>1</script>'), plainPdf()])],
  ])('%s: %s', async (code, name, content) => {
    expect(await outcome(name, content())).toBe(code);
  });

  test('an encrypted part of a package', async () => {
    const zip = await officePackage([WORD], { 'word/document.xml': '<x/>' });
    const directory = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt16LE(zip.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await outcome('a.docx', zip)).toBe('file.encrypted');
  });

  test('a package that declares less than it unpacks to', async () => {
    const zip = await officePackage([WORD], { 'word/document.xml': Buffer.alloc(100_000) });
    const directory = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(10, directory + 24);
    expect(await outcome('a.docx', zip)).toBe('file.unpacks-too-large');
  });

  test('a package whose parts lie over one another', async () => {
    const zip = await officePackage([WORD], { a: randomBytes(5000), b: randomBytes(5000) });
    const last = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    const before = zip.lastIndexOf(Buffer.from('504b0102', 'hex'), last - 1);
    for (const directory of [last, before]) zip.writeUInt32LE(zip.length, directory + 20);
    expect(await outcome('a.docx', zip)).toBe('file.unpacks-too-large');
  });

  test('a package of which a part was altered, and one that was cut', async () => {
    const zip = await sampleDocx(['正文']);
    const altered = Buffer.from(zip);
    altered[60]! ^= 0xff;
    expect(await outcome('a.docx', altered)).toBe('file.damaged');
    expect(await outcome('a.docx', zip.subarray(0, zip.length - 100))).toBe('file.damaged');
  });

  test('a hidden Encrypt name, and one in a PDF without a usable cross-reference', async () => {
    const pdf = plainPdf().toString('latin1');
    const hidden = pdf.replace('/Root 1 0 R >>', '/Root 1 0 R /#45ncrypt 3 0 R >>');
    expect(await outcome('a.pdf', Buffer.from(hidden, 'latin1'))).toBe('file.encrypted');
    const lost = pdf.replace(/startxref\n\d+/, 'startxref\n999999');
    expect(await outcome('a.pdf', Buffer.from(lost, 'latin1'))).toBe('pdf');
    const both = lost.replace('/Root 1 0 R >>', '/Root 1 0 R /Encrypt 3 0 R >>');
    expect(await outcome('a.pdf', Buffer.from(both, 'latin1'))).toBe('file.encrypted');
  });

  test('a page that only speaks of /Encrypt is no encrypted PDF', async () => {
    expect(await outcome('a.pdf', plainPdf(['see /Encrypt 3 0 R']))).toBe('pdf');
  });

  test('2 GB are refused by their size, before anything is opened', async () => {
    const opened: string[] = [];
    const open = async () => {
      opened.push('opened');
      return Readable.from([]);
    };
    await expect(inspectFile({ name: 'a.pdf', size: 2 ** 31, open })).rejects.toEqual(
      expect.objectContaining({ code: 'file.too-large', params: { maxMegabytes: 200 } }),
    );
    expect(opened).toEqual([]);
  });
});

describe('texts', () => {
  test.each(Object.entries({ ...fileMessages, ...extractMessages }))(
    '%s in both languages',
    (_, { zh, en }) => {
      const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(names(zh)).toEqual(names(en));
    },
  );
});

describe('sources', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'plumbline-sniff-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('a path', async () => {
    const content = await sampleDocx(['x']);
    const file = path.join(dir, 'upload');
    await writeFile(file, content);
    const name = '材料.docx';
    expect(await inspectFile({ name, size: content.length, path: file })).toEqual({ type: 'docx' });
    await expect(inspectFile({ name, size: content.length + 1, path: file })).rejects.toEqual(
      expect.objectContaining({ code: 'file.damaged' }),
    );
  });

  test('the store: official documents are inspected without lying on the disk in the clear', async () => {
    const keys = await openKeys(path.join(dir, 'keys'));
    await keys.addJurisdiction(1);
    const store = new FolderStore(path.join(dir, 'files'), keys);
    const content = await officialDocument({ title: '画像', sections: [{ paragraphs: ['正文'] }] });
    const stored = await store.put(1, Readable.from([content]), { maxBytes: FILE_TYPES.docx.maxBytes });
    const open = (range?: ByteRange) => store.get(1, stored.name, range);
    expect(await inspectFile({ name: '画像.docx', size: stored.size, open })).toEqual({ type: 'docx' });
    await store.remove(1, stored.name);
    // A lost file is a fault of the store and must not be told to the sender as a fault of the file.
    await expect(inspectFile({ name: '画像.docx', size: stored.size, open })).rejects.toEqual(
      expect.objectContaining({ name: 'FileStoreError', code: 'files.missing' }),
    );
  });

  test('any bytes under any accepted name give a type or a coded refusal', async () => {
    const heads = ['255044462d312e34', '504b0304', 'd0cf11e0a1b11ae1', '', 'fffe', 'ffd8ff'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.constantFrom(...Object.keys(FILE_TYPES)),
        async (head, bytes, extension) => {
          const content = Buffer.concat([Buffer.from(head, 'hex'), bytes]);
          const result = await outcome(`a.${extension}`, content);
          expect([extension, ...Object.keys(fileMessages)]).toContain(result);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['报告.docx ', 'docx'],
    ['x/.pdf/report', ''],
    ['report.', ''],
    ['a.b c', ''],
  ])('the extension of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});
