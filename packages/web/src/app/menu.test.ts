import { describe, expect, it } from 'vitest';
import { cardsOf, greetingAt } from '../features/home/home.rules.ts';
import type { Feature, MenuEntry } from './feature.ts';
import { currentEntry, menuOf } from './menu.ts';

const entry = (path: string, more: Partial<MenuEntry> = {}): MenuEntry => ({
  key: path,
  path,
  title: { zh: path, en: path },
  icon: () => null,
  group: 'work',
  order: 0,
  ...more,
});
const card = (key: string, order: number, permission?: string) => ({
  key,
  order,
  card: () => Promise.reject(new Error('not drawn here')),
  ...(permission ? { permission } : {}),
});
const features: Feature[] = [
  {
    key: 'a',
    routes: [],
    menu: [entry('/b', { order: 20, permission: 'b.read' }), entry('/a', { order: 10 })],
    cards: [card('late', 20), card('secret', 5, 'b.read')],
  },
  {
    key: 'c',
    routes: [],
    menu: [entry('/c', { group: 'admin', permission: ['c.read', 'c.write'] })],
    cards: [card('early', 10)],
  },
];
const may =
  (...held: string[]) =>
  (permission: MenuEntry['permission']) =>
    permission === undefined || [permission].flat().some((code) => held.includes(code as string));

describe('the menu', () => {
  it('shows what the account may open, grouped and in order, without empty groups', () => {
    const shown = (...held: string[]) =>
      menuOf(features, may(...held)).map(({ group, entries }) => [group, entries.map(({ path }) => path)]);
    expect(shown()).toEqual([['work', ['/a']]]);
    expect(shown('b.read', 'c.write')).toEqual([
      ['work', ['/a', '/b']],
      ['admin', ['/c']],
    ]);
  });
  it.each([
    ['/', '/'],
    ['/clues', '/clues'],
    ['/clues/17', '/clues'],
    ['/clues/overdue', '/clues/overdue'],
    ['/cluesque', undefined],
    ['/nowhere', undefined],
  ])('marks %s as %s', (path, current) => {
    const entries = ['/', '/clues', '/clues/overdue'].map((own) => entry(own));
    expect(currentEntry(entries, path)?.path).toBe(current);
  });
});

it('puts the cards of all features in order, those permitted', () => {
  const keys = (...held: string[]) => cardsOf(features, may(...held)).map(({ key }) => key);
  expect(keys()).toEqual(['early', 'late']);
  expect(keys('b.read')).toEqual(['secret', 'early', 'late']);
});

it.each([
  [0, 'night'],
  [4, 'night'],
  [5, 'morning'],
  [11, 'morning'],
  [12, 'afternoon'],
  [17, 'afternoon'],
  [18, 'evening'],
  [22, 'evening'],
  [23, 'night'],
] as const)('at %i o’clock says good %s', (hour, greeting) => expect(greetingAt(hour)).toBe(greeting));
