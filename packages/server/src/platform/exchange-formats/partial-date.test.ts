import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCertainlyBefore, readPartialDate } from './partial-date.ts';

describe('readPartialDate', () => {
  it.each([
    ['2015', '2015', 'year'],
    ['2015-04', '2015-04', 'month'],
    ['2015-04-09', '2015-04-09', 'day'],
    [' 2015-04-09T12:00:00Z', '2015-04-09', 'day'],
    ['2016-02-29', '2016-02-29', 'day'],
    ['2015-00-00', '2015', 'year'],
    ['2015-04-00', '2015-04', 'month'],
  ])('reads %j as %s with the precision of a %s', (text, value, precision) => {
    expect(readPartialDate(text)).toEqual({ value, precision });
  });

  it.each(['', '15', '2015-13', '2015-02-29', '2015-00-03', '0000', '2015/04/09', 'c. 2015', '20150409'])(
    'refuses %j',
    (text) => expect(readPartialDate(text)).toBeNull(),
  );
});

describe('isCertainlyBefore', () => {
  const dates = fc
    .stringMatching(/^20[0-2]\d(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$/)
    .map((text) => readPartialDate(text)!);
  const first = (value: string) => `${value}-01-01`.slice(0, 10);
  const last = (value: string) => `${value}-12-31`.slice(0, value.length === 7 ? 7 : 10).padEnd(10, '-31');

  it('holds exactly when the latest day of one precedes the earliest day of the other', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(isCertainlyBefore(a, b)).toBe(last(a.value) < first(b.value));
      }),
    );
  });
});
