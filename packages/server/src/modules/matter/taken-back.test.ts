import { describe, expect, it } from 'vitest';
import { takenBack } from './taken-back.ts';

const DATA = { finding: '属实。' };
const row = (data: object, accountId = 'a') => ({ data, accountId });
type Rows = ReturnType<typeof row>[];
const begun = row({ type: 'begun', seq: 1 });
const requested = row({ type: 'requested', seq: 2, asked: 'decide', data: DATA });
const ended = (type: string) => row({ type, seq: 3, request: 2 }, type === 'withdrawn' ? 'a' : 'head');

describe('a request that came back', () => {
  it.each(['withdrawn', 'returned', 'rejected'])(
    '%s: gives whoever asked the form as it was filled in',
    (type) => {
      expect(takenBack([begun, requested, ended(type)], 'decide', 'a')).toEqual(DATA);
    },
  );
  it.each<[string, Rows, string, string]>([
    ['to nobody else', [begun, requested, ended('returned')], 'decide', 'b'],
    ['for no other step', [begun, requested, ended('returned')], 'lower', 'a'],
    ['not while it waits', [begun, requested], 'decide', 'a'],
    ['not once it was approved', [begun, requested, ended('approved')], 'decide', 'a'],
    [
      'not after something else',
      [begun, requested, ended('returned'), row({ type: 'acted', seq: 4 })],
      'decide',
      'a',
    ],
    ['not where nothing happened', [], 'decide', 'a'],
  ])('%s', (_, events, action, account) => {
    expect(takenBack(events, action, account)).toBeUndefined();
  });
});
