import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TermChange } from '../engine/events.ts';
import { calendarOf } from '../terms/calendar.ts';
import type { TermRules } from '../terms/record.ts';
import { OcelLog } from './ocel.ts';
import { type StageHistory, stageTimes, staysOf } from './stage-times.ts';
import type { RecordedStep } from './steps.ts';

const step = (n: number, matter: string, at: string, from: string | undefined, to: string): RecordedStep => ({
  id: `e${n}`,
  at,
  matter,
  procedure: 'loan',
  action: from === undefined ? 'begin' : 'go',
  from,
  to,
  account: 'ann',
  organ: 'desk',
  subjects: [{ kind: 'person', id: 'p1' }],
});

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const text = { zh: '限', en: 'limit' };
const RULES: TermRules = {
  zone: 'UTC',
  calendar: calendarOf({ years: [2026, 2027], days: [], weekend: [] }),
  limits: {
    organs: [],
    overrides: [],
    entries: [
      {
        code: 'reply',
        title: text,
        length: { value: 3, unit: 'day' },
        source: text,
        standing: 'default',
        effectiveFrom: '2026-01-01',
      },
    ],
  },
};
const isDone = (state: string) => state === 'done';

/** Steps of one matter: hour, state afterwards, changes of terms. */
const history = (...steps: [number, string, TermChange[]?, string?][]): StageHistory => ({
  procedure: 'loan',
  organ: 'desk',
  steps: steps.map(([hours, to, terms, type], i) => ({
    seq: i + 1,
    at: at(hours),
    type: type ?? (i === 0 ? 'begun' : 'acted'),
    to,
    ...(terms ? { terms } : {}),
  })),
});
const open: TermChange = { do: 'open', term: 'answer', limit: 'reply' };
const change = (what: 'close' | 'suspend' | 'resume'): TermChange => ({ do: what, term: 'answer' });
const report = (histories: StageHistory[], now: number) =>
  stageTimes(
    histories,
    at(now),
    (_, state) => isDone(state),
    () => RULES,
  );

describe('stage times', () => {
  it('counts stays from the step that entered a state to the one that left it, and none of a final state', () => {
    const rows = report([history([0, 'asked'], [6, 'asked'], [24, 'done']), history([0, 'asked'])], 48);
    const figures = { median: 24, ninth: 24, longest: 24, oldest: 48, beyond: 0, beyondOpen: 0 };
    expect(rows).toEqual([{ procedure: 'loan', state: 'asked', ended: 1, open: 1, ...figures }]);
  });

  it('takes the middle and the ninth of ten', () => {
    const ten = Array.from({ length: 10 }, (_, i) => history([0, 'a'], [i + 1, 'b']));
    expect(report(ten, 24)[0]).toMatchObject({ ended: 10, median: 5, ninth: 9, longest: 10 });
  });

  it('takes out the time in which a term stood still, however often it is said and until the term ends', () => {
    const stood = history([0, 'a', [open]], [10, 'b', [change('suspend')]], [30, 'a', [change('resume')]]);
    expect(report([stood], 50)).toMatchObject([
      { state: 'a', ended: 1, open: 1, median: 10, oldest: 20 },
      { state: 'b', ended: 1, median: 0 },
    ]);
    const closed = history([0, 'a', [open]], [10, 'a', [change('suspend')]], [30, 'a', [change('close')]]);
    expect(report([closed], 50)).toMatchObject([{ state: 'a', oldest: 30 }]);
  });

  it('forgets what a step did to a term when the step is corrected', () => {
    const wrong = history(
      [0, 'a', [open]],
      [10, 'b', [change('suspend')]],
      [20, 'a', undefined, 'corrected'],
    );
    expect(report([wrong], 30)).toMatchObject([
      { state: 'a', open: 1, oldest: 10 },
      { state: 'b', ended: 1, median: 10 },
    ]);
  });

  it('marks the stays in which a term had run out, not those before or after it', () => {
    const late = history([0, 'a', [open]], [40, 'b'], [120, 'c', [change('close')]], [200, 'd']);
    expect(report([late], 300)).toMatchObject([
      { state: 'a', beyond: 0 },
      { state: 'b', beyond: 1, beyondOpen: 0 },
      { state: 'c', beyond: 0 },
      { state: 'd', beyond: 0 },
    ]);
    expect(report([history([0, 'a', [open]])], 95)).toMatchObject([{ beyond: 0 }]);
    expect(report([history([0, 'a', [open]])], 96)).toMatchObject([{ beyond: 1, beyondOpen: 1 }]);
    const still = history([0, 'a', [open]], [10, 'a', [change('suspend')]]);
    expect(report([still], 900)).toMatchObject([{ beyond: 0 }]);
  });

  const step = fc.record({
    hours: fc.integer({ min: 0, max: 60 }),
    to: fc.constantFrom('a', 'b', 'c'),
    term: fc.constantFrom(undefined, 'open', 'suspend', 'resume', 'close'),
    code: fc.constantFrom('one', 'two'),
  });
  type Drawn = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const walks = fc.array(fc.tuple(fc.array(step, { minLength: 1, maxLength: 14 }), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  const historiesOf = (drawn: readonly (readonly [readonly Drawn[], boolean])[]): StageHistory[] =>
    drawn.map(([steps, ends]) => {
      let hours = 0;
      const all = steps.map(({ hours: more, to, term, code }): [number, string, TermChange[]?] => {
        hours += more;
        const change = term === 'open' ? { do: term, term: code, limit: 'reply' } : { do: term, term: code };
        return [hours, to, term ? [change as TermChange] : undefined];
      });
      return history(...all, ...(ends ? [[hours + 5, 'done'] as [number, string]] : []));
    });

  /** Hours of a life in which no term stood still, counted one by one from the events. */
  function movingHours({ steps }: StageHistory, now: number): number {
    const over = steps.find(({ to }) => isDone(to))?.at ?? at(now);
    let moving = 0;
    for (let hour = Date.parse(steps[0]!.at); hour < Date.parse(over); hour += HOUR) {
      const still = new Map<string, boolean>();
      for (const change of steps
        .filter((one) => Date.parse(one.at) <= hour)
        .flatMap((one) => one.terms ?? [])) {
        if (change.do === 'open' && !still.has(change.term)) still.set(change.term, false);
        if (change.do === 'suspend' && still.has(change.term)) still.set(change.term, true);
        if (change.do === 'resume' && still.has(change.term)) still.set(change.term, false);
        if (change.do === 'close') still.delete(change.term);
      }
      if (![...still.values()].includes(true)) moving++;
    }
    return moving;
  }

  it('adds up to the life of each matter without its suspensions', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        for (const one of historiesOf(drawn)) {
          const stays = staysOf(one, START + 1000 * HOUR, isDone, RULES);
          expect(stays.reduce((sum, stay) => sum + stay.took, 0) / HOUR).toBe(movingHours(one, 1000));
        }
      }),
    );
  });

  it('is the same from replayed events, in whatever order the matters come, and orders its figures', () => {
    const sorted = (rows: ReturnType<typeof report>) =>
      rows.toSorted((a, b) => a.state.localeCompare(b.state));
    fc.assert(
      fc.property(walks, (drawn) => {
        const histories = historiesOf(drawn);
        const rows = sorted(report(histories, 1000));
        const replayed = JSON.parse(JSON.stringify(histories.toReversed())) as StageHistory[];
        expect(sorted(report(replayed, 1000))).toEqual(rows);
        const running = drawn.filter(([, ends]) => !ends).length;
        expect(rows.reduce((sum, row) => sum + row.open, 0)).toBe(running);
        for (const row of rows) {
          expect(row.beyondOpen).toBeLessThanOrEqual(Math.min(row.open, row.beyond));
          if (row.ended === 0) continue;
          expect(row.median!).toBeLessThanOrEqual(row.ninth!);
          expect(row.ninth!).toBeLessThanOrEqual(row.longest!);
        }
      }),
    );
  });
});

describe('an object-centric event log', () => {
  const log = new OcelLog();
  const events = [
    log.add(step(1, 'm1', '2026-01-01T00:00:00Z', undefined, 'asked')),
    log.add({ ...step(2, 'm1', '2026-01-02T00:00:00Z', 'asked', 'done'), account: 'bob', organ: null }),
  ];

  it('has an event a step that names matter, actor, organ and subjects', () => {
    expect(events[0]).toEqual({
      id: 'e1',
      type: 'loan.begin',
      time: '2026-01-01T00:00:00Z',
      attributes: [{ name: 'to', value: 'asked' }],
      relationships: [
        { objectId: 'm1', qualifier: 'matter' },
        { objectId: 'ann', qualifier: 'actor' },
        { objectId: 'desk', qualifier: 'organ' },
        { objectId: 'p1', qualifier: 'subject' },
      ],
    });
    expect(events[1]!.relationships.map((one) => one.objectId)).toEqual(['m1', 'bob', 'p1']);
  });

  it('declares every type and object that an event refers to', () => {
    const declared = new Set([...log.objects].map((object) => object.id));
    for (const { relationships } of events)
      for (const { objectId } of relationships) expect(declared).toContain(objectId);
    expect(log.eventTypes.map((type) => type.name)).toEqual(['loan.begin', 'loan.go']);
    expect(log.objectTypes.map((type) => type.name)).toEqual(['account', 'loan', 'organ', 'person']);
    expect([...log.objects].find((object) => object.id === 'm1')!.attributes).toEqual([
      { name: 'state', value: 'asked', time: '2026-01-01T00:00:00Z' },
      { name: 'state', value: 'done', time: '2026-01-02T00:00:00Z' },
    ]);
  });
});
