import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addDuration, daysBetween } from '../terms/days.ts';
import { copyOf, defaultPack } from '../testing/default-pack.ts';
import { diffCatalogues } from './diff-catalogues.ts';
import { contradictions, factsOf, summaryOf } from './facts.ts';
import { freshness } from './freshness.ts';
import { requiredItems, type SubjectTraits } from './required-items.ts';

const pack = await defaultPack();
const itemOf = (code: string) => pack.catalogue.items.find((i) => i.code === code)!;

describe('requiredItems', () => {
  const codes = (traits: SubjectTraits) => requiredItems(pack, traits).map((i) => i.code);
  test.each<[string, SubjectTraits, string[]]>([
    ['a clerk', { kind: 'person', levels: ['clerk'] }, ['appointment-form', 'annual-assessment']],
    [
      'a top leader at section level',
      { kind: 'person', levels: ['section-chief'], tags: ['top-leader'] },
      [
        'appointment-form',
        'integrity-binder',
        'head-portrait',
        'leader-appraisal',
        'democratic-life-speech',
        'annual-assessment',
        'personal-matters',
        'supervision-notes',
        'special-file',
      ],
    ],
    [
      'a clerk in a key post',
      { kind: 'person', levels: ['clerk'], tags: ['key-money'] },
      ['appointment-form', 'annual-assessment', 'supervision-notes'],
    ],
    ['a person of unknown post', { kind: 'person' }, ['appointment-form', 'annual-assessment']],
    ['any unit', { kind: 'unit' }, ['unit-profile', 'inspection-feedback', 'team-meeting', 'unit-research']],
  ])('%s', (_, traits, expected) => {
    expect(codes(traits)).toEqual(expected);
  });
});

describe('freshness', () => {
  const yearly = { maxAge: { ...itemOf('annual-assessment').maxAge, value: 'P12M' } };
  test.each<[string | null, string, string]>([
    [null, '2026-06-01', 'missing'],
    ['2026-01-31', '2026-01-31', 'fresh'],
    ['2026-01-31', '2026-11-19', 'fresh'],
    ['2026-01-31', '2026-11-20', 'ageing'],
    ['2026-01-31', '2027-01-31', 'ageing'],
    ['2026-01-31', '2027-02-01', 'stale'],
    ['2024-02-29', '2025-02-28', 'ageing'],
    ['2024-02-29', '2025-03-01', 'stale'],
  ])('%s seen on %s is %s', (last, today, state) => {
    expect(freshness(yearly, last, today, pack.catalogue.ageingShare).state).toBe(state);
  });

  test('names the days', () => {
    expect(freshness(yearly, '2026-01-31', '2026-02-01')).toEqual({
      state: 'fresh',
      last: '2026-01-31',
      ageingFrom: '2026-11-20',
      staleFrom: '2027-02-01',
    });
  });

  test('never ages without a maximum age', () => {
    expect(freshness(itemOf('media-person'), '1999-01-01', '2099-01-01')).toMatchObject({
      state: 'fresh',
      staleFrom: null,
    });
  });

  test('only ever gets older', () => {
    const order = ['fresh', 'ageing', 'stale'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        (start, a, b) => {
          const last = addDays('1990-01-01', start);
          const at = (days: number) => order.indexOf(freshness(yearly, last, addDays(last, days)).state);
          expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
        },
      ),
    );
  });
});

describe('days', () => {
  test.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2026-12-15', 'P1M', '2027-01-15'],
    ['2026-01-01', 'P1Y2M3W4D', '2027-03-26'],
  ])('%s + %s = %s', (day, duration, expected) => {
    expect(addDuration(day, duration)).toBe(expected);
  });
  test('taking away', () => {
    expect(addDuration('2026-03-31', 'P1M', -1)).toBe('2026-02-28');
    expect(addDuration('2026-04-10', 'P7D', -1)).toBe('2026-04-03');
  });
  test('adding and counting agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), (n) => {
        expect(daysBetween('2000-01-01', addDays('2000-01-01', n))).toBe(n);
      }),
    );
  });
});

describe('facts', () => {
  const appointment = {
    birthMonth: '1972-05',
    currentPost: '局长',
    family: [
      { relation: 'spouse', name: '李秀英', employer: '县第一中学' },
      { relation: 'son', name: '王小明', employer: '某公司' },
    ],
  };
  const report = {
    birthMonth: '1973-05',
    post: '局 长',
    marriage: { spouseName: '李秀英', spouseEmployer: '县第二中学' },
    housing: { none: false, entries: [{}, {}] },
  };

  test('are read where each form states them, kin marked', () => {
    const facts = factsOf(pack, itemOf('appointment-form'), appointment);
    expect(facts).toContainEqual({
      fact: 'spouse-employer',
      path: 'family[relation=spouse]/employer',
      value: '县第一中学',
      kin: true,
    });
    expect(facts).toContainEqual({ fact: 'birth-month', path: 'birthMonth', value: '1972-05', kin: false });
  });

  test('that differ stand side by side; spaces and width make no difference', () => {
    const all = [
      ...factsOf(pack, itemOf('appointment-form'), appointment),
      ...factsOf(pack, itemOf('personal-matters'), report),
    ];
    const found = contradictions(all);
    expect([...found.keys()].sort()).toEqual(['birth-month', 'spouse-employer']);
    expect(found.get('birth-month')?.map((f) => f.value)).toEqual(['1972-05', '1973-05']);
  });

  test('summaries carry labels and the texts of options', () => {
    const summary = summaryOf(pack, itemOf('personal-matters'), {
      kind: 'yearly',
      year: 2025,
      housing: report.housing,
    });
    expect(summary.map((s) => [s.path, s.values])).toEqual([
      ['year', [{ value: 2025 }]],
      ['kind', [{ value: 'yearly', text: { zh: '年度集中报告', en: 'Yearly report' } }]],
      ['housing/entries#count', [{ value: 2 }]],
    ]);
    const entry = summaryOf(pack, itemOf('special-file'), { class: 'petition' });
    expect(entry[0]?.values[0]?.text).toEqual({ zh: '信访类', en: 'Petitions' });
  });
});

describe('diffCatalogues', () => {
  test('finds nothing between equal catalogues, whatever the order of keys', () => {
    const other = copyOf(pack);
    const first = other.catalogue.items[0]!;
    other.catalogue.items[0] = Object.fromEntries(Object.entries(first).reverse()) as typeof first;
    expect(diffCatalogues(pack, other)).toMatchObject({ added: [], removed: [], changed: [] });
  });

  test('names what was added, removed and changed, forms included', () => {
    const next = copyOf(pack);
    next.head.version = '1.1.0';
    const items = next.catalogue.items;
    items.find((i) => i.code === 'unit-profile')!.maxAge.value = 'P6M';
    (next.forms['media-unit'] as unknown as { required: string[] }).required.push('url');
    items.push({ ...items[0]!, code: 'family-register' });
    next.catalogue.items = items.filter((i) => i.code !== 'other-unit');
    expect(diffCatalogues(pack, next)).toEqual({
      from: pack.head.version,
      to: '1.1.0',
      added: ['family-register'],
      removed: ['other-unit'],
      changed: [
        { code: 'unit-profile', parts: ['maxAge'] },
        { code: 'media-unit', parts: ['form'] },
      ],
    });
  });
});
