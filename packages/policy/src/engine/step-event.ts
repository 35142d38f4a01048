import type { Action } from '../pack/procedure.schema.ts';
import type { Effect } from './effects.ts';
import type { ActedEvent, StepChanges } from './events.ts';
import type { PersonRef } from './refs.ts';
import { who } from './relations.ts';
import type { ActionInput, Matter } from './types.ts';

/** Carried out for a step that files what it produced. */
const FILE_EFFECT: Effect = 'material.file';

/** What every event of a step says; the state stays unless told otherwise. */
export function stepBase(
  matter: Pick<Matter, 'seq' | 'state'>,
  action: string,
  actor: PersonRef,
  as: string,
  input: ActionInput,
  now: string,
) {
  const reason = input.reason?.trim();
  return {
    seq: matter.seq + 1,
    at: now,
    ...who(actor),
    as,
    action,
    from: matter.state,
    to: matter.state,
    ...(reason ? { reason } : {}),
    ...(input.data === undefined ? {} : { data: input.data }),
    effects: [] as readonly string[],
  };
}

export interface Plan extends StepChanges {
  to: string;
}

/** The event of an action that is taken. */
export const acted = (base: ReturnType<typeof stepBase>, action: Action, plan: Plan): ActedEvent => ({
  type: 'acted',
  ...base,
  ...plan,
  // A pack may name it besides: what comes of a step is filed once.
  effects: action.files ? [...new Set([...action.effects, FILE_EFFECT])] : action.effects,
});
