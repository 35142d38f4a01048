import type { OrganSummary } from '@plumbline/contract/organs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches, treeOf, withBelow } from './organ.tree.ts';

const organ = (code: string, parentId: string | null = null): OrganSummary => ({
  id: code,
  parentId,
  kind: 'office',
  kindTitle: '室',
  code,
  name: `机关${code}`,
  nameEn: code === 'b' ? 'Court' : null,
  activeFrom: '2020-01-01',
  activeTo: null,
  version: 1,
});
const shape = (organs: OrganSummary[]) =>
  treeOf(organs).map(({ organ: one, depth }) => `${depth}${one.code}`);

describe('the tree of organs', () => {
  it('puts each below its superior, siblings by code', () => {
    expect(shape([organ('z'), organ('c', 'a'), organ('b', 'a'), organ('a'), organ('d', 'b')])).toEqual([
      '0a',
      '1b',
      '2d',
      '1c',
      '0z',
    ]);
  });

  it('lets nothing vanish whose superior was filtered out', () => {
    expect(shape([organ('d', 'b'), organ('a')])).toEqual(['0a', '0d']);
  });

  it('shows every organ of any tree exactly once', () => {
    const trees = fc
      .array(fc.nat(), { maxLength: 30 })
      .map((seeds) =>
        seeds.map((seed, i) => organ(`o${i}`, i === 0 || seed % 4 === 0 ? null : `o${seed % i}`)),
      );
    fc.assert(
      fc.property(trees, (organs) => {
        const shown = treeOf(organs).map(({ organ: one }) => one.id);
        expect([...shown].sort()).toEqual(organs.map((one) => one.id).sort());
      }),
    );
  });

  it('finds by name, English name and code', () => {
    expect(matches(organ('b'), '关b')).toBe(true);
    expect(matches(organ('b'), 'cOURT')).toBe(true);
    expect(matches(organ('b'), '法院')).toBe(false);
  });

  it('knows what may not become the superior of an organ', () => {
    const organs = [organ('a'), organ('b', 'a'), organ('c', 'b'), organ('d')];
    expect([...withBelow(organs, 'b')].sort()).toEqual(['b', 'c']);
  });
});
