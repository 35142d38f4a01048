import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../terms/days.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { chineseCalendar as calendar } from '../testing/notices.ts';
import { defaultPolarity } from './classes.ts';
import { dueDate, nextQuarter, quarterDays, quarterOf, reminderDays } from './quarter.ts';
import { isAllowed, statusesFor } from './uses.ts';

const pack = await defaultPack();

describe('quarters', () => {
  test.each([
    ['2026-01-01', '2026Q1'],
    ['2026-03-31', '2026Q1'],
    ['2026-04-01', '2026Q2'],
    ['2026-12-31', '2026Q4'],
  ])('%s lies in %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter);
  });

  test('have first and last days and follow each other without a gap', () => {
    expect(quarterDays('2024Q1')).toEqual({ first: '2024-01-01', last: '2024-03-31' });
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 4 }), (year, q) => {
        const quarter = `${year}Q${q}`;
        expect(quarterDays(nextQuarter(quarter)).first).toBe(addDays(quarterDays(quarter).last, 1));
        expect(quarterOf(quarterDays(quarter).last)).toBe(quarter);
      }),
    );
  });

  test.each(['2026', '2026Q5', '2026q1', '26Q1'])('%s is none', (text) => {
    expect(() => quarterDays(text)).toThrow(RangeError);
  });

  test.each([
    ['2026Q1', '2026-04-10'],
    ['2026Q2', '2026-07-10'],
    // A Saturday that is worked.
    ['2026Q3', '2026-10-10'],
    // A Sunday.
    ['2026Q4', '2027-01-11'],
  ])('the sheet of %s is due on %s', (quarter, due) => {
    expect(dueDate(pack.submission, quarter, calendar)).toBe(due);
  });

  test('a due day that the month lacks is its end', () => {
    const due = { ...pack.submission.due, monthsAfter: 2, day: 31 };
    expect(dueDate({ due }, '2025Q4', calendar)).toBe('2026-02-28');
  });

  test('bodies are reminded before the due day, earliest first', () => {
    expect(reminderDays(pack.submission, '2026Q1', calendar)).toEqual(['2026-04-03', '2026-04-09']);
  });
});

describe('uses (P2)', () => {
  const outward = [
    'portrait-summary',
    'contradictions',
    'freshness',
    'time-line',
    'export',
    'special-list',
    'warning-level',
    'opinion-reply',
    'outward-count',
  ];
  const gossip = [
    'draft',
    'pending',
    'unverified',
    'held',
    'unproved',
    'expired',
    'revoked',
    'rejected',
    'withdrawn',
  ];
  test.each(outward)('nothing unproved reaches %s', (use) => {
    for (const status of gossip) expect(isAllowed(pack.uses, status, use)).toBe(false);
    expect(statusesFor(pack.uses, use)).toContain('verified');
  });
  test('what the table does not name is not allowed', () => {
    expect(isAllowed(pack.uses, 'verified', 'no-such-use')).toBe(false);
    expect(isAllowed(pack.uses, 'no-such-status', 'handling')).toBe(false);
    expect(isAllowed(pack.uses, 'constructor', 'name')).toBe(false);
  });
  test('handlers see everything', () => {
    expect(statusesFor(pack.uses, 'handling')).toEqual(pack.statuses.map((s) => s.code));
  });
});

test.each<[string, string, string | undefined]>([
  ['personal-matter', 'self-check', 'positive'],
  ['investigation', 'urgent-task', 'positive'],
  ['reward-punishment', 'commendation', 'positive'],
  ['reward-punishment', 'admonition', 'negative'],
  ['petition', 'media-exposure', 'negative'],
  ['petition', 'award', undefined],
  ['rumour', 'award', undefined],
])('%s / %s is %s unless told otherwise', (classCode, subType, polarity) => {
  expect(defaultPolarity(pack.classes, classCode, subType)).toBe(polarity);
});
