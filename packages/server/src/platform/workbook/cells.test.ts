import { describe, expect, test } from 'vitest';
import { cellAt, cleanCode, cleanName, cleanText, damagedNumber, emptyCell, halfWidth } from './cells.ts';
import { cellMessages, workbookMessages } from './messages.ts';
import { columnLetters, columnOf, parseRange } from './reference.ts';
import type { Cell } from './types.ts';

describe('texts', () => {
  test.each([
    [cleanText, ' \u3000王\u200b芳\ufeff\u00a0', '王芳'],
    [cleanText, '一  \r\n　二\u0007', '一\n二'],
    [cleanText, 'Ｃ座，（甲）', 'Ｃ座，（甲）'],
    [cleanText, 'Zoe\u0308', 'Zo\u00eb'],
    [halfWidth, '１２３ＡＢＣ（ｘ）：＊\u3000～', '123ABC(x):* ~'],
    [halfWidth, '王芳，。', '王芳,。'],
    [cleanCode, '１１０１０１　１９９００３０７\u200b００１ｘ', '11010119900307001X'],
    [cleanName, ' 王\u3000\u3000芳\n', '王 芳'],
  ])('%o %j → %j', (clean, text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
    expect(clean(cleaned)).toBe(cleaned);
  });
});

describe('long numbers', () => {
  const number = (value: number, text: string): Cell => ({
    ...emptyCell(1, 1),
    kind: 'number',
    number: value,
    text,
  });
  const text = (value: string): Cell => ({ ...emptyCell(1, 1), kind: 'text', text: value });
  test.each([
    [number(1.1010119900307e17, '1.10101E+17'), 'number.scientific', true],
    [number(1.1010119900307e17, '110101199003070000'), 'number.digits-lost', true],
    [{ ...number(6.2220212e18, '6.22202E+18'), kind: 'formula' as const }, 'number.scientific', true],
    [text('1.10101E+17'), 'number.scientific', true],
    [text(' １.１Ｅ＋１７ '), 'number.scientific', true],
    [text('110101199003070000'), 'number.trailing-zeros', false],
  ])('%j → %s', (cell, code, certain) => {
    expect(damagedNumber(cell)).toEqual({ code, certain });
  });
  test.each([
    [number(123456789012345, '123456789012345')],
    [number(13800138000, '13800138000')],
    [text('110101199003070011')],
    [text('11010119900307001X')],
    [text('E+17')],
    [text('')],
    [{ ...number(46086, '2026-03-05'), kind: 'date' as const, iso: '2026-03-05' }],
  ])('%j is sound', (cell) => {
    expect(damagedNumber(cell)).toBeUndefined();
  });
});

test('a row gives its cell or an empty one', () => {
  const cell = { ...emptyCell(3, 7), kind: 'text' as const, text: 'x' };
  expect(cellAt([cell], 3, 7)).toBe(cell);
  expect(cellAt([cell], 28, 7)).toMatchObject({ kind: 'empty', ref: 'AB7', text: '' });
});

test.each([
  [1, 'A'],
  [26, 'Z'],
  [27, 'AA'],
  [702, 'ZZ'],
  [703, 'AAA'],
  [16_384, 'XFD'],
])('column %i is %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
  expect(columnOf(`${letters}12`)).toBe(column);
  expect(columnOf(`$${letters.toLowerCase()}$12`)).toBe(column);
});

test.each([
  ['A1:C2', { top: 1, left: 1, bottom: 2, right: 3 }],
  ['$B$7', { top: 7, left: 2, bottom: 7, right: 2 }],
  ['A:C', undefined],
  ['Sheet1!A1:B2', undefined],
])('range %s', (ref, range) => {
  expect(parseRange(ref)).toEqual(range);
});

test.each(Object.entries({ ...workbookMessages, ...cellMessages }))(
  '%s has the same blanks in both languages',
  (_, { zh, en }) => {
    const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
    expect(blanks(zh)).toEqual(blanks(en));
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(en).toMatch(/[A-Za-z].*\.$/);
  },
);
