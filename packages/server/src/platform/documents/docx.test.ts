import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { type OfficialDocument, officialDocument } from './docx.ts';
import { CHAR_SPACE, CHARACTERS, LINE, LINES, PAGE, twips } from './gbt9704.ts';

/** The parts of a .docx as text; every XML part must be well-formed. */
async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await (
    yauzl as unknown as {
      fromBufferPromise(bytes: Buffer): Promise<{
        eachEntry(): AsyncIterable<{ fileName: string }>;
        openReadStreamPromise(entry: unknown): Promise<Readable>;
      }>;
    }
  ).fromBufferPromise(bytes);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks = (await (await zip.openReadStreamPromise(entry)).toArray()) as Buffer[];
    const text = Buffer.concat(chunks).toString('utf8');
    if (/\.(?:xml|rels)$/.test(entry.fileName)) new SaxesParser().write(text).close();
    parts.set(entry.fileName, text);
  }
  return parts;
}

const documentOf = async (spec: OfficialDocument) =>
  (await partsOf(await officialDocument(spec))).get('word/document.xml')!;
/** The text of each paragraph, in order. */
const paragraphsOf = (xml: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([p]) =>
    [...p.matchAll(/<w:t[ >][^<]*|<w:br\/>/g)]
      .map(([t]) => t.replace(/^<w:br\/>$/, '\n').replace(/^<w:t[^>]*>/, ''))
      .join(''),
  );

/** All text of a part, as a reader of XML sees it. */
function textOf(xml: string): string {
  let text = '';
  let inside = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    inside = name === 'w:t';
  });
  parser.on('closetag', () => {
    inside = false;
  });
  parser.on('text', (part) => {
    if (inside) text += part.replace(/[\r\n]/g, '');
  });
  parser.write(xml).close();
  return text;
}

const LETTER: OfficialDocument = {
  classification: '秘密★1年',
  organ: '清河县纪律检查委员会',
  number: '清纪函〔2026〕3号',
  title: '关于报送廉政档案的函',
  subtitle: '（代拟稿）',
  sections: [
    { heading: '一、报送范围', paragraphs: ['科级以上干部。\n含非领导职务。', '按期报送。'] },
    {
      heading: '（一）目录',
      level: 2,
      table: {
        columns: ['序号', '材料'],
        widths: [1, 5],
        align: ['center'],
        rows: [
          [1, '述责述廉报告'],
          [2, null],
        ],
      },
    },
  ],
  signature: ['清河县纪委', '2026年3月5日'],
  footer: ['抄送：县委组织部', '清河县纪委办公室　2026年3月5日印发'],
};

describe('the page of GB/T 9704', () => {
  test('is A4 with a text area of 156 × 225 mm at 37 mm and 28 mm', async () => {
    expect(PAGE.width - PAGE.left - PAGE.right).toBeCloseTo(twips(156), -1);
    expect(PAGE.height - PAGE.top - PAGE.bottom).toBeCloseTo(twips(225), -1);
    const xml = await documentOf(LETTER);
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906"/);
    expect(xml).toMatch(/<w:pgSz [^>]*w:h="16838"/);
    const margins = /<w:pgMar [^>]*>/.exec(xml)![0];
    for (const [side, mm] of [
      ['top', 37],
      ['left', 28],
      ['right', 26],
      ['bottom', 35],
    ] as const) {
      expect(margins).toContain(`w:${side}="${twips(mm)}"`);
    }
  });

  test('holds 22 lines of 28 characters of 三号 (16 pt)', async () => {
    expect(LINES * LINE).toBeLessThanOrEqual(PAGE.textHeight);
    expect((LINES + 1) * LINE).toBeGreaterThan(PAGE.textHeight);
    const pitch = 16 + CHAR_SPACE / 4096;
    expect(Math.floor(PAGE.textWidth / 20 / pitch)).toBe(CHARACTERS);
    const xml = await documentOf(LETTER);
    expect(xml).toContain(`w:linePitch="${LINE}"`);
    expect(xml).toContain(`w:charSpace="${CHAR_SPACE}"`);
    expect(xml).toContain('w:type="linesAndChars"');
  });

  test('numbers odd pages at the right and even ones at the left as — n —', async () => {
    const parts = await partsOf(await officialDocument(LETTER));
    const footers = [...parts].filter(([name]) => /word\/footer\d+\.xml/.test(name)).map(([, xml]) => xml);
    expect(footers).toHaveLength(2);
    expect(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right']);
    for (const xml of footers) {
      expect(xml).toContain('— ');
      expect(xml).toMatch(/<w:instrText[^>]*>PAGE</);
      expect(xml).toContain('w:val="28"');
    }
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  });
});

describe('the text', () => {
  test('stands in the order of the standard', async () => {
    const texts = paragraphsOf(await documentOf(LETTER)).filter((text) => text !== '');
    expect(texts).toEqual([
      '秘密★1年',
      '清河县纪律检查委员会',
      '清纪函〔2026〕3号',
      '关于报送廉政档案的函',
      '（代拟稿）',
      '一、报送范围',
      '科级以上干部。',
      '含非领导职务。',
      '按期报送。',
      '（一）目录',
      '序号',
      '材料',
      '1',
      '述责述廉报告',
      '2',
      '清河县纪委',
      '2026年3月5日',
      '抄送：县委组织部',
      '清河县纪委办公室　2026年3月5日印发',
    ]);
  });

  test.each([
    ['关于报送廉政档案的函', '方正小标宋简体', 44],
    ['（代拟稿）', '楷体_GB2312', 32],
    ['一、报送范围', '黑体', 32],
    ['（一）目录', '楷体_GB2312', 32],
    ['按期报送。', '仿宋_GB2312', 32],
    ['抄送：县委组织部', '仿宋_GB2312', 28],
  ])('%s is set in %s', async (text, font, size) => {
    const run = new RegExp(`<w:r><w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t[^>]*>${text}<`).exec(
      await documentOf(LETTER),
    )?.[1];
    expect(run).toContain(`w:eastAsia="${font}"`);
    expect(run).toContain(`<w:sz w:val="${size}"/>`);
  });

  test('body paragraphs are set in by two characters, on lines of exact height', async () => {
    const paragraph = /<w:p><w:pPr>((?:(?!<\/w:pPr>).)*)<\/w:pPr>(?:(?!<\/w:p>).)*按期报送。/.exec(
      await documentOf(LETTER),
    )?.[1];
    expect(paragraph).toContain('w:firstLineChars="200"');
    expect(paragraph).toContain(`w:line="${LINE}"`);
    expect(paragraph).toContain('w:lineRule="exact"');
  });

  test('a table spans the text area, repeats its head and tears no row', async () => {
    const xml = await documentOf(LETTER);
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths[1]! / widths[0]!).toBeCloseTo(5, 1);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(PAGE.textWidth);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(3);
  });

  test('a signature stays on one page, and columns keep their sides', async () => {
    const xml = await documentOf(LETTER);
    const lineWith = (text: string) =>
      xml.match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)!.find((p) => p.includes(`>${text}<`));
    expect(lineWith('清河县纪委')).toContain('<w:keepNext/>');
    expect(lineWith('2026年3月5日')).toContain('<w:jc w:val="right"/>');
    expect(lineWith('2026年3月5日')).not.toMatch(/<w:keepNext\/>/);
    expect(lineWith('1')).toContain('<w:jc w:val="center"/>');
    expect(lineWith('述责述廉报告')).toContain('<w:jc w:val="left"/>');
  });

  test('without organ and number there is no red head', async () => {
    const xml = await documentOf({ title: '卷内目录', sections: [] });
    expect(xml).not.toContain('FF0000');
    expect(paragraphsOf(xml).filter((text) => text !== '')).toEqual(['卷内目录']);
  });

  test('the name of an organ is as large as one line allows, but not below the title', async () => {
    const organ = '中共清河县纪律检查委员会清河县监察委员会驻县人民法院纪检监察组';
    const xml = await documentOf({ ...LETTER, organ });
    const size = Number(new RegExp(`<w:sz w:val="(\\d+)"/>(?:(?!<w:r>).)*${organ}`).exec(xml)?.[1]);
    expect(size).toBe(44);
    const short = Number(
      /<w:sz w:val="(\d+)"\/>(?:(?!<w:r>).)*清河县纪律检查委员会/.exec(await documentOf(LETTER))?.[1],
    );
    expect((short / 2) * 10 * 20).toBeLessThanOrEqual(PAGE.textWidth);
    expect(short).toBeGreaterThan(44);
  });

  test('any text gives well-formed parts and is found again, less what XML can not hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const xml = await documentOf({
          title: text,
          organ: text,
          number: `1${text}`,
          sections: [
            {
              heading: `2${text}`,
              paragraphs: [text],
              table: { columns: [text], rows: [[text]] },
            },
          ],
          footer: text,
        });
        const kept = text.replace(/[\u0000-\u001f\ufffe\uffff\u2028\u2029]/g, (c) => (c === '\t' ? c : ''));

        expect(textOf(xml)).toBe([kept, 1, kept, kept, 2, kept, kept, kept, kept, kept].join(''));
      }),
      { numRuns: 40 },
    );
  });
});
