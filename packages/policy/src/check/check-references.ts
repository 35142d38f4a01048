import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { codesOf } from './codes-of.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every code that one list takes from another exists there. Procedures and forms have checks of their own. */
export function checkReferences(pack: Pack): PackProblem[] {
  const known = codesOf(pack);
  const at =
    (part: Parameters<typeof inPart>[0], ...path: Path) =>
    (i: number, code: string, text: PackProblem['text']) =>
      inPart(part, [...path, i], code, text);
  const one =
    (part: Parameters<typeof inPart>[0], ...path: Path) =>
    (_: number, code: string, text: PackProblem['text']) =>
      inPart(part, path, code, text);
  return [
    ...pack.organKinds.flatMap((kind, i) =>
      unknownCodes('organ-kind', kind.parents, known.organKinds, at('organKinds', i, 'parents')),
    ),
    ...pack.roles.flatMap((role, i) => [
      ...unknownCodes('permission', role.permissions, known.permissions, at('roles', i, 'permissions')),
      ...unknownCodes('organ-kind', role.organKinds, known.organKinds, at('roles', i, 'organKinds')),
      ...unknownCodes('classification', [role.clearance], known.levels, one('roles', i, 'clearance')),
    ]),
    ...pack.sources.flatMap((source, i) =>
      unknownCodes('organ-kind', source.organKinds, known.organKinds, at('sources', i, 'organKinds')),
    ),
    ...pack.zoneRoles.flatMap((role, i) =>
      unknownCodes('organ-kind', role.seededFrom, known.organKinds, at('zoneRoles', i, 'seededFrom')),
    ),
    ...pack.relations.flatMap((relation, i) =>
      unknownCodes('relation', [relation.inverse], known.relations, one('relations', i, 'inverse')),
    ),
    ...unknownCodes(
      'organ-kind',
      [pack.submission.receivingOrganKind],
      known.organKinds,
      one('submission', 'receivingOrganKind'),
    ),
    ...pack.catalogue.items.flatMap((item, i) => {
      const path = ['items', i] as const;
      return [
        ...unknownCodes('group', [item.group], known.groups, one('catalogue', ...path, 'group')),
        ...unknownCodes('form', [item.form], known.forms, one('catalogue', ...path, 'form')),
        ...unknownCodes(
          'classification',
          [item.classification],
          known.levels,
          one('catalogue', ...path, 'classification'),
        ),
        ...unknownCodes(
          'organ-kind',
          item.contributors.organKinds,
          known.organKinds,
          at('catalogue', ...path, 'contributors', 'organKinds'),
        ),
        ...unknownCodes(
          'level',
          item.requiredFor?.levels,
          known.postLevels,
          at('catalogue', ...path, 'requiredFor', 'levels'),
        ),
        ...unknownCodes(
          'tag',
          item.requiredFor?.tags,
          known.tags,
          at('catalogue', ...path, 'requiredFor', 'tags'),
        ),
        ...unknownCodes(
          'fact',
          item.facts.map((f) => f.fact),
          known.facts,
          at('catalogue', ...path, 'facts'),
        ),
      ];
    }),
  ];
}
