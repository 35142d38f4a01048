import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeBack } from './back.ts';
import { proposedName } from './download.ts';
import { intentKeys } from './intent.ts';
import { pick, setLanguage } from './language.ts';
import { ProblemError } from './problem.ts';
import { shouldRetry } from './query-client.ts';
import { mayWith } from './session.ts';
import { beginningOf, daysUntil, formatDay, formatMoment, setTimeZone, todayHere } from './time.ts';
import { parseSearch, stringifySearch } from './url.ts';

const refused = (status: number, code = 'x') => new ProblemError({ type: '', status, code, title: '' });

describe('the way back after sign-in', () => {
  it.each(['/', '/clues?class=petition', '/dossiers/1#gaps'])('keeps %s', (back) =>
    expect(safeBack(back)).toBe(back),
  );
  it.each([
    undefined,
    '',
    'clues',
    '//evil.example',
    '/\\evil.example',
    '/x\\..\\y',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/sign-in',
    '/sign-in?back=%2Fsign-in',
    '/initial-password',
  ])('replaces %s', (back) => expect(safeBack(back)).toBe('/'));
  it('never leaves the site', () => {
    fc.assert(
      fc.property(fc.string(), (back) => {
        const target = new URL(safeBack(back), 'https://here.example/a/b');
        expect(target.origin).toBe('https://here.example');
      }),
    );
  });
});

describe('idempotency keys', () => {
  const keysOf = () => {
    let n = 0;
    return intentKeys(() => `key-${++n}`);
  };
  it('stay the same for the same input until it is decided', () => {
    const keys = keysOf();
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
    keys.failed(refused(0, 'no-answer'));
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
    keys.failed(refused(503));
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
    keys.failed(refused(409, 'key-in-progress'));
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
    keys.settled();
    expect(keys.keyFor({ a: 1 })).toBe('key-2');
  });
  it('are new for another input, and after a refusal', () => {
    const keys = keysOf();
    keys.keyFor({ a: 1 });
    expect(keys.keyFor({ a: 2 })).toBe('key-2');
    keys.failed(refused(400));
    expect(keys.keyFor({ a: 2 })).toBe('key-3');
  });
});

it.each([
  [0, 0, true],
  [1, 503, true],
  [2, 503, false],
  [0, 404, false],
  [0, 409, false],
])('after %i failures %i is tried again: %s', (failures, status, again) => {
  expect(shouldRetry(failures, refused(status))).toBe(again);
});
it('does not retry what is no refusal', () => expect(shouldRetry(0, new Error('defect'))).toBe(false));

describe('time', () => {
  it.each([
    ['2026-03-05', 'zh', 'long', '2026年3月5日'],
    ['2026-03-05', 'en', 'long', '5 March 2026'],
    ['2026-03', 'zh', 'long', '2026年3月'],
    ['2026-03', 'en', 'long', 'March 2026'],
    ['2026', 'zh', 'long', '2026年'],
    ['2026-03-05', 'zh', 'plain', '2026-03-05'],
    ['不详', 'zh', 'long', '不详'],
  ] as const)('%s in %s, %s: %s', (day, language, style, text) =>
    expect(formatDay(day, language, style)).toBe(text),
  );
  it('shows moments and days in the time zone of the jurisdiction, wherever the browser is', () => {
    expect(process.env.TZ ?? 'UTC').not.toBe('Asia/Shanghai');
    setTimeZone('Asia/Shanghai');
    const at = '2026-11-27T20:07:00.000Z';
    expect(formatMoment(at, 'zh')).toBe('2026-11-28 04:07');
    expect(formatMoment(at, 'zh', 'time')).toBe('04:07');
    expect(formatMoment(at, 'en', 'long')).toBe('28 November 2026 04:07');
    expect(formatMoment('2026-11-27T16:00:00Z', 'zh')).toBe('2026-11-28 00:00');
    expect(formatMoment('soon', 'en')).toBe('soon');
    expect(todayHere(new Date(at))).toBe('2026-11-28');
    expect(beginningOf('2026-11-28')?.toISOString()).toBe('2026-11-27T16:00:00.000Z');
    setTimeZone('Nowhere/None');
    expect(todayHere(new Date(at))).toBe('2026-11-28');
  });
  it('begins a day where the clock is turned that night', () => {
    setTimeZone('America/Havana');
    expect(beginningOf('2026-03-09')?.toISOString()).toBe('2026-03-09T04:00:00.000Z');
    expect(beginningOf('2026-03-07')?.toISOString()).toBe('2026-03-07T05:00:00.000Z');
    expect(beginningOf('gestern')).toBeUndefined();
    setTimeZone('Asia/Shanghai');
  });
  it('counts whole days over changes of the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (days) => {
        const day = new Date(Date.UTC(2026, 2, 5 + days)).toISOString().slice(0, 10);
        expect(daysUntil(day, '2026-03-05')).toBe(days);
      }),
    );
  });
});

describe('addresses', () => {
  it('keep plain texts and come back as they were', () => {
    const texts = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(texts, (search) => {
        expect(parseSearch(stringifySearch({ ...search, gone: undefined, empty: '' }))).toEqual({
          ...search,
        });
      }),
    );
    expect(stringifySearch({})).toBe('');
    expect(parseSearch('?q=123&open=true')).toEqual({ q: '123', open: 'true' });
  });
});

it.each([
  ["attachment; filename*=UTF-8''%E5%8D%B7.zip", '卷.zip'],
  ['attachment; filename="a.csv"', 'a.csv'],
  ["attachment; filename*=UTF-8''%E5%8", undefined],
  ['inline', undefined],
  [null, undefined],
])('the name in %s is %s', (header, name) => expect(proposedName(header)).toBe(name));

it('asks for one of several permissions', () => {
  expect(mayWith(['a'], undefined)).toBe(true);
  expect(mayWith(['a'], 'a')).toBe(true);
  expect(mayWith(['a'], ['b', 'a'])).toBe(true);
  expect(mayWith(['a'], ['b'])).toBe(false);
  expect(mayWith(['a'], [])).toBe(false);
});

it('never shows an empty text', () => {
  expect(pick({ zh: '甲', en: '' }, 'en')).toBe('甲');
  expect(pick('as it is', 'zh')).toBe('as it is');
  expect(() => setLanguage('zh')).not.toThrow();
});
