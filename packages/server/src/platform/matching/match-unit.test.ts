import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitNames } from './match.types.ts';
import { matchUnit, type SubmittedUnit } from './match-unit.ts';

const [codeA, codeB] = ['91512081MA62K0260E', '91350100M000100Y43'];
const unit = (change: Partial<UnitNames>): UnitNames => ({
  id: 'u1',
  name: '平川县住房和城乡建设局',
  aliases: [],
  ...change,
});
const education = unit({ name: '平川县教育和体育局', aliases: ['平川县教育局'] });

describe('matchUnit', () => {
  it.each<[string, SubmittedUnit, Partial<UnitNames>[], string[]]>([
    ['credit code', { creditCode: codeA }, [{ creditCode: codeA }], ['u1 certain credit-code-equal']],
    [
      'credit code with the name',
      { creditCode: codeA.toLowerCase(), unitName: '县住建局' },
      [{ creditCode: codeA }],
      ['u1 certain credit-code-equal unit-short'],
    ],
    [
      'credit code with an unknown name',
      { creditCode: codeA, unitName: '县房管局' },
      [{ creditCode: codeA }],
      ['u1 likely credit-code-equal name-differs'],
    ],
    [
      'credit code of one, name of another',
      { creditCode: codeA, unitName: '平川县水务局' },
      [{ creditCode: codeA }, { name: '平川县水务局' }],
      ['u1 ambiguous credit-code-equal name-differs', 'u2 ambiguous name-equal'],
    ],
    [
      'one credit code twice',
      { creditCode: codeA },
      [{ creditCode: codeA }, { creditCode: codeA }],
      [
        'u1 ambiguous credit-code-equal credit-code-twice',
        'u2 ambiguous credit-code-equal credit-code-twice',
      ],
    ],
    [
      'a name with another credit code',
      { creditCode: codeB, unitName: '平川县住房和城乡建设局' },
      [{ creditCode: codeA }],
      ['u1 ambiguous credit-code-differs name-equal'],
    ],
    [
      'a damaged credit code counts for nothing',
      { creditCode: `${codeA.slice(0, 17)}0`, unitName: '平川县住房和城乡建设局' },
      [{ creditCode: codeA }],
      ['u1 certain name-equal'],
    ],
    ['official name', { unitName: '平川县　住房和城乡建设局' }, [{}], ['u1 certain name-equal']],
    [
      'official name beside one that it abbreviates',
      { unitName: '县住建局' },
      [{ name: '县住建局' }, {}],
      ['u1 certain name-equal', 'u2 ambiguous unit-short namesake'],
    ],
    [
      'official name that is an alias of another',
      { unitName: '平川县教育局' },
      [{ name: '平川县教育局' }, education],
      ['u1 likely name-equal', 'u2 ambiguous unit-alias namesake'],
    ],
    [
      'official name twice',
      { unitName: '平川县住房和城乡建设局' },
      [{}, {}],
      ['u1 ambiguous name-equal namesake', 'u2 ambiguous name-equal namesake'],
    ],
    ['alias', { unitName: '平川县教育局' }, [education, {}], ['u1 likely unit-alias']],
    ['abbreviation', { unitName: '县住建局' }, [{}, education], ['u1 likely unit-short']],
    [
      'abbreviation of two',
      { unitName: '县住建局' },
      [{}, { name: '清河县住房和城乡建设局' }],
      ['u1 ambiguous unit-short namesake', 'u2 ambiguous unit-short namesake'],
    ],
    ['unknown', { unitName: '县财政局' }, [{}, education], []],
    ['nothing said', {}, [{}, education], []],
  ])('%s', (_, row, changes, expected) => {
    const units = changes.map((change, i) => unit({ ...change, id: `u${i + 1}` }));
    const result = matchUnit(row, units);
    expect(result.matches.map((match) => [match.id, match.certainty, ...match.reasons].join(' '))).toEqual(
      expected,
    );
    expect(result.certainty).toBe(result.matches[0]?.certainty ?? 'none');
  });

  const names = ['平川县教育局', '平川县教育和体育局', '县教育局', '清河县教育局', '平川县水务局'];
  const units = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{3}$/),
      name: fc.constantFrom(...names),
      aliases: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
      creditCode: fc.constantFrom(null, codeA, codeB),
    }),
    { maxLength: 5, selector: (one) => one.id },
  );
  const rows = fc.record({
    unitName: fc.constantFrom(null, ...names),
    creditCode: fc.constantFrom(null, codeA, 'broken'),
  });
  const strength = { certain: 3, likely: 2, ambiguous: 1, none: 0 };

  it('gives one result whatever the order, and no more certainty by one unit more', () => {
    const shuffled = units.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(rows, shuffled, (row, [list, other]) => {
        const result = matchUnit(row, list);
        expect(matchUnit(row, other)).toEqual(result);
        expect(result.matches.filter((match) => match.certainty !== 'ambiguous').length).toBeLessThanOrEqual(
          1,
        );
        const [extra, ...rest] = list;
        const before = new Map(matchUnit(row, rest).matches.map((match) => [match.id, match.certainty]));
        for (const { id, certainty } of result.matches)
          if (id !== extra?.id) expect(strength[certainty]).toBeLessThanOrEqual(strength[before.get(id)!]);
      }),
      { numRuns: 1000 },
    );
  });
});
