import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvParser, csvLine, detectDelimiter, meantField } from './csv.ts';
import { collect, refusal, rowsOf, textsOf } from './testing.ts';

function parse(text: string, delimiter = ',', piece = text.length || 1): string[][] {
  const parser = new CsvParser(delimiter);
  const records: string[][] = [];
  for (let i = 0; i < text.length; i += piece) {
    parser.write(text.slice(i, i + piece));
    records.push(...parser.takeRecords());
  }
  parser.end();
  return [...records, ...parser.takeRecords()];
}

describe('records', () => {
  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb\r', [['a'], ['b']]],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"a,b","c\nd"', [['a,b', 'c\nd']]],
    ['"a""b",""', [['a"b', '']]],
    ['5" 管,b', [['5" 管', 'b']]],
    ['"a"x,b', [['ax', 'b']]],
    ['""', [['']]],
    ['', []],
  ])('%j', (text, records) => {
    for (const piece of [1, 2, 3, 100]) expect(parse(text, ',', piece)).toEqual(records);
  });

  test('any text survives quoting, however it is cut into pieces', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '张', '"', ',', ';', '\t', '\n', '\r', ' ', '=', "'", '-', '\u{20bb7}'),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 7 }),
        (records, delimiter, piece) => {
          const text = records.map((record) => `${csvLine(record, delimiter)}\r\n`).join('');
          expect(parse(text, delimiter, piece).map((record) => record.map(meantField))).toEqual(records);
        },
      ),
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', "'=1"])(
    '%j is not written live',
    (field) => {
      expect(csvLine([field]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test.each([
    ['="0012"', '0012'],
    ["'=1+1", '=1+1'],
    ["O'Neil", "O'Neil"],
    ["'tis", "'tis"],
    ['=A1', '=A1'],
  ])('%j was meant as %j', (field, meant) => {
    expect(meantField(field)).toBe(meant);
  });

  test.each([
    ['姓名,单位\n王芳,教育局\n', ','],
    ['姓名;金额\n王芳;1,5\n李强;2,5\n', ';'],
    ['姓名\t单位\n王芳\t教育局, 财政局\n', '\t'],
    ['标题\n姓名;单位\n"a,b,c";x\n', ';'],
    ['姓名', ','],
    ['姓名;单位', ';'],
  ])('the delimiter of %j is %j', (sample, delimiter) => {
    expect(detectDelimiter(sample)).toBe(delimiter);
  });
});

describe('files', () => {
  const text = '姓名,单位\r\n王芳,教育局\r\n';
  const texts = { A1: '姓名', B1: '单位', A2: '王芳', B2: '教育局' };
  /** 姓名,单位 and 王芳,教育局 in GB18030, which Node decodes but does not encode. */
  const gb18030 = Buffer.from('d0d5c3fb2cb5a5cebb0d0acdf5b7bc2cbdccd3fdbed60d0a', 'hex');
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

  test.each([
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-8 with BOM', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['utf-16be', utf16be, 'utf-16be'],
    ['gb18030', gb18030, 'gb18030'],
  ])('%s', async (_, bytes, encoding) => {
    expect(await textsOf(bytes)).toEqual(texts);
    expect((await collect(bytes))[0]).toMatchObject({ format: 'csv', encoding, delimiter: ',' });
  });

  test('the encoding is told by the whole file, across the edges of chunks', async () => {
    const ascii = 'a,b\n'.repeat(100_000);
    expect((await collect(Buffer.concat([Buffer.from(ascii), gb18030])))[0]).toMatchObject({
      encoding: 'gb18030',
    });
    for (const shift of [0, 1, 2]) {
      const bytes = Buffer.from(`${'x'.repeat(shift)},${'张,王\n'.repeat(60_000)}`);
      const rows = await rowsOf(bytes);
      expect(rows).toHaveLength(60_000);
      expect(new Set(rows.slice(1).map(({ cells }) => cells.map((cell) => cell.text).join()))).toEqual(
        new Set(['张,王']),
      );
    }
  });

  test('rows are numbered as a spreadsheet shows them', async () => {
    const bytes = Buffer.from('a\n\n"b\nc"\nd');
    expect((await rowsOf(bytes)).map(({ row, cells }) => [row, cells[0]?.ref, cells[0]?.text])).toEqual([
      [1, 'A1', 'a'],
      [3, 'A3', 'b\nc'],
      [4, 'A4', 'd'],
    ]);
  });

  test('a line sep=; is obeyed and is no row', async () => {
    expect(await textsOf(Buffer.from('sep=;\r\na;b,c\r\n'))).toEqual({ A1: 'a', B1: 'b,c' });
  });

  test('nothing is guessed: formulas, dates and long numbers stay as written', async () => {
    const [row] = await rowsOf(Buffer.from('=1+1,3-5,110101199003070011,1.10101E+17,="007",\u30001'));
    expect(row?.cells.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', '=1+1'],
      ['text', '3-5'],
      ['text', '110101199003070011'],
      ['text', '1.10101E+17'],
      ['text', '007'],
      ['text', '1'],
    ]);
  });

  test.each([
    ['cut inside a character', Buffer.from('姓名,单位\n王芳').subarray(0, -1), 'workbook.truncated'],
    ['cut inside a quoted cell', Buffer.from('a,b\nc,"d\ne,f\n'), 'workbook.unclosed-quote'],
    ['UTF-16 cut', Buffer.from('\ufeffab', 'utf16le').subarray(0, -1), 'workbook.truncated'],
    ['BOM but other bytes', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x0a, 0x62]), 'workbook.encoding'],
    ['neither encoding', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a, 0x62, 0x0a]), 'workbook.encoding'],
    [
      'zero bytes further on',
      Buffer.concat([Buffer.alloc(5000, 'a\n'), Buffer.from([0])]),
      'workbook.not-a-workbook',
    ],
    ['only line ends', Buffer.from('\r\n\r\n,,\r\n'), 'workbook.empty'],
    ['only a BOM', Buffer.from([0xef, 0xbb, 0xbf]), 'workbook.empty'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toMatchObject({ code });
  });

  test('limits', async () => {
    const bytes = Buffer.from('a,b\nc,d\n');
    expect(await refusal(bytes, { maxRows: 1 })).toMatchObject({ code: 'workbook.too-many-rows' });
    expect(await refusal(bytes, { maxCells: 3 })).toMatchObject({ code: 'workbook.too-many-cells' });
    expect(await refusal(bytes, { maxInflatedBytes: 7 })).toMatchObject({ code: 'workbook.too-large' });
    expect(await refusal(Buffer.from(`"${'x'.repeat(2_000_000)}`))).toMatchObject({
      code: 'workbook.unclosed-quote',
      params: { row: 1 },
    });
  });
});
