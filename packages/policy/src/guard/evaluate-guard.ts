import { ENTRY, type GuardFunction, type GuardNode } from './syntax.ts';

/** What the names of a guard stand for. */
export interface GuardContext {
  data: Readonly<Record<string, unknown>>;
  /** Undefined while nobody has filled in the form yet: what depends on it has no answer. */
  input: Readonly<Record<string, unknown>> | undefined;
  state: string;
  count: Readonly<Record<string, number>>;
  subject: { kind: string | null };
  subjects: { count: number };
  children: { open: number };
  actor: { relation: string };
  /** The entry of a list that is asked about. */
  [ENTRY]?: unknown;
}

/** Longest list or text that a guard looks into: forms are limited, but not all alike. */
const MAX_SIZE = 10_000;

/** Thrown and caught here: values of the wrong kind have no answer, and no answer is no. */
class NoAnswer extends Error {}

/**
 * Whether a guard holds. `failed` when it has no answer: values of the wrong kind, as when a number is compared
 * with a field that was left empty. Agrees with ZEN wherever ZEN gives yes or no.
 */
export function evaluateGuard(guard: GuardNode, context: GuardContext): 'yes' | 'no' | 'failed' {
  try {
    return truth(evaluate(guard, context)) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof NoAnswer) return 'failed';
    throw error;
  }
}

function evaluate(node: GuardNode, context: GuardContext): unknown {
  const of = (child: GuardNode) => evaluate(child, context);
  switch (node.is) {
    case 'value':
      return node.value;
    case 'list':
      return node.items.map(of);
    case 'name':
      return readPath(node.path, context);
    case 'not':
      return !truth(of(node.of));
    case 'minus':
      return -number(of(node.of));
    case 'and':
      return truth(of(node.left)) && truth(of(node.right));
    case 'or':
      return truth(of(node.left)) || truth(of(node.right));
    case 'sum': {
      const [left, right] = [number(of(node.left)), number(of(node.right))];
      return node.by === '+' ? left + right : left - right;
    }
    case 'compare':
      return compare(node.by, of(node.left), of(node.right));
    case 'call':
      return call(node.name, node.args.map(of));
    case 'each': {
      const holds = (entry: unknown) => truth(evaluate(node.holds, { ...context, [ENTRY]: entry }));
      const entries = list(readPath(node.list, context));
      return node.which === 'some' ? entries.some(holds) : entries.every(holds);
    }
  }
}

function readPath(path: readonly string[], context: GuardContext): unknown {
  if (path[0] === 'input' && context.input === undefined) throw new NoAnswer();
  return path.reduce<unknown>(member, context);
}

/** What is not there is null, as a field that was left empty. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, name) ? ((value as Record<string, unknown>)[name] ?? null) : null;
}

function compare(by: string, left: unknown, right: unknown): boolean {
  switch (by) {
    case '==':
      return single(left) === single(right);
    case '!=':
      return single(left) !== single(right);
    case '<':
      return number(left) < number(right);
    case '<=':
      return number(left) <= number(right);
    case '>':
      return number(left) > number(right);
    case '>=':
      return number(left) >= number(right);
    default:
      return list(right).includes(single(left)) === (by === 'in');
  }
}

function call(name: GuardFunction, args: readonly unknown[]): unknown {
  switch (name) {
    // Of lists only: the length of a text in bytes, as ZEN counts it, says nothing about Chinese.
    case 'len':
      return list(args[0]).length;
    case 'contains':
      return text(args[0]).includes(text(args[1]));
    case 'startsWith':
      return text(args[0]).startsWith(text(args[1]));
    case 'endsWith':
      return text(args[0]).endsWith(text(args[1]));
  }
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new NoAnswer();
  return value;
}
function number(value: unknown): number {
  if (typeof value !== 'number') throw new NoAnswer();
  return value;
}
function text(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_SIZE) throw new NoAnswer();
  return value;
}
function list(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length > MAX_SIZE) throw new NoAnswer();
  return value;
}
function single(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) throw new NoAnswer();
  return value;
}
