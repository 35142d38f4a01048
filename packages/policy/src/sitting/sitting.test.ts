import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../terms/age.ts';
import { dayInZone, momentInZone } from '../terms/zone.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { minutesOf, overlaps, placeKey, sittingFaults, sittingOf } from './sitting.ts';

const pack = await defaultPack();
const fields = pack.procedures.talk!.sitting!;
const TODAY = '2026-04-08';
const PLAN = { day: '2026-04-10', from: '09:00', until: '11:00', place: '谈话室', health: 'good' };

const faults = (over: object, birth: string | null = '1980-05-01') =>
  sittingFaults(pack, fields, { ...PLAN, ...over }, [birth], TODAY);
const said = (over: object, birth?: string | null) =>
  faults(over, birth).map(({ text }) => text.zh.replace('（建议默认值）', ''));

describe('the time of a talk', () => {
  it.each<[string, object, string | undefined, RegExp | undefined]>([
    ['in the morning', {}, undefined, undefined],
    ['from eight', { from: '08:00' }, undefined, undefined],
    ['before eight', { from: '07:59' }, undefined, /夜间/],
    ['until ten in the evening', { from: '20:00', until: '22:00' }, undefined, undefined],
    ['until a minute later', { from: '20:00', until: '22:01' }, undefined, /夜间/],
    ['for six hours', { until: '15:00' }, undefined, undefined],
    ['for longer', { until: '15:01' }, undefined, /6小时/],
    ['of somebody of 59 for more than three hours', { until: '12:01' }, '1966-04-11', undefined],
    ['of somebody who turns 60 on that day', { until: '12:01' }, '1966-04-10', /60周岁/],
    [
      'of somebody chronically ill for three hours',
      { health: 'chronic', until: '12:00' },
      undefined,
      undefined,
    ],
    ['of the same for longer', { health: 'chronic', until: '12:01' }, undefined, /慢性病/],
    ['of somebody ill, accompanied', { health: 'ill', escort: true }, undefined, undefined],
    ['of somebody ill, alone', { health: 'ill' }, undefined, /陪护/],
    ['of somebody ill for long', { health: 'ill', escort: true, until: '11:01' }, undefined, /2小时/],
    ['of somebody unfit', { health: 'unfit' }, undefined, /改期/],
    ['on a day that has passed', { day: '2026-04-07' }, undefined, /早于今天/],
    ['that ends before it begins', { until: '09:00' }, undefined, /晚于开始/],
    ['of somebody of whose health nothing is said', { health: undefined }, undefined, /健康状况/],
  ])('%s', (_, over, birth, words) => {
    const told = said(over, birth);
    if (words) expect(told.join()).toMatch(words);
    else expect(told).toEqual([]);
  });

  it('says every rule that refuses it, each with its source, and in both languages', () => {
    const found = faults({ health: 'ill', from: '06:00', until: '14:00' }, '1950-01-01');
    expect(found).toHaveLength(5);
    for (const { text } of found) {
      expect(text.zh).toContain('建议默认值');
      expect(text.en).toContain('Proposed');
    }
  });

  it('never allows by more illness, age or length what it refuses by less', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.constantFrom('good', 'chronic'),
        fc.integer({ min: 30, max: 90 }),
        (a, b, health, age) => {
          fc.pre(a < b);
          const time = (value: number) =>
            `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
          const over = { from: time(a), until: time(b), health };
          const count = (more: object, years: number) =>
            faults({ ...over, ...more }, `${2026 - years}-01-01`).length;
          const less = count({}, age);
          expect(count({}, age + 5)).toBeGreaterThanOrEqual(less);
          expect(count({ health: 'chronic' }, age)).toBeGreaterThanOrEqual(less);
          if (less > 0 && b < 1439) expect(count({ until: time(b + 1) }, age)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('has every limit with its source and standing', () => {
    for (const code of ['talk-safety', 'session-safety'])
      for (const row of pack.tables[code]!.rows)
        expect([row.source.zh, row.standing]).toEqual(['建议默认值', 'default']);
  });
});

describe('what a calendar compares', () => {
  it.each([
    ['09:05', 545],
    ['23:59', 1439],
    ['24:00', undefined],
    ['9:05', undefined],
    ['', undefined],
  ])('reads %s', (text, minutes) => expect(minutesOf(text)).toBe(minutes));

  it('overlaps both ways or not at all; what ends when the other begins does not', () => {
    const times = fc
      .tuple(fc.nat(1000), fc.integer({ min: 1, max: 400 }))
      .map(([from, length]) => ({ from, until: from + length }));
    fc.assert(
      fc.property(times, times, (a, b) => {
        const shared = Math.min(a.until, b.until) > Math.max(a.from, b.from);
        expect([overlaps(a, b), overlaps(b, a)]).toEqual([shared, shared]);
      }),
    );
  });

  it('takes two ways of writing a place for one', () => {
    expect(placeKey(' 谈话室 Ａ1 ')).toBe(placeKey('谈话室a1'));
    expect(sittingOf(fields, { ...PLAN, place: ' ' })).toBeUndefined();
  });

  it('counts full years', () => {
    expect(ageOn('1966-04-10', '2026-04-09')).toBe(59);
    expect(ageOn('1966-04-10', '2026-04-10')).toBe(60);
  });

  it('knows the moment at which a clock of the zone shows a time', () => {
    expect(momentInZone('2026-04-10', 545, 'Asia/Shanghai').toISOString()).toBe('2026-04-10T01:05:00.000Z');
    expect(momentInZone('2026-03-29', 180, 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:00:00.000Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
        (minute, zone) => {
          expect(dayInZone(momentInZone('2026-07-10', minute, zone), zone)).toBe('2026-07-10');
        },
      ),
    );
  });
});
