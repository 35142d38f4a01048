import { evaluateGuard, type GuardContext } from '../guard/evaluate-guard.ts';
import { guardOf } from '../guard/guards.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { type Matter, type Refusal, refuse } from './types.ts';

const EMPTY = {};
const fieldsOf = (data: unknown) => (typeof data === 'object' && data !== null ? data : EMPTY);

function contextOf(
  matter: Matter,
  relation: string,
  input: { data?: unknown } | undefined,
  counted: readonly string[],
): GuardContext {
  // What the guard asks about and never happened has happened no times.
  const count = Object.fromEntries(counted.map((action) => [action, 0]));
  for (const act of matter.acts) if (!act.undone && act.action in count) count[act.action]!++;
  return {
    data: matter.data,
    input: input && (fieldsOf(input.data) as GuardContext['input']),
    state: matter.state,
    count,
    subject: { kind: matter.subjects[0]?.kind ?? null },
    subjects: { count: matter.subjects.length },
    children: { open: matter.children.filter((child) => !child.closed).length },
    actor: { relation },
  };
}

/**
 * Why the guard of an action does not let it pass.
 * @param input what the form says; left out while only what is possible is asked: then a guard that reads the form lets
 * pass whatever the form could still make hold
 */
export function refuseByGuard(
  action: Action,
  matter: Matter,
  relation: string,
  input?: { data?: unknown },
): Refusal | undefined {
  if (action.when === undefined) return undefined;
  const guard = guardOf(action.when);
  const answer = evaluateGuard(guard.node, contextOf(matter, relation, input, guard.counts));
  const isOpen = answer === 'failed' && guard.readsInput && input === undefined;
  if (answer === 'yes' || isOpen) return undefined;
  const params = { when: action.when };
  return answer === 'no'
    ? refuse(
        'guard',
        action.unmet?.zh ?? '不满足办理条件',
        action.unmet?.en ?? 'The condition for it does not hold',
        params,
      )
    : refuse(
        'guard.failed',
        action.unmet?.zh ?? '办理条件无法判断',
        action.unmet?.en ?? 'The condition for it can not be judged',
        params,
      );
}
