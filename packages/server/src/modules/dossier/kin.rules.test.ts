import { describe, expect, it } from 'vitest';
import { shownKin } from './kin.rules.ts';

const row = (over: object) => ({
  relation: 'spouse',
  name: '刘瑞',
  item: 'appointment-form',
  classification: 1,
  ...over,
});
const open = ({ classification }: { classification: number }) => classification < 2;

describe('shownKin', () => {
  it('names each relative once', () => {
    expect(
      shownKin([row({ id: 1 }), row({ id: 2 }), row({ id: 3, relation: 'child', name: '王小' })], open),
    ).toHaveLength(2);
  });

  it('withholds what only a withheld declaration names', () => {
    expect(shownKin([row({ classification: 2, item: 'personal-matters' })], open)).toEqual([]);
    expect(shownKin([row({ classification: 2, item: 'personal-matters' }), row({})], open)).toEqual([
      row({}),
    ]);
  });

  it('shows kin of the registry, which no declaration names', () => {
    expect(shownKin([row({ item: null, classification: 2 })], open)).toHaveLength(1);
  });
});
