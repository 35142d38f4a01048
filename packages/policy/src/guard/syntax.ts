import type { PackText } from '../pack/common.schema.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/**
 * A guard as a tree. Every node is visited at most once in an evaluation, inside `each` once an entry of a list: what
 * is asked of each entry asks nothing of further lists.
 */
export type GuardNode =
  | { is: 'each'; which: Quantifier; list: string[]; holds: GuardNode }
  | { is: 'value'; value: string | number | boolean | null }
  | { is: 'list'; items: GuardNode[] }
  | { is: 'name'; path: string[] }
  | { is: 'call'; name: GuardFunction; args: GuardNode[] }
  | { is: 'not' | 'minus'; of: GuardNode }
  | { is: 'and' | 'or'; left: GuardNode; right: GuardNode }
  | { is: 'compare'; by: Comparison; left: GuardNode; right: GuardNode }
  | { is: 'sum'; by: '+' | '-'; left: GuardNode; right: GuardNode };

/** Functions of the subset with the number of their arguments. */
export const GUARD_FUNCTIONS = { len: 1, contains: 2, startsWith: 2, endsWith: 2 } as const;
export type GuardFunction = keyof typeof GUARD_FUNCTIONS;
export const isGuardFunction = (name: string): name is GuardFunction => Object.hasOwn(GUARD_FUNCTIONS, name);

/** Whether something holds of some entry of a list, or of all; the entry is called `#`. */
export const QUANTIFIERS = ['some', 'all'] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];
export const isQuantifier = (name: string): name is Quantifier =>
  (QUANTIFIERS as readonly string[]).includes(name);
/** The root of a name that stands for the entry of a list. */
export const ENTRY = '#';

/** A guard that is not in the subset: where, and why. */
export class GuardError extends Error {
  readonly at: number;
  readonly text: PackText;
  constructor(at: number, zh: string, en: string) {
    super(en);
    this.at = at;
    this.text = { zh, en };
  }
}
