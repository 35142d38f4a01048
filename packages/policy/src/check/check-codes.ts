import type { Pack, PackPart } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPart, type Path } from './problems.ts';

type List = readonly { code: string }[];

/** No code stands twice in a list. */
export function checkCodes(pack: Pack): PackProblem[] {
  const lists: [PackPart, Path, List][] = [
    ...(
      [
        'organKinds',
        'unitKinds',
        'industries',
        'postLevels',
        'postTags',
        'unitTags',
        'supervisionKinds',
        'zoneRoles',
        'relations',
        'permissions',
        'roles',
        'classifications',
        'sources',
        'classes',
        'statuses',
        'problemKinds',
        'channels',
        'signTags',
        'workKinds',
        'authorities',
        'registers',
        'bars',
      ] as const
    ).map((part): [PackPart, Path, List] => [part, [], pack[part]]),
    // A limit may stand several times, each from another day on.
    ['terms', [], pack.terms.map(({ code, effectiveFrom }) => ({ code: `${code} ${effectiveFrom}` }))],
    ['catalogue', ['groups'], pack.catalogue.groups],
    ['catalogue', ['facts'], pack.catalogue.facts],
    ['catalogue', ['items'], pack.catalogue.items],
    ['templates', ['templates'], pack.templates.templates],
    ['library', ['stores'], pack.library.stores],
    ['library', ['audiences'], pack.library.audiences],
    ['library', ['regulations'], pack.library.regulations],
    ...pack.library.stores.map(({ sorts }, i): [PackPart, Path, List] => [
      'library',
      ['stores', i, 'sorts'],
      sorts,
    ]),
    ...pack.library.regulations.map(({ articles }, i): [PackPart, Path, List] => [
      'library',
      ['regulations', i, 'articles'],
      articles.map(({ number }) => ({ code: number })),
    ]),
    ['opinions', ['occasions'], pack.opinions?.occasions ?? []],
    ['opinions', ['conclusions'], pack.opinions?.conclusions ?? []],
    ['uses', ['uses'], pack.uses.uses],
    ['submission', ['kinds'], pack.submission.kinds],
    ['submission', ['columns'], pack.submission.columns],
    ['figures', ['groups'], pack.figures?.groups ?? []],
    ['figures', ['figures'], pack.figures?.figures ?? []],
  ];
  return [
    ...lists.flatMap(([part, path, list]) => duplicates(part, path, list)),
    // Sub-types are looked up together with their class, yet a workbook may name them alone.
    ...duplicateSubTypes(pack),
    ...duplicateLevels(pack),
    ...duplicateAccounts(pack),
  ];
}

const twice = (code: string) => ({ zh: `代码“${code}”重复`, en: `The code "${code}" stands twice` });

function duplicates(part: PackPart, path: Path, list: List): PackProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ code }, i) => {
    if (!seen.has(code)) {
      seen.add(code);
      return [];
    }
    return [inPart(part, [...path, i, 'code'], 'code.duplicate', twice(code))];
  });
}

function duplicateSubTypes(pack: Pack): PackProblem[] {
  const seen = new Set<string>();
  return pack.classes.flatMap((c, i) =>
    c.subTypes.flatMap(({ code }, j) => {
      if (!seen.has(code)) {
        seen.add(code);
        return [];
      }
      return [inPart('classes', [i, 'subTypes', j, 'code'], 'code.duplicate', twice(code))];
    }),
  );
}

const duplicateLevels = (pack: Pack): PackProblem[] =>
  duplicates(
    'classifications',
    [],
    pack.classifications.map((c) => ({ code: String(c.level) })),
  );

function duplicateAccounts(pack: Pack): PackProblem[] {
  const seen = new Set<string>();
  return pack.roles.flatMap(({ sampleAccount }, i) => {
    if (sampleAccount === undefined || !seen.has(sampleAccount)) {
      if (sampleAccount) seen.add(sampleAccount);
      return [];
    }
    return [inPart('roles', [i, 'sampleAccount'], 'code.duplicate', twice(sampleAccount))];
  });
}
