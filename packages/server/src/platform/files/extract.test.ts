import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { BoundedText } from './bounded-text.ts';
import { Extractor } from './extract.ts';
import { officePackage, pdfOf, plainPdf, sampleDocx } from './testing.ts';
import { FILE_TYPES, type FileType } from './types.ts';

const extractor = new Extractor();
const OPTIONS = { timeoutMs: 60_000, maxChars: 1_000_000 };
afterAll(() => extractor.close());

const textOf = async (type: FileType, bytes: Uint8Array, options = {}) =>
  extractor.extractText({ type, bytes }, { ...OPTIONS, ...options });
const coded = (code: string) => expect.objectContaining({ name: 'ExtractFailed', code }) as unknown as Error;
const documentXml = (body: string) =>
  officePackage([FILE_TYPES.docx.recognition.contentType], {
    'word/document.xml': `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
  });

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('线索').addRows([
    ['姓名', '单位'],
    ['张三', '财政局'],
  ]);
  book.addWorksheet('说明').addRow([{ formula: '1+1', result: 2 }]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A page whose content inflates to `size` bytes. */
function pdfBomb(size: number): Buffer {
  const content = deflateSync(Buffer.alloc(size, ' '));
  const head = Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`);
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>',
    Buffer.concat([head, content, Buffer.from('\nendstream')]),
  ]);
}

describe('text comes out', () => {
  test('of a PDF, page by page', async () => {
    expect(await textOf('pdf', plainPdf(['One', 'Two']))).toEqual({
      text: 'One\n\nTwo',
      pages: 2,
      truncated: false,
    });
  });

  test('of a Chinese PDF whose font only names a character map', async () => {
    const { text } = await textOf(
      'pdf',
      plainPdf(['cfdfcbf7b5c7bcc7b1eda3a8b6fea996b6fec1f9c4eaa3a9'], 'GBK'),
    );
    expect(text).toBe('线索登记表（二〇二六年）');
  });

  test('of a Word document, with its table', async () => {
    const docx = await sampleDocx(
      ['关于某单位的报告', '第二段'],
      [
        ['甲', '乙'],
        ['丙', '丁'],
      ],
    );
    expect((await textOf('docx', docx)).text).toBe('关于某单位的报告\n第二段\n甲\t乙\n丙\t丁');
  });

  test.each([
    ['runs are one text', '<w:p><w:r><w:t>张</w:t></w:r><w:r><w:t>三</w:t></w:r></w:p>', '张三'],
    [
      'deleted text and field codes stay out',
      '<w:p><w:delText>x</w:delText><w:instrText>PAGE</w:instrText><w:t>y</w:t></w:p>',
      'y',
    ],
    [
      'the second drawing of a box stays out',
      '<mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback>',
      'a',
    ],
    ['tabs and breaks', '<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:p>', 'a\tb\nc'],
    ['entities', '<w:p><w:t>&lt;A&amp;B&#x4e2d;</w:t></w:p>', '<A&B中'],
  ])('%s', async (_, body, text) => {
    expect((await textOf('docx', await documentXml(body))).text).toBe(text);
  });

  test('of a Word document whose main part is numbered', async () => {
    const docx = await officePackage([FILE_TYPES.docx.recognition.contentType], {
      'word/header1.xml': '<w:hdr><w:p><w:t>页眉</w:t></w:p></w:hdr>',
      'word/document2.xml': '<w:document><w:p><w:t>正文</w:t></w:p></w:document>',
    });
    expect((await textOf('docx', docx)).text).toBe('正文\n\n页眉');
  });

  test('of a workbook with nothing in it, or with many sheets', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('空');
    expect((await textOf('xlsx', Buffer.from(await book.xlsx.writeBuffer()))).text).toBe('空');
    for (let index = 0; index < 70; index++) book.addWorksheet(`表${index}`).addRow([index]);
    expect((await textOf('xlsx', Buffer.from(await book.xlsx.writeBuffer()))).text).toContain('表69\n69');
  });

  test('of a workbook', async () => {
    expect((await textOf('xlsx', await workbook())).text).toBe('线索\n姓名\t单位\n张三\t财政局\n\n说明\n2');
  });

  test.each([
    ['UTF-8 with mark', '\ufeff姓名', 'utf8'],
    ['UTF-16', '\ufeff姓名', 'utf16le'],
    ['GB18030', 'd0d5c3fb', 'hex'],
  ] as const)('of a text in %s', async (_, content, encoding) => {
    expect(await textOf('txt', Buffer.from(content, encoding))).toEqual({ text: '姓名', truncated: false });
  });

  test('of a stream, as a store gives it', async () => {
    const content = plainPdf(['One']);
    const stream = Readable.from([content.subarray(0, 100), content.subarray(100)]);
    expect((await extractor.extractText({ type: 'pdf', stream }, OPTIONS)).text).toBe('One');
  });

  test('of no stream that is larger than its type may be, and of none that breaks off', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(1024 * 1024, 'a'));
      },
    });
    await expect(extractor.extractText({ type: 'txt', stream: endless }, OPTIONS)).rejects.toEqual(
      coded('extract.memory'),
    );
    expect(endless.destroyed).toBe(true);
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk gone'));
      },
    });
    await expect(extractor.extractText({ type: 'txt', stream: broken }, OPTIONS)).rejects.toThrow(
      'disk gone',
    );
  });

  test('of a file on the disk; images have none', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'plumbline-extract-'));
    const file = path.join(dir, 'x');
    await writeFile(file, await workbook());
    expect((await extractor.extractText({ path: file, type: 'xlsx' }, OPTIONS)).text).toContain('财政局');
    await rm(dir, { recursive: true });
    expect(await textOf('png', randomBytes(10))).toEqual({ text: '', truncated: false });
  });

  test.each<[FileType, () => Promise<Buffer>]>([
    ['docx', () => sampleDocx(['一二三四五', '六七'])],
    ['pdf', async () => plainPdf(['12345', '67'])],
    ['xlsx', workbook],
    ['txt', async () => Buffer.from('一二三四五六')],
  ])('of %s no more than was asked for', async (type, content) => {
    const extracted = await textOf(type, await content(), { maxChars: 4 });
    expect(extracted).toMatchObject({ truncated: true });
    expect(extracted.text).toHaveLength(4);
  });
});

describe('hostile and broken files', () => {
  test.each<[FileType, string, () => Promise<Buffer>]>([
    ['pdf', 'extract.damaged', async () => Buffer.from('no pdf')],
    [
      'pdf',
      'extract.encrypted',
      () => readFile(path.join(import.meta.dirname, 'fixtures/encrypted-password.pdf')),
    ],
    ['docx', 'extract.damaged', async () => randomBytes(500)],
    ['docx', 'extract.damaged', () => documentXml('<w:p>')],
    ['docx', 'extract.damaged', () => documentXml('&unknown;')],
    ['docx', 'extract.memory', () => documentXml(' '.repeat(40 * 1024 * 1024))],
    ['txt', 'extract.damaged', async () => Buffer.from([0, 1, 2, 255])],
  ])('%s: %s', async (type, code, content) => {
    await expect(textOf(type, await content())).rejects.toEqual(coded(code));
  });

  test('a page that inflates without end is stopped by its time, and the next file is read', async () => {
    const bomb = textOf('pdf', pdfBomb(400_000_000), { timeoutMs: 300 });
    const next = textOf('txt', Buffer.from('好'));
    await expect(bomb).rejects.toEqual(coded('extract.timeout'));
    expect((await next).text).toBe('好');
  });

  test.each([
    ['outside of its heap', { growthBytes: 100_000_000 }, 'pdf', async () => pdfBomb(400_000_000)],
    ['in its heap', { heapMb: 24 }, 'docx', () => documentXml('<a>'.repeat(2_000_000))],
  ] as const)('memory that grows %s costs the thread only', async (_, limits, type, content) => {
    const own = new Extractor(limits);
    const swollen = own.extractText({ type, bytes: await content() }, OPTIONS);
    await expect(swollen).rejects.toEqual(coded('extract.memory'));
    expect((await own.extractText({ type: 'txt', bytes: Buffer.from('好') }, OPTIONS)).text).toBe('好');
    await own.close();
  });

  test('files sent at once are answered each with its own text', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `材料${i}`);
    const found = await Promise.all(texts.map((text) => textOf('txt', Buffer.from(text))));
    expect(found.map(({ text }) => text)).toEqual(texts);
  });

  test('closing refuses what waits; a later file starts a new thread', async () => {
    const own = new Extractor();
    const waiting = [1, 2].map(() => own.extractText({ type: 'txt', bytes: Buffer.from('x') }, OPTIONS));
    const outcomes = Promise.allSettled(waiting);
    await own.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await own.extractText({ type: 'txt', bytes: Buffer.from('x') }, OPTIONS)).text).toBe('x');
    await own.close();
  });
});

describe('BoundedText', () => {
  test('holds no NUL and no half characters, which a database refuses', () => {
    const into = new BoundedText(100);
    for (const piece of ['a\0b', '\ud83d', '\ude00', '\udc00c']) into.add(piece);
    expect(into.toString()).toBe('ab😀\ufffdc');
  });

  test('never longer than asked, a prefix of the whole, and no half characters', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat({ max: 60 }), (pieces, max) => {
        const into = new BoundedText(max);
        for (const piece of pieces) into.add(piece);
        const whole = pieces.join('');
        const text = into.toString();
        expect(text.length).toBeLessThanOrEqual(max);
        expect(whole.startsWith(text)).toBe(true);
        expect(into.truncated).toBe(whole.length > max);
        expect(text.isWellFormed()).toBe(true);
        if (into.truncated) expect(text.length).toBeGreaterThanOrEqual(max - 1);
      }),
    );
  });
});
