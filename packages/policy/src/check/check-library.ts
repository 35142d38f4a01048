import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { codesOf } from './codes-of.ts';
import { inPart, inProcedure, type Path, unknownCodes } from './problems.ts';

/** Stores, audiences and regulations fit together, and every article that a rule rests on is there. */
export function checkLibrary(pack: Pack): PackProblem[] {
  const known = codesOf(pack);
  const levels = new Set(pack.classifications.map((entry) => entry.code));
  const one =
    (...path: Path) =>
    (_: number, code: string, text: PackProblem['text']) =>
      inPart('library', path, code, text);
  return [
    ...pack.library.stores.flatMap((store, i) => [
      ...unknownCodes('classification', [store.classification], levels, one('stores', i, 'classification')),
      ...unknownCodes('audience', store.audiences, known.audiences, one('stores', i, 'audiences')),
      ...openedTooWide(pack, i),
    ]),
    ...pack.library.regulations.flatMap((regulation, i) => {
      const store = pack.library.stores.find(({ code }) => code === regulation.store);
      const sorts = new Set(store?.sorts.map(({ code }) => code));
      return [
        ...unknownCodes('store', [regulation.store], known.stores, one('regulations', i, 'store')),
        ...unknownCodes('sort', store ? [regulation.sort] : [], sorts, one('regulations', i, 'sort')),
        ...(store && store.holds !== 'articles'
          ? [
              inPart('library', ['regulations', i, 'store'], 'store.holds', {
                zh: `资料库“${store.code}”不存放条款`,
                en: `The store "${store.code}" holds no articles`,
              }),
            ]
          : []),
      ];
    }),
    ...pack.terms.flatMap((term, i) =>
      unknownCodes('rule', term.rules, known.rules, (at, code, text) =>
        inPart('terms', [i, 'rules', at], code, text),
      ),
    ),
    ...Object.entries(pack.procedures).flatMap(([name, { rules }]) =>
      unknownCodes('rule', rules, known.rules, (at, code, text) =>
        inProcedure(name, ['rules', at], code, text),
      ),
    ),
  ];
}

/** What is classified above the lowest level is never opened to everyone. */
function openedTooWide(pack: Pack, at: number): PackProblem[] {
  const { classification, audiences } = pack.library.stores[at]!;
  const level = pack.classifications.find((entry) => entry.code === classification)?.level ?? 0;
  const wide = pack.library.audiences.filter(
    ({ code, opens }) => opens === 'everyone' && audiences.includes(code),
  );
  if (level === 0) return [];
  return wide.map(({ code }) =>
    inPart('library', ['stores', at, 'audiences'], 'audience.too-wide', {
      zh: `密级高于公开的资料库不得向所有人开放（“${code}”）`,
      en: `A store that is classified can not be open to everyone ("${code}")`,
    }),
  );
}
