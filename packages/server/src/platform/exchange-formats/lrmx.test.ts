import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LrmxError, MAX_PHOTO_BYTES, readLrmx, writeLrmx } from './lrmx.ts';

const FRAME = { root: 'Person', photo: 'ZhaoPian', tables: { JiaTingChengYuan: 'Item' } };
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const read = (text: string | Buffer) => readLrmx(Buffer.isBuffer(text) ? text : Buffer.from(text), FRAME);
const person = (inside: string) => `<?xml version="1.0" encoding="utf-8"?>\n<Person>\n${inside}\n</Person>`;
const codeOf = (text: string | Buffer) => {
  try {
    read(text);
    return undefined;
  } catch (error) {
    return error instanceof LrmxError ? [error.code, error.params] : error;
  }
};

describe('hostile and broken files', () => {
  const bomb = `<!DOCTYPE Person [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}">]>`;
  it.each([
    [
      'an entity bomb',
      `<?xml version="1.0"?>${bomb}<Person><XingMing>&b;</XingMing></Person>`,
      'lrmx.doctype',
    ],
    [
      'an external entity',
      '<!DOCTYPE Person [<!ENTITY x SYSTEM "file:///etc/passwd">]><Person><XingMing>&x;</XingMing></Person>',
      'lrmx.doctype',
    ],
    [
      'an external definition',
      '<!DOCTYPE Person SYSTEM "http://example.org/x.dtd"><Person/>',
      'lrmx.doctype',
    ],
    ['an unknown entity', person('<XingMing>&who;</XingMing>'), 'lrmx.entity'],
    ['another root', '<Workbook><XingMing/></Workbook>', 'lrmx.root'],
    ['no XML', '姓名：陈立新', 'lrmx.not-xml'],
    ['a cut file', person('<XingMing>陈立新</XingMing>').slice(0, 70), 'lrmx.not-xml'],
    ['an element that closes wrongly', person('<XingMing>陈立新</XingBie>'), 'lrmx.not-xml'],
    ['elements nested too deep', person('<XingMing><b>陈</b></XingMing>'), 'lrmx.too-deep'],
    ['a field given twice', person('<XingMing>陈立新</XingMing><XingMing>陈立</XingMing>'), 'lrmx.twice'],
    [
      'an encoding nobody uses',
      '<?xml version="1.0" encoding="EBCDIC-CP-US"?><Person/>',
      'lrmx.declared-encoding',
    ],
    ['a portrait that is no base64', person('<ZhaoPian>***</ZhaoPian>'), 'lrmx.photo-base64'],
    [
      'a portrait too large',
      person(
        `<ZhaoPian>${Buffer.concat([JPEG, Buffer.alloc(MAX_PHOTO_BYTES)]).toString('base64')}</ZhaoPian>`,
      ),
      'lrmx.photo-too-large',
    ],
    ['bytes of no encoding', Buffer.from('3c506572736f6e3eff80ff3c2f506572736f6e3e', 'hex'), 'lrmx.encoding'],
  ])('%s: refused with its reason', (_, file, code) => {
    expect(codeOf(file)).toEqual([code, expect.anything()]);
  });

  // Compared with each other they would be forty thousand million pairs.
  it('two hundred thousand different elements: read, and a repeated one still found', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `<e${i}/>`).join('');
    expect(read(person(many)).elements).toHaveLength(200_000);
    expect(codeOf(person(`${many}<e7/>`))).toEqual(['lrmx.twice', expect.anything()]);
  });

  it('a table of too many rows, a text too long: refused with the limit', () => {
    const rows = '<Item><XingMing>刘</XingMing></Item>'.repeat(501);
    for (const inside of [
      `<JiaTingChengYuan>${rows}</JiaTingChengYuan>`,
      `<JianLi>${'长'.repeat(200_001)}</JianLi>`,
    ])
      expect(codeOf(person(inside))).toEqual([
        'lrmx.too-large',
        expect.objectContaining({ maxMegabytes: 20 }),
      ]);
  });

  it('names the line', () => {
    expect(codeOf(person('<XingMing>陈立新</XingMing>\n<MinZu>&x;</MinZu>'))).toEqual([
      'lrmx.entity',
      { line: 4 },
    ]);
  });

  it('leaves a portrait of another kind out and says so', () => {
    const gif = Buffer.from('GIF89a').toString('base64');
    expect(read(person(`<ZhaoPian>${gif}</ZhaoPian>`))).toMatchObject({ photo: null, otherPhoto: true });
  });

  it('throws nothing but its own refusals, whatever the bytes', () => {
    const piece = fc.oneof(
      fc.constantFrom('<Person>', '</Person>', '<Item>', '<![CDATA[', ']]>', '&amp;', '<?xml', '<!DOCTYPE x'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const code = codeOf(pieces.join(''));
        expect(code === undefined || Array.isArray(code)).toBe(true);
      }),
    );
  });
});

describe('files as programs write them', () => {
  const gb = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="GB18030"?><Person><XingMing>'),
    Buffer.from('b3c2c1a2d0c2', 'hex'),
    Buffer.from('</XingMing></Person>'),
  ]);
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${person('<XingMing>陈立新</XingMing>')}`)],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from('fffe', 'hex'),
        Buffer.from('<Person><XingMing>陈立新</XingMing></Person>', 'utf16le'),
      ]),
    ],
    ['GB18030', gb],
    ['blank lines first', Buffer.from(`\n\n${person('<XingMing>陈立新</XingMing>')}`)],
  ])('%s', (_, bytes) => {
    expect(read(bytes).texts).toEqual({ XingMing: '陈立新' });
  });

  it('reads rows, line breaks, marked text and the portrait; unknown elements do no harm', () => {
    const content = read(
      person(`<JianLi><![CDATA[1996.07--2001.03  科员\n2001.03--  局长]]></JianLi><WeiZhi>？</WeiZhi>
<JiaTingChengYuan><Item><ChengWei>妻子</ChengWei><XingMing>刘桂芳</XingMing></Item><Item/></JiaTingChengYuan>
<ZhaoPian>${JPEG.toString('base64').replace(/(.{4})/g, '$1\n')}</ZhaoPian>`),
    );
    expect(content.texts.JianLi).toBe('1996.07--2001.03  科员\n2001.03--  局长');
    expect(content.rows).toEqual({ JiaTingChengYuan: [{ ChengWei: '妻子', XingMing: '刘桂芳' }, {}] });
    expect(content.photo).toEqual(JPEG);
  });

  it('reads back what it writes', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .map((s) => s.toWellFormed().replace(/[\u0000-\u001f\ufffe\uffff]/g, ' '));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.record({ ChengWei: text, XingMing: text }), { minLength: 1, maxLength: 3 }),
        (name, rows) => {
          const file = writeLrmx('Person', [
            ['XingMing', name],
            ['JiaTingChengYuan', { item: 'Item', rows: rows.map((row) => Object.entries(row)) }],
          ]);
          expect(read(file)).toMatchObject({ texts: { XingMing: name }, rows: { JiaTingChengYuan: rows } });
        },
      ),
    );
  });
});
