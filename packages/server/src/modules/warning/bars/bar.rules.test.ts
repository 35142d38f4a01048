import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarEvent, barsFrom, isInForce } from './bar.rules.ts';

const day = fc.integer({ min: 0, max: 900 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

describe('a bar', () => {
  it.each([
    ['before it begins', '2026-04-05', null, false],
    ['on its first day', '2026-04-06', null, true],
    ['on its last day', '2026-10-06', null, true],
    ['the day after', '2026-10-07', null, false],
    ['the day before it was lifted', '2026-05-01', '2026-05-02', true],
    ['on the day on which it was lifted', '2026-05-02', '2026-05-02', false],
    ['lifted on its very first day', '2026-04-06', '2026-04-06', false],
  ])('is in force %s: %s, lifted %s → %s', (_, on, endedOn, expected) => {
    expect(isInForce({ from: '2026-04-06', until: '2026-10-06', endedOn }, on)).toBe(expected);
  });

  it('once over is over for ever, whatever is done or left undone (P8)', () => {
    fc.assert(
      fc.property(day, day, fc.option(day, { nil: null }), day, day, (a, b, endedOn, x, y) => {
        const [from, until] = [a, b].sort() as [string, string];
        const [earlier, later] = [x, y].sort() as [string, string];
        const span = { from, until, endedOn };
        if (earlier > span.from && !isInForce(span, earlier)) expect(isInForce(span, later)).toBe(false);
        if (isInForce(span, later)) expect(later <= span.until).toBe(true);
      }),
    );
  });
});

describe('bars from events', () => {
  const bar = (id: string) => ({
    id,
    person: 'p',
    kind: 'k',
    from: '2026-04-06',
    until: '2026-10-06',
    owner: null,
    readers: [],
    barred: [],
    classification: 2,
  });
  const at = new Date(0);
  const begun = (...ids: string[]): BarEvent => ({
    type: 'bar.begun',
    at,
    matter: 'm',
    organ: 'o',
    data: { bars: ids.map(bar) },
  });
  const ended = (on: string, ...ids: string[]): BarEvent => ({
    type: 'bar.ended',
    at,
    matter: 'n',
    organ: 'o',
    data: { ended: ids, on },
  });

  it('begin, and are lifted once; a second lifting and one of an unknown bar change nothing', () => {
    const found = barsFrom([
      begun('a', 'b'),
      ended('2026-05-01', 'a', 'x'),
      begun('c'),
      ended('2026-06-01', 'a', 'c'),
    ]);
    expect(found.map(({ id, endedOn, endedBy }) => [id, endedOn, endedBy])).toEqual([
      ['a', '2026-05-01', 'n'],
      ['b', null, null],
      ['c', '2026-06-01', 'n'],
    ]);
  });
});
