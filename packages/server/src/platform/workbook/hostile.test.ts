import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WorkbookError } from './errors.ts';
import { collect, inline, rawWorkbook, refusal, rowsOf, zipOf } from './testing.ts';

const ROW = `<row r="1">${inline('A1', '姓名')}</row>`;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** An OLE container whose directory, spread over several sectors, has these names. */
function ole(names: readonly string[]): Buffer {
  const perSector = 4;
  const sectors = Math.ceil(names.length / perSector);
  const file = Buffer.alloc(512 * (2 + sectors));
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.writeUInt16LE(9, 0x1e);
  file.writeUInt32LE(1, 0x30);
  file.writeUInt32LE(0, 0x4c);
  for (let i = 1; i < 109; i++) file.writeUInt32LE(0xffffffff, 0x4c + i * 4);
  for (let i = 0; i < sectors; i++)
    file.writeUInt32LE(i + 1 < sectors ? i + 2 : 0xfffffffe, 512 + (i + 1) * 4);
  for (const [i, name] of names.entries()) {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
  }
  return file;
}

describe('files that are no workbook', () => {
  const cases: [string, () => Buffer | Promise<Buffer>, string, string?][] = [
    ['0 bytes', () => Buffer.alloc(0), 'workbook.empty-file'],
    ['old .xls', () => ole(['Root Entry', 'Workbook']), 'workbook.legacy-xls'],
    ['Excel 95', () => ole(['Root Entry', 'Book']), 'workbook.legacy-xls'],
    [
      'Excel 4 without container',
      () => Buffer.from([0x09, 0x04, 0x06, 0x00, 0, 0, 0x10, 0]),
      'workbook.legacy-xls',
    ],
    [
      'password',
      () =>
        ole([
          'Root Entry',
          '\u0006DataSpaces',
          'Version',
          'DataSpaceMap',
          'DataSpaceInfo',
          'EncryptionInfo',
          'EncryptedPackage',
        ]),
      'workbook.encrypted',
    ],
    ['old .doc', () => ole(['Root Entry', 'WordDocument']), 'workbook.not-a-workbook', 'doc'],
    ['OLE cut', () => ole(['Root Entry', 'Workbook']).subarray(0, 1100), 'workbook.truncated'],
    ['OLE cut in its head', () => ole(['Workbook']).subarray(0, 300), 'workbook.truncated'],
    [
      '.docx',
      () => zipOf({ '[Content_Types].xml': '<a/>', 'word/document.xml': '<a/>' }),
      'workbook.not-a-workbook',
      'docx',
    ],
    [
      '.pptx',
      () => zipOf({ '[Content_Types].xml': '<a/>', 'ppt/presentation.xml': '<a/>' }),
      'workbook.not-a-workbook',
      'pptx',
    ],
    ['any zip', () => zipOf({ 'a.txt': 'x' }), 'workbook.not-a-workbook', 'zip'],
    ['.xlsb', () => zipOf({ '[Content_Types].xml': '<a/>', 'xl/workbook.bin': 'x' }), 'workbook.binary'],
    [
      '.ods',
      () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      'workbook.opendocument',
    ],
    [
      '.odt',
      () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' }),
      'workbook.not-a-workbook',
      'OpenDocument',
    ],
    ['.ofd', () => zipOf({ 'OFD.xml': '<a/>' }), 'workbook.not-a-workbook', 'ofd'],
    [
      'HTML',
      () => Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>'),
      'workbook.html',
    ],
    [
      'HTML after BOM and comment',
      () => Buffer.from('\ufeff <!-- a\nb --> <TABLE><tr><td>1'),
      'workbook.html',
    ],
    [
      'XHTML',
      () => Buffer.from('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'),
      'workbook.html',
    ],
    [
      'XML 2003',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        ),
      'workbook.xml-2003',
    ],
    ['other XML', () => Buffer.from('<?xml version="1.0"?><a/>'), 'workbook.not-a-workbook', 'xml'],
    ['PDF', () => Buffer.from('%PDF-1.7\n'), 'workbook.not-a-workbook', 'pdf'],
    ['PNG', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), 'workbook.not-a-workbook', 'png'],
    ['bytes', () => Buffer.from([1, 2, 3, 0, 0, 0]), 'workbook.not-a-workbook', 'binary'],
  ];
  test.each(cases)('%s', async (_, make, code, found) => {
    expect(await refusal(await make())).toMatchObject(found ? { code, params: { found } } : { code });
  });
});

describe('empty workbooks', () => {
  test.each([
    ['no rows', ''],
    ['only formatted cells', '<row r="1"><c r="A1" s="1"/></row>'],
    ['only spaces', `<row r="1">${inline('A1', ' \u3000')}</row>`],
  ])('%s', async (_, data) => {
    expect(await refusal(await rawWorkbook({ sheets: [{ data }] }))).toMatchObject({
      code: 'workbook.empty',
    });
  });
});

describe('damage', () => {
  test('an upload cut anywhere is refused, and never as anything but a fault of the file', async () => {
    const data = Array.from(
      { length: 400 },
      (_, i) => `<row r="${i + 1}">${inline(`A${i + 1}`, `第${i * 7919}号`)}</row>`,
    );
    const bytes = await rawWorkbook({ sheets: [{ data: data.join('') }] });
    for (let length = 4; length < bytes.length; length += 97) {
      expect(await refusal(bytes.subarray(0, length))).toMatchObject({ code: 'workbook.truncated' });
    }
  });

  test('a byte turned anywhere is either harmless or refused with a code', async () => {
    const bytes = await rawWorkbook({
      strings: '<si><t>姓名</t></si>',
      sheets: [{ data: `${ROW}<row r="2"><c r="A2" t="s"><v>0</v></c></row>` }],
    });
    const truth = await rowsOf(bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const turned = Buffer.from(bytes);
        turned[at] = turned[at]! ^ flip;
        try {
          expect(await rowsOf(turned)).toEqual(truth);
        } catch (error) {
          if (!(error instanceof WorkbookError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a character changed on the way is noticed by its checksum', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW }], compress: false });
    expect(await refusal(bytes)).toEqual({ code: 'read' });
    const turned = Buffer.from(bytes.toString('latin1').replace('A1', 'B1'), 'latin1');
    expect(await refusal(turned)).toEqual({
      code: 'workbook.damaged',
      params: { part: 'xl/worksheets/sheet1.xml' },
    });
  });

  const sheet = (data: string) => ({ sheets: [{ data }] });
  test.each([
    [
      'broken tags',
      { sheets: [{ xml: `<worksheet xmlns="${MAIN}"><sheetData></worksheet>` }] },
      'workbook.damaged',
    ],
    [
      'XML that ends early',
      { sheets: [{ xml: `<worksheet xmlns="${MAIN}"><sheetData>` }] },
      'workbook.damaged',
    ],
    [
      'no such shared string',
      { ...sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), strings: '' },
      'workbook.damaged',
    ],
    ['a number that is none', sheet('<row r="1"><c r="A1"><v>abc</v></c></row>'), 'workbook.damaged'],
    ['rows running backwards', sheet(`<row r="2">${inline('A2', 'x')}</row>${ROW}`), 'workbook.damaged'],
    [
      'two cells at one place',
      sheet(`<row r="1">${inline('A1', 'x')}${inline('A1', 'y')}</row>`),
      'workbook.damaged',
    ],
    [
      'a row beyond the format',
      sheet(`<row r="1048577">${inline('A1048577', 'x')}</row>`),
      'workbook.damaged',
    ],
    ['a column beyond the format', sheet(`<row r="1">${inline('XFE1', 'x')}</row>`), 'workbook.damaged'],
    ['row 1e9', sheet(`<row r="1e9">${inline('A1', 'x')}</row>`), 'workbook.damaged'],
    ['no sheets', { sheets: [] }, 'workbook.damaged'],
    [
      'no part for a sheet',
      {
        ...sheet(ROW),
        parts: {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/none.xml"/></Relationships>',
        },
      },
      'workbook.damaged',
    ],
  ])('%s', async (_, raw, code) => {
    expect(await refusal(await rawWorkbook(raw))).toMatchObject({ code });
  });
});

describe('attacks', () => {
  test('DOCTYPE in any part, so no entity is ever expanded or fetched', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>`;
    const xml = `${bomb}<worksheet xmlns="${MAIN}"><sheetData><row r="1">${inline('A1', '&b;')}</row></sheetData></worksheet>`;
    expect(await refusal(await rawWorkbook({ sheets: [{ xml }] }))).toMatchObject({
      code: 'workbook.unsafe',
    });
    const parts = { 'xl/sharedStrings.xml': `${bomb}<sst/>` };
    expect(await refusal(await rawWorkbook({ sheets: [{ data: ROW }], strings: '', parts }))).toMatchObject({
      code: 'workbook.unsafe',
    });
  });

  test('paths that lead out are only names', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW }] });
    const name = 'xl/styles.xml';
    const evil = '../../x.xml\0\0'.slice(0, name.length);
    const renamed = Buffer.from(bytes.toString('latin1').replaceAll(name, evil), 'latin1');
    expect((await rowsOf(renamed))[0]?.cells[0]?.text).toBe('姓名');
  });

  test('two parts of one name', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW }], parts: { 'XL/STYLES.XML': '<a/>' } });
    expect(await refusal(bytes)).toMatchObject({ code: 'workbook.unsafe' });
  });

  test('a part that declares more than is allowed is refused before it is inflated', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW + ' '.repeat(100_000) }] });
    expect(await refusal(bytes, { maxInflatedBytes: 50_000 })).toMatchObject({ code: 'workbook.too-large' });
  });

  test('a part that declares less than it holds is stopped while inflating', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW + ' '.repeat(30_000_000) }] });
    const lied = patchDeclaredSize(bytes, 'xl/worksheets/sheet1.xml', 1000);
    expect(await refusal(lied)).toMatchObject({ code: 'workbook.too-compressed' });
    expect(await refusal(lied, { maxInflatedBytes: 5_000_000 })).toMatchObject({
      code: 'workbook.too-large',
    });
  });

  test('many parts that are each small enough', async () => {
    const sheets = Array.from({ length: 10 }, () => ({ data: ROW + ' '.repeat(20_000) }));
    const bytes = await rawWorkbook({ sheets });
    expect(await refusal(bytes, { maxInflatedBytes: 400_000 })).toEqual({ code: 'read' });
    expect(await refusal(bytes, { maxInflatedBytes: 120_000 })).toMatchObject({ code: 'workbook.too-large' });
  });

  test.each([
    ['deep nesting', `${'<a>'.repeat(100_000)}`],
    ['an endless attribute', `<row r="1" x="${'y'.repeat(3_000_000)}"/>`],
    ['an endless comment', `<!--${'y'.repeat(3_000_000)}-->`],
    ['an endless text', `<row r="1"><c r="A1" t="str"><v>${'y'.repeat(3_000_000)}</v></c></row>`],
  ])('%s', async (_, data) => {
    // Stored in a way that the ratio does not give it away first.
    expect(await refusal(await rawWorkbook({ sheets: [{ data }] }))).toMatchObject({
      code: 'workbook.unsafe',
    });
  });

  test('a zip with a password', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: ROW }] });
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1))
      bytes[at + 8]! |= 1;
    expect(await refusal(bytes)).toMatchObject({ code: 'workbook.encrypted' });
  });

  test('formulas are carried as text and nothing else', async () => {
    const data = `<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://example.org/"&amp;B1)</f><v>旧值</v></c><c r="B1"><f>1/0</f></c></row>`;
    const [row] = await rowsOf(await rawWorkbook({ sheets: [{ data }] }));
    expect(row?.cells).toMatchObject([
      { kind: 'formula', text: '旧值', formula: 'WEBSERVICE("http://example.org/"&B1)' },
      { kind: 'formula', text: '', number: undefined },
    ]);
  });
});

describe('limits', () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `<row r="${i + 1}">${inline(`A${i + 1}`, 'x')}${inline(`B${i + 1}`, 'y')}</row>`,
    ).join('');

  test.each([
    [{ maxRows: 5 }, 'read'],
    [{ maxRows: 4 }, 'workbook.too-many-rows'],
    [{ maxCells: 10 }, 'read'],
    [{ maxCells: 9 }, 'workbook.too-many-cells'],
    [{ maxSheets: 1 }, 'workbook.too-many-sheets'],
    [{ maxSheets: 2 }, 'read'],
  ])('%j → %s', async (options, code) => {
    const bytes = await rawWorkbook({ sheets: [{ data: rows(5) }, {}] });
    expect(await refusal(bytes, options)).toMatchObject({ code });
  });

  test('hold over all sheets together', async () => {
    const bytes = await rawWorkbook({ sheets: [{ data: rows(3) }, { data: rows(3) }] });
    expect(await refusal(bytes, { maxRows: 5 })).toMatchObject({
      code: 'workbook.too-many-rows',
      params: { max: 5 },
    });
    expect((await collect(bytes, { maxRows: 6 })).filter(({ type }) => type === 'row')).toHaveLength(6);
  });
});

/** Writes another uncompressed size into both records of a part. */
function patchDeclaredSize(bytes: Buffer, name: string, size: number): Buffer {
  const patched = Buffer.from(bytes);
  for (const [signature, sizeAt, nameAt] of [
    ['PK\x01\x02', 24, 46],
    ['PK\x03\x04', 22, 30],
  ] as const) {
    for (
      let at = patched.indexOf(signature, 0, 'latin1');
      at >= 0;
      at = patched.indexOf(signature, at + 1, 'latin1')
    ) {
      if (patched.toString('latin1', at + nameAt, at + nameAt + name.length) === name)
        patched.writeUInt32LE(size, at + sizeAt);
    }
  }
  return patched;
}

test('the helper for bombs really makes one', () => {
  expect(deflateRawSync(Buffer.alloc(30_000_000, 32)).length * 250).toBeLessThan(30_000_000);
});
