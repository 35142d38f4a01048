import { EFFECT_FIELDS } from '../engine/effects.ts';
import type { FormNode } from '../forms/form-types.ts';
import { walkForm } from '../forms/walk-form.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { RELATIONS } from '../pack/procedure-parts.schema.ts';
import type { PackProblem } from '../problem.ts';
import { fieldsOf } from './check-places.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

/** A step of a procedure with its place in the file: the start, then every action. */
export const stepsOf = (procedure: Procedure): [Path, Partial<Action>][] => [
  [['begin'], procedure.begin],
  ...Object.entries(procedure.actions).map(([name, action]): [Path, Action] => [['actions', name], action]),
];

export const formOf = (pack: Pack, code: string | undefined): FormNode | undefined =>
  code === undefined ? undefined : (pack.forms[code] as unknown as FormNode | undefined);

/** Places that others may fill: the fixed parties, and those that the procedure declares. */
export const PLACES = ['receiver', 'contributor', 'unit', 'handler'];
/** Names with a meaning of their own. */
const TAKEN = ['custodian', 'author', 'subject', 'system', 'approver'];

/** Every relation, party and form field that a step names is there. */
export function checkSteps(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const declared = Object.keys(procedure.parties ?? {});
  const relations = new Set<string>([...RELATIONS, ...declared]);
  const places = new Set([...PLACES, ...declared]);
  const at =
    (...path: Path) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, path, problem, text);
  const found = declared
    .filter((role) => TAKEN.includes(role))
    .map((role) =>
      inProcedure(code, ['parties', role], 'party.taken', {
        zh: `“${role}”另有含义，不能作为当事角色`,
        en: `"${role}" means something else and can't be a party`,
      }),
    );
  found.push(...byTable(pack, code, procedure), ...wordless(pack, code, procedure));
  found.push(...unknownCodes('party', procedure.staffing?.by, relations, at('staffing', 'by')));
  for (const [path, step] of stepsOf(procedure)) {
    const form = formOf(pack, step.form);
    const roles = Object.keys(step.partiesFrom ?? {});
    found.push(
      ...unknownCodes('party', step.by, relations, at(...path, 'by')),
      ...unknownCodes('party', roles, new Set(declared), at(...path, 'partiesFrom')),
      ...Object.entries(step.partiesFrom ?? {}).flatMap(([role, field]) =>
        form && !form.properties?.[field] ? [noField(code, [...path, 'partiesFrom', role], field)] : [],
      ),
      ...(step.partiesFrom && !form
        ? [noField(code, [...path, 'form'], Object.values(step.partiesFrom)[0])]
        : []),
      ...fieldsNeeded(code, path, step, form),
      ...coverage(pack, code, procedure, path, step),
      ...beside(pack, code, procedure, path, step),
      ...beginning(pack, code, procedure, path, step),
      ...(step.continues && !form ? [noForm(code, [...path, 'continues'])] : []),
    );
    for (const [i, spawn] of (step.spawns ?? []).entries()) {
      const from = Object.values(spawn.partiesFrom ?? {});
      found.push(...unknownCodes('party', from, places, at(...path, 'spawns', i, 'partiesFrom')));
    }
  }
  return found;
}

/** Which organ stands above another, and which one takes something in, is what the routing table says. */
const byTable = (pack: Pack, code: string, { parties = {} }: Procedure): PackProblem[] =>
  Object.entries(parties).flatMap(([role, { above, kinds, routed }]) =>
    !(above || routed) || (pack.routing && kinds.every((kind) => kind === 'organ'))
      ? []
      : [
          inProcedure(code, ['parties', role, above ? 'above' : 'routed'], 'party.routing', {
            zh: '限定上级机关或者按管辖确定的角色只能由机关担任，且规则包须有管辖表（routing.yaml）',
            en: 'A place for an organ above, or for one by the routing table, is for organs alone, and the pack needs that table (routing.yaml)',
          }),
        ],
  );

/** A procedure that keeps no text asks for no reason, and its forms have no field that takes one. */
function wordless(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  if (!procedure.untitled) return [];
  return stepsOf(procedure).flatMap(([path, step]) => {
    const form = formOf(pack, step.form);
    const text = form && textField(form);
    return [
      ...(step.requiresReason
        ? [
            inProcedure(code, [...path, 'requiresReason'], 'reason.untitled', {
              zh: '不留存文字的程序不能要求填写理由',
              en: 'A procedure that keeps no text can not ask for a reason',
            }),
          ]
        : []),
      ...(text === undefined
        ? []
        : [
            inProcedure(code, [...path, 'form'], 'text.untitled', {
              zh: `不留存文字的程序，其表单不能有可任意填写的字段“${text}”`,
              en: `A procedure that keeps no text can not have the field "${text}", which takes any`,
            }),
          ]),
    ];
  });
}

/** Name of a field that takes whatever is typed. */
function textField(form: FormNode): string | undefined {
  let found: string | undefined;
  walkForm(form, (node, path) => {
    const bounded = ['oneOf', 'enum', 'const', 'format', 'pattern', 'x-list'].some(
      (key) => node[key] !== undefined,
    );
    if (node.type === 'string' && !bounded) found ??= String(path.at(-1));
  });
  return found;
}

/** Fields that the engine reads, which the form must therefore require. */
function fieldsNeeded(
  code: string,
  path: Path,
  step: Partial<Action>,
  form: FormNode | undefined,
): PackProblem[] {
  const needed = [
    ...(step.transfer ? [step.transfer.to] : []),
    ...(step.joins ? ['into'] : []),
    ...(step.splits ? ['subjects'] : []),
    ...(step.panel?.step === 'opine' ? ['vote'] : []),
    ...(step.effects ?? []).flatMap((effect) => EFFECT_FIELDS[effect] ?? []),
  ];
  return needed
    .filter((field) => form?.required?.includes(field) !== true)
    .map((field) => noField(code, [...path, 'form'], field, true));
}

/** Both lists are there, and their entries can be told apart. */
function coverage(
  pack: Pack,
  code: string,
  procedure: Procedure,
  path: Path,
  { covers, form }: Partial<Action>,
): PackProblem[] {
  if (!covers) return [];
  const has = (from: string | undefined, list: string) => {
    const items = formOf(pack, from)?.properties?.[list]?.items;
    return items?.required?.includes(covers.by) === true;
  };
  const earlier = stepsOf(procedure).some(([, step]) => has(step.form, covers.of));
  return [
    ...(has(form, covers.list) ? [] : [noField(code, [...path, 'covers', 'list'], covers.list, true)]),
    ...(earlier ? [] : [noField(code, [...path, 'covers', 'of'], covers.of, true)]),
  ];
}

/** The list that a form begins with is its own, and what it is made of is said before. */
function beginning(
  pack: Pack,
  code: string,
  procedure: Procedure,
  path: Path,
  { rowsFrom, form }: Partial<Action>,
): PackProblem[] {
  if (!rowsFrom) return [];
  const { list, by, text, from } = rowsFrom;
  const row = formOf(pack, form)?.properties?.[list]?.items?.properties;
  const missing = [...(row ? [] : [list]), ...[by, text].filter((field) => row && !row[field])];
  return [
    ...missing.map((field) => noField(code, [...path, 'rowsFrom'], field)),
    ...(fieldsOf(pack, procedure).includes(from) ? [] : [noField(code, [...path, 'rowsFrom', 'from'], from)]),
  ];
}

/** What stands beside a form is said in one of the procedure, and is seen by whoever it is shown to from outside. */
function beside(
  pack: Pack,
  code: string,
  procedure: Procedure,
  path: Path,
  step: Partial<Action>,
): PackProblem[] {
  if (!step.beside) return [];
  if (!step.form) return [noForm(code, [...path, 'beside'])];
  const fields = new Set(fieldsOf(pack, procedure));
  return step.beside.flatMap((field, i) =>
    fields.has(field) ? [] : [noField(code, [...path, 'beside', i], field)],
  );
}

const noForm = (code: string, path: Path): PackProblem =>
  inProcedure(code, path, 'form.none', {
    zh: '没有表单，无可接续或对照的内容',
    en: 'Without a form there is nothing to go on with or to stand beside',
  });

const noField = (code: string, path: Path, field = '', required = false): PackProblem =>
  inProcedure(code, path, 'field.unknown', {
    zh: `表单没有${required ? '必填' : ''}字段“${field}”`,
    en: `The form has no ${required ? 'required ' : ''}field "${field}"`,
  });
