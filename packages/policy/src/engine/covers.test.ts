import { describe, expect, it } from 'vitest';
import { uncovered } from './covers.ts';

const EARLIER = { allegations: [{ no: 1 }, { no: 2 }] };
const covers = { list: 'said', of: 'allegations', by: 'no' };
const faultsOf = (numbers: number[], only?: true) =>
  uncovered({ covers: only ? { ...covers, only } : covers }, EARLIER, {
    said: numbers.map((no) => ({ no })),
  }).map(({ text }) => text.zh);

describe('a list that speaks of an earlier one', () => {
  it.each<[string, number[], string[], string[]]>([
    ['speaks of each once', [2, 1], [], []],
    ['leaves one out', [1], ['还缺第2项'], []],
    ['speaks of one twice', [1, 2, 1], ['第1项重复'], []],
    ['speaks of one that there is not', [1, 2, 7], ['没有第7项'], ['没有第7项']],
    ['says nothing at all', [], ['还缺第1、2项'], []],
    ['does everything wrong', [7, 7], ['还缺第1、2项', '没有第7项', '第7项重复'], ['没有第7项']],
  ])('%s', (_, numbers, whole, only) => {
    expect(faultsOf(numbers)).toEqual(whole);
    expect(faultsOf(numbers, true)).toEqual(only);
  });

  it('is not asked about where the step does not say so', () => {
    expect(uncovered({}, EARLIER, { said: [{ no: 7 }] })).toEqual([]);
  });
});
