import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlikeRule, sameMatter, type Told } from './same-matter.ts';

const entry = (id: string, more: Partial<Told> = {}): Told => ({
  id,
  filedBy: `m-${id}`,
  supersedes: null,
  decision: null,
  day: '2026-03-01',
  counts: true,
  byHand: true,
  ...more,
});
/** Texts are alike by what a pair of ids is said to be. */
const alike = (pairs: Record<string, number>): AlikeRule => ({
  from: 0.6,
  anew: 0.9,
  likeness: (a, b) => pairs[[a, b].sort().join()] ?? 0,
});

describe('[P3] entries that tell of the same matter', () => {
  it.each<[string, Told[], Record<string, number>, boolean]>([
    ['two facts', [entry('a'), entry('b')], {}, false],
    [
      'a newer version with another text',
      [entry('a', { counts: false }), entry('b', { supersedes: 'a' })],
      {},
      true,
    ],
    ['what one matter filed', [entry('a', { filedBy: 'm' }), entry('b', { filedBy: 'm' })], {}, true],
    ['a copy of one day', [entry('a'), entry('b')], { 'a,b': 0.6 }, true],
    [
      'one decision under another day',
      [entry('a', { decision: 'file 1号' }), entry('b', { decision: 'file 1号', day: '2026-03-09' })],
      {},
      true,
    ],
    ['hardly alike', [entry('a'), entry('b')], { 'a,b': 0.59 }, false],
    ['a copy without a day', [entry('a'), entry('b', { day: null })], { 'a,b': 0.6 }, true],
    [
      'the same words about another day',
      [entry('a'), entry('b', { day: '2026-03-02' })],
      { 'a,b': 1 },
      false,
    ],
    [
      'entered anew with another day, after a revocation',
      [entry('a', { counts: false }), entry('b', { day: '2026-03-02' })],
      { 'a,b': 0.9 },
      true,
    ],
    [
      'what a procedure came to on another day, like what was revoked',
      [entry('a', { counts: false, byHand: false }), entry('b', { day: '2026-03-02', byHand: false })],
      { 'a,b': 1 },
      false,
    ],
    [
      'a story somewhat alike about another day, after a revocation',
      [entry('a', { counts: false }), entry('b', { day: '2026-03-02' })],
      { 'a,b': 0.8 },
      false,
    ],
  ])('%s', (_, told, pairs, same) => {
    const { isSame, matterOf } = sameMatter(told, alike(pairs));
    expect([isSame('a', 'b'), matterOf('b')]).toEqual([same, same ? 'a' : 'b']);
  });

  it('a copy of an earlier or a later version is the same as each of them', () => {
    const told = [entry('a', { counts: false }), entry('b', { supersedes: 'a' }), entry('c')];
    for (const pair of ['a,c', 'b,c'])
      for (const one of ['a', 'b'])
        expect(sameMatter(told, alike({ [pair]: 0.7 })).isSame(one, 'c')).toBe(true);
  });

  it('a vague note draws no two facts together, and is still the same as each', () => {
    const told = [entry('a'), entry('n', { day: null }), entry('z', { day: '2026-03-09' })];
    const { matterOf, isSame } = sameMatter(told, alike({ 'a,n': 0.7, 'n,z': 0.7 }));
    expect(told.map(({ id }) => matterOf(id))).toEqual(['a', 'a', 'z']);
    expect([isSame('n', 'a'), isSame('n', 'z'), isSame('a', 'z')]).toEqual([true, true, false]);
  });

  it('versions of any chain are one matter whatever counts and in whatever order they stand', () => {
    const chain = fc
      .array(fc.boolean(), { minLength: 1, maxLength: 8 })
      .chain((counts) => fc.shuffledSubarray(chained(counts), { minLength: counts.length }));
    fc.assert(
      fc.property(chain, (told) => {
        const all = [...told, entry('other')];
        const { matterOf, isSame, isVersionOf } = sameMatter(all);
        expect(new Set(told.map(({ id }) => matterOf(id))).size).toBe(1);
        for (const a of told)
          for (const b of told) {
            expect(isSame(a.id, b.id)).toBe(true);
            expect(isVersionOf(a.id, b.id)).toBe(Number(a.id.slice(1)) >= Number(b.id.slice(1)));
          }
        expect(told.some(({ id }) => isSame(id, 'other'))).toBe(false);
      }),
    );
  });

  it('versions that name each other in a ring, or one that is not known, stop nothing', () => {
    const ring = [entry('a', { supersedes: 'b' }), entry('b', { supersedes: 'a' })];
    const { isSame, isVersionOf } = sameMatter(ring);
    expect([isSame('a', 'b'), isVersionOf('a', 'x'), isVersionOf('x', 'x')]).toEqual([true, false, true]);
    expect(sameMatter([entry('a', { supersedes: 'x' })]).matterOf('a')).toBe('a');
  });
});

const chained = (counts: readonly boolean[]): Told[] =>
  counts.map((one, n) =>
    entry(`v${n}`, { counts: one, supersedes: n === 0 ? null : `v${n - 1}`, day: null }),
  );
