import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Committed, canonicalList, commitmentOf, type Listed, listHash, listText } from './commit.ts';
import { below, drawPlaces, drawSample, isDeciding, seedOf } from './draw.ts';
import { faultsOfProof, type SpotCheckProof } from './proof.ts';

const sha = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const letter = (n: number): Listed => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  number: `澄纪函询〔2026〕${String(n).padStart(4, '0')}号`,
});
const letters = (n: number): Listed[] => Array.from({ length: n }, (_, i) => letter(i + 1));
const committed = (list: Listed[], draws: number): Committed => ({
  list,
  draws,
  source: '中国福利彩票双色球第2026045期开奖号码',
  sourceOn: '2026-04-21',
  digits: 14,
});
const NUMBER = '02091417232805';

const world = fc
  .integer({ min: 1, max: 40 })
  .chain((size) =>
    fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size }), fc.stringMatching(/^\d{14}$/)),
  );

describe('the list', () => {
  it('is hashed as a text that anybody can write: a line a letter, by number and id', () => {
    const list = [letter(2), letter(1)];
    const text = `${letter(1).id}\t${letter(1).number}\n${letter(2).id}\t${letter(2).number}\n`;
    expect([listText(list), listHash(list)]).toEqual([text, sha(text)]);
  });

  it.each<[string, Listed[]]>([
    ['a letter that stands twice', [letter(1), letter(1)]],
    ['a line break in a number', [{ id: 'a', number: '1\n2' }]],
    ['a tab in an id', [{ id: 'a\tb', number: '' }]],
    ['half a character', [{ id: 'a', number: '\ud800' }]],
    ['no id', [{ id: '', number: '1' }]],
  ])('refuses %s', (_, list) => expect(() => listText(list)).toThrow(RangeError));
});

describe('the commitment', () => {
  it('never changes between releases', () => {
    const said = committed(letters(3), 2);
    const lines = ['plumbline/spot-check/v1', listHash(said.list), 2, said.source, said.sourceOn, 14];
    expect(commitmentOf(said)).toBe(sha(lines.map((line) => `${line}\n`).join('')));
    expect(seedOf(said, NUMBER)).toBe(
      sha(`plumbline/spot-check/seed/v1\n${commitmentOf(said)}\n${NUMBER}\n`),
    );
  });

  it('is another one for another list, size, source, day or number of digits', () => {
    const said = committed(letters(4), 2);
    const others: Committed[] = [
      { ...said, list: letters(5) },
      { ...said, list: [...letters(3), { ...letter(4), number: '' }] },
      { ...said, draws: 3 },
      { ...said, source: `${said.source}。` },
      { ...said, sourceOn: '2026-04-22' },
      { ...said, digits: 13 },
    ];
    expect(new Set([said, ...others].map(commitmentOf)).size).toBe(7);
  });

  it.each<[string, Partial<Committed>]>([
    ['an empty list', { list: [], draws: 1 }],
    ['a sample of none', { draws: 0 }],
    ['a sample larger than the list', { draws: 5 }],
    ['half a letter', { draws: 1.5 }],
    ['a number that could be guessed', { digits: 4 }],
    ['a source of two lines', { source: '彩票\n2026' }],
    ['no source', { source: ' ' }],
    ['a day of another form', { sourceOn: '2026/4/21' }],
  ])('refuses %s', (_, wrong) =>
    expect(() => commitmentOf({ ...committed(letters(4), 2), ...wrong })).toThrow(RangeError),
  );
});

describe('the number', () => {
  it.each([
    '2091417232805',
    '002091417232805',
    '02 09 14 17 23 28 05',
    '０2091417232805',
    '',
    '-2091417232805',
  ])('is refused as %j where fourteen digits were spoken of', (number) => {
    expect(isDeciding(number, 14)).toBe(false);
    expect(() => drawSample(committed(letters(4), 2), number)).toThrow(RangeError);
  });
});

describe('the sample', () => {
  it('follows from list and number alone: the same for everybody, in whatever order the list comes', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), ([size, draws, number], keys) => {
        const list = letters(size);
        const shuffled = list
          .map((entry) => ({ entry, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        const sample = drawSample(committed(list, draws), number);
        expect(drawSample(committed(shuffled, draws), number)).toEqual(sample);
        expect(drawSample(structuredClone(committed(list, draws)), number)).toEqual(sample);
      }),
    );
  });

  it('has the size that was committed to, of letters of the list, none twice', () => {
    fc.assert(
      fc.property(world, ([size, draws, number]) => {
        const list = letters(size);
        const ids = drawSample(committed(list, draws), number).map(({ id }) => id);
        expect(ids).toHaveLength(draws);
        expect(new Set(ids).size).toBe(draws);
        expect(ids.every((id) => list.some((entry) => entry.id === id))).toBe(true);
      }),
    );
  });

  /** Found by a program of twenty lines in another language, written from the documentation. */
  it('never changes between releases', () => {
    const said = committed(letters(12), 4);
    expect(drawSample(said, NUMBER).map(({ number }) => Number(number.slice(10, 14)))).toEqual([
      1, 10, 6, 12,
    ]);
  });

  /**
   * Pearson's statistic against an even spread; 20,000 fixed seeds. The bounds are the 99.99 % points of chi-square with
   * 10 and 109 degrees of freedom. Remainders alone would be as even here, so that throwing words away is tested below.
   */
  it('draws every letter, and every ordered pair, equally often within a statistical bound', () => {
    const [size, draws, rounds] = [11, 2, 20_000];
    const single = new Array<number>(size).fill(0);
    const pairs = new Array<number>(size * size).fill(0);
    for (let n = 0; n < rounds; n++) {
      const [a, b] = drawPlaces(sha(`seed ${n}`), size, draws) as [number, number];
      single[a]!++;
      pairs[a * size + b]!++;
    }
    const chi = (counts: number[], expected: number) =>
      counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    const apart = pairs.filter((_, at) => Math.floor(at / size) !== at % size);
    expect(chi(single, rounds / size)).toBeLessThan(35.6);
    expect(chi(apart, rounds / (size * (size - 1)))).toBeLessThan(173);
    expect(pairs.filter((_, at) => Math.floor(at / size) === at % size)).toEqual(new Array(size).fill(0));
  });

  it('throws away the words that would make some places likelier', () => {
    const top = 3 * 2 ** 30;
    expect(below(top, [top, 2 ** 32 - 1, 5].values())).toBe(5);
    expect(below(top, [top - 1].values())).toBe(top - 1);
    expect(below(2 ** 31, [2 ** 32 - 1].values())).toBe(2 ** 31 - 1);
    expect(below(1, [2 ** 32 - 1].values())).toBe(0);
  });
});

describe('the proof', () => {
  const said = committed(letters(9), 3);
  const proof: SpotCheckProof = {
    format: 'plumbline/spot-check/v1',
    ...said,
    list: canonicalList(said.list),
    listHash: listHash(said.list),
    commitment: commitmentOf(said),
    committedOn: '2026-04-20',
    number: NUMBER,
    publishedIn: '中国福利彩票官方网站',
    seed: seedOf(said, NUMBER),
    sample: drawSample(said, NUMBER).map(({ id }) => id),
  };
  const faults = (change: Partial<SpotCheckProof>) => faultsOfProof({ ...proof, ...change });

  it('is sound, before the number is known as well', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ number: null, publishedIn: null, seed: null, sample: [] })).toEqual([]);
  });

  it.each<[string, Partial<SpotCheckProof>, string[]]>([
    ['a letter left out', { list: proof.list.slice(1) }, ['list-hash', 'commitment', 'seed', 'sample']],
    ['a letter twice', { list: [...proof.list, proof.list[0]!] }, ['list']],
    ['a larger sample', { draws: 4 }, ['commitment', 'seed', 'sample']],
    ['another source', { source: '另一号码' }, ['commitment', 'seed', 'sample']],
    ['another number', { number: '02091417232806' }, ['seed', 'sample']],
    ['a number of fewer digits', { number: '2091417232805' }, ['number']],
    ['another letter in the sample', { sample: [...proof.sample.slice(1), 'x'] }, ['sample']],
    ['another order of drawing', { sample: [...proof.sample].reverse() }, ['sample']],
    ['a sample before there is a number', { number: null, seed: null }, ['sample']],
    ['another hash of the list', { listHash: sha('') }, ['list-hash']],
  ])('names %s', (_, change, expected) => {
    const found = faults(change);
    expect(found[0]).toBe(expected[0]);
    expect(new Set(found)).toEqual(new Set(found.filter((fault) => expected.includes(fault))));
  });

  it('names a commitment that was made on or after the day of the number', () => {
    for (const day of ['2026-04-21', '2026-04-22']) expect(faults({ committedOn: day })).toEqual(['day']);
  });
});
