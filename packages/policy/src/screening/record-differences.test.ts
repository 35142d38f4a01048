import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateForm } from '../forms/validate-form.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { type Comparable, recordDifferences } from './record-differences.ts';

const TODAY = '2026-04-06';

const pack = await defaultPack();
const rules = pack.screening.differences;
type Body = Record<string, unknown>;

let made = 0;
function entry(item: string, day: string, form: Body, id = `${item}-${++made}`): Comparable {
  return { id, item, day, pack, form };
}
const home = (over: Body = {}) => ({
  holder: 'self',
  matched: 'by-number',
  address: '城东路8号3栋202室',
  registeredOn: '2025-06-01',
  ...over,
});
const job = (over: Body = {}) => ({
  name: '周小舟',
  relation: 'child',
  matched: 'by-number',
  employer: '澄溪某某建设公司',
  since: '2024-03-01',
  ...over,
});
/** A report of January 2026 with one home and one employed child. */
const report = (over: Body = {}, day = '2026-01-20') =>
  entry('personal-matters', day, {
    declaredOn: day,
    housing: {
      none: false,
      entries: [{ holder: 'self', source: 'purchase', address: '城东路1号', area: 90, use: 'residence' }],
    },
    relativesEmployment: {
      none: false,
      entries: [{ name: '周小舟', relation: 'child', employer: '县第一中学' }],
    },
    ...over,
  });
const check = (over: Body) =>
  entry('matters-check', '2026-03-01', {
    checkedOn: '2026-03-01',
    organ: '干部监督科',
    kind: 'on-report',
    ...over,
  });
const notes = (over: Body = {}) =>
  entry('supervision-notes', '2026-02-10', {
    date: '2025-11-03',
    kind: 'check',
    officers: ['赵明'],
    topic: '公务接待检查',
    content: '抽查接待台账。',
    problems: ['超标准接待'],
    problemKind: 'integrity',
    ...over,
  });
const appraisal = (over: Body = {}) =>
  entry('annual-assessment', '2026-02-01', { year: 2025, grade: 'excellent', ...over });
const promise = (over: Body = {}) =>
  entry('promise', '2025-05-01', {
    date: '2025-05-01',
    occasion: 'admonition',
    kind: 'integrity',
    content: '不再超标准接待。',
    ...over,
  });

const found = (...entries: Comparable[]) => recordDifferences(rules, entries).map(({ rule }) => rule.code);

describe('the samples', () => {
  test.each([
    ['matters-check', check({ housing: [home()], employment: [job()] })],
    ['supervision-notes', notes()],
    ['annual-assessment', appraisal()],
    ['promise', promise()],
  ])('are whole forms of %s', (code, { form }) => {
    expect(validateForm(pack, code, form as Body, TODAY)).toEqual([]);
  });
});

describe('what is found', () => {
  test.each<[string, Comparable[], string[]]>([
    [
      'a home registered before the report and absent from it',
      [report(), check({ housing: [home()] })],
      ['home-not-in-report'],
    ],
    [
      'also where the report says that there is none',
      [report({ housing: { none: true } }), check({ housing: [home()] })],
      ['home-not-in-report'],
    ],
    [
      'registered on the very day',
      [report(), check({ housing: [home({ registeredOn: '2026-01-20' })] })],
      ['home-not-in-report'],
    ],
    [
      "a child's job that is not the declared one",
      [report(), check({ employment: [job()] })],
      ['relative-job-differs'],
    ],
    [
      'the grade of a year beside problems found in it',
      [appraisal(), notes()],
      ['appraisal-beside-problems'],
    ],
    ['the like after a promise', [promise(), notes()], ['problem-after-promise']],
  ])('%s', (_, entries, codes) => {
    expect(found(...entries)).toEqual(codes);
  });

  test('comes with both sides, their days and what each says', () => {
    const [declaration, record] = [report(), check({ employment: [job()] })];
    const [difference] = recordDifferences(rules, [record, declaration]);
    expect(difference).toMatchObject({
      declared: { material: declaration.id, day: '2026-01-20' },
      recorded: { material: record.id, day: '2024-03-01' },
    });
    const told = (side: 'declared' | 'recorded') => difference![side].says.map(({ value }) => value);
    expect(told('declared')).toEqual(['周小舟', 'child', '县第一中学']);
    expect(told('recorded')).toEqual(['周小舟', 'child', '澄溪某某建设公司', '2024-03-01']);
    // Protection P12: who may not read of kin sees neither side.
    expect(difference!.recorded.says.every(({ kin }) => kin)).toBe(true);
  });
});

describe('what is not found', () => {
  test.each<[string, Comparable[]]>([
    [
      'a home bought after the report',
      [report(), check({ housing: [home({ registeredOn: '2026-01-21' })] })],
    ],
    ['a home given up before it', [report(), check({ housing: [home({ endedOn: '2025-12-31' })] })]],
    ["a namesake's home", [report(), check({ housing: [home({ matched: 'other' })] })]],
    ['a home known by a like name only', [report(), check({ housing: [home({ matched: 'by-name' })] })]],
    ['a home written more fully', [report(), check({ housing: [home({ address: '澄溪县 城东路１号' })] })]],
    ['a job taken up after the report', [report(), check({ employment: [job({ since: '2026-02-01' })] })]],
    ["a namesake's job", [report(), check({ employment: [job({ matched: 'other' })] })]],
    ['the job of another relative', [report(), check({ employment: [job({ name: '周小帆' })] })]],
    [
      'a second job beside the declared one',
      [report(), check({ employment: [job(), job({ employer: '澄溪县第一中学' })] })],
    ],
    ['a grade that speaks of problems itself', [appraisal({ grade: 'basically-competent' }), notes()]],
    ['problems of another year', [appraisal({ year: 2024 }), notes()]],
    ['supervision that found nothing', [appraisal(), promise(), notes({ problems: [] })]],
    ['what was found before the promise', [promise({ date: '2025-12-01' }), notes()]],
    ['problems of another kind than promised', [promise(), notes({ problemKind: 'work' })]],
    ['problems of no known kind', [promise({ kind: undefined }), notes({ problemKind: undefined })]],
    [
      'one side alone',
      [check({ housing: [home()], employment: [job()] }), notes(), promise({ date: '2026-01-01' })],
    ],
  ])('%s', (_, entries) => {
    expect(found(...entries)).toEqual([]);
  });
});

describe('whatever the dossier holds', () => {
  const day = fc
    .integer({ min: 0, max: 700 })
    .map((n) => new Date(Date.UTC(2024, 6, 1 + n)).toISOString().slice(0, 10));
  const matched = fc.constantFrom('by-number', 'by-name', 'other');
  const address = fc.constantFrom('城东路1号', '城东路8号3栋202室', '河西路9号');
  const anyReport = fc
    .record({
      at: day,
      homes: fc.array(address, { maxLength: 3 }),
      employer: fc.constantFrom('县第一中学', '县医院'),
    })
    .map(({ at, homes, employer }) =>
      report(
        {
          housing: {
            none: homes.length === 0,
            entries: homes.map((one) => ({ holder: 'self', address: one })),
          },
          relativesEmployment: { entries: [{ name: '周小舟', relation: 'child', employer }] },
        },
        at,
      ),
    );
  const anyCheck = fc
    .record({
      homes: fc.array(fc.record({ address, matched, registeredOn: day }), { maxLength: 3 }),
      jobs: fc.array(
        fc.record({ matched, since: day, employer: fc.constantFrom('县医院', '澄溪某某建设公司') }),
        { maxLength: 2 },
      ),
    })
    .map(({ homes, jobs }) => check({ housing: homes.map(home), employment: jobs.map(job) }));
  const anyOther = fc.constantFrom(0, 1, 2).map((n) => [appraisal(), notes(), promise()][n]!);
  const anyDossier = fc.array(fc.oneof(anyReport, anyCheck, anyOther), { maxLength: 8 });

  test('the order of entries and of their rows makes no difference', () => {
    const turned = (one: Comparable): Comparable => ({
      ...one,
      form: JSON.parse(JSON.stringify(one.form), (_, value) =>
        Array.isArray(value) ? value.toReversed() : value,
      ),
    });
    fc.assert(
      fc.property(
        anyDossier.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, mixed]) => {
          const said = (entries: Comparable[]) =>
            recordDifferences(rules, entries).map(({ rule, declared, recorded }) => ({
              code: rule.code,
              declared,
              recorded,
            }));
          expect(said(mixed.map(turned))).toEqual(said(all));
        },
      ),
    );
  });

  test('no row of another or of an uncertain person and no later row is ever held against a report', () => {
    fc.assert(
      fc.property(anyDossier, (all) => {
        const fair = all.map((one) =>
          one.item !== 'matters-check'
            ? one
            : check({
                housing: ((one.form as Body).housing as Body[]).filter((row) => row.matched !== 'by-number'),
                employment: ((one.form as Body).employment as Body[]).map((row) => ({
                  ...row,
                  since: '2027-01-01',
                })),
              }),
        );
        expect(
          found(...fair).filter((code) => code.startsWith('home') || code.startsWith('relative')),
        ).toEqual([]);
      }),
    );
  });
});
