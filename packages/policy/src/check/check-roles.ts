import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPart } from './problems.ts';

/** Roles can be held, exclusive groups exclude somebody, and administrators see no content. */
export function checkRoles(pack: Pack): PackProblem[] {
  const content = new Set(pack.permissions.filter((p) => p.content).map((p) => p.code));
  const members = Map.groupBy(pack.roles, (r) => r.exclusiveGroup);
  return pack.roles.flatMap((role, i) => {
    const problems: PackProblem[] = [];
    if (role.inUnit === role.organKinds.length > 0) {
      problems.push(
        inPart('roles', [i, 'organKinds'], 'role.holder', {
          zh: '角色须在机构或单位之一担任，且仅其一',
          en: 'A role is held in organs of some kind or in a unit: one of the two',
        }),
      );
    }
    if (role.speaksForUnit && !role.inUnit) {
      problems.push(
        inPart('roles', [i, 'speaksForUnit'], 'role.speaker', {
          zh: '只有在单位担任的角色才能代表单位',
          en: 'Only a role held in a unit can speak for it',
        }),
      );
    }
    if (role.exclusiveGroup !== undefined && (members.get(role.exclusiveGroup)?.length ?? 0) < 2) {
      problems.push(
        inPart('roles', [i, 'exclusiveGroup'], 'role.exclusive-alone', {
          zh: `互斥组“${role.exclusiveGroup}”只有一个角色`,
          en: `The exclusive group "${role.exclusiveGroup}" has one role only`,
        }),
      );
    }
    if (!role.administrator) return problems;
    if (role.exclusiveGroup === undefined) {
      problems.push(
        inPart('roles', [i], 'role.administrator-exclusive', {
          zh: '管理员角色须在互斥组中',
          en: 'An administrator must stand in an exclusive group',
        }),
      );
    }
    for (const [j, code] of role.permissions.entries()) {
      if (!content.has(code)) continue;
      problems.push(
        inPart('roles', [i, 'permissions', j], 'role.administrator-content', {
          zh: `管理员不得持有内容权限“${code}”`,
          en: `An administrator may not hold the content permission "${code}"`,
        }),
      );
    }
    return problems;
  });
}
