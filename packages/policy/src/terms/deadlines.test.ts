import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseCalendar } from '../testing/notices.ts';
import { type Calendar, calendarOf, missingYears, weekdayOf } from './calendar.ts';
import { addDays, daysBetween } from './days.ts';
import { addLength, endOf, type Length, type Pause } from './length.ts';

interface Case {
  opened: string;
  lengths: Length[];
  pauses: Pause[];
  due: string;
  how: string;
}

const lengthOf = (text: string): Length => {
  const [value, unit] = text.trim().split(' ');
  return { value: Number(value), unit: unit as Length['unit'] };
};

const pauseOf = (text: string): Pause => {
  const [from, to] = text.trim().split('..');
  return { from: from!, to: to! };
};

/** Cases worked out day by day, each with the days that count or why the end moves. */
const cases: Case[] = (await readFile(new URL('deadlines.txt', import.meta.url), 'utf8'))
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [opened, lengths, pauses, due, how] = line.split(' | ').map((part) => part.trim());
    return {
      opened: opened!,
      lengths: lengths!.split('+').map(lengthOf),
      pauses: pauses ? pauses.split(',').map(pauseOf) : [],
      due: due!,
      how: how!,
    };
  });

describe('the table of deadlines', () => {
  it('has two hundred cases and more', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  it.each(cases)(
    '$opened + $lengths.0.value $lengths.0.unit: $due ($how)',
    ({ opened, lengths, pauses, due }) => {
      expect(endOf(opened, lengths, pauses, chineseCalendar)?.day).toBe(due);
    },
  );

  it('knows every year it needs', () => {
    for (const { opened, lengths, pauses } of cases)
      expect(endOf(opened, lengths, pauses, chineseCalendar)?.missing).toEqual([]);
  });
});

/**
 * Counts one day after the other, as somebody would on a wall calendar: it knows which days are worked and which
 * stand still, and nothing else of how the engine computes.
 */
function countOff(
  opened: string,
  lengths: readonly Length[],
  pauses: readonly Pause[],
  calendar: Calendar,
): string {
  const worked = (day: string) =>
    calendar.work.has(day) || !(calendar.rest.has(day) || calendar.weekend.has(weekdayOf(day)));
  const still = (day: string) => pauses.some(({ from, to }) => day >= from && day < to!);
  let day = opened;
  for (const { value, unit } of lengths) {
    let left = value;
    if (unit === 'month' || unit === 'year') left = daysTo(day, unit === 'year' ? value * 12 : value);
    while (left > 0) {
      day = addDays(day, 1);
      if (!still(day) && (unit !== 'workday' || worked(day))) left--;
    }
  }
  while (!worked(day)) day = addDays(day, 1);
  return day;
}

/** Days until the date has come round so many months later, by turning the leaves of the calendar. */
function daysTo(from: string, months: number): number {
  const date = from.slice(8);
  let day = from;
  for (let left = months, days = 0; ; ) {
    if (left === 0) return days;
    const next = addDays(day, 1);
    const monthEnd = next.slice(5, 7) !== day.slice(5, 7);
    day = next;
    days++;
    // A month has passed on its date, or on its last day where the date doesn't exist.
    const last = addDays(day, 1).slice(8) === '01';
    const begun = day.slice(0, 7) !== from.slice(0, 7) || monthEnd;
    if (begun && (day.slice(8) === date || (last && day.slice(8) < date))) left--;
  }
}

const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2024-01-01', n));
const length = fc.record({
  value: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom<Length['unit']>('workday', 'day', 'month'),
});
const pauses = (from: string) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 })), { maxLength: 3 })
    .map((gaps) => {
      let at = from;
      return gaps.map(([gap, took]): Pause => {
        const begin = addDays(at, gap);
        at = addDays(begin, took);
        return { from: begin, to: at };
      });
    });
/** Any calendar, as odd as it may be: rest days and worked weekends thrown at random. */
const calendar = fc
  .tuple(fc.array(day, { maxLength: 60 }), fc.array(day, { maxLength: 30 }), fc.subarray([1, 5, 6, 7]))
  .map(([rest, work, weekend]) =>
    calendarOf({
      years: [2024, 2025, 2026],
      weekend,
      days: [
        ...rest.filter((one) => !work.includes(one)).map((one) => ({ day: one, kind: 'rest' as const })),
        ...work.map((one) => ({ day: one, kind: 'work' as const })),
      ],
    }),
  );
const term = day.chain((opened) =>
  fc.record({
    opened: fc.constant(opened),
    lengths: fc.array(length, { minLength: 1, maxLength: 3 }),
    pauses: pauses(opened),
  }),
);

describe('due days', () => {
  it.each([
    ['the Chinese calendar', fc.constant(chineseCalendar)],
    ['any calendar', calendar],
  ])('agree with counting off day by day on %s', (_, calendars) => {
    fc.assert(
      fc.property(term, calendars, ({ opened, lengths, pauses: stops }, on) => {
        expect(endOf(opened, lengths, stops, on)?.day).toBe(countOff(opened, lengths, stops, on));
      }),
      { numRuns: 400 },
    );
  });

  it('fall on days that are worked, never before the term began, and later for longer terms', () => {
    fc.assert(
      fc.property(day, length, calendar, (opened, one, on) => {
        const end = addLength(opened, one, on).day;
        expect(on.work.has(end) || !(on.rest.has(end) || on.weekend.has(weekdayOf(end)))).toBe(true);
        expect(daysBetween(opened, end)).toBeGreaterThan(0);
        expect(addLength(opened, { ...one, value: one.value + 1 }, on).day >= end).toBe(true);
      }),
    );
  });

  it('are unknown while the term stands still, and known again when it runs', () => {
    const five: Length[] = [{ value: 5, unit: 'workday' }];
    expect(endOf('2026-03-02', five, [{ from: '2026-03-04', to: null }], chineseCalendar)).toBeNull();
    // It had ended before it was suspended.
    const late = endOf('2026-03-02', five, [{ from: '2026-03-10', to: null }], chineseCalendar);
    expect(late?.day).toBe('2026-03-09');
  });
});

describe('a year without data', () => {
  it.each<[string, Length, string, number[]]>([
    // Spring Festival 2027 is nobody's working day: without the notice nothing says so, and that is told.
    ['2026-12-28', { value: 5, unit: 'workday' }, '2027-01-04', [2027]],
    ['2026-12-28', { value: 3, unit: 'workday' }, '2026-12-31', []],
    ['2026-12-21', { value: 30, unit: 'day' }, '2027-01-20', [2027]],
    // Where a term in days or months ends is all that matters.
    ['2026-10-30', { value: 2, unit: 'month' }, '2026-12-30', []],
    ['2026-11-30', { value: 3, unit: 'month' }, '2027-03-01', [2027]],
    ['2022-12-30', { value: 3, unit: 'year' }, '2025-12-30', []],
    ['2022-12-30', { value: 2, unit: 'workday' }, '2023-01-03', [2022]],
    ['2021-12-30', { value: 1000, unit: 'day' }, '2024-09-25', []],
    ['2026-12-31', { value: 300, unit: 'workday' }, '2028-02-24', [2027, 2028]],
  ])('is named: %s + %o', (from, long, due, missing) => {
    expect(addLength(from, long, chineseCalendar)).toEqual({ day: due, missing });
  });

  it('is any year of which nothing was entered, holidays or not', () => {
    const empty = calendarOf({ years: [], days: [], weekend: [6, 7] });
    expect(missingYears(empty, '2025-12-31', '2027-01-01')).toEqual([2025, 2026, 2027]);
    expect(missingYears(chineseCalendar, '2026-01-01', '2026-12-31')).toEqual([]);
  });
});
