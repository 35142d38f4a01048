import type { FormNode } from '../forms/form-types.ts';
import { MatrixHint } from '../pack/matrix.schema.ts';

/** One cell as the form keeps it: how a piece bears on one reading of one point. */
export interface MatrixCell {
  point: number;
  piece: string;
  source: string;
  /** Where the source has it from; empty: it is its own. */
  origin: string;
  reading: string;
  mark: string;
  weight: string;
  tainted: boolean;
}

export interface Weighed {
  piece: string;
  source: string;
  weight: string;
}

/** One reading of a point with what speaks for it and against it; there is no figure, for nothing is summed up. */
export interface ReadingStanding {
  reading: string;
  /** Some piece that counts was laid against it. */
  examined: boolean;
  supportedBy: Weighed[];
  contradictedBy: Weighed[];
}

export interface PointStanding {
  point: number;
  readings: ReadingStanding[];
  /** Readings against which nothing was laid yet, those first that speak for the person. */
  unexamined: string[];
  /** Readings that are least contradicted; null as long as some reading was not examined. */
  least: string[] | null;
  /** Readings between which nothing decides: what contradicts one of them and not the others would. */
  undecided: string[];
  /** Pieces that do not count, because their source is in doubt. */
  tainted: string[];
  /** Pieces that say again what another of the same origin says. */
  copies: string[];
}

interface Matrix {
  list: string;
  hint: MatrixHint;
  readings: string[];
}

/** The list of a form that is such a table; undefined where there is none. */
export function matrixOf(form: FormNode): Matrix | undefined {
  for (const [list, node] of Object.entries(form.properties ?? {})) {
    const hint = MatrixHint.safeParse(node['x-ui']?.matrix);
    if (!hint.success) continue;
    const options = node.items?.properties?.[hint.data.reading]?.oneOf ?? [];
    return { list, hint: hint.data, readings: options.map((option) => String(option.const)) };
  }
  return undefined;
}

/** The cells of the table, as far as they are whole. */
export function cellsOf({ list, hint }: Matrix, data: unknown): MatrixCell[] {
  const rows = (data as Record<string, unknown> | null)?.[list];
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row): MatrixCell[] => {
    const text = (field: string | undefined) =>
      field && typeof row?.[field] === 'string' ? String(row[field]) : '';
    const point = row?.[hint.point];
    if (typeof point !== 'number') return [];
    return [
      {
        point,
        piece: text(hint.piece),
        source: text(hint.source),
        origin: text(hint.origin),
        reading: text(hint.reading),
        mark: text(hint.mark),
        weight: text(hint.weight) || hint.unweighed,
        tainted: row[hint.tainted] === true,
      },
    ];
  });
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}]+/gu, '')
    .toLowerCase();

/** What has one origin counts once, whoever tells it. */
const originOf = ({ origin, source }: MatrixCell): string => plain(origin) || plain(source);

/**
 * How the readings of one point stand. It ranks by what contradicts a reading alone: what supports one reading mostly
 * supports others as well. Weights are compared heaviest first and never added up. The order of the cells is nothing.
 */
export function pointStanding(
  matrix: Pick<Matrix, 'hint' | 'readings'>,
  cells: readonly MatrixCell[],
  point: number,
): PointStanding {
  const { hint } = matrix;
  const here = cells.filter((cell) => cell.point === point);
  const doubted = new Set(here.filter((cell) => cell.tainted).map((cell) => pieceKey(cell)));
  const counted = here.filter((cell) => !doubted.has(pieceKey(cell)));
  const order = (weight: string) => {
    const at = hint.weights.indexOf(weight);
    return at < 0 ? hint.weights.indexOf(hint.unweighed) : at;
  };
  const marked = (reading: string, mark: string): Weighed[] => {
    const heaviest = new Map<string, MatrixCell>();
    for (const cell of counted) {
      if (cell.reading !== reading || cell.mark !== mark) continue;
      const known = heaviest.get(originOf(cell));
      if (!known || before(cell, known)) heaviest.set(originOf(cell), cell);
    }
    return [...heaviest.values()]
      .sort((a, b) => (before(a, b) ? -1 : 1))
      .map(({ piece, source, weight }) => ({ piece, source, weight }));
  };
  const before = (a: MatrixCell, b: MatrixCell): boolean => {
    if (order(a.weight) !== order(b.weight)) return order(a.weight) < order(b.weight);
    return JSON.stringify([a.piece, a.source, a.origin]) < JSON.stringify([b.piece, b.source, b.origin]);
  };
  const readings = matrix.readings.map(
    (reading): ReadingStanding => ({
      reading,
      examined: counted.some((cell) => cell.reading === reading),
      supportedBy: marked(reading, hint.supports),
      contradictedBy: marked(reading, hint.contradicts),
    }),
  );
  const ranked = readings.filter(({ reading }) => !hint.open.includes(reading));
  const against = (reading: ReadingStanding) =>
    hint.weights.map((_, at) => reading.contradictedBy.filter(({ weight }) => order(weight) === at).length);
  const best = ranked.map(against).sort(compareCounts)[0];
  const least = best
    ? ranked.filter((one) => compareCounts(against(one), best) === 0).map(({ reading }) => reading)
    : [];
  const unexamined = ranked.filter(({ examined }) => !examined).map(({ reading }) => reading);
  const guilty = new Set(hint.incriminating);
  return {
    point,
    readings,
    unexamined: [
      ...unexamined.filter((one) => !guilty.has(one)),
      ...unexamined.filter((one) => guilty.has(one)),
    ],
    least: unexamined.length > 0 || counted.length === 0 ? null : least,
    undecided: unexamined.length === 0 && counted.length > 0 && least.length > 1 ? least : [],
    tainted: piecesOf(here.filter((cell) => doubted.has(pieceKey(cell)))),
    copies: copiesAmong(counted, before),
  };
}

const pieceKey = ({ piece, source }: MatrixCell): string => JSON.stringify([plain(piece), plain(source)]);

const piecesOf = (cells: readonly MatrixCell[]): string[] =>
  [...new Set(cells.map(({ piece }) => piece))].sort();

/** Heaviest first: one heavy contradiction weighs more than any number of lighter ones. */
function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (const [i, count] of a.entries()) if (count !== b[i]) return count - b[i]!;
  return 0;
}

function copiesAmong(
  cells: readonly MatrixCell[],
  before: (a: MatrixCell, b: MatrixCell) => boolean,
): string[] {
  const byOrigin = Map.groupBy(cells, originOf);
  return [...byOrigin.values()]
    .flatMap((all) => {
      const [first] = [...all].sort((a, b) => (before(a, b) ? -1 : 1));
      return all.filter((cell) => pieceKey(cell) !== pieceKey(first!)).map(({ piece }) => piece);
    })
    .filter((piece, i, all) => all.indexOf(piece) === i)
    .sort();
}
