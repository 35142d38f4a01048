import type { Effect } from '../engine/effects.ts';
import { GRAVITIES } from '../pack/catalogue.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { TABLE_FOLDER } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';
import { LEVEL_TABLE, LIST_TABLE, WARNING_INPUTS } from '../warning/weigh.ts';
import { stepsOf } from './check-steps.ts';
import { inProcedure } from './problems.ts';

/** Effects without which a change of the level was not weighed. */
const WEIGHED: Partial<Record<Effect, Effect>> = {
  'warning.decide': 'warning.weigh',
  'warning.raise': 'warning.weigh',
  'warning.lower': 'warning.weigh',
  'listing.enter': 'listing.weigh',
  'listing.renew': 'listing.weigh',
};

/** Steps of warnings are weighed, and lower or raise nothing without an approval. */
export function checkWarning(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  return [
    ...stepsOf(procedure).flatMap(([path, step]) =>
      (step.effects ?? []).flatMap((effect) => {
        const weighed = WEIGHED[effect as Effect];
        return weighed === undefined || (step.effects?.includes(weighed) && step.approval !== undefined)
          ? []
          : [
              inProcedure(code, [...path, 'effects'], 'warning.unweighed', {
                zh: `有效果“${effect}”的操作须先有“${weighed}”，并经审批`,
                en: `A step with the effect "${effect}" needs "${weighed}" and an approval`,
              }),
            ];
      }),
    ),
    ...tables(pack, procedure),
  ];
}

function tables(pack: Pack, procedure: Procedure): PackProblem[] {
  const effects = new Set(stepsOf(procedure).flatMap(([, { effects: own = [] }]) => own));
  const asked = [
    ...(effects.has('warning.weigh') ? [LEVEL_TABLE] : []),
    ...(effects.has('listing.weigh') ? [LIST_TABLE] : []),
  ];
  return asked.flatMap((code) => {
    const table = pack.tables[code];
    const fault = (path: (string | number)[], zh: string, en: string): PackProblem => ({
      code: 'table.warning',
      where: { file: `${TABLE_FOLDER}/${code}.yaml`, pointer: pointerOf(path) },
      text: { zh, en },
    });
    if (!table) return [fault([], `没有决策表“${code}”`, `There is no decision table "${code}"`)];
    const unknown = table.inputs.flatMap(({ name }, i) =>
      WARNING_INPUTS.includes(name)
        ? []
        : [fault(['inputs', i], `平台不提供输入“${name}”`, `The platform does not answer "${name}"`)],
    );
    if (code !== LEVEL_TABLE) return unknown;
    const offered = (name: string) =>
      table.outputs.find((output) => output.name === name)?.oneOf.map((one) => one.code) ?? [];
    const levels = offered('level').filter((level) => level !== 'none');
    return [
      ...unknown,
      ...(GRAVITIES.every((level) => levels.includes(level)) && levels.length === GRAVITIES.length
        ? []
        : [
            fault(
              ['outputs'],
              'level 须为 none、minor、heavier、serious',
              'level must be none, minor, heavier, serious',
            ),
          ]),
      ...(offered('tolerance').includes('first')
        ? []
        : [fault(['outputs'], 'tolerance 须可为 first', 'tolerance must be able to say first')]),
    ];
  });
}
