import { describe, expect, it } from 'vitest';
import { piecesOf } from './clue.passages.ts';

describe('piecesOf', () => {
  const passages = [
    { left: { start: 2, end: 5 }, right: { start: 4, end: 7 } },
    { left: { start: 6, end: 8 }, right: { start: 0, end: 2 } },
  ];

  it('gives both texts whole, a passage with the same number in each', () => {
    const left = piecesOf('ab第一段c第二', passages, 'left');
    const right = piecesOf('第二xy第一段', passages, 'right');
    expect(left.map(({ text, no }) => [text, no])).toEqual([
      ['ab', null],
      ['第一段', 1],
      ['c', null],
      ['第二', 2],
    ]);
    expect(right.map(({ text, no }) => [text, no])).toEqual([
      ['第二', 2],
      ['xy', null],
      ['第一段', 1],
    ]);
  });

  it('leaves a text without shared passages in one piece', () => {
    expect(piecesOf('全不相同', [], 'left')).toEqual([{ start: 0, text: '全不相同', no: null }]);
    expect(piecesOf('', [], 'right')).toEqual([]);
  });
});
