import { defaultPolarity } from '../intake/classes.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPart, unknownCodes } from './problems.ts';

/** The table of uses is complete and keeps gossip in; classes, terms and columns say what they must. */
export const checkTables = (pack: Pack): PackProblem[] => [
  ...usesProblems(pack),
  ...classProblems(pack),
  ...termProblems(pack),
  ...submissionProblems(pack),
];

function usesProblems(pack: Pack): PackProblem[] {
  const { uses, table } = pack.uses;
  const known = new Set(pack.statuses.map((s) => s.code));
  const problems = unknownCodes('status', Object.keys(table), known, (i, code, text) =>
    inPart('uses', ['table', Object.keys(table)[i] ?? ''], code, text),
  );
  for (const [status, row] of Object.entries(table)) {
    const useCodes = new Set(uses.map((u) => u.code));
    problems.push(
      ...unknownCodes('use', Object.keys(row), useCodes, (i, code, text) =>
        inPart('uses', ['table', status, Object.keys(row)[i] ?? ''], code, text),
      ),
    );
  }
  for (const status of pack.statuses) {
    for (const use of uses) {
      const cell = table[status.code]?.[use.code];
      const path = ['table', status.code, use.code];
      if (cell === undefined) {
        const names = `${status.code} × ${use.code}`;
        problems.push(
          inPart('uses', path, 'uses.incomplete', { zh: `缺少“${names}”`, en: `"${names}" is missing` }),
        );
      } else if (cell && use.outward && !status.factual) {
        // Protection P2 is not for a pack to give away.
        problems.push(
          inPart('uses', path, 'uses.outward', {
            zh: `非事实状态“${status.code}”不得用于对外用途“${use.code}”`,
            en: `"${status.code}" is no fact and may not reach the outward use "${use.code}"`,
          }),
        );
      }
    }
  }
  return problems;
}

const classProblems = (pack: Pack): PackProblem[] =>
  pack.classes.flatMap((c, i) =>
    c.subTypes.flatMap((s, j) =>
      defaultPolarity(pack.classes, c.code, s.code)
        ? []
        : [
            inPart('classes', [i, 'subTypes', j], 'class.polarity', {
              zh: '没有默认正反面',
              en: 'It has no default polarity',
            }),
          ],
    ),
  );

const termProblems = (pack: Pack): PackProblem[] =>
  pack.terms.flatMap((term, i) =>
    [term.length, term.yearly, term.every].filter((x) => x !== undefined).length === 1 &&
    (term.due === undefined || term.every !== undefined)
      ? []
      : [
          inPart('terms', [i], 'term.measure', {
            zh: '须写明且只写明 length、yearly、every 之一；due 只与 every 同用',
            en: 'Exactly one of length, yearly and every must be given; due goes with every alone',
          }),
        ],
  );

const heading = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();

function submissionProblems(pack: Pack): PackProblem[] {
  const taken = new Map<string, string>();
  const problems = pack.submission.columns.flatMap((column, i) => {
    const path = ['columns', i] as const;
    const found: PackProblem[] = [];
    if ((column.kind === 'code' || column.kind === 'flag') !== (column.listOf !== undefined)) {
      found.push(
        inPart('submission', [...path, 'listOf'], 'column.list', {
          zh: '代码列和是否列须有 listOf，其他列不得有',
          en: 'Coded columns and flags need listOf, others none',
        }),
      );
    }
    for (const name of new Set([column.label.zh, column.label.en, ...column.aliases].map(heading))) {
      const other = taken.get(name);
      if (other === undefined) taken.set(name, column.code);
      else {
        found.push(
          inPart('submission', [...path, 'aliases'], 'column.alias', {
            zh: `表头“${name}”也属于列“${other}”`,
            en: `The heading "${name}" also belongs to column "${other}"`,
          }),
        );
      }
    }
    return found;
  });
  if (pack.submission.nilReturn && !pack.submission.kinds.some((k) => k.nil)) {
    problems.push(
      inPart('submission', ['kinds'], 'submission.nil', {
        zh: '允许零报告，但没有零报告种类',
        en: 'Nil returns are allowed, but no kind of sheet is nil',
      }),
    );
  }
  return problems;
}
