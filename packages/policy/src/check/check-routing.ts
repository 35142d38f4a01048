import type { Pack } from '../pack/pack.schema.ts';
import { STANDINGS } from '../pack/routing.schema.ts';
import type { PackProblem } from '../problem.ts';
import { codesOf } from './codes-of.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every kind of organ, level, role and limit of the routing table is there, and every standing has its line. */
export function checkRouting(pack: Pack): PackProblem[] {
  const { routing } = pack;
  if (!routing) return [];
  const kinds = new Set(pack.organKinds.map(({ code }) => code));
  const levels = new Set(pack.postLevels.map(({ code }) => code));
  const roles = new Set(pack.roles.map(({ code }) => code));
  const sources = new Set(pack.sources.map(({ code }) => code));
  const procedures = new Set(Object.keys(pack.procedures));
  const limits = new Set(pack.terms.map(({ code }) => code));
  const at =
    (...path: Path) =>
    (i: number, code: string, text: PackProblem['text']) =>
      inPart('routing', [...path, i], code, text);
  const plain = (name: string, codes: readonly string[], known: ReadonlySet<string>, what: string) =>
    codes.flatMap((code, i) =>
      known.has(code)
        ? []
        : [
            inPart('routing', [name, i], `${what}.unknown`, {
              zh: `规则包中没有“${code}”`,
              en: `The pack has no "${code}"`,
            }),
          ],
    );
  const { rules } = codesOf(pack);
  const seen = new Set<string>();
  return [
    ...unknownCodes('organ-kind', routing.inside, kinds, at('inside')),
    ...unknownCodes('organ-kind', routing.oneLevel, kinds, at('oneLevel')),
    ...plain('stub', [routing.stub], procedures, 'procedure'),
    ...plain('leaders', routing.leaders, roles, 'role'),
    ...plain('ownFinds', routing.ownFinds, sources, 'source'),
    ...routing.tiers.flatMap((tier, i) => [
      ...unknownCodes('level', tier.levels, levels, at('tiers', i, 'levels')),
      ...unknownCodes('organ-kind', tier.by, kinds, at('tiers', i, 'by')),
      ...tier.levels.flatMap((level, j) => {
        if (!seen.has(level)) {
          seen.add(level);
          return [];
        }
        return [
          inPart('routing', ['tiers', i, 'levels', j], 'level.twice', {
            zh: `职务层级“${level}”出现两次`,
            en: `The post level "${level}" stands there twice`,
          }),
        ];
      }),
    ]),
    ...[
      ...routing.lines.map((line, i) => [['lines', i], line] as const),
      [['split'], routing.split] as const,
    ].flatMap(([path, line]) => [
      ...unknownCodes('limit', line.limit ? [line.limit] : [], limits, (_, code, text) =>
        inPart('routing', [...path, 'limit'], code, text),
      ),
      ...unknownCodes('rule', line.rules, rules, at(...path, 'rules')),
      ...(line.registers && (line.way === 'stub' || line.way === 'return')
        ? [
            inPart('routing', [...path, 'registers'], 'route.registers', {
              zh: '留存根、退回的不得登记内容',
              en: 'What leaves a stub or goes back may not be registered',
            }),
          ]
        : []),
    ]),
    ...STANDINGS.flatMap((standing) =>
      [true, false].flatMap((found) => {
        const lines = routing.lines.filter(
          (line) => line.who === standing && (line.found === undefined || line.found === found),
        );
        if (lines.length === 1) return [];
        return [
          inPart('routing', ['lines'], lines.length ? 'route.twice' : 'route.missing', {
            zh: `“${standing}”（${found ? '自行发现' : '收到'}）应有且只有一条规则，现有${lines.length}条`,
            en: `"${standing}" (${found ? 'found by itself' : 'received'}) needs exactly one line and has ${lines.length}`,
          }),
        ];
      }),
    ),
  ];
}
