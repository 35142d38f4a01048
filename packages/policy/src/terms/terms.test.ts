import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Term } from '../pack/intake.schema.ts';
import { chineseCalendar } from '../testing/notices.ts';
import { addDays } from './days.ts';
import { dueOf } from './due.ts';
import { type Length, lengthText } from './length.ts';
import { entryOn, type LimitOverride, limitOn, overrideFault } from './limits.ts';
import type { TermRecord, TermRules } from './record.ts';
import { shareOf, standingOf } from './state.ts';
import { dayInZone } from './zone.ts';

const entry = (code: string, length: Length | undefined, more: Partial<Term> = {}): Term => ({
  code,
  title: { zh: code, en: code },
  ...(length ? { length } : { every: 'quarter' as const }),
  source: { zh: '甲', en: 'A' },
  standing: 'default',
  effectiveFrom: '2026-01-01',
  ...more,
});

const ENTRIES = [
  entry('answer', { value: 10, unit: 'workday' }, { effectiveFrom: '2026-07-01' }),
  entry('answer', { value: 15, unit: 'workday' }),
  entry('verify', { value: 2, unit: 'month' }, { standing: 'law' }),
  entry('more', { value: 1, unit: 'month' }),
  entry('quarterly', undefined),
];
const OVERRIDES: LimitOverride[] = [
  {
    code: 'answer',
    organId: 'county',
    length: { value: 7, unit: 'workday' },
    from: '2026-03-01',
    to: '2026-05-31',
  },
  { code: 'answer', organId: 'room', length: { value: 5, unit: 'workday' }, from: '2026-04-01', to: null },
];
const rules: TermRules = {
  limits: { entries: ENTRIES, overrides: OVERRIDES, organs: ['room', 'county'] },
  calendar: chineseCalendar,
  zone: 'Asia/Shanghai',
};
const noon = (day: string) => `${day}T04:00:00Z`;
const record = (more: Partial<TermRecord> = {}): TermRecord => ({
  code: 'verification',
  limit: 'verify',
  openedAt: noon('2026-03-02'),
  openedSeq: 1,
  suspensions: [],
  extensions: [],
  ...more,
});

describe('limits', () => {
  it.each([
    // The newest that has taken effect on the day on which the term opens.
    ['2026-01-01', 15],
    ['2026-06-30', 15],
    ['2026-07-01', 10],
    // A term that began before the first entry is not left without an end.
    ['2025-01-01', 15],
  ])('of a code: on %s %i days hold', (day, value) => {
    expect(entryOn(ENTRIES, 'answer', day)?.length?.value).toBe(value);
  });

  it.each([
    ['2026-02-28', ['room', 'county'], 15],
    ['2026-03-01', ['room', 'county'], 7],
    ['2026-04-01', ['room', 'county'], 5],
    ['2026-05-31', ['county'], 7],
    ['2026-06-01', ['county'], 15],
    ['2026-04-01', ['court'], 15],
    ['2026-08-01', ['court'], 10],
  ])('on %s for %o: the nearest organ that has one of its own, %i days', (day, organs, value) => {
    expect(limitOn({ ...rules.limits, organs }, 'answer', day)?.length?.value).toBe(value);
  });

  it('are unknown when no entry has the code', () => {
    expect(limitOn(rules.limits, 'ghost', '2026-01-01')).toBeUndefined();
  });

  it.each<[string, Length, string | undefined]>([
    ['answer', { value: 15, unit: 'workday' }, 'limit.same'],
    ['answer', { value: 60, unit: 'day' }, undefined],
    ['verify', { value: 3, unit: 'month' }, 'limit.law-longer'],
    ['verify', { value: 40, unit: 'day' }, 'limit.law-unit'],
    ['verify', { value: 1, unit: 'month' }, undefined],
    ['quarterly', { value: 1, unit: 'month' }, 'limit.no-length'],
  ])('an organ may keep %s at %o: %s', (code, length, fault) => {
    expect(overrideFault(entryOn(ENTRIES, code, '2026-01-01')!, length)).toBe(fault);
  });
});

describe('moments', () => {
  it.each([
    ['2026-03-02T15:59:59Z', 'Asia/Shanghai', '2026-03-02'],
    ['2026-03-02T16:00:00Z', 'Asia/Shanghai', '2026-03-03'],
    ['2026-03-02T16:00:00Z', 'Europe/London', '2026-03-02'],
    ['2026-03-02T03:00:00Z', 'America/New_York', '2026-03-01'],
  ])('%s in %s is on %s', (moment, zone, day) => {
    expect(dayInZone(moment, zone)).toBe(day);
  });
});

describe('a term', () => {
  it('is due by its limit, its suspensions and its extensions', () => {
    expect(dueOf(record(), rules)?.day).toBe('2026-05-06');
    const paused = { suspensions: [{ from: noon('2026-03-20'), to: noon('2026-04-03') }] };
    expect(dueOf(record(paused), rules)?.day).toBe('2026-05-18');
    const extended = { extensions: [{ at: noon('2026-04-20'), limit: 'more', seq: 4 }] };
    expect(dueOf(record(extended), rules)?.day).toBe('2026-06-02');
    expect(dueOf(record({ limit: 'ghost' }), rules)).toBeUndefined();
    expect(dueOf(record({ limit: 'quarterly' }), rules)).toBeUndefined();
  });

  it('follows its limit and the calendar as they are now: a changed holiday moves it by itself', () => {
    const without = { ...chineseCalendar, rest: new Set<string>() };
    expect(dueOf(record(), { ...rules, calendar: without })?.day).toBe('2026-05-04');
    const opened = { limit: 'answer', openedAt: noon('2026-04-01') };
    expect(dueOf(record(opened), rules)?.limit?.override?.organId).toBe('room');
  });

  it.each<[string, Partial<TermRecord>, string, string, string | null]>([
    ['begins', {}, '2026-03-02', 'running', '2026-05-06'],
    ['is half gone', {}, '2026-04-04', 'warned', '2026-05-06'],
    ['has its last day', {}, '2026-05-06', 'warned', '2026-05-06'],
    ['is over', {}, '2026-05-07', 'overdue', '2026-05-06'],
    ['was closed in time', { closedAt: noon('2026-05-06'), closedSeq: 2 }, '2027-01-01', 'met', '2026-05-06'],
    ['was closed late', { closedAt: noon('2026-05-07'), closedSeq: 2 }, '2027-01-01', 'late', '2026-05-06'],
    ['stands still', { suspensions: [{ from: noon('2026-03-20') }] }, '2026-12-01', 'suspended', null],
    [
      'was over before it stood still',
      { suspensions: [{ from: noon('2026-05-08') }] },
      '2026-05-09',
      'overdue',
      '2026-05-06',
    ],
  ])('%s', (_, more, today, state, due) => {
    expect(standingOf(record(more), rules, today, [0.5, 0.8, 1])).toMatchObject({ state, due });
  });

  it('warns at the shares of the procedure, each reached once for all as days go by', () => {
    const of = (day: string) => standingOf(record(), rules, day, [0.5, 0.8, 1])?.warned;
    expect(['2026-04-02', '2026-04-04', '2026-04-23', '2026-05-06'].map(of)).toEqual([
      undefined,
      0.5,
      0.8,
      1,
    ]);
    let before = 0;
    for (let day = '2026-03-01'; day < '2026-06-01'; day = addDays(day, 1)) {
      const now = of(day) ?? 0;
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  });

  it('counts its share in its own unit, and keeps it while it stands still', () => {
    const answer = { limit: 'answer', openedAt: noon('2026-04-01') };
    // Five working days: 2, 3, 7, 8 and 9 April.
    expect(
      ['2026-04-01', '2026-04-02', '2026-04-06', '2026-04-07', '2026-04-10'].map((day) =>
        shareOf(record(answer), rules, day),
      ),
    ).toEqual([0, 0.2, 0.4, 0.6, 1]);
    const still = record({ ...answer, suspensions: [{ from: noon('2026-04-08') }] });
    expect(['2026-04-08', '2026-04-20', '2026-09-30'].map((day) => shareOf(still, rules, day))).toEqual([
      0.6, 0.6, 0.6,
    ]);
  });
});

describe('a clock that was set back', () => {
  const closed = record({ closedAt: noon('2026-02-20'), closedSeq: 7 });

  it('reopens nothing: what is closed stays closed, whatever day it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (n) => {
        const today = addDays('2026-03-02', n);
        expect(standingOf(closed, rules, today)?.state).toBe('met');
        const late = record({ closedAt: noon('2026-06-01'), closedSeq: 7 });
        expect(standingOf(late, rules, today)?.state).toBe('late');
      }),
    );
  });

  it('skips nothing: an open term has the same last day on every day, and is late again when that has passed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 200 }), { maxLength: 20 }), (steps) => {
        for (const n of steps) {
          const today = addDays('2026-03-02', n);
          const now = standingOf(record(), rules, today, [0.5])!;
          expect(now.due).toBe('2026-05-06');
          expect(now.state === 'overdue').toBe(today > '2026-05-06');
        }
      }),
    );
  });

  it('suspends for no negative time and shows a term not begun as begun', () => {
    const back = record({ suspensions: [{ from: noon('2026-03-20'), to: noon('2026-03-10') }] });
    expect(dueOf(back, rules)?.day).toBe('2026-05-06');
    expect(standingOf(record(), rules, '2026-01-01')).toMatchObject({ state: 'running', share: 0 });
  });
});

it.each<[Length, string, string]>([
  [{ value: 15, unit: 'workday' }, '15个工作日', '15 working days'],
  [{ value: 1, unit: 'workday' }, '1个工作日', '1 working day'],
  [{ value: 6, unit: 'month' }, '6个月', '6 months'],
  [{ value: 2, unit: 'year' }, '2年', '2 years'],
])('states a length as a document does: %o', (length, zh, en) => {
  expect([lengthText(length, 'zh'), lengthText(length, 'en')]).toEqual([zh, en]);
});
