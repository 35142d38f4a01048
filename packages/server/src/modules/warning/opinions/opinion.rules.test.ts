import type { OpinionConclusion } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectOf, firstOfEach, hasEffectOn, type Measure } from './measure.rules.ts';
import {
  conclusionFaults,
  proposedFor,
  signFaults,
  standingSigns,
  toldOf,
  unsigned,
} from './opinion.rules.ts';
import type { AskedName, Signature } from './opinion.types.ts';
import { calledFor } from './supplement.rules.ts';

const stood = { source: { zh: '试', en: 'Test' }, standing: 'default' as const };
const CONCLUSIONS: OpinionConclusion[] = [
  { code: 'clear', title: { zh: '无', en: 'None' }, ground: false, ...stood },
  { code: 'wait', title: { zh: '缓', en: 'Wait' }, ground: true, ...stood },
];
const measure = (key: string, against: string[] = ['promotion']): Measure => ({
  key,
  person: 'p1',
  what: 'kind',
  title: key,
  told: `${key}（至2026年10月6日）`,
  from: '2026-04-06',
  until: '2026-10-06',
  against,
});
const names: AskedName[] = [1, 2, 3].map((no) => ({ no, person: `p${no}`, name: `n${no}` }));
const sign = (
  no: number,
  place: string,
  result: Signature['result'],
  account = 'a',
  minute = 0,
): Signature => ({
  no,
  place,
  result,
  account,
  at: new Date(minute * 60_000),
});

describe('entries that tell of one decision', () => {
  const entry = (id: string, from: string, decision?: string, more: object = {}) => ({
    id,
    person: 'p1',
    item: 'file',
    effect: { kind: 'admonition', from, until: '2026-10-06' },
    decision,
    ...more,
  });
  const ids = (entries: ReturnType<typeof entry>[], alike = false) =>
    firstOfEach(entries, () => alike).map(({ id }) => id);

  it('count once, from the first day on, whatever day a copy gives', () => {
    expect(ids([entry('b', '2026-05-01', '1号'), entry('a', '2026-04-06', '1号')])).toEqual(['a']);
    expect(ids([entry('a', '2026-04-06'), entry('b', '2026-05-01')], true)).toEqual(['a']);
    expect(ids([entry('a', '2026-04-06', '1号'), entry('b', '2026-05-01')], true)).toEqual(['a']);
  });

  it('are told apart by the decision that they name, by person and by kind', () => {
    expect(ids([entry('a', '2026-04-06', '1号'), entry('b', '2026-05-01', '2号')], true)).toEqual(['a', 'b']);
    expect(ids([entry('a', '2026-04-06'), entry('b', '2026-05-01')])).toEqual(['a', 'b']);
    expect(
      ids([entry('a', '2026-04-06', '1号'), entry('b', '2026-05-01', '1号', { person: 'p2' })]),
    ).toHaveLength(2);
  });
});

describe('signatures', () => {
  it('count once a name and place: the last of those who did not stay out', () => {
    const standing = standingSigns([
      sign(1, 'x', 'clear', 'a', 1),
      sign(1, 'x', 'recused', 'b', 2),
      sign(1, 'x', 'problem', 'c', 3),
    ]);
    expect([...standing.values()].map(({ account }) => account)).toEqual(['c']);
  });

  it('leave out nobody: the names left and the names signed are all names, whatever was signed', () => {
    const anySign = fc.record({
      no: fc.integer({ min: 1, max: 3 }),
      place: fc.constantFrom('x', 'y'),
      result: fc.constantFrom('clear', 'problem', 'recused'),
      account: fc.constantFrom('a', 'b'),
      at: fc.integer({ min: 0, max: 9 }).map((n) => new Date(n)),
    }) as fc.Arbitrary<Signature>;
    fc.assert(
      fc.property(fc.array(anySign), (signs) => {
        const left = unsigned(names, ['x', 'y'], signs);
        const standing = standingSigns(signs);
        for (const place of ['x', 'y'])
          for (const { no } of names)
            expect((left.get(place) ?? []).includes(no)).toBe(!standing.has(`${no} ${place}`));
      }),
    );
  });

  it('are refused near to the name, after staying out, and on anything that is not in force', () => {
    const inForce = new Map([[1, [measure('m')]]]);
    const free = { near: new Set<string>(), stayedOut: new Set<number>() };
    const faults = (row: object, signer = free) =>
      signFaults([{ no: 1, result: 'clear', ...row } as never], names, inForce, signer).map(
        ({ code }) => code,
      );
    expect(faults({})).toEqual([]);
    expect(faults({}, { ...free, near: new Set(['p1']) })).toEqual(['opinion.near']);
    expect(faults({ result: 'recused' }, { ...free, near: new Set(['p1']) })).toEqual(['opinion.near']);
    expect(faults({}, { ...free, stayedOut: new Set([1]) })).toEqual(['opinion.stayed-out']);
    expect(faults({ result: 'problem', grounds: ['m'] })).toEqual([]);
    expect(faults({ result: 'problem', grounds: ['rumour'] })).toEqual(['opinion.not-in-force']);
    expect(faults({ result: 'problem' })).toEqual(['opinion.ground']);
  });
});

describe('conclusions', () => {
  const given = (measures: Measure[], signs: Signature[] = []) => ({
    names,
    inForce: new Map([[1, measures]]),
    signs,
    conclusions: CONCLUSIONS,
    occasion: 'promotion',
  });
  const faults = (row: object, measures: Measure[], signs: Signature[] = []) =>
    conclusionFaults(
      [{ no: 1, name: 'n1', conclusion: 'clear', ...row } as never],
      given(measures, signs),
    ).map(({ code }) => code);
  const other = measure('o', ['award']);
  const grounds = ['m'];

  it.each([
    ['nothing in force, nothing said', {}, [], []],
    ['what stands against it can not be passed over', {}, [measure('m')], ['opinion.stands-against']],
    ['what stands against something else may', {}, [other], []],
    [
      'with a ground that is told',
      { conclusion: 'wait', grounds, told: measure('m').told },
      [measure('m')],
      [],
    ],
    ['without a ground', { conclusion: 'wait' }, [measure('m')], ['opinion.ground']],
    [
      'with a ground that is over',
      { conclusion: 'wait', grounds, told: measure('m').told },
      [],
      ['opinion.not-in-force'],
    ],
    [
      'that tells something else',
      { conclusion: 'wait', grounds, told: '另有反映' },
      [measure('m')],
      ['opinion.other-words'],
    ],
    ['that tells something though it rests on nothing', { told: '有反映' }, [], ['opinion.other-words']],
    ['of another name', { name: '他人' }, [], ['opinion.other-words']],
    ['that the pack has not', { conclusion: 'hm' }, [], ['opinion.no-such-conclusion']],
  ])('%s', (_, row, measures, expected) => {
    expect(faults(row, measures)).toEqual(expected);
  });

  it('asks for a remark where a department signed a problem and nothing comes of it', () => {
    const signs = [sign(1, 'x', 'problem')];
    expect(faults({}, [other], signs)).toEqual(['opinion.remark']);
    expect(faults({ remark: '与本次事由无关。' }, [other], signs)).toEqual([]);
  });

  it('proposed by the platform are always free of faults', () => {
    const anyMeasure = fc
      .record({ key: fc.constantFrom('a', 'b', 'c'), against: fc.subarray(['promotion', 'award']) })
      .map(({ key, against }) => measure(key, against));
    fc.assert(
      fc.property(fc.uniqueArray(anyMeasure, { selector: ({ key }) => key }), (measures) => {
        const { conclusion, grounds: on } = proposedFor(CONCLUSIONS, measures, 'promotion');
        const told = toldOf(on, measures);
        expect(faults({ conclusion, grounds: on, ...(told ? { told } : {}) }, measures)).toEqual([]);
      }),
    );
  });
});

describe('the effect of an entry', () => {
  const rule = {
    item: 'i',
    by: 'kind',
    from: 'on',
    until: 'until',
    lasts: { warning: 'w' },
    against: [],
  };
  const limits = {
    entries: [{ code: 'w', length: { value: 6, unit: 'month' }, effectiveFrom: '2026-01-01' }],
    overrides: [],
    organs: [],
  } as never;

  it('lasts as the limit of its kind says, or as it says itself; other kinds have none', () => {
    expect(effectOf(rule, { kind: 'warning', on: '2026-03-31' }, limits)).toMatchObject({
      until: '2026-09-30',
    });
    expect(effectOf(rule, { kind: 'warning', on: '2026-03-31', until: '2026-05-01' }, limits)).toMatchObject({
      until: '2026-05-01',
    });
    expect(effectOf(rule, { kind: 'praise', on: '2026-03-31' }, limits)).toBeUndefined();
    expect(effectOf(rule, { kind: 'constructor', on: '2026-03-31' }, limits)).toBeUndefined();
    expect(effectOf(rule, { kind: 'warning' }, limits)).toBeUndefined();
  });

  it('is over for ever after its last day', () => {
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [from, on] = [a, b].map((one) => one.toISOString().slice(0, 10)) as [string, string];
        const effect = effectOf(rule, { kind: 'warning', on: from }, limits)!;
        if (on > effect.until) expect(hasEffectOn(effect, on)).toBe(false);
        if (hasEffectOn(effect, on)) expect(on >= from && on <= effect.until).toBe(true);
      }),
    );
  });
});

describe('a supplement', () => {
  const window = { value: 6, unit: 'month' as const };
  const last = { on: '2026-04-06', occasion: 'promotion', restedOn: [], known: new Set(['old']) };
  it('is for what is new, stands against the occasion, and within the window to its last day', () => {
    const found = (measures: Measure[], today: string) => calledFor(last, measures, window, today);
    const all = [measure('old'), measure('new'), measure('other', ['award'])];
    expect(found(all, '2026-10-06')).toEqual(['new']);
    expect(found(all, '2026-10-07')).toEqual([]);
    expect(found([measure('old')], '2026-05-01')).toEqual([]);
  });

  it('is for a ground that fell before the day that was told, or changed, once each, also after the window', () => {
    const ground = { key: 'old', what: 'kind', until: '2027-10-06' };
    const still = { ...measure('old'), until: ground.until };
    const found = (measures: Measure[], today: string, known: string[] = []) =>
      calledFor({ ...last, restedOn: [ground], known: new Set(['old', ...known]) }, measures, window, today);
    expect(found([still], '2027-10-06')).toEqual([]);
    expect(found([], '2027-10-06')).toEqual(['old ended']);
    expect(found([], '2027-10-06', ['old ended'])).toEqual([]);
    // It was told to end then.
    expect(found([], '2027-10-07')).toEqual([]);
    expect(found([{ ...still, what: 'lower' }], '2026-05-01')).toEqual(['old lower 2027-10-06']);
    expect(found([{ ...still, until: '2026-12-31' }], '2026-05-01')).toEqual(['old kind 2026-12-31']);
    const unnamed = { key: 'old', until: ground.until };
    expect(calledFor({ ...last, restedOn: [unnamed] }, [still], window, '2026-05-01')).toEqual([]);
  });
});
