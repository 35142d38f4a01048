import { describe, expect, test } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { nodeAt, valuesAt } from './field-path.ts';
import type { FormNode } from './form-types.ts';
import { MASK, maskKin, searchableText, writtenText } from './kin.ts';
import { localiseForm } from './localise-form.ts';
import { validateForm } from './validate-form.ts';
import { walkForm } from './walk-form.ts';

const TODAY = '2026-04-06';

const pack = await defaultPack();
const formOf = (code: string) => pack.forms[code] as unknown as FormNode;
const none = { none: true, entries: [] };

/** A whole report on personal matters with something in most of its items. */
export const REPORT = {
  kind: 'yearly',
  year: 2025,
  declaredOn: '2026-01-20',
  name: '王建国',
  birthMonth: '1972-05',
  post: '县水利局局长',
  marriage: { status: 'married', spouseName: '李秀英', spouseEmployer: '县第一中学' },
  passports: { none: true },
  permits: { none: false, documents: [{ kind: 'hong-kong-macao', number: 'C12345678' }] },
  childrenForeignMarriage: none,
  childrenRegionMarriage: none,
  relativesAbroad: none,
  relativesEmployment: {
    none: false,
    entries: [{ name: '李秀英', relation: 'spouse', employer: '县第一中学' }],
  },
  relativesCriminal: none,
  income: { salary: 120000, total: 150000 },
  labourIncome: none,
  housing: {
    none: false,
    entries: [
      {
        holder: 'self',
        holderName: '王建国',
        source: 'purchase',
        address: '城东路1号',
        area: 110,
        use: 'residence',
      },
      {
        holder: 'spouse',
        holderName: '李秀英',
        source: 'inherited',
        address: '河西路9号',
        area: 70,
        use: 'residence',
      },
    ],
  },
  securities: none,
  business: none,
  overseasAssets: none,
  truthful: true,
  signedBy: '王建国',
};

describe('validateForm', () => {
  test('takes a whole report on personal matters', () => {
    expect(validateForm(pack, 'personal-matters', REPORT, TODAY)).toEqual([]);
  });

  test('has all fourteen items, each required', () => {
    const form = formOf('personal-matters');
    const numbered = Object.entries(form.properties ?? {}).filter(([, f]) =>
      /^\d+\. /.test(f['x-title']?.zh ?? ''),
    );
    expect(numbered.map(([, f]) => Number.parseInt(f['x-title']!.zh, 10))).toEqual(
      Array.from({ length: 14 }, (_, i) => i + 1),
    );
    expect(form.required).toEqual(expect.arrayContaining(numbered.map(([key]) => key)));
  });

  test.each<[string, object, string, string]>([
    [
      '"nothing" with entries',
      { housing: { ...REPORT.housing, none: true } },
      '/housing/entries',
      'maxItems',
    ],
    ['entries missing', { housing: { none: false, entries: [] } }, '/housing/entries', 'minItems'],
    ['an item left out', { business: undefined }, '/business', 'required'],
    ['an impossible date', { declaredOn: '2026-02-30' }, '/declaredOn', 'format'],
    ['an impossible month', { birthMonth: '1972-13' }, '/birthMonth', 'pattern'],
    ['an unknown option', { kind: 'weekly' }, '/kind', 'oneOf'],
    ['an unknown field', { horoscope: 'x' }, '/horoscope', 'additionalProperties'],
    ['an unsigned declaration', { truthful: false }, '/truthful', 'const'],
    ['a wrong type', { year: '2025' }, '/year', 'type'],
    ['too long a text', { other: 'x'.repeat(3001) }, '/other', 'maxLength'],
    ['an empty name', { name: '' }, '/name', 'minLength'],
  ])('names %s', (_, change, pointer, code) => {
    const data = JSON.parse(JSON.stringify({ ...REPORT, ...change }));
    const faults = validateForm(pack, 'personal-matters', data, TODAY);
    expect(faults.map((f) => [f.pointer, f.code])).toEqual([[pointer, code]]);
    expect(faults[0]!.text.zh && faults[0]!.text.en).toBeTruthy();
  });

  test('a coded value must stand in its list, a sub-type in its class', () => {
    const entry = {
      class: 'petition',
      subType: 'verified-report',
      polarity: 'negative',
      source: 'petition-letter',
      occurredOn: '2026-01-02',
      title: '占用公车',
    };
    expect(validateForm(pack, 'special-file', entry, TODAY)).toEqual([]);
    const codes = (change: object) =>
      validateForm(pack, 'special-file', { ...entry, ...change }, TODAY).map((f) => f.pointer);
    expect(codes({ subType: 'award' })).toEqual(['/subType']);
    expect(codes({ class: 'rumour' })).toEqual(['/class', '/subType']);
    expect(codes({ source: 'rumour' })).toEqual(['/source']);
  });

  test.each([' ', '　', '\t\n', '\u00a0', '\u200b', '\u2060\ufeff', '\u3164', '\u2800'])(
    'a required text that shows nothing (%j) is empty, wherever it stands',
    (blank) => {
      const faults = (code: string, data: object) =>
        validateForm(pack, code, data, TODAY).map((f) => [f.pointer, f.code, f.text.zh]);
      expect(faults('personal-matters', { ...REPORT, name: blank })).toEqual([
        ['/name', 'minLength', '必填'],
      ]);
      const row = (reply: string) => ({
        outcome: 'dismissed',
        review: '已复核',
        replies: [{ no: 1, reply }],
      });
      expect(faults('answer-check-review', row(blank))).toEqual([['/replies/0/reply', 'minLength', '必填']]);
      expect(faults('answer-check-review', row(`${blank}已核实${blank}`))).toEqual([]);
    },
  );

  test('what was done lies not in the future, today included', () => {
    const codes = (sentOn: string) =>
      validateForm(pack, 'clue-stub-sent', { sentOn, carrier: 'hand' }, TODAY).map((f) => [
        f.pointer,
        f.code,
      ]);
    expect(codes(TODAY)).toEqual([]);
    expect(codes('2026-04-07')).toEqual([['/sentOn', 'future']]);
  });

  test('no day lies in a year that nobody can mean', () => {
    const codes = (until: string) =>
      validateForm(
        pack,
        'retaliation-protection',
        { measures: ['contact'], from: '2026-03-02', until },
        TODAY,
      ).map((f) => f.code);
    expect(codes('2199-12-31')).toEqual([]);
    for (const day of ['2200-01-01', '9999-12-31', '1849-12-31', '0001-01-01'])
      expect(codes(day), day).toEqual(['day-range']);
  });

  test('an end lies not before its beginning, on the same day it may', () => {
    const codes = (until?: string) =>
      validateForm(
        pack,
        'retaliation-protection',
        { measures: ['contact'], from: '2026-03-02', ...(until ? { until } : {}) },
        TODAY,
      ).flatMap((f) => (f.code === 'not-before' ? [f.pointer] : []));
    expect(codes('2026-03-02')).toEqual([]);
    expect(codes()).toEqual([]);
    expect(codes('2026-03-01')).toEqual(['/until']);
  });

  test('a collection is answered by materials or by saying that there is nothing', () => {
    const isFine = (data: unknown) => validateForm(pack, 'collection-answer', data, TODAY).length === 0;
    expect([{}, { nothing: false }, { note: 'x' }].map(isFine)).toEqual([false, false, false]);
    expect(isFine({ nothing: true })).toBe(true);
    expect(isFine({ materials: ['3f0a3b52-0b1c-4e8e-9b46-2f1d0c7a9e11'] })).toBe(true);
  });

  test('every form of the pack refuses what is no object', () => {
    for (const code of Object.keys(pack.forms))
      expect(validateForm(pack, code, 'text', TODAY)).not.toEqual([]);
  });
});

describe('kin and third persons (P12)', () => {
  test('are masked, counts stay', () => {
    const masked = maskKin(formOf('personal-matters'), REPORT) as typeof REPORT;
    const text = JSON.stringify(masked);
    for (const secret of ['李秀英', '县第一中学', '河西路9号', '城东路1号'])
      expect(text).not.toContain(secret);
    expect(masked.marriage).toEqual({ status: 'married', spouseName: MASK, spouseEmployer: MASK });
    expect(masked.housing.entries).toHaveLength(2);
    expect(masked.relativesEmployment.entries).toEqual([{ name: MASK, relation: MASK, employer: MASK }]);
    expect(masked.post).toBe(REPORT.post);
  });

  test('never reach the search text', () => {
    const text = searchableText(formOf('personal-matters'), REPORT);
    for (const secret of ['李秀英', '县第一中学', '河西路9号']) expect(text).not.toContain(secret);
    expect(text).toContain('县水利局局长');
    expect(text).toContain('年度集中报告');
    expect(text).toContain('Yearly report');
  });

  test('what was written holds neither kin nor days nor words of the form', () => {
    const text = writtenText(formOf('personal-matters'), REPORT);
    for (const other of ['李秀英', '县第一中学', '年度集中报告', '2026-01-20', '120000'])
      expect(text).not.toContain(other);
    expect(text).toContain('县水利局局长');
  });

  test('every name, address and employer of others is marked in the forms that hold kin', () => {
    const open: string[] = [];
    for (const code of ['personal-matters', 'appointment-form', 'integrity-binder']) {
      walkForm(formOf(code), (_, path, kin) => {
        const key = String(path.at(-1));
        if (/^(spouse|child|holderName|address)/.test(key) && path.at(-2) === 'properties' && !kin)
          open.push(`${code}/${key}`);
      });
    }
    // The two items on children's marriages are containers: their entries carry the mark.
    expect(open).toEqual([
      'personal-matters/childrenForeignMarriage',
      'personal-matters/childrenRegionMarriage',
    ]);
  });
});

describe('field paths', () => {
  const data = {
    name: 'A',
    list: [
      { k: 'x', v: 1 },
      { k: 'y', v: 2 },
      { k: 'x', v: 3 },
    ],
    deep: { rows: [1, 2] },
    none: '',
  };
  test.each<[string, unknown[]]>([
    ['name', ['A']],
    ['none', []],
    ['missing', []],
    ['list[k=x]/v', [1, 3]],
    ['list[]/v', [1, 2, 3]],
    ['list[k=z]/v', []],
    ['list#count', [3]],
    ['list[k=x]#count', [2]],
    ['list[k=z]#count', [0]],
    ['deep/rows#count', [2]],
    ['deep/gone#count', []],
    ['constructor', []],
  ])('%s', (path, values) => {
    expect(valuesAt(data, path)).toEqual(values);
  });

  test('are looked up in the form, kin inherited', () => {
    const form = formOf('appointment-form');
    expect(nodeAt(form, 'family[relation=spouse]/employer')?.kin).toBe(true);
    expect(nodeAt(form, 'birthMonth')?.kin).toBe(false);
    expect(nodeAt(form, 'family#count')?.kin).toBe(false);
    for (const wrong of ['family/employer', 'family[kin=spouse]/employer', 'name#count', 'ghost']) {
      expect(nodeAt(form, wrong)).toBeUndefined();
    }
  });
});

test('a localised form is plain JSON Schema in one language', () => {
  const form = localiseForm(formOf('media-person'), 'zh') as {
    title: string;
    properties: Record<string, { title: string; oneOf?: { title: string }[] }>;
  };
  expect(form.title).toBe('重要报道（干部）');
  expect(form.properties.tone?.oneOf?.map((o) => o.title)).toEqual(['正面宣传', '客观报道', '批评曝光']);
  const english = JSON.stringify(localiseForm(formOf('personal-matters'), 'en'));
  expect(english).not.toMatch(/\p{Script=Han}/u);
  expect(english).toContain('"title":"Report on personal matters"');
});
