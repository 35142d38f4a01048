import { expect, it } from 'vitest';
import { matterOf, partsOf } from './hand-over.ts';

const [luo, fang] = [
  { id: 'l', name: '罗志远' },
  { id: 'f', name: '方正平' },
];

it('puts together what goes to the same person, and finds the matter that a fault speaks of', () => {
  const parts = partsOf({ a: luo, b: fang, c: luo });
  expect(parts).toEqual([
    { to: 'l', name: '罗志远', matterIds: ['a', 'c'] },
    { to: 'f', name: '方正平', matterIds: ['b'] },
  ]);
  expect(matterOf({ pointer: '/parts/0/matterIds/1' }, parts)).toBe('c');
  expect(matterOf({ pointer: '/parts/1/matterIds/0' }, parts)).toBe('b');
  expect(matterOf({ pointer: '/parts/7/matterIds/0' }, parts)).toBeUndefined();
  expect(matterOf({ pointer: '/reason' }, parts)).toBeUndefined();
});
