import type { Gravity } from '../pack/catalogue.schema.ts';
import type { DecisionTable } from '../pack/table.schema.ts';
import { evaluateTable, type FiredRow, type TableValue } from '../tables/evaluate-table.ts';
import { type Fact, isGravity, rankOf } from './fact.ts';

/** Tables of a pack by which warnings and places on the list are weighed. */
export const LEVEL_TABLE = 'warning-level';
export const LIST_TABLE = 'special-list';

/** What is known besides the facts. */
export interface Around {
  /** Another warning of the same person had an effect within the pack's window. */
  recurs: boolean;
  /** A term that only the person could meet passed after proved delivery, not suspended. */
  lapse: boolean;
  /** Level that is in force of the person; for the list. */
  level?: Gravity | undefined;
}

export interface Weighed {
  inputs: Readonly<Record<string, TableValue>>;
  fired: readonly FiredRow[];
}

/**
 * What the tables are asked: distinct facts, never entries, senders or copies (P3). Of one matter the gravest entry speaks.
 */
export function inputsOf(
  facts: readonly Fact[],
  { recurs, lapse, level }: Around,
): Record<string, TableValue> {
  const worst = facts.map(({ grave }) => grave).sort((a, b) => rankOf(b) - rankOf(a))[0];
  const has = (kind: Fact['kind']) => facts.some((fact) => fact.kind === kind);
  return {
    worst: worst ?? 'none',
    facts: new Set(facts.map(({ matter }) => matter)).size,
    recurs,
    falseAnswer: has('false-answer'),
    lapse,
    assessment: has('assessment'),
    inaction: has('inaction'),
    level: level ?? 'none',
  };
}

/** Names of what a table may ask. */
export const WARNING_INPUTS = Object.keys(inputsOf([], { recurs: false, lapse: false }));

/** @throws Error when the table asks what nobody answers: `checkWarning` proves that none does */
export function weigh(table: DecisionTable, facts: readonly Fact[], around: Around): Weighed {
  const all = inputsOf(facts, around);
  const inputs = Object.fromEntries(table.inputs.map(({ name }) => [name, all[name] as TableValue]));
  const answer = evaluateTable(table, inputs);
  if ('unfit' in answer) throw new Error(`Table ${table.table} can't be asked: ${answer.unfit.join(', ')}`);
  return { inputs, fired: answer.fired };
}

/** The level that the table proposes; undefined: none. */
export function levelProposed({ fired }: Pick<Weighed, 'fired'>): Gravity | undefined {
  const level = fired[0]?.gives.level;
  return isGravity(level) ? level : undefined;
}

/** Whether tolerance is to be considered before anything else. */
export const toleranceFirst = ({ fired }: Pick<Weighed, 'fired'>): boolean =>
  fired[0]?.gives.tolerance === 'first';
