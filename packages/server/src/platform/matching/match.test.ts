import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPerson, type PersonCandidate, type SubmittedPerson } from './match.ts';
import type { UnitNames } from './match.types.ts';

const housing: UnitNames = {
  id: 'u1',
  name: '平川县住房和城乡建设局',
  aliases: ['县建设局'],
  creditCode: '91512081MA62K0260E',
};
const water: UnitNames = { id: 'u2', name: '平川县水务局', aliases: [] };

type Held = Partial<PersonCandidate> & { unit?: UnitNames; post?: string | null; from?: string; to?: string };

const candidate = ({ unit = housing, post = '局长', from, to, ...rest }: Held): PersonCandidate => ({
  id: 'p1',
  name: '王芳',
  otherNames: [],
  idHashEqual: null,
  birth: '1975-03-09',
  appointments: [{ unit, post, from: from ?? '2020-01-01', to: to ?? null }],
  ...rest,
});
const row = (change: Partial<SubmittedPerson> = {}): SubmittedPerson => ({
  name: '王芳',
  hasIdNumber: false,
  asOf: '2026-03-31',
  ...change,
});
const inHousing = { unitName: housing.name };
const withNumber = { hasIdNumber: true };

describe('matchPerson with one candidate', () => {
  it.each<[string, Partial<SubmittedPerson>, Held, string, string[]]>([
    ['number and name', withNumber, { idHashEqual: true }, 'certain', ['id-number-equal', 'name-equal']],
    [
      'number and name, moved elsewhere',
      { ...withNumber, unitName: '平川县水务局' },
      { idHashEqual: true },
      'certain',
      ['id-number-equal', 'name-equal', 'unit-differs'],
    ],
    [
      'number and a former name',
      withNumber,
      { idHashEqual: true, name: '王芳芳', otherNames: ['王芳'] },
      'certain',
      ['id-number-equal', 'name-equal'],
    ],
    [
      'number and a similar name',
      { ...withNumber, name: '王 國強' },
      { idHashEqual: true, name: '王国强' },
      'likely',
      ['id-number-equal', 'name-similar'],
    ],
    [
      'number of another name',
      { ...withNumber, ...inHousing },
      { idHashEqual: true, name: '李强' },
      'ambiguous',
      ['id-number-equal', 'unit-current', 'number-of-another-name'],
    ],
    [
      'name, unit and post',
      { ...inHousing, postTitle: '党组书记、局长' },
      {},
      'certain',
      ['name-equal', 'unit-current', 'post-equal'],
    ],
    [
      'name, credit code and post',
      { creditCode: housing.creditCode!, postTitle: '局长' },
      {},
      'certain',
      ['name-equal', 'unit-current', 'credit-code-equal', 'post-equal'],
    ],
    [
      'the same with a number that the record lacks',
      { ...withNumber, ...inHousing, postTitle: '局长' },
      {},
      'likely',
      ['id-number-not-on-record', 'name-equal', 'unit-current', 'post-equal'],
    ],
    [
      'the same with another number',
      { ...withNumber, ...inHousing, postTitle: '局长' },
      { idHashEqual: false },
      'ambiguous',
      ['id-number-differs', 'name-equal', 'unit-current', 'post-equal'],
    ],
    [
      'the same with another birth date',
      { ...inHousing, postTitle: '局长', birth: '1980-01' },
      {},
      'ambiguous',
      ['name-equal', 'unit-current', 'post-equal', 'birth-differs'],
    ],
    [
      'the same with a short unit name',
      { unitName: '县住建局', postTitle: '局长' },
      {},
      'likely',
      ['name-equal', 'unit-current', 'unit-short', 'post-equal'],
    ],
    [
      'the same with a similar name',
      { ...inHousing, name: '王国強', postTitle: '局长' },
      { name: '王国强' },
      'likely',
      ['name-similar', 'unit-current', 'post-equal'],
    ],
    [
      'name, unit and another post',
      { ...inHousing, postTitle: '副局长' },
      {},
      'likely',
      ['name-equal', 'unit-current', 'post-differs'],
    ],
    ['name and unit', inHousing, {}, 'likely', ['name-equal', 'unit-current']],
    [
      'name and unit, birth year known',
      { ...inHousing, birth: '1975' },
      {},
      'likely',
      ['name-equal', 'unit-current', 'birth-equal'],
    ],
    [
      'name and the unit by alias',
      { unitName: '县建设局' },
      {},
      'likely',
      ['name-equal', 'unit-current', 'unit-alias'],
    ],
    [
      'name and a former unit',
      { ...inHousing, postTitle: '局长' },
      { to: '2024-06' },
      'likely',
      ['name-equal', 'unit-former', 'post-equal'],
    ],
    [
      'name and a later unit',
      { ...inHousing, postTitle: '局长' },
      { from: '2026-04-01' },
      'likely',
      ['name-equal', 'unit-former', 'post-equal'],
    ],
    [
      'similar name and unit',
      { ...inHousing, name: '王国強' },
      { name: '王国强' },
      'ambiguous',
      ['name-similar', 'unit-current'],
    ],
    ['name and birth date', { birth: '1975-03-09' }, {}, 'likely', ['name-equal', 'birth-equal']],
    [
      'similar name and birth date',
      { name: '王国強', birth: '1975-03-09' },
      { name: '王国强' },
      'ambiguous',
      ['name-similar', 'birth-equal', 'only-name'],
    ],
    [
      'name and birth date in another unit',
      { unitName: '平川县水务局', birth: '1975-03-09' },
      {},
      'ambiguous',
      ['name-equal', 'unit-differs', 'birth-equal'],
    ],
    [
      'name in a unit of another credit code',
      { ...inHousing, creditCode: '91350100M000100Y43' },
      {},
      'ambiguous',
      ['name-equal', 'unit-differs'],
    ],
    ['only the name', {}, {}, 'ambiguous', ['name-equal', 'only-name']],
  ])('%s', (_, change, held, certainty, reasons) => {
    expect(matchPerson(row(change), [candidate(held)])).toEqual({
      certainty,
      matches: [{ id: 'p1', certainty, reasons }],
    });
  });

  it('finds nobody of another name without an equal number', () => {
    const others = [candidate({ name: '李强' }), candidate({ id: 'p2', name: '王方', idHashEqual: false })];
    expect(matchPerson(row(inHousing), others)).toEqual({ certainty: 'none', matches: [] });
    expect(matchPerson(row(inHousing), [])).toEqual({ certainty: 'none', matches: [] });
    expect(matchPerson(row({ name: ' ' }), [candidate({ name: '' })]).certainty).toBe('none');
  });
});

describe('matchPerson with several candidates', () => {
  const full = { ...inHousing, postTitle: '局长' };
  it.each<[string, Partial<SubmittedPerson>, Held[], string[]]>([
    [
      'the number decides between namesakes in one unit',
      { ...withNumber, ...full },
      [{ idHashEqual: true }, {}],
      ['p1 certain', 'p2 ambiguous'],
    ],
    [
      'two of one name in the unit',
      inHousing,
      [{ birth: null }, { post: '科员' }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    [
      'two of one name in the unit, though the posts differ',
      full,
      [{}, { post: '科员' }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    [
      'one who left the unit is a namesake too',
      full,
      [{}, { to: '2021-12-31' }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    [
      'one of a similar name in the unit is a namesake too',
      { ...full, name: '张伟' },
      [{ name: '张伟' }, { name: '張偉' }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    ['a namesake in another unit', full, [{}, { unit: water }], ['p1 certain', 'p2 ambiguous']],
    [
      'a namesake whose number is another',
      { ...withNumber, ...full },
      [{}, { idHashEqual: false }],
      ['p1 likely', 'p2 ambiguous'],
    ],
    [
      'the number belongs to another name',
      { ...withNumber, ...full },
      [{}, { idHashEqual: true, name: '李强' }],
      ['p2 ambiguous', 'p1 ambiguous'],
    ],
    [
      'the number is on record twice',
      withNumber,
      [{ idHashEqual: true }, { idHashEqual: true }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    [
      'the number of a similar name, and the name itself',
      { ...withNumber, name: '张伟' },
      [{ idHashEqual: true, name: '張偉' }, { name: '张伟' }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
    ['two of one name without a unit', {}, [{}, { unit: water }], ['p1 ambiguous', 'p2 ambiguous']],
    [
      'one of two born on the day',
      { birth: '1975-03-09' },
      [{}, { birth: '1980-01-01' }],
      ['p1 likely', 'p2 ambiguous'],
    ],
    [
      'one born on the day, one on a day unknown',
      { birth: '1975-03-09' },
      [{}, { birth: null }],
      ['p1 ambiguous', 'p2 ambiguous'],
    ],
  ])('%s', (_, change, held, expected) => {
    const candidates = held.map((one, i) => candidate({ ...one, id: `p${i + 1}` }));
    const { matches, certainty } = matchPerson(row(change), candidates);
    expect(matches.map((match) => `${match.id} ${match.certainty}`)).toEqual(expected);
    expect(certainty).toBe(matches[0]?.certainty);
  });
});

describe('any candidates', () => {
  const name = fc.constantFrom('王芳', '王 芳', '张伟', '張偉', '李强');
  const date = fc.constantFrom(null, '1975', '1975-03-09', '1980-01-01');
  const candidates = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{3}$/),
      name,
      otherNames: fc.array(name, { maxLength: 1 }),
      idHashEqual: fc.constantFrom(true, false, null),
      birth: date,
      appointments: fc.array(
        fc.record({
          unit: fc.constantFrom(housing, water),
          post: fc.constantFrom(null, '局长', '副局长'),
          from: fc.constantFrom(null, '2020', '2027-01-01'),
          to: fc.constantFrom(null, '2024-06-30'),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 5, selector: (one) => one.id },
  );
  const rows = fc.record({
    name,
    hasIdNumber: fc.constant(true),
    asOf: fc.constant('2026-03-31'),
    unitName: fc.constantFrom(null, housing.name, '县住建局', '县水务局', '县财政局'),
    creditCode: fc.constantFrom(null, null, housing.creditCode),
    postTitle: fc.constantFrom(null, '局长'),
    birth: date,
  });
  const strength = { certain: 3, likely: 2, ambiguous: 1, none: 0 };
  const runs = { numRuns: 1000 };

  it('gives one result whatever their order', () => {
    const shuffled = candidates.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(rows, shuffled, (submitted, [list, other]) => {
        expect(matchPerson(submitted, other)).toEqual(matchPerson(submitted, list));
      }),
      runs,
    );
  });

  it('never makes anybody more certain by one candidate more', () => {
    fc.assert(
      fc.property(rows, candidates, (submitted, list) => {
        const [extra, ...rest] = list;
        fc.pre(extra !== undefined);
        const before = new Map(matchPerson(submitted, rest).matches.map((match) => [match.id, match]));
        for (const match of matchPerson(submitted, list).matches)
          if (match.id !== extra.id)
            expect(strength[match.certainty]).toBeLessThanOrEqual(strength[before.get(match.id)!.certainty]);
      }),
      runs,
    );
  });

  it('is certain or likely of one at most, and certain only by number or by name, unit and post', () => {
    fc.assert(
      fc.property(rows, candidates, fc.boolean(), (submitted, list, hasIdNumber) => {
        const compared = hasIdNumber ? list : list.map((one) => ({ ...one, idHashEqual: null }));
        const { matches, certainty } = matchPerson({ ...submitted, hasIdNumber }, compared);
        expect(matches.filter((match) => match.certainty !== 'ambiguous').length).toBeLessThanOrEqual(1);
        expect(certainty).toBe(matches[0]?.certainty ?? 'none');
        for (const { reasons } of matches.filter((match) => match.certainty === 'certain')) {
          expect(reasons).toContain('name-equal');
          if (!reasons.includes('id-number-equal'))
            expect(reasons).toEqual(expect.arrayContaining(['unit-current', 'post-equal']));
        }
      }),
      runs,
    );
  });
});
