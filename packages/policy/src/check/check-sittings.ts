import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { KNOWN_INPUTS } from '../sitting/sitting.ts';
import { fieldsOf } from './check-places.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inProcedure, unknownCodes } from './problems.ts';

/** Day, time and place stand in forms of the procedure, and so does what the rules ask besides. */
export function checkSittings(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const { sitting, parties = {} } = procedure;
  const setting = stepsOf(procedure).filter(([, step]) =>
    step.effects?.some((effect) => effect === 'sitting.set' || effect === 'sitting.held'),
  );
  if (!sitting)
    return setting.map(([path]) =>
      inProcedure(code, [...path, 'effects'], 'sitting.none', {
        zh: '程序没有写明时间地点字段（sitting）',
        en: 'The procedure does not say in which fields day, time and place stand (sitting)',
      }),
    );
  const at = (key: string) => (_: number, problem: string, text: PackProblem['text']) =>
    inProcedure(code, ['sitting', key], problem, text);
  const fields = new Set(fieldsOf(pack, procedure));
  const table = pack.tables[sitting.rules ?? ''];
  const asked = (table?.inputs ?? []).map(({ name }) => name).filter((name) => !isKnown(name));
  return [
    ...(['day', 'from', 'until', 'place'] as const).flatMap((key) =>
      unknownCodes('field', [sitting[key]], fields, at(key)),
    ),
    ...unknownCodes('field', Object.values(sitting.found ?? {}), fields, at('found')),
    ...unknownCodes('field', sitting.departures ? [sitting.departures] : [], fields, at('departures')),
    ...unknownCodes('party', sitting.who, new Set(['handler', ...Object.keys(parties)]), at('who')),
    ...unknownCodes(
      'table',
      sitting.rules ? [sitting.rules] : [],
      new Set(Object.keys(pack.tables)),
      at('rules'),
    ),
    ...unknownCodes('field', asked, fields, at('rules')),
    ...setting.flatMap(([path, { form }]) =>
      [sitting.day, sitting.from, sitting.until, sitting.place].some(
        (field) => !formOf(pack, form)?.properties?.[field],
      )
        ? [
            inProcedure(code, [...path, 'form'], 'sitting.form', {
              zh: '确定时间地点的操作，其表单须有日期、起止时间和地点',
              en: 'The form of a step that sets the time has to ask for day, times and place',
            }),
          ]
        : [],
    ),
  ];
}

const isKnown = (name: string) => (KNOWN_INPUTS as readonly string[]).includes(name);
