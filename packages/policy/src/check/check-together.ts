import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { fieldsOf } from './check-places.ts';
import { formOf } from './check-steps.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

/** Steps that several people take, and steps that are taken in several children, name what is there. */
export function checkTogether(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const actions = new Set(Object.keys(procedure.actions));
  const places = new Set(['handler', ...Object.keys(procedure.parties ?? {})]);
  const at =
    (...path: Path) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, path, problem, text);
  return Object.entries(procedure.actions).flatMap(([name, { afterEach, drives }]) => [
    ...(afterEach
      ? [
          ...unknownCodes(
            'action',
            [afterEach.action, ...(afterEach.or ?? [])],
            actions,
            at('actions', name, 'afterEach'),
          ),
          ...unknownCodes('party', afterEach.of, places, at('actions', name, 'afterEach', 'of')),
        ]
      : []),
    ...(drives ? driven(pack, code, procedure, ['actions', name, 'drives'], drives) : []),
  ]);
}

type Drives = NonNullable<Procedure['actions'][string]['drives']>;

/** A kind of child of this procedure has the step, the platform may take it, and its form gets what it requires. */
function driven(
  pack: Pack,
  code: string,
  procedure: Procedure,
  path: Path,
  { as, action, dataFrom = {} }: Drives,
): PackProblem[] {
  const spawn = Object.values(procedure.actions)
    .flatMap(({ spawns = [] }) => spawns)
    .find((one) => one.as === as);
  const step = pack.procedures[spawn?.procedure ?? '']?.actions[action];
  const fault = (problem: string, zh: string, en: string) => inProcedure(code, path, problem, { zh, en });
  if (!step?.by.includes('system'))
    return [
      fault(
        'drives.action',
        `没有名为“${as}”的子事项，或其程序没有平台可办的操作“${action}”`,
        `No child is "${as}", or its procedure has no step "${action}" that the platform may take`,
      ),
    ];
  const form = formOf(pack, step.form);
  const own = new Set(fieldsOf(pack, procedure));
  const given = Object.entries(dataFrom);
  const odd = [
    ...(form?.required ?? []).filter((field) => dataFrom[field] === undefined),
    ...given.flatMap(([field, from]) => (form?.properties?.[field] && own.has(from) ? [] : [field])),
  ];
  return odd.map((field) =>
    fault(
      'field.unknown',
      `子事项该操作表单的字段“${field}”对不上`,
      `The field "${field}" of the form of that step does not match`,
    ),
  );
}
