import { isGuardName, namesIn } from './guard-names.ts';
import { parseGuard } from './parse-guard.ts';
import { GuardError, type GuardNode } from './syntax.ts';

export interface Guard {
  node: GuardNode;
  /** Every name that it uses, as a path. */
  names: readonly (readonly string[])[];
  /** Can be judged only once the form is there. */
  readsInput: boolean;
  /** Actions whose number it asks for. */
  counts: readonly string[];
}

// Guards are parsed once each: a pack has few, and never changes once loaded.
const parsed = new Map<string, Guard>();
const MOST = 5000;

/** The parsed guard. @throws GuardError (`checkPack` excludes it for guards of a pack) */
export function guardOf(source: string): Guard {
  let guard = parsed.get(source);
  if (!guard) {
    const node = parseGuard(source);
    const names = namesIn(node);
    const wrong = names.find((path) => !isGuardName(path))?.join('.');
    if (wrong !== undefined) throw new GuardError(0, `未知的名称“${wrong}”`, `unknown name "${wrong}"`);
    guard = {
      node,
      names,
      readsInput: names.some(([root]) => root === 'input'),
      counts: names.flatMap(([root, action]) => (root === 'count' && action !== undefined ? [action] : [])),
    };
    if (parsed.size >= MOST) parsed.clear();
    parsed.set(source, guard);
  }
  return guard;
}
