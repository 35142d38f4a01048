import type { GuardNode } from './syntax.ts';

/** Every name of a guard, as a path. */
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
    case 'not':
    case 'minus':
      return namesIn(node.of);
    default:
      return [...namesIn(node.left), ...namesIn(node.right)];
  }
}

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
