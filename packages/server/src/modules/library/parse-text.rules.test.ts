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

  it('loses no line of any text without a table of contents', () => {
    const line = fc.string({
      unit: fc.constantFrom(...'第一二十条章　 之（。甲对照：Article 12'),
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const plain = (text: string) => text.replace(/[\s　]|对照|Check|Article|[:：.]/gi, '');
        const whole = parseText(lines.join('\n'), 'articles').parts;
        expect(plain(whole.map((p) => (p.label ?? '') + p.text + (p.question ?? '')).join(''))).toBe(
          plain(lines.join('')),
        );
      }),
    );
  });
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
});
