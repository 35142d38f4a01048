import type { Procedure } from '../pack/procedure.schema.ts';
import { standingOf } from '../terms/state.ts';
import { runningOf } from './time-of-others.ts';
import { type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

/**
 * Whether what a step waits for has come: the last day of its term is over, where the term runs and does not stand still,
 * or a child has ended as named and the step was not taken since. It depends on records and the day alone, so that a
 * platform that was down finds afterwards what it would have found then.
 */
export function hasCome(
  procedure: Pick<Procedure, 'actions'>,
  matter: Pick<Matter, 'terms' | 'children' | 'acts'>,
  name: string,
  world: World | undefined,
): boolean {
  const rule = procedure.actions[name]?.byItself;
  if (!rule) return false;
  if ('term' in rule) {
    const record = runningOf(matter, rule.term);
    if (!record || !world?.rules || world.today === undefined) return false;
    return standingOf(record, world.rules, world.today)?.state === 'overdue';
  }
  const taken = Math.max(0, ...matter.acts.filter((act) => act.action === name).map((act) => act.seq));
  return matter.children.some(
    ({ as, closed }) =>
      as === rule.child && closed && rule.states.includes(closed.state) && closed.seq > taken,
  );
}

/** The platform takes a step of this kind only once its time has come; people take it as their relation allows. */
export const notByItself = (
  procedure: Pick<Procedure, 'actions'>,
  matter: Matter,
  name: string,
  relation: string,
  world: World | undefined,
): Refusal | undefined =>
  relation !== 'system' || !procedure.actions[name]?.byItself || hasCome(procedure, matter, name, world)
    ? undefined
    : refuse('order', '自动办理的条件尚未具备', 'What the step waits for has not come', { action: name });
