import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexText, pairsOf } from '../../platform/search/words.ts';
import { inLanguage, labelPairs, ownTitle } from './own-labels.ts';
import { marksIn, passagesOf } from './passages.ts';
import { termsOf, toTsQuery } from './query-words.ts';

const han = fc.string({
  unit: fc.constantFrom(...'县住房城乡建设局王伟副长接受管理服务对象宴请纪检监察'),
  minLength: 2,
  maxLength: 12,
});

describe('words of the index and of a query', () => {
  it.each([
    ['住建局', ["'住建'", "'建局'"]],
    ['王伟 2026', ["'王伟'", "'2026':*"]],
    ['ＡＢＣ１２', ["'abc12':*"]],
    ["O'Brien", ["'o':*", "'brien':*"]],
  ])('%s is asked for as %j', (query, parts) => {
    expect(toTsQuery(query)?.split(' & ')).toEqual(parts);
  });

  it.each(['', '！？', "' | !"])('nothing can be searched for in %j', (query) => {
    expect(toTsQuery(query)).toBeUndefined();
  });

  it('finds every stretch of two or more Chinese characters, wherever it stands', () => {
    fc.assert(
      fc.property(han, han, han, (before, wanted, after) => {
        const index = new Set(indexText(before + wanted + after).split(' '));
        expect(pairsOf(wanted).every((pair) => index.has(pair))).toBe(true);
      }),
    );
  });

  it('quotes everything, so that no query text becomes an operator', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (query) => {
        const parsed = toTsQuery(query);
        if (parsed) expect(parsed).toMatch(/^'[^'&|!<>()]+'(:\*)?( & '[^'&|!<>()]+'(:\*)?)*$/u);
      }),
    );
  });
});

describe('passages', () => {
  it('marks the words as they are written, full width or not', () => {
    expect(marksIn('编号ＡＢ12在案', ['ab12'])).toEqual([[2, 6]]);
  });

  it('cuts around the match and tells that there is more', () => {
    const [passage] = passagesOf(`${'前'.repeat(100)}宴请${'后'.repeat(100)}`, ['宴请']);
    expect(passage?.text).toBe(`…${'前'.repeat(40)}宴请${'后'.repeat(40)}…`);
    expect(passage?.marks).toEqual([[41, 43]]);
  });

  it('every mark is one of the terms', () => {
    fc.assert(
      fc.property(han, han, han, (before, wanted, after) => {
        for (const { text, marks } of passagesOf(before + wanted + after, termsOf(wanted))) {
          for (const [start, end] of marks) expect(text.slice(start, end)).toContain(wanted.slice(0, 1));
        }
      }),
    );
  });
});

describe('labels of ours in what is found', () => {
  const option = (zh: string, en: string) => ({ const: en, 'x-title': { zh, en } });
  const pairs = labelPairs({
    forms: {
      review: {
        type: 'object',
        properties: {
          years: {
            type: 'array',
            items: { type: 'object', properties: { grade: { oneOf: [option('优秀', 'Excellent')] } } },
          },
          result: { oneOf: [option('优秀', 'Outstanding')] },
        },
      },
    } as never,
  });
  const body = ['2024', '优秀', 'Excellent', '县财政局', '优秀', 'Outstanding'].join('\n');

  it.each([
    ['zh', ['财政'], '2024\n优秀\n县财政局\n优秀'],
    ['en', ['财政'], '2024\nExcellent\n县财政局\nOutstanding'],
    // What was sought is shown where it was found.
    ['en', ['优秀'], '2024\nExcellent\n优秀\n县财政局\nOutstanding\n优秀'],
    ['zh', ['excellent'], '2024\n优秀\nExcellent\n县财政局\n优秀'],
  ] as const)('are in the language of the reader: %s %j', (locale, terms, shown) =>
    expect(inLanguage(body, pairs, locale, terms)).toBe(shown),
  );

  it('stay where somebody wrote them', () => {
    const written = '优秀\n其他\nExcellent\n优秀 Excellent';
    expect(inLanguage(written, pairs, 'en', [])).toBe(written);
    const item = { zh: '谈话记录', en: 'Notes of talks' };
    expect(ownTitle('谈话记录', item, 'en')).toBe('Notes of talks');
    expect(ownTitle('谈话记录（三月）', item, 'en')).toBe('谈话记录（三月）');
    expect(ownTitle('谈话记录', undefined, 'en')).toBe('谈话记录');
  });
});
