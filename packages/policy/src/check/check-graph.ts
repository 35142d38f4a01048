import { BEGIN } from '../engine/types.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inProcedure } from './problems.ts';

/**
 * States that can't be reached, actions that can never be taken, states without a way out.
 * Reached is computed with the order of actions in mind: `after` needs an action that is possible in the state.
 */
export function checkGraph(code: string, procedure: Procedure): PackProblem[] {
  const { states } = procedure;
  const actions = Object.entries(procedure.actions);
  const live = possible(procedure);
  const reached = new Set([procedure.initial]);
  for (const { to } of live) for (const state of to) reached.add(state);
  const problems: PackProblem[] = [];
  for (const [name, state] of Object.entries(states)) {
    const at = (problem: string, zh: string, en: string) =>
      problems.push(inProcedure(code, ['states', name], problem, { zh, en }));
    const leaves = actions.some(([, a]) => a.from.includes(name));
    if (!reached.has(name)) at('state.unreachable', '状态无法到达', 'The state cannot be reached');
    if (state.final && leaves) at('state.final', '终态不得再有操作', 'A final state may have no action');
    if (!state.final && !leaves) at('state.stuck', '既非终态又无出路', 'Neither final nor with a way out');
  }
  const taken = new Set(live.map((l) => l.action));
  for (const [name] of actions) {
    if (taken.has(name)) continue;
    problems.push(
      inProcedure(code, ['actions', name], 'action.dead', {
        zh: '该操作永远无法进行',
        en: 'The action can never be taken',
      }),
    );
  }
  return problems;
}

interface Taken {
  action: string;
  from: string;
  to: string[];
}

/** States that an action may lead to: its own, by the outcome of a panel, or once it is rejected. */
export const ledTo = ({ to, toBy, rejectedTo }: Procedure['actions'][string]): string[] =>
  [to, ...Object.values(toBy ?? {}), rejectedTo].filter((state) => state !== undefined);

/** Every (action, from) that can happen, found by growing what is reached until nothing is added. */
function possible(procedure: Procedure): Taken[] {
  const reached = new Set([procedure.initial]);
  const found = new Map<string, Taken>();
  for (let before = -1; before !== found.size + reached.size; ) {
    before = found.size + reached.size;
    for (const [action, step] of Object.entries(procedure.actions)) {
      const { from, after } = step;
      const to = ledTo(step);
      for (const state of from) {
        if (!reached.has(state) || procedure.states[state]?.final !== false) continue;
        // Only what leaves the state as it is can come before, as entering it begins the count anew.
        const enabled = after?.some((earlier) => staysPossible(procedure, found, earlier, state)) ?? true;
        if (!enabled) continue;
        found.set(`${action} ${state}`, { action, from: state, to });
        for (const next of to) reached.add(next);
      }
    }
  }
  return [...found.values()];
}

const staysPossible = (
  procedure: Procedure,
  found: ReadonlyMap<string, unknown>,
  earlier: string,
  state: string,
): boolean =>
  earlier !== BEGIN && procedure.actions[earlier]?.to === undefined && found.has(`${earlier} ${state}`);
