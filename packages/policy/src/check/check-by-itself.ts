import type { Pack } from '../pack/pack.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inProcedure, unknownCodes } from './problems.ts';

/** What the platform takes by itself asks nobody anything, waits for what there is, and comes to an end. */
export function checkByItself(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    const { byItself } = action;
    if (!byItself) return [];
    const fault = (problem: string, zh: string, en: string) => [
      inProcedure(code, ['actions', name, 'byItself'], problem, { zh, en }),
    ];
    const asking = asks(action);
    return [
      ...(action.by.includes('system')
        ? []
        : fault(
            'by-itself.by',
            '平台自动办理的操作须允许平台办理',
            'What goes by itself must be by "system"',
          )),
      ...(asking === undefined
        ? []
        : fault(
            'by-itself.asks',
            `平台自动办理的操作不能有 ${asking}`,
            `What goes by itself can not have "${asking}"`,
          )),
      ...('term' in byItself
        ? termFaults(procedure, action, byItself.term, code, name)
        : childFaults(pack, procedure, byItself, code, name)),
    ];
  });
}

/** What only a person can give. */
const asks = (action: Action): string | undefined =>
  (['form', 'approval', 'panel', 'transfer', 'joins', 'parts', 'splits'] as const).find(
    (key) => action[key] !== undefined,
  ) ?? (action.requiresReason ? 'requiresReason' : undefined);

/** It would be owed again the next moment, for ever. */
function termFaults(
  procedure: Procedure,
  { closes, to }: Action,
  term: string,
  code: string,
  name: string,
): PackProblem[] {
  const known = new Set(Object.keys(procedure.terms ?? {}));
  const ends = to !== undefined && procedure.states[to]?.final === true;
  return [
    ...unknownCodes('term', [term], known, (_, problem, text) =>
      inProcedure(code, ['actions', name, 'byItself', 'term'], problem, text),
    ),
    ...(closes?.includes(term) || ends
      ? []
      : [
          inProcedure(code, ['actions', name, 'byItself', 'term'], 'by-itself.again', {
            zh: '须终结该时限或者办结事项，否则会反复办理',
            en: 'It must close the term or end the matter, or it would be taken again and again',
          }),
        ]),
  ];
}

function childFaults(
  pack: Pack,
  procedure: Procedure,
  { child, states }: { child: string; states: readonly string[] },
  code: string,
  name: string,
): PackProblem[] {
  const spawned = Object.values(procedure.actions)
    .flatMap((action) => action.spawns ?? [])
    .filter(({ as }) => as === child);
  const finals = new Set(
    spawned.flatMap((one) =>
      Object.entries(pack.procedures[one.procedure]?.states ?? {}).flatMap(([state, { final }]) =>
        final ? [state] : [],
      ),
    ),
  );
  const at =
    (...path: string[]) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, ['actions', name, 'byItself', ...path], problem, text);
  return [
    ...unknownCodes('child', [child], new Set(spawned.map(({ as }) => as)), at('child')),
    ...(spawned.length > 0 ? unknownCodes('state', states, finals, at('states')) : []),
  ];
}
