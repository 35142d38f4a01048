import { expect, it } from 'vitest';
import { placedIn, placesLeft, seatsLeft } from './staffing.ts';

const account = (id: string, name: string | null) => ({ kind: 'account' as const, id, name });
const matter = {
  parties: [
    { role: 'handler', title: '承办人', members: [account('a', '甲'), account('b', '乙')] },
    { role: 'chair', title: '主持人', members: [account('a', '甲')] },
    {
      role: 'countersigner',
      title: '单位负责人',
      members: [{ kind: 'person' as const, id: 'p', name: '丙' }],
    },
    { role: 'recorder', title: '记录人', members: [account('c', null)] },
  ],
};

it('names each account with a place once, and nobody whose name is withheld', () =>
  expect(placedIn(matter)).toEqual([
    { id: 'a', name: '甲', places: ['承办人', '主持人'] },
    { id: 'b', name: '乙', places: ['承办人'] },
  ]));

it('says who keeps a place, and which place nobody would keep', () => {
  expect(placesLeft(matter, 'a')).toEqual([
    { title: '承办人', others: ['乙'] },
    { title: '主持人', others: [] },
  ]);
  expect(placesLeft(matter, 'x')).toEqual([]);
});

it('says which open approvals lose somebody, given ones aside', () => {
  const seat = (waitsFor: string[], given = false) => ({
    organ: null,
    approved: given ? { account: '甲', at: '2026-01-01T00:00:00.000Z', forAccount: null } : null,
    waitsFor,
  });
  const request = {
    steps: [
      { title: '第一步', approvals: [seat(['甲'], true), seat(['甲', '乙'])] },
      { title: '第二步', approvals: [seat(['甲']), seat([])] },
    ],
  } as never;
  expect(seatsLeft({ request }, '甲')).toEqual([
    { title: '第一步', others: ['乙'] },
    { title: '第二步', others: [] },
  ]);
  expect(seatsLeft({ request: null }, '甲')).toEqual([]);
});
