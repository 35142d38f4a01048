import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { stepsOf } from './check-steps.ts';
import { codesOf } from './codes-of.ts';
import { inPart, inProcedure, type Path, unknownCodes } from './problems.ts';

/** Every bar has an end that comes by itself, is shown in uses that there are, and begins by steps that name it. */
export const checkBars = (pack: Pack): PackProblem[] => [
  ...pack.bars.flatMap((bar, i) => [
    ...wholeLength(pack, bar.limit, (code, text) => inPart('bars', [i, 'limit'], code, text)),
    ...unknownCodes('use', bar.uses, codesOf(pack).uses, (j, code, text) =>
      inPart('bars', [i, 'uses', j], code, text),
    ),
  ]),
  ...Object.keys(pack.procedures).flatMap((code) => begun(pack, code)),
];

/** What is in force for a time is counted in days, months or years. */
export function wholeLength(
  pack: Pack,
  limit: string,
  at: (code: string, text: PackProblem['text']) => PackProblem,
): PackProblem[] {
  const entries = pack.terms.filter(({ code }) => code === limit);
  if (entries.length === 0)
    return unknownCodes('limit', [limit], new Set(), (_, code, text) => at(code, text));
  if (entries.every(({ length }) => length && length.unit !== 'workday')) return [];
  return [
    at('limit.length', {
      zh: `“${limit}”须以日、月或年计算长度`,
      en: `"${limit}" must be a length in days, months or years`,
    }),
  ];
}

/** An action names bars exactly where it begins some, in a procedure about persons. */
function begun(pack: Pack, code: string): PackProblem[] {
  const procedure = pack.procedures[code]!;
  const known = new Set(pack.bars.map((bar) => bar.code));
  return stepsOf(procedure).flatMap(([path, step]) => {
    const fault = (key: string, problem: string, zh: string, en: string): PackProblem =>
      inProcedure(code, [...path, key] satisfies Path, problem, { zh, en });
    const begins = step.effects?.includes('bar.begin') === true;
    return [
      ...unknownCodes('bar', step.bars, known, (i, problem, text) =>
        inProcedure(code, [...path, 'bars', i], problem, text),
      ),
      ...(begins === (step.bars !== undefined)
        ? []
        : [
            fault(
              begins ? 'effects' : 'bars',
              'effect.bars',
              'bars 与效果 bar.begin 须同时写明',
              'An action names its bars and the effect bar.begin together',
            ),
          ]),
      ...(begins && !procedure.subjects.kinds.includes('person')
        ? [
            fault(
              'effects',
              'bar.subjects',
              '限制只能对人员产生，本程序的对象没有人员',
              'Bars concern persons, and the procedure has none among its subjects',
            ),
          ]
        : []),
    ];
  });
}
