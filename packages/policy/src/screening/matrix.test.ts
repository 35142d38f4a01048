import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormNode } from '../forms/form-types.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { cellsOf, type MatrixCell, matrixOf, pointStanding } from './matrix.ts';

const pack = await defaultPack();
const matrix = matrixOf(pack.forms['clue-screening'] as unknown as FormNode)!;
const { incriminating, open } = matrix.hint;
const exonerating = matrix.readings.filter((one) => !incriminating.includes(one) && !open.includes(one));
const ranked = [...incriminating, ...exonerating];

const cell = (over: Partial<MatrixCell>): MatrixCell => ({
  point: 1,
  piece: '证言甲',
  source: '证人甲',
  origin: '',
  reading: 'true',
  mark: 'contradicts',
  weight: 'fair',
  tainted: false,
  ...over,
});
/** A piece that says something of every reading. */
const row = (piece: string, source: string, marks: Record<string, string>, over: Partial<MatrixCell> = {}) =>
  ranked.map((reading) => cell({ piece, source, reading, mark: marks[reading] ?? 'neutral', ...over }));
const stand = (cells: readonly MatrixCell[]) => pointStanding(matrix, cells, 1);
const against = (cells: readonly MatrixCell[], reading: string) =>
  stand(cells).readings.find((one) => one.reading === reading)!.contradictedBy;

describe('the table of evidence', () => {
  test('has the eight readings of the form as its columns', () => {
    expect(matrix.readings).toEqual([
      'true',
      'partly',
      'exaggerated',
      'understated',
      'untrue',
      'mistake',
      'framed',
      'unknown',
    ]);
  });

  test('reads what was written before it was a table', () => {
    const [first] = cellsOf(matrix, {
      evidence: [{ no: 1, piece: '收据', source: '单位财务', bears: 'contradicts', reading: 'true' }],
    });
    expect(first).toEqual(cell({ piece: '收据', source: '单位财务' }));
  });

  test('names what nobody looked at, for the person first, before it places anything', () => {
    const one = stand([cell({})]);
    expect(one.least).toBeNull();
    expect(one.unexamined.slice(0, exonerating.length)).toEqual(exonerating);
    expect(stand([]).least).toBeNull();
  });

  test('places what is least contradicted, heaviest first, and never by what supports it', () => {
    const cells = [
      ...row(
        '会议记录',
        '单位',
        { true: 'contradicts', partly: 'contradicts', framed: 'contradicts' },
        { weight: 'strong' },
      ),
      ...row('证言', '证人', {
        true: 'supports',
        mistake: 'contradicts',
        exaggerated: 'contradicts',
        understated: 'contradicts',
      }),
    ];
    expect(stand(cells).least).toEqual(['untrue']);
    const even = row('证言', '证人', { true: 'contradicts' });
    expect(stand(even)).toMatchObject({ least: ranked.filter((one) => one !== 'true').sort(byColumn) });
    expect(stand(even).undecided).toHaveLength(ranked.length - 1);
  });

  test('counts copies of one origin once, and tainted pieces not at all', () => {
    const letters = ['来信一', '来信二', '转载'].map((piece, i) =>
      cell({ piece, source: `来源${i}`, origin: '同一封 举报信。' }),
    );
    expect(against(letters, 'true')).toHaveLength(1);
    expect(stand(letters).copies).toHaveLength(2);
    const tainted = cell({ piece: '录音', source: '匿名', tainted: true });
    expect(against([tainted], 'true')).toEqual([]);
    // In doubt for one reading is in doubt for all.
    expect(stand([tainted, { ...tainted, reading: 'framed', tainted: false }])).toMatchObject({
      tainted: ['录音'],
      least: null,
    });
  });
});

const byColumn = (a: string, b: string) => matrix.readings.indexOf(a) - matrix.readings.indexOf(b);

const anyCell = fc.record({
  point: fc.constantFrom(1, 2),
  piece: fc.constantFrom('甲', '乙', '丙', '丁'),
  source: fc.constantFrom('单位', '证人', '银行'),
  origin: fc.constantFrom('', '举报信', '银行'),
  reading: fc.constantFrom(...matrix.readings),
  mark: fc.constantFrom('supports', 'contradicts', 'neutral'),
  weight: fc.constantFrom(...matrix.hint.weights),
  tainted: fc.boolean(),
});
const anyCells = fc.array(anyCell, { maxLength: 30 });

/** The order of the readings by what contradicts them, as `least` sees it. */
function counts(cells: readonly MatrixCell[], reading: string): number[] {
  const weighed = against(cells, reading);
  return matrix.hint.weights.map((weight) => weighed.filter((one) => one.weight === weight).length);
}
function better(cells: readonly MatrixCell[], a: string, b: string): boolean {
  const [x, y] = [counts(cells, a), counts(cells, b)];
  const at = x.findIndex((count, i) => count !== y[i]);
  return at >= 0 && x[at]! < y[at]!;
}

describe('whatever is entered', () => {
  test('its order makes no difference', () => {
    fc.assert(
      fc.property(
        anyCells.chain((cells) =>
          fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
        ),
        ([cells, mixed]) => {
          expect(stand(mixed)).toEqual(stand(cells));
        },
      ),
    );
  });

  test('evidence for the person never lets a reading against the person pass one for the person', () => {
    const exculpatory = fc
      .record({
        piece: fc.constantFrom('新证据', '甲'),
        source: fc.constantFrom('单位', '新来源'),
        weight: fc.constantFrom(...matrix.hint.weights),
        against: fc.subarray(incriminating),
        for: fc.subarray(exonerating),
      })
      .map((one) =>
        [
          ...one.against.map((reading) => cell({ ...one, reading, mark: 'contradicts' })),
          ...one.for.map((reading) => cell({ ...one, reading, mark: 'supports' })),
        ].map(({ point, piece, source, origin, reading, mark, weight, tainted }) => ({
          point,
          piece,
          source,
          origin,
          reading,
          mark,
          weight,
          tainted,
        })),
      );
    fc.assert(
      fc.property(anyCells, exculpatory, (cells, more) => {
        const after = [...cells, ...more];
        for (const guilty of incriminating) {
          for (const free of exonerating)
            if (!better(cells, guilty, free)) expect(better(after, guilty, free)).toBe(false);
        }
        const [was, is] = [stand(cells).least, stand(after).least];
        if (was && is && !was.some((one) => incriminating.includes(one)))
          expect(is.filter((one) => incriminating.includes(one))).toEqual([]);
      }),
    );
  });

  test('a copy of what is there changes nothing', () => {
    fc.assert(
      fc.property(anyCells, fc.nat(), (cells, at) => {
        if (cells.length === 0) return;
        const copied = cells[at % cells.length]!;
        const before = stand(cells);
        // A copy of what is in doubt is another piece, and its own doubt has to be said.
        if (before.tainted.includes(copied.piece)) return;
        const after = stand([
          ...cells,
          {
            ...copied,
            piece: `${copied.piece}（转载）`,
            origin: copied.origin || copied.source,
            tainted: copied.tainted,
          },
        ]);
        for (const reading of ranked)
          expect(counts([...cells, copied], reading)).toEqual(counts(cells, reading));
        expect(after.readings.map((one) => one.contradictedBy.length)).toEqual(
          before.readings.map((one) => one.contradictedBy.length),
        );
      }),
    );
  });
});
