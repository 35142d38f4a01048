import type { Cell, DecisionTable, Domain } from '../pack/table.schema.ts';

export type TableValue = string | number | boolean;

/** A row that fits, with what made it fit: each value that its conditions looked at. */
export interface FiredRow {
  row: string;
  gives: Readonly<Record<string, string>>;
  because: Readonly<Record<string, TableValue>>;
}

export type TableAnswer =
  | { fired: FiredRow[] }
  /** Inputs that are missing, or outside what the table says it decides. */
  | { unfit: string[] };

/**
 * The rows of a decision table that count for these values: one for `unique` and `first`, all for `collect`.
 * A table proven by `checkPack` always fires for values of its domains; `collect` may fire nothing.
 */
export function evaluateTable(
  table: DecisionTable,
  values: Readonly<Record<string, TableValue>>,
): TableAnswer {
  const unfit = table.inputs
    .filter(({ name, domain }) => !isIn(domain, Object.hasOwn(values, name) ? values[name] : undefined))
    .map((input) => input.name);
  if (unfit.length > 0) return { unfit };
  const fitting = table.rows.filter((row) =>
    Object.entries(row.when).every(([name, cell]) => holds(cell, values[name] as TableValue)),
  );
  const counting = table.hit === 'collect' ? fitting : fitting.slice(0, 1);
  return {
    fired: counting.map(({ id, gives, when }) => ({
      row: id,
      gives,
      because: Object.fromEntries(Object.keys(when).map((name) => [name, values[name] as TableValue])),
    })),
  };
}

function isIn(domain: Domain, value: TableValue | undefined): boolean {
  if ('oneOf' in domain) return domain.oneOf.some((entry) => entry.code === value);
  if ('flag' in domain) return typeof value === 'boolean';
  return Number.isInteger(value) && within(domain, value as number);
}

function holds(cell: Cell, value: TableValue): boolean {
  if (typeof cell === 'boolean') return cell === value;
  if (Array.isArray(cell)) return cell.includes(String(value));
  return within(cell, value as number);
}

const within = ({ from, to }: { from?: number | undefined; to?: number | undefined }, value: number) =>
  (from === undefined || value >= from) && (to === undefined || value <= to);
