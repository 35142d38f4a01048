import type { DecisionTable, Domain } from '../pack/table.schema.ts';
import type { TableValue } from './evaluate-table.ts';

/** Values for which no row stands, or two at once: one example each is enough to find the place. */
export interface TableGaps {
  missing?: Record<string, TableValue>;
  overlap?: { rows: [string, string]; values: Record<string, TableValue> };
  /** The proof would take too many steps: the table is to be cut in two. */
  tooLarge?: true;
}

/** Steps that a proof may take; a table of 12 inputs with sensible rows takes some thousands. */
const MOST_STEPS = 200_000;

type Row = DecisionTable['rows'][number];

/**
 * Proves that a table decides every case, and (hit policy `unique`) no case twice. Each input falls into few
 * pieces within which all rows agree, so the proof walks pieces, not values, and joins those that look alike.
 */
export function gapsOf(table: DecisionTable): TableGaps {
  const found: TableGaps = {};
  let steps = 0;
  const walk = (at: number, rows: readonly Row[], values: Record<string, TableValue>): void => {
    if (++steps > MOST_STEPS) found.tooLarge = true;
    if (found.tooLarge || (found.missing && (found.overlap || table.hit !== 'unique'))) return;
    const input = table.inputs[at];
    if (rows.length === 0) {
      if (table.hit !== 'collect') found.missing ??= complete(table, at, values);
      return;
    }
    if (!input) {
      const [first, second] = rows;
      if (table.hit === 'unique' && first && second)
        found.overlap ??= { rows: [first.id, second.id], values };
      return;
    }
    const seen = new Set<string>();
    for (const piece of piecesOf(input.domain, rows, input.name)) {
      const left = rows.filter((row) => covers(row, input.name, piece));
      const key = left.map((row) => row.id).join();
      if (seen.has(key)) continue;
      seen.add(key);
      walk(at + 1, left, { ...values, [input.name]: piece });
    }
  };
  walk(0, table.rows, {});
  return found;
}

/** One value of each piece of the domain within which no row changes its mind. */
function piecesOf(domain: Domain, rows: readonly Row[], name: string): TableValue[] {
  if ('oneOf' in domain) return domain.oneOf.map((entry) => entry.code);
  if ('flag' in domain) return [true, false];
  const starts = rows.flatMap(({ when }) => {
    const cell = when[name];
    if (typeof cell !== 'object' || Array.isArray(cell)) return [];
    return [...(cell.from === undefined ? [] : [cell.from]), ...(cell.to === undefined ? [] : [cell.to + 1])];
  });
  const { from, to } = domain;
  return [...new Set([from, ...starts])].filter(
    (start) => start >= from && (to === undefined || start <= to),
  );
}

function covers(row: Row, name: string, value: TableValue): boolean {
  const cell = row.when[name];
  if (cell === undefined) return true;
  if (typeof cell === 'boolean') return cell === value;
  if (Array.isArray(cell)) return cell.includes(String(value));
  const { from, to } = cell;
  return (from === undefined || Number(value) >= from) && (to === undefined || Number(value) <= to);
}

/** Any value will do for the inputs that were not asked yet. */
const complete = (table: DecisionTable, at: number, values: Record<string, TableValue>) => ({
  ...values,
  ...Object.fromEntries(
    table.inputs.slice(at).map(({ name, domain }) => [name, piecesOf(domain, [], name)[0] as TableValue]),
  ),
});
