import type { OrganSelector } from '../pack/authority.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { codesOf } from './codes-of.ts';
import { inPart, inProcedure, type Path, unknownCodes } from './problems.ts';

/** Every authority decides for every subject, by permissions that somebody holds in organs that there are. */
export function checkAuthorities(pack: Pack): PackProblem[] {
  const known = codesOf(pack);
  const held = new Set(pack.roles.flatMap((role) => role.permissions));
  const unitKinds = new Set(pack.unitKinds.map((kind) => kind.code));
  const kindOf = (organ: OrganSelector) => (typeof organ === 'object' && 'kind' in organ ? [organ.kind] : []);
  return pack.authorities.flatMap((authority, i) => {
    const at =
      (...path: Path) =>
      (_: number, code: string, text: PackProblem['text']) =>
        inPart('authorities', [i, ...path], code, text);
    const last = authority.rows.length - 1;
    return [
      ...unknownCodes('work-kind', [authority.work], known.workKinds, at('work')),
      ...authority.rows.flatMap(({ when, chain }, row) => [
        ...((when === undefined) === (row === last) ? [] : [openRow(i, row, last)]),
        ...unknownCodes('level', when?.level, known.postLevels, at('rows', row, 'when', 'level')),
        ...unknownCodes('tag', when?.tags, known.tags, at('rows', row, 'when', 'tags')),
        ...unknownCodes('unit-kind', when?.unitKind, unitKinds, at('rows', row, 'when', 'unitKind')),
        ...chain.flatMap(({ all }, step) =>
          all.flatMap(({ permission, organ }, seat) => {
            const path = ['rows', row, 'chain', step, 'all', seat] as const;
            return [
              ...unknownCodes('permission', [permission], known.permissions, at(...path, 'permission')),
              ...unknownCodes('organ-kind', kindOf(organ), known.organKinds, at(...path, 'organ')),
              ...(known.permissions.has(permission) && !held.has(permission)
                ? [unheld(i, [...path, 'permission'])]
                : []),
            ];
          }),
        ),
      ]),
    ];
  });
}

const unheld = (authority: number, path: Path): PackProblem =>
  inPart('authorities', [authority, ...path], 'authority.nobody', {
    zh: '没有任何角色持有该权限',
    en: 'No role holds this permission: nobody could approve',
  });

function openRow(authority: number, row: number, last: number): PackProblem {
  return row === last
    ? inPart('authorities', [authority, 'rows', row, 'when'], 'authority.incomplete', {
        zh: '末行不得有条件，否则有的对象无人审批',
        en: 'The last row may have no condition, or some subjects would have no approver',
      })
    : inPart('authorities', [authority, 'rows', row], 'authority.unreachable-row', {
        zh: '该行没有条件，其后各行永不适用',
        en: 'This row has no condition: those after it never count',
      });
}

/** An action names an authority that there is, for its own kind of work, and only persons ask. */
export function checkApprovals(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const byCode = new Map(pack.authorities.map((authority) => [authority.code, authority]));
  const known = codesOf(pack);
  const states = new Set(Object.keys(procedure.states));
  const work = procedure.work === undefined ? [] : [procedure.work];
  return [
    ...unknownCodes('work-kind', work, known.workKinds, (_, problem, text) =>
      inProcedure(code, ['work'], problem, text),
    ),
    ...Object.entries(procedure.actions).flatMap(([name, action]) => {
      const path = ['actions', name];
      const fault = (key: string, problem: string, zh: string, en: string) =>
        inProcedure(code, [...path, key], problem, { zh, en });
      if (action.approval === undefined) {
        return action.rejectedTo === undefined
          ? []
          : [fault('rejectedTo', 'approval.missing', '没有 approval', 'There is no approval to be rejected')];
      }
      const authority = byCode.get(action.approval);
      return [
        ...unknownCodes('authority', [action.approval], new Set(byCode.keys()), (_, problem, text) =>
          inProcedure(code, [...path, 'approval'], problem, text),
        ),
        ...unknownCodes('state', action.rejectedTo ? [action.rejectedTo] : [], states, (_, problem, text) =>
          inProcedure(code, [...path, 'rejectedTo'], problem, text),
        ),
        ...(authority && procedure.work !== undefined && authority.work !== procedure.work
          ? [
              fault(
                'approval',
                'authority.work',
                '该权限属于另一工作类型',
                'The authority belongs to another kind of work',
              ),
            ]
          : []),
        ...(action.by.includes('system')
          ? [fault('by', 'approval.system', '平台不得报请审批', 'The platform can not ask for approval')]
          : []),
        ...(action.panel
          ? [
              fault(
                'panel',
                'approval.panel',
                '会议步骤不得另行审批',
                'A step of a panel has no approval of its own',
              ),
            ]
          : []),
      ];
    }),
  ];
}
