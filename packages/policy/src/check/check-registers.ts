import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { columnSource, REGISTER_SOURCES, type Register } from '../pack/register.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every register is of a procedure of clue files, and each state, action and field that it names is there. */
export const checkRegisters = (pack: Pack): PackProblem[] =>
  pack.registers.flatMap((register, i) => {
    const at = (path: Path, code: string, text: PackText) => inPart('registers', [i, ...path], code, text);
    const procedure = pack.procedures[register.procedure];
    if (procedure?.service !== 'clue')
      return [
        at(['procedure'], 'register.procedure', {
          zh: `“${register.procedure}”不是线索程序`,
          en: `"${register.procedure}" is no procedure of clue files`,
        }),
      ];
    const actions = new Set(Object.keys(procedure.actions));
    const first = formOf(pack, procedure.begin.form);
    const forms = stepsOf(procedure).flatMap(([, { form }]): FormNode[] => {
      const node = formOf(pack, form);
      return node ? [node] : [];
    });
    const known = (path: string) => forms.some((form) => nodeAt(form, path));
    // What is said later under the same name replaces what was said: a column must know whose words it shows.
    const meanings = (field: string) =>
      new Set(forms.flatMap((form) => form.properties?.[field]?.['x-title']?.zh ?? []));
    const clashes = register.columns.flatMap(({ from }, j) => {
      const source = columnSource(from);
      return source.kind === 'form' && meanings(source.name).size > 1
        ? [
            at(['columns', j, 'from'], 'register.clash', {
              zh: `该程序的几张表单以“${source.name}”填写不同内容（${[...meanings(source.name)].join('、')}），后填的会顶替先填的；请改用不同的字段名`,
              en: `Forms of the procedure ask for different things as "${source.name}", and the later replaces the earlier; give them different names`,
            }),
          ]
        : [];
    });
    const noField = (path: Path, field: string) =>
      at(path, 'field.unknown', {
        zh: `该程序的表单没有字段“${field}”`,
        en: `No form of the procedure has the field "${field}"`,
      });
    return [
      ...clashes,
      ...unknownCodes('state', register.states, new Set(Object.keys(procedure.states)), (j, code, text) =>
        at(['states', j], code, text),
      ),
      ...unknownCodes('action', register.since, actions, (j, code, text) => at(['since', j], code, text)),
      ...unknownCodes('action', register.steps, actions, (j, code, text) => at(['steps', j], code, text)),
      ...dutyFaults(pack, register, actions, at),
      ...Object.keys(register.only ?? {}).flatMap((field) =>
        first?.properties?.[field] ? [] : [noField(['only', field], field)],
      ),
      ...register.columns.flatMap((column, j) =>
        columnFaults(column, ['columns', j, 'from'], known, actions, at, noField),
      ),
      ...register.columns.flatMap((column, j) =>
        unknownCodes('action', column.with === undefined ? [] : [column.with], actions, (_, code, text) =>
          at(['columns', j, 'with'], code, text),
        ),
      ),
    ];
  });

type At = (path: Path, code: string, text: PackText) => PackProblem;

/** What is owed can be done from the register, again and again, by a recurring limit with a last day. */
function dutyFaults(
  { terms, permissions }: Pack,
  { duty, steps }: Register,
  actions: ReadonlySet<string>,
  at: At,
): PackProblem[] {
  if (!duty) return [];
  const recurring = new Set(terms.filter((term) => term.every && term.due).map((term) => term.code));
  const held = new Set(permissions.map(({ code }) => code));
  const under =
    (...path: Path) =>
    (_: number, code: string, text: PackText) =>
      at(['duty', ...path], code, text);
  return [
    ...unknownCodes('action', [duty.step], new Set(steps), under('step')),
    ...unknownCodes('action', duty.after, actions, (j, code, text) => at(['duty', 'after', j], code, text)),
    ...unknownCodes('permission', duty.tell, held, (j, code, text) => at(['duty', 'tell', j], code, text)),
    ...(recurring.has(duty.limit)
      ? []
      : [
          at(['duty', 'limit'], 'register.limit', {
            zh: `“${duty.limit}”不是写明 every 和 due 的时限`,
            en: `"${duty.limit}" is no limit with "every" and "due"`,
          }),
        ]),
  ];
}

function columnFaults(
  { from }: Register['columns'][number],
  path: Path,
  known: (path: string) => boolean,
  actions: ReadonlySet<string>,
  at: At,
  noField: (path: Path, field: string) => PackProblem,
): PackProblem[] {
  const source = columnSource(from);
  if (source.kind === 'fixed')
    return Object.hasOwn(REGISTER_SOURCES, from)
      ? []
      : [
          at(path, 'register.source', {
            zh: `没有数据来源“${from}”，可用：${Object.keys(REGISTER_SOURCES).join('、')}`,
            en: `There is no source "${from}"; there are ${Object.keys(REGISTER_SOURCES).join(', ')}`,
          }),
        ];
  if (source.kind === 'form') return known(source.name) ? [] : [noField(path, source.name)];
  return unknownCodes('action', source.actions, actions, (_, code, text) => at(path, code, text));
}
