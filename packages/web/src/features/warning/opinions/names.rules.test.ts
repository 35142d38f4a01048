import { describe, expect, it } from 'vitest';
import { askedAs, meantBy, type NameRow, soleOnes, without } from './names.rules.ts';

const row = (
  no: number,
  state: NameRow['state'],
  personId: string | null,
  candidates: string[] = [],
): NameRow => ({
  no,
  row: no,
  file: null,
  name: `n${no}`,
  unit: '',
  post: '',
  state,
  personId,
  candidates: candidates.map((id) => ({ id, name: id, unit: null, post: null, birth: null })),
  advice: null,
});

describe('a checked list', () => {
  it('means whom it found or whom somebody chose, never a person twice', () => {
    expect(meantBy(row(1, 'found', 'p'), {})).toBe('p');
    expect(meantBy(row(1, 'ask', null), {})).toBeUndefined();
    expect(meantBy(row(1, 'ask', null), { 1: 'q' })).toBe('q');
    expect(meantBy(row(1, 'twice', 'p'), {})).toBeUndefined();
  });

  it('says what a person is called on record where the list calls them otherwise', () => {
    expect(askedAs(row(1, 'ask', null, ['n1']), 'n1')).toEqual({
      person: 'n1',
      name: 'n1',
      unit: '',
      post: '',
    });
    expect(askedAs(row(1, 'ask', null, ['q']), 'q')).toMatchObject({ name: 'n1', registered: 'q' });
  });

  it('offers those alone for one confirmation who are the only ones of their name', () => {
    const rows = [row(1, 'ask', null, ['p']), row(2, 'ask', null, ['q', 'r']), row(3, 'found', 's', ['s'])];
    expect(soleOnes(rows, {}).map(({ no }) => no)).toEqual([1]);
    expect(soleOnes(rows, { 1: 'p' })).toEqual([]);
  });

  it('keeps the repetition when the first one is left out', () => {
    const rows = [row(1, 'found', 'p'), row(2, 'twice', 'p'), row(3, 'twice', 'p')];
    expect(without(rows, 1).map(({ no, state }) => [no, state])).toEqual([
      [2, 'found'],
      [3, 'twice'],
    ]);
    expect(without(rows, 3).map(({ state }) => state)).toEqual(['found', 'twice']);
  });
});
