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
    ['leaves one out', [1], ['还缺：2'], []],
    ['speaks of one twice', [1, 2, 1], ['重复：1'], []],
    ['speaks of one that there is not', [1, 2, 7], ['没有：7'], ['没有：7']],
    ['says nothing at all', [], ['还缺：1、2'], []],
    ['does everything wrong', [7, 7], ['还缺：1、2', '没有：7', '重复：7'], ['没有：7']],
  ])('%s', (_, numbers, whole, only) => {
    expect(faultsOf(numbers)).toEqual(whole);
    expect(faultsOf(numbers, true)).toEqual(only);
  });

  it('is not asked about where the step does not say so', () => {
    expect(uncovered({}, EARLIER, { said: [{ no: 7 }] })).toEqual([]);
  });
});
