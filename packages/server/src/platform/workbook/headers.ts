import { cleanText, halfWidth } from './cells.ts';
import { columnLetters } from './reference.ts';
import type { Cell, MergeRange } from './types.ts';

/** A column that the caller looks for. */
export interface ColumnSpec {
  key: string;
  /** Every heading that means this column, e.g. 被反映人姓名, 姓名, Name. */
  labels: readonly string[];
  required?: boolean;
}

export interface FoundColumn {
  /** 1-based. */
  column: number;
  /** A, B, … */
  letters: string;
  /** The heading as written; of a two-row heading both parts with a slash. */
  label: string;
}

export interface HeaderMatch {
  /** First and last row of the heading, 1-based; the data begin below. */
  firstRow: number;
  lastRow: number;
  /** 1-based column by key. */
  columns: Map<string, number>;
  /** Required keys without a column. */
  missing: ColumnSpec[];
  /** Columns with a heading that means nothing here. */
  unknown: FoundColumn[];
  /** Keys that more than one column claims; no column is given for them. */
  duplicates: { key: string; found: FoundColumn[] }[];
}

export interface HeaderRow {
  row: number;
  cells: readonly Cell[];
}

/** How many rows from the top are searched for a heading. */
export const HEADER_SEARCH_ROWS = 20;
const MAX_DEPTH = 3;

/** Exact headings count before those that match only without their notes, whole paths before their last part. */
const EXACT = 3;
const WITHOUT_NOTES = 2;
const WHOLE_PATH = 2;

/**
 * Finds the heading among the first 20 rows: the row, or the two or three rows under merged groups, that
 * match the most columns. Undefined when nothing does. `rows` are those of the sheet from the top;
 * `merges` those of its `sheet` event.
 */
export function findHeader(
  rows: readonly HeaderRow[],
  columns: readonly ColumnSpec[],
  merges: readonly MergeRange[] = [],
): HeaderMatch | undefined {
  const searched = rows.filter(({ row }) => row <= HEADER_SEARCH_ROWS);
  const least = Math.min(2, columns.length);
  let best: HeaderMatch | undefined;
  let bestScore = 0;
  for (const [index, { row }] of searched.entries()) {
    for (let depth = 1; depth <= MAX_DEPTH; depth++) {
      const block = searched.slice(index, index + depth);
      if (block.length < depth || block.at(-1)!.row !== row + depth - 1) break;
      const match = matchHeaders(block, columns, merges);
      const known = match.columns.size + match.duplicates.length;
      // A deeper heading must win something by it, else it swallows the first row of data.
      const score = known * 100 - match.duplicates.length * 50 - match.unknown.length - depth * 2;
      if (known >= least && score > bestScore) [best, bestScore] = [match, score];
    }
  }
  return best;
}

/**
 * Matches one block of heading rows against the columns, in any order. Spaces, line breaks, asterisks, width
 * and notes in brackets don't count, except a note that names another unit: 金额（万元） is not 金额（元）.
 */
export function matchHeaders(
  block: readonly HeaderRow[],
  columns: readonly ColumnSpec[],
  merges: readonly MergeRange[] = [],
): HeaderMatch {
  const paths = headingPaths(block, merges);
  const claims = new Map<string, { level: number; found: FoundColumn[] }>();
  const unknown: FoundColumn[] = [];
  for (const [column, path] of paths) {
    const found = { column, letters: columnLetters(column), label: path.join(' / ') };
    const claim = bestClaim(path, columns);
    if (!claim) {
      unknown.push(found);
      continue;
    }
    const held = claims.get(claim.key);
    if (!held || claim.level > held.level) {
      if (held) unknown.push(...held.found);
      claims.set(claim.key, { level: claim.level, found: [found] });
    } else if (claim.level === held.level) held.found.push(found);
    else unknown.push(found);
  }
  const single = [...claims].filter(([, { found }]) => found.length === 1);
  return {
    firstRow: block[0]?.row ?? 0,
    lastRow: block.at(-1)?.row ?? 0,
    columns: new Map(single.map(([key, { found }]) => [key, found[0]!.column])),
    missing: columns.filter(({ key, required }) => required && !claims.has(key)),
    unknown: unknown.sort((a, b) => a.column - b.column),
    duplicates: [...claims]
      .filter(([, { found }]) => found.length > 1)
      .map(([key, { found }]) => ({ key, found })),
  };
}

/** A heading as it is compared: half-width, lower case, without spaces, asterisks, colons and notes. */
export function headingKey(label: string, notes: 'keep' | 'drop' = 'drop'): string {
  const plain = halfWidth(cleanText(label)).normalize('NFKC').toLowerCase();
  const bare = notes === 'drop' ? plain.replace(NOTE, '') : plain;
  const key = bare.replace(/[\s*★※:_]+/g, '').replace(/必填$|选填$/, '');
  return key === '' && notes === 'drop' ? headingKey(label, 'keep') : key;
}

const NOTE = /[([【〔{<《][^)\]】〕}>》]*[)\]】〕}>》]/g;
const UNIT = /(百万|千万|亿|万|千)(?:美|欧|日|港)?元?|美元|欧元|日元|港元|%|‰/;

function unitOf(label: string): string {
  const notes = halfWidth(label).match(NOTE)?.join('') ?? '';
  return UNIT.exec(notes)?.[0].replace(/元$/, '') ?? '';
}

/** No sheet of ours is nearly as wide; a merge over 16,384 columns must not make work for each. */
const MOST_COLUMNS = 256;

/** Headings by column from top to bottom, merged cells filled, empty and repeated parts left out. */
function headingPaths(block: readonly HeaderRow[], merges: readonly MergeRange[]): Map<number, string[]> {
  const paths = new Map<number, string[]>();
  const lastColumn = Math.min(
    MOST_COLUMNS,
    Math.max(0, ...block.flatMap(({ cells }) => cells.map((cell) => cell.column))),
  );
  for (const [depth, { row, cells }] of block.entries()) {
    const texts = new Map(
      cells.filter(({ column }) => column <= lastColumn).map((cell) => [cell.column, cell.text]),
    );
    for (const merge of merges) {
      if (row < merge.top || row > merge.bottom) continue;
      const home = block.find((candidate) => candidate.row === merge.top);
      const text = home?.cells.find((cell) => cell.column === merge.left)?.text;
      if (text === undefined) continue;
      for (let column = merge.left; column <= Math.min(merge.right, lastColumn); column++)
        texts.set(column, text);
    }
    if (merges.length === 0 && depth < block.length - 1) fillRight(texts, block.at(-1)!);
    for (const [column, text] of texts) {
      const path = paths.get(column) ?? [];
      if (text !== '' && path.at(-1) !== text) path.push(text);
      if (depth === 0 || path.length > 0) paths.set(column, path);
    }
  }
  for (const [column, path] of paths) if (path.length === 0) paths.delete(column);
  return new Map([...paths].sort(([a], [b]) => a - b));
}

/** Where merges are not known (CSV, or lost on the way) a group reaches as far right as nothing stands above a heading. */
function fillRight(texts: Map<number, string>, lowest: HeaderRow): void {
  for (const { column } of lowest.cells) {
    const left = texts.get(column - 1);
    if (!texts.has(column) && left !== undefined) texts.set(column, left);
  }
}

/** No heading is nearly as long, its notes included: what is longer is not looked at, however often it stands there. */
const LONGEST_HEADING = 500;

/** The column that a label means: by its whole text, and by its text without notes together with the unit in them. */
interface Labels {
  exact: ReadonlyMap<string, string>;
  bare: ReadonlyMap<string, string>;
}

const comparable = new WeakMap<readonly ColumnSpec[], Labels>();

/** Each label is made comparable once, not once a cell. The first column that has a label keeps it. */
function labelsOf(columns: readonly ColumnSpec[]): Labels {
  const made = comparable.get(columns);
  if (made) return made;
  const [exact, bare] = [new Map<string, string>(), new Map<string, string>()];
  for (const { key, labels } of columns)
    for (const label of labels) {
      const keys = keysOf(label);
      if (!exact.has(keys.exact)) exact.set(keys.exact, key);
      if (!bare.has(keys.bare)) bare.set(keys.bare, key);
    }
  const labels = { exact, bare };
  comparable.set(columns, labels);
  return labels;
}

const keysOf = (label: string) => ({
  exact: headingKey(label, 'keep'),
  bare: `${headingKey(label)}\n${unitOf(label)}`,
});

function bestClaim(
  path: readonly string[],
  columns: readonly ColumnSpec[],
): { key: string; level: number } | undefined {
  const labels = labelsOf(columns);
  const whole = claimOf(path.join(''), labels);
  if (whole) return { ...whole, level: whole.level * WHOLE_PATH };
  return path.length > 1 ? claimOf(path.at(-1)!, labels) : undefined;
}

function claimOf(heading: string, { exact, bare }: Labels): { key: string; level: number } | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const keys = keysOf(heading);
  const same = exact.get(keys.exact);
  if (same !== undefined) return { key: same, level: EXACT };
  const like = bare.get(keys.bare);
  return like === undefined ? undefined : { key: like, level: WITHOUT_NOTES };
}
