import { ENTRY, type GuardNode } from './syntax.ts';

/** Every name of a guard, as a path; what is asked of the entries of a list as a path through the list. */
export function namesIn(node: GuardNode): string[][] {
  switch (node.is) {
    case 'value':
      return [];
    case 'name':
      return [node.path];
    case 'list':
      return node.items.flatMap(namesIn);
    case 'call':
      return node.args.flatMap(namesIn);
    case 'each':
      return [node.list, ...namesIn(node.holds).map((path) => withinList(node.list, path))];
    case 'not':
    case 'minus':
      return namesIn(node.of);
    default:
      return [...namesIn(node.left), ...namesIn(node.right)];
  }
}

/** A field of the entries, written as a path through the list: `data.rows` and `#.kind` are `data.rows[].kind`. */
const withinList = (list: readonly string[], [root = '', ...rest]: readonly string[]): string[] =>
  root === ENTRY ? [...list.slice(0, -1), `${list.at(-1)}[]`, ...rest] : [root, ...rest];

const WHOLE = new Set(['state', 'subject.kind', 'subjects.count', 'children.open', 'actor.relation']);

/**
 * Whether a path is a name that a guard may use: `data` (forms so far) and `input` (form of this action), each
 * with a field; `count` with an action; state, subject.kind, subjects.count, children.open, actor.relation.
 */
export function isGuardName([root, ...rest]: readonly string[]): boolean {
  if (root === 'data' || root === 'input') return rest.length >= 1 && rest.length <= 4;
  if (root === 'count') return rest.length === 1;
  return WHOLE.has([root, ...rest].join('.'));
}
