import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormNode } from '../forms/form-types.ts';
import { validateForm } from '../forms/validate-form.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { gridTexts } from './grid-texts.ts';
import { layPaper } from './lay-paper.ts';
import { paperTexts } from './paper-texts.ts';
import { readPaper } from './read-paper.ts';

const TODAY = '2026-04-06';

const pack = await defaultPack();
const [[code, paper]] = Object.entries(pack.papers) as [[string, (typeof pack.papers)[string]]];
const form = pack.forms[code] as unknown as FormNode;
const read = (texts: Record<string, string>, rows: Record<string, string[][]> = {}) =>
  readPaper(paper, form, { texts, rows });

describe('reading words of the paper', () => {
  it.each([
    ['197505', '1975-05'],
    ['1975.05', '1975-05'],
    ['1975年5月', '1975-05'],
    ['１９７５．０５', '1975-05'],
    ['19750512', '1975-05'],
    ['1975.05\n（51岁）', '1975-05'],
  ])('a month written %j', (text, month) => {
    const { data, notes } = read({ 'birth-month': text });
    expect(data).toEqual({ birthMonth: month });
    expect(notes).toEqual([]);
  });

  it.each(['不详', '1975', '197513', '五月'])('no month from %j, and says so', (text) => {
    const { data, notes } = read({ 'birth-month': text });
    expect(data).toEqual({});
    expect(notes).toEqual([{ field: 'birth-month', code: 'unread', words: text, kin: false }]);
  });

  it('tells of words beside a month that would be lost', () => {
    const { data, notes } = read({ 'joined-party': '1999.06 民盟' });
    expect(data).toEqual({ joinedParty: '1999-06' });
    expect(notes).toMatchObject([{ code: 'guessed', words: '1999.06 民盟' }]);
  });

  it.each([
    ['1996.07--2001.03  县建设局科员', { from: '1996-07', to: '2001-03', post: '县建设局科员' }],
    ['199607-200103 县建设局科员', { from: '1996-07', to: '2001-03', post: '县建设局科员' }],
    ['1996年7月—2001年3月，县建设局科员', { from: '1996-07', to: '2001-03', post: '县建设局科员' }],
    ['2001.03--         县建设局局长', { from: '2001-03', post: '县建设局局长' }],
    ['2001.03至今 县建设局局长', { from: '2001-03', post: '县建设局局长' }],
  ])('a period written %j', (line, entry) => {
    expect(read({ career: line })).toEqual({ data: { career: [entry] }, notes: [] });
  });

  it('takes lines without a period to the entry before, and tells of one that has none', () => {
    const { data, notes } = read({
      career: '早年务农\n1996.07--2001.03 县建设局科员\n（其间：1998.09--2000.07在省委党校学习）',
    });
    expect(data).toEqual({
      career: [
        { from: '1996-07', to: '2001-03', post: '县建设局科员（其间：1998.09--2000.07在省委党校学习）' },
      ],
    });
    expect(notes).toMatchObject([{ field: 'career', code: 'unread', words: '早年务农' }]);
  });

  it.each([
    [
      '2023年优秀；2024年称职',
      [
        [2023, 'excellent'],
        [2024, 'competent'],
      ],
    ],
    [
      '2022、2023年优秀，2024年基本称职',
      [
        [2022, 'excellent'],
        [2023, 'excellent'],
        [2024, 'basically-competent'],
      ],
    ],
    [
      '2021-2023年均为称职',
      [
        [2021, 'competent'],
        [2022, 'competent'],
        [2023, 'competent'],
      ],
    ],
    ['2024年度考核不称职', [[2024, 'incompetent']]],
  ] as [string, [number, string][]][])('assessments written %j', (text, expected) => {
    const { data } = read({ assessments: text });
    expect(data).toEqual({ assessments: expected.map(([year, grade]) => ({ year, grade })) });
  });

  it.each(['无', '（无）', '(无)', '无。'])('reads %j as none', (text) => {
    expect(read({ awards: text, assessments: text })).toEqual({ data: {}, notes: [] });
  });

  it('guesses rewards and punishments by their words, and says so', () => {
    const { data, notes } = read({ awards: '2019年记三等功\n2021年受党内警告处分' });
    expect(data).toEqual({
      awards: [
        { kind: 'reward', content: '2019年记三等功' },
        { kind: 'punishment', content: '2021年受党内警告处分' },
      ],
    });
    expect(notes.map(({ code: note }) => note)).toEqual(['guessed', 'guessed']);
  });

  it('reads relatives by what they are called; who is called otherwise is told, marked as kin', () => {
    const family = [
      ['妻子', '刘桂芳', '197803', '中共党员', '县第一中学　教师'],
      ['', '', '', '', ''],
      ['外甥', '刘强', '', '群众', '某公司'],
    ];
    const { data, notes } = read({}, { family });
    expect(data).toEqual({
      family: [
        {
          relation: 'spouse',
          name: '刘桂芳',
          birthMonth: '1978-03',
          politicalStatus: 'party-member',
          employer: '县第一中学',
          post: '教师',
        },
        { relation: 'other', name: '刘强', politicalStatus: 'none', employer: '某公司' },
      ],
    });
    expect(notes).toEqual([{ field: 'family', code: 'guessed', row: 3, words: '外甥', kin: true }]);
  });

  it('parts a school from its department where its name ends', () => {
    expect(read({ 'full-time-school': '澄江大学土木工程专业' }).data).toEqual({
      fullTimeEducation: { school: '澄江大学', department: '土木工程专业' },
    });
  });
});

const word = fc.stringMatching(/^[一-龥]{1,12}$/);
const month = fc
  .tuple(fc.integer({ min: 1940, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);
const day = fc
  .tuple(month, fc.integer({ min: 1, max: 28 }))
  .map(([m, d]) => `${m}-${String(d).padStart(2, '0')}`);
const option = (path: string) => {
  const at = path.split('/').reduce<FormNode>((node, key) => (node.items ?? node).properties![key]!, form);
  return fc.constantFrom(...at.oneOf!.map((o) => o.const as string));
};
const some = { requiredKeys: [] as [] };
const education = fc.record(
  { level: word, degree: word, school: word.map((w) => `${w}校`), department: word },
  { requiredKeys: ['school'] },
);
const anyForm = fc
  .record({
    name: word,
    gender: option('gender'),
    birthMonth: month,
    ethnicity: word,
    startedWork: month,
    currentPost: word,
    career: fc.array(fc.record({ from: month, to: month, post: word }, { requiredKeys: ['from', 'post'] }), {
      minLength: 1,
      maxLength: 8,
    }),
    more: fc.record(
      {
        age: fc.integer({ min: 18, max: 80 }),
        nativePlace: word,
        politicalStatus: option('politicalStatus'),
        joinedParty: month,
        health: word,
        fullTimeEducation: education,
        inServiceEducation: education,
        proposedPost: word,
        awards: fc.array(
          fc.record(
            { date: day, kind: option('awards/kind'), organ: word, content: word },
            { requiredKeys: ['kind', 'content'] },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        assessments: fc.array(
          fc.record({ year: fc.integer({ min: 1990, max: 2050 }), grade: option('assessments/grade') }),
          { minLength: 1, maxLength: 4 },
        ),
        family: fc.array(
          fc.record(
            {
              relation: option('family/relation'),
              name: word,
              birthMonth: month,
              politicalStatus: option('family/politicalStatus'),
              employer: word,
              post: word,
            },
            { requiredKeys: ['relation', 'name', 'employer'] },
          ),
          { minLength: 1, maxLength: 5 },
        ),
        submittingUnit: word,
        submittedOn: day,
        approvalOpinion: fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
        filledBy: word,
        filledOn: day,
      },
      some,
    ),
  })
  .map(({ more, ...rest }) => ({ ...rest, ...more }));

describe('a form on its paper', () => {
  it.each(['exchange', 'print'] as const)('comes back the same, %s', (style) => {
    fc.assert(
      fc.property(anyForm, fc.constantFrom('zh' as const, 'en' as const), (data, locale) => {
        expect(validateForm(pack, code, data, TODAY)).toEqual([]);
        const { data: back, notes } = readPaper(
          paper,
          form,
          paperTexts(paper, form, data, { style, locale }),
        );
        expect(back).toEqual(data);
        expect(notes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back the same from the cells of its table', () => {
    fc.assert(
      fc.property(anyForm, fc.constantFrom('zh' as const, 'en' as const), (data, locale) => {
        const grid = layPaper(paper, form, data, locale).flatMap(({ rows }) =>
          rows.map(({ cells }) => cells.map(({ text }) => text)),
        );
        const { data: back, notes } = readPaper(paper, form, gridTexts(paper, grid));
        expect(back).toEqual(data);
        expect(notes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is not found in the cells of another document', () => {
    expect(
      gridTexts(paper, [
        ['收文登记', '编号'],
        ['一', '二'],
      ]).found,
    ).toBe(0);
  });

  it('fills every row of its tables to the full width', () => {
    fc.assert(
      fc.property(anyForm, (data) => {
        for (const { widths, rows } of layPaper(paper, form, data, 'zh')) {
          const grid: number[] = rows.map(() => 0);
          for (const [r, { cells }] of rows.entries())
            for (const cell of cells)
              for (let down = 0; down < cell.rows; down++) grid[r + down]! += cell.columns;
          expect(grid).toEqual(rows.map(() => widths.length));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('sets long careers smaller, and short ones in full size', () => {
    const career = (count: number) => ({
      career: Array.from({ length: count }, () => ({
        from: '2001-03',
        to: '2004-05',
        post: '县住房和城乡建设局党组成员、副局长',
      })),
    });
    const sizeOf = (count: number) =>
      layPaper(paper, form, career(count), 'zh')[0]!.rows.at(-1)!.cells.at(-1)!.size;
    expect(sizeOf(3)).toBe(12);
    expect(sizeOf(30)).toBeLessThan(10);
  });

  it('breaks no word of an English label where a smaller type keeps it whole', () => {
    const MM = 25.4 / 72;
    const page = layPaper(paper, form, {}, 'en')[1]!;
    const labels = page.rows.flatMap(({ cells }) => cells.slice(0, 1)).filter(({ kind }) => kind === 'label');
    expect(labels.map(({ text }) => text)).toContain('Rewards and punishments');
    for (const { text, size, columns } of labels) {
      const width = page.widths.slice(0, columns).reduce((sum, each) => sum + each, 0);
      const longest = Math.max(...(text.match(/[A-Za-z]+/g) ?? []).map((word) => word.length));
      expect(longest * 0.55 * size * MM, text).toBeLessThanOrEqual(width - 3);
    }
  });
});
