import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import { guardOf } from '../guard/guards.ts';
import { GuardError } from '../guard/syntax.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inProcedure, type Path } from './problems.ts';

/** Every guard is in the bounded subset, and each name in it is a field or action that there is. */
export function checkGuards(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const forms = stepsOf(procedure)
    .map(([, step]) => formOf(pack, step.form))
    .filter((form) => form !== undefined);
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    if (action.when === undefined) {
      const { unmet } = action;
      const text = { zh: '没有条件（when），不会用到该说明', en: 'Without a guard (when) it is never said' };
      return unmet ? [inProcedure(code, ['actions', name, 'unmet'], 'guard.none', text)] : [];
    }
    const path: Path = ['actions', name, 'when'];
    try {
      const own = formOf(pack, action.form);
      return guardOf(action.when)
        .names.filter((used) => !isThere(used, forms, own, procedure))
        .map((used) =>
          inProcedure(code, path, 'guard.name', {
            zh: `没有“${used.join('.')}”`,
            en: `There is no "${used.join('.')}"`,
          }),
        );
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      const { zh, en } = error.text;
      const text = { zh: `第${error.at + 1}字：${zh}`, en: `Character ${error.at + 1}: ${en}` };
      return [inProcedure(code, path, 'guard.syntax', text)];
    }
  });
}

function isThere(
  [root, ...rest]: readonly string[],
  forms: readonly FormNode[],
  own: FormNode | undefined,
  procedure: Procedure,
): boolean {
  const path = rest.join('/');
  if (root === 'data') return forms.some((form) => nodeAt(form, path));
  if (root === 'input') return own !== undefined && nodeAt(own, path) !== undefined;
  return root !== 'count' || Object.hasOwn(procedure.actions, rest[0] ?? '');
}
