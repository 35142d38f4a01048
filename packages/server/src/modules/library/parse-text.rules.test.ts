import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyingIn } from './identifying.rules.ts';
import { differencesOf, numberOf, parseText } from './parse-text.rules.ts';

describe('numbers of articles', () => {
  it.each([
    ['一', 1],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百三十二', 132],
    ['一百零五', 105],
    ['一千〇一', 1001],
    ['132', 132],
    ['１３２', 132],
  ])('%s is %i', (text, number) => expect(numberOf(text)).toBe(number));

  it.each(['', '甲', '一二'])('%s is none, or nothing', (text) =>
    expect(numberOf(text) || undefined).toBeUndefined(),
  );

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
        expect(numberOf(inChinese(n))).toBe(n);
      }),
    );
  });
});

/** Written independently: digit by digit with its unit. */
function inChinese(n: number): string {
  const digits = [...String(n)].map(Number);
  let text = '';
  let zero = false;
  for (const [i, digit] of digits.entries()) {
    const unit = ['', '十', '百', '千'][digits.length - 1 - i]!;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${'零一二三四五六七八九'[digit]}${unit}`;
      zero = false;
    }
  }
  return text;
}

const LAW = `某县监督办法
（2026年发布）
目　录
第一章　总则
第二章　监督
第一章　总则
第一条　为了规范监督，制定本办法。
第二条本办法适用于本县。
第二条所称本县，含各镇。
第二章　监督
第三条　【方式】监督方式有：
（一）谈话；
（二）函询。
对照：是否按规定谈话？
第三条之一　另有规定的从其规定。
第五条　本办法自发布之日起施行。`;

describe('a text cut into articles', () => {
  const { parts, notes } = parseText(LAW, 'articles');
  it('finds headings, articles and their paragraphs; the table of contents is left out', () => {
    expect(parts.map((part) => [part.kind, part.label ?? part.text])).toEqual([
      ['paragraph', '某县监督办法'],
      ['paragraph', '（2026年发布）'],
      ['heading', '第一章　总则'],
      ['article', '第一条'],
      ['article', '第二条'],
      ['heading', '第二章　监督'],
      ['article', '第三条'],
      ['article', '第三条之一'],
      ['article', '第五条'],
    ]);
  });

  it('keeps a sentence that begins with a reference in its article, and the question apart', () => {
    expect(parts[4]).toMatchObject({ number: '2', text: '本办法适用于本县。\n第二条所称本县，含各镇。' });
    expect(parts[6]).toMatchObject({
      number: '3',
      text: '【方式】监督方式有：\n（一）谈话；\n（二）函询。',
      question: '是否按规定谈话？',
    });
    expect(parts[7]?.number).toBe('3-1');
  });

  it('says where a number is missing, repeated or absent', () => {
    expect(notes).toEqual([{ code: 'library.jump', params: { label: '第五条' }, line: 16 }]);
    expect(parseText('第一条 甲\n第一条 乙', 'articles').notes).toMatchObject([
      { code: 'library.repeated', line: 2 },
    ]);
    expect(parseText('没有条款', 'articles').notes).toMatchObject([{ code: 'library.no-article' }]);
  });

  it('reads English ones', () => {
    expect(
      parseText('Chapter 1 General\nArticle 1. Scope.\nMore.\nCheck: In scope?', 'articles').parts,
    ).toMatchObject([
      { kind: 'heading' },
      { kind: 'article', number: '1', label: 'Article 1', text: 'Scope.\nMore.', question: 'In scope?' },
    ]);
  });

  it('takes outline headings in a text, and never an article', () => {
    expect(parseText('一、基本情况\n第一条 甲\n二、教训', 'text').parts.map((part) => part.kind)).toEqual([
      'heading',
      'paragraph',
      'heading',
    ]);
  });

  // What only marks an article or a question is not compared: it is kept as the label, or as the place of the question.
  const plain = (text: string) => text.replace(/[\s　Articleheck对照:：.]/gi, '');
  const told = (text: string) =>
    plain(
      parseText(text, 'articles')
        .parts.map((p) => (p.label ?? '') + p.text + (p.question ?? ''))
        .join(''),
    );
  const linesOf = (characters: string) =>
    fc.array(fc.string({ unit: fc.constantFrom(...characters), maxLength: 14 }), { maxLength: 20 });

  it('loses no character of any text without a table of contents, and keeps their order', () => {
    fc.assert(
      fc.property(linesOf('第一二十条章　 之（。甲Article 12'), (lines) => {
        expect(told(lines.join('\n'))).toBe(plain(lines.join('')));
      }),
    );
  });

  it('takes a question out of the order of its article, and loses no character of it', () => {
    expect(parseText('第一条\n对照：甲？\n乙', 'articles').parts).toMatchObject([
      { text: '乙', question: '甲？' },
    ]);
    const sorted = (text: string) => [...text].sort().join('');
    const lines = fc.array(fc.constantFrom('第一条', '第二条　乙', '对照：甲', '对照：', 'Check: 丙', '丁'));
    fc.assert(
      fc.property(lines, linesOf('第一条　之甲对照：'), (begun, rest) => {
        const text = [...begun, ...rest];
        expect(sorted(told(text.join('\n')))).toBe(sorted(plain(text.join(''))));
      }),
    );
  });

  it('parts lines wherever a reader sees a new one', () => {
    const text = '第一条 甲\u2028第二条 乙\u2029第三条 丙\u0085第四条 丁\r第五条 戊';
    expect(parseText(text, 'articles').parts.map((part) => part.text)).toEqual([...'甲乙丙丁戊']);
  });

  it('holds numbers and labels to what a regulation has', () => {
    for (const digits of ['9'.repeat(400), '99999', '一'.repeat(3000), '千'.repeat(30), '0'])
      for (const line of [`第${digits}条 甲`, `第一条之${digits} 甲`, `Article ${digits} x`])
        for (const part of parseText(line, 'articles').parts) {
          expect(part.label?.length ?? 0, line.slice(0, 20)).toBeLessThan(30);
          expect(part.number ?? '1').toMatch(/^\d{1,4}(-\d{1,4})?$/);
          expect((part.label ?? '') + part.text).toContain('甲'.repeat(line.endsWith('甲') ? 1 : 0));
        }
    expect(parseText(`第一章 ${'甲'.repeat(200)}`, 'articles').parts[0]?.kind).toBe('paragraph');
  });

  // A pattern that goes back over blanks would need a hundred thousand million steps for each of these.
  it.each(['a', '第一章', '第一条', '第一条 甲\n对照', 'Chapter 1', 'Article', 'Article 1', '目', ''])(
    'reads %j with 600,000 blanks behind it',
    (begin) => {
      for (const blank of [' ', '　', '\t']) {
        const { parts } = parseText(`${begin}${blank.repeat(600_000)}b`, 'articles');
        expect(parts.at(-1)!.text.endsWith('b') || parts.at(-1)!.question === 'b').toBe(true);
      }
    },
  );
});

describe('differences', () => {
  it('tells added, removed, changed and same, removed ones where they stood', () => {
    const before = parseText('第一条 甲\n第二条 乙\n第三条 丙', 'articles').parts;
    const after = parseText('第一条 甲\n第三条 丙改\n第四条 丁', 'articles').parts;
    expect(differencesOf(before, after)).toEqual([
      { label: '第一条', change: 'same', before: '甲', after: '甲' },
      { label: '第二条', change: 'removed', before: '乙', after: null },
      { label: '第三条', change: 'changed', before: '丙', after: '丙改' },
      { label: '第四条', change: 'added', before: null, after: '丁' },
    ]);
  });

  it('is all same against itself, for any text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (numbers) => {
        const { parts } = parseText(numbers.map((n) => `第${n}条 文${n}`).join('\n'), 'articles');
        expect(differencesOf(parts, parts).every(({ change }) => change === 'same')).toBe(true);
      }),
    );
  });
});

describe('what identifies a person', () => {
  it('finds valid ID numbers and mobile numbers, and shows neither', () => {
    expect(identifyingIn('王某，11010519491231002X，电话13800138000')).toEqual(['110…2X', '138…00']);
    expect(identifyingIn('金额123456789012345678元，编号110105194912310021')).toEqual([]);
  });

  it.each([
    '138 0013 8000',
    '138-0013-8000',
    '138.0013.8000',
    '1380013\n8000',
    '138\u200b0013\u20608000',
    '1 3 8 0 0 1 3 8 0 0 0',
    '1. 138－0013－8000',
    '+8613800138000',
    '008613800138000',
    '(+86) 138 0013 8000',
    '１３８００１３８０００',
    '①③⑧⓪⓪①③⑧⓪⓪⓪',
    '一三八〇〇一三八〇〇〇',
    '壹叁捌零零壹叁捌零零零',
    '幺三八零零幺三八零零零',
    '١٣٨٠٠١٣٨٠٠٠',
    '१३८००१३८०००',
    '110105 19491231 002X',
    '110105-1949-1231-002x',
    '110105194912\n31002X',
    '一一〇一〇五一九四九一二三一〇〇二X',
    '110105491231002',
    '证号E12345678。',
    '证号 EA1234567',
    '护照G 1234 5678',
  ])('finds %j', (text) => expect(identifyingIn(`王某${text}，甲`)).toHaveLength(1));

  it.each([
    '澄纪〔2026〕3号',
    '1,234,567元',
    '2026-03-01至2026-04-01',
    '1998.9—2002.07 在某局工作',
    '1998-9-2002-07',
    '电话0393-12345678',
    '0371 65900000',
    '合同号HT20260301',
    '第一百三十八条、第一百三十九条',
    '预算 1500 2000 300 450 12000 1800',
    '1500.00 2000.00 1800.00',
    '20260301001',
    '12345678901234567890',
    '一九四九年十月一日',
  ])('lets %j be', (text) => expect(identifyingIn(text)).toEqual([]));
});
