import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPart, unknown } from './problems.ts';

/** Every code that one part takes from another exists there. */
export function checkReferences(pack: Pack): PackProblem[] {
  return roleReferences(pack);
}

function roleReferences(pack: Pack): PackProblem[] {
  const permissions = new Set(pack.permissions.map((p) => p.code));
  return pack.roles.flatMap((role, i) =>
    role.permissions.flatMap((code, j) =>
      permissions.has(code)
        ? []
        : [
            inPart(
              'roles',
              [i, 'permissions', j],
              'permission.unknown',
              unknown({ zh: '权限', en: 'permission' }, code),
            ),
          ],
    ),
  );
}
