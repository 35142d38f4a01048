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
  for (const { to } of live) if (to !== undefined) reached.add(to);
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

/** Every (action, from) that can happen, found by growing what is reached until nothing is added. */
function possible(procedure: Procedure): { action: string; from: string; to: string | undefined }[] {
  const reached = new Set([procedure.initial]);
  const found = new Map<string, { action: string; from: string; to: string | undefined }>();
  for (let before = -1; before !== found.size + reached.size; ) {
    before = found.size + reached.size;
    for (const [action, { from, to, after }] of Object.entries(procedure.actions)) {
      for (const state of from) {
        if (!reached.has(state) || procedure.states[state]?.final !== false) continue;
        // Only what leaves the state as it is can come before, as entering it begins the count anew.
        const enabled = after?.some((earlier) => staysPossible(procedure, found, earlier, state)) ?? true;
        if (!enabled) continue;
        found.set(`${action} ${state}`, { action, from: state, to });
        if (to !== undefined) reached.add(to);
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
