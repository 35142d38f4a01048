import { EFFECTS } from '../engine/effects.ts';
import { BEGIN } from '../engine/types.ts';
import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { type Procedure, Service } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkByItself } from './check-by-itself.ts';
import { checkChildren } from './check-children.ts';
import { checkDocuments } from './check-documents.ts';
import { checkGraph } from './check-graph.ts';
import { checkGuards } from './check-guards.ts';
import { checkHeard } from './check-heard.ts';
import { checkPanels } from './check-panels.ts';
import { checkPlaces } from './check-places.ts';
import { checkProcedureTerms } from './check-procedure-terms.ts';
import { checkSight } from './check-sight.ts';
import { checkSittings } from './check-sittings.ts';
import { checkSteps } from './check-steps.ts';
import { checkTogether } from './check-together.ts';
import { checkWarning } from './check-warning.ts';
import { codesOf } from './codes-of.ts';
import { inPart, inProcedure, type Path, unknownCodes } from './problems.ts';

/** Every procedure refers to what exists, can be run by somebody and can't run into a wall. */
export function checkProcedures(pack: Pack): PackProblem[] {
  return [
    ...Object.entries(pack.procedures).flatMap(([code, procedure]) => checkProcedure(pack, code, procedure)),
    ...services(pack),
  ];
}

export const checkProcedure = (pack: Pack, code: string, procedure: Procedure): PackProblem[] =>
  [
    references,
    takers,
    numbers,
    checkSteps,
    checkApprovals,
    checkHeard,
    checkProcedureTerms,
    checkPanels,
    checkChildren,
    checkByItself,
    checkGuards,
    checkSight,
    checkPlaces,
    checkDocuments,
    checkSittings,
    checkTogether,
    checkWarning,
  ]
    .flatMap((check) => check(pack, code, procedure))
    .concat(checkGraph(code, procedure));

function references(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const known = codesOf(pack);
  const effects = new Set(Object.keys(EFFECTS));
  const states = new Set(Object.keys(procedure.states));
  const actions = new Set([BEGIN, ...Object.keys(procedure.actions)]);
  const at =
    (...path: Path) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, path, problem, text);
  const found = [
    ...unknownCodes('state', [procedure.initial], states, at('initial')),
    ...Object.entries(procedure.states).flatMap(([name, state]) =>
      unknownCodes('status', [state.status], known.statuses, at('states', name, 'status')),
    ),
  ];
  const steps: [Path, Partial<Procedure['actions'][string]>][] = [
    [['begin'], procedure.begin],
    ...Object.entries(procedure.actions).map(([name, a]): [Path, typeof a] => [['actions', name], a]),
  ];
  for (const [path, step] of steps) {
    found.push(
      ...unknownCodes('state', step.from, states, at(...path, 'from')),
      ...unknownCodes('state', step.to ? [step.to] : [], states, at(...path, 'to')),
      ...unknownCodes('state', step.secondPersonFrom, states, at(...path, 'secondPersonFrom')),
      ...unknownCodes('form', step.form ? [step.form] : [], known.forms, at(...path, 'form')),
      ...unknownCodes('permission', step.permission, known.permissions, at(...path, 'permission')),
      ...unknownCodes('effect', step.effects, effects, at(...path, 'effects')),
      // Another person than whoever approved something, too.
      ...unknownCodes(
        'action',
        step.secondPerson,
        new Set([...actions, 'approval.approve']),
        at(...path, 'secondPerson'),
      ),
      ...(['after', 'unless', 'voids'] as const).flatMap((key) =>
        unknownCodes('action', step[key], actions, at(...path, key)),
      ),
      ...movers(pack, code, path, step),
    );
  }
  return found;
}

/** The engine reads the new subject from the form. */
function movers(
  pack: Pack,
  code: string,
  path: Path,
  step: Partial<Procedure['actions'][string]>,
): PackProblem[] {
  if (!step.effects?.includes('subject.move')) return [];
  const required = step.form ? ((pack.forms[step.form] as unknown as FormNode)?.required ?? []) : [];
  if (required.includes('subjectKind') && required.includes('subject')) return [];
  return [
    inProcedure(code, [...path, 'form'], 'effect.form', {
      zh: '变更对象的操作，其表单须有必填字段 subjectKind 和 subject',
      en: 'An action that moves the subject needs a form with subjectKind and subject required',
    }),
  ];
}

/** Somebody holds the permission: a step that only the platform takes needs none. */
function takers(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const inUnits = new Set(pack.roles.filter((r) => r.inUnit).flatMap((r) => r.permissions));
  const speakers = new Set(pack.roles.filter((r) => r.speaksForUnit).flatMap((r) => r.permissions));
  const held = new Set(pack.roles.flatMap((r) => r.permissions));
  const steps = [
    [['begin'], procedure.begin] as const,
    ...Object.entries(procedure.actions).map(([name, a]) => [['actions', name], a] as const),
  ];
  return steps.flatMap(([path, { by, permission }]) => {
    const persons = by.filter((r) => r !== 'system');
    if (persons.length === 0 || permission.length === 0) return [];
    const all = (...relations: string[]) => persons.every((r) => relations.includes(r));
    const holders = all('unit') ? speakers : all('unit', 'subject') ? inUnits : held;
    if (permission.some((p) => holders.has(p))) return [];
    return [
      inProcedure(code, [...path, 'permission'], 'action.nobody', {
        zh: '没有任何角色能办理',
        en: 'No role holds the permission: nobody can take this step',
      }),
    ];
  });
}

function numbers(pack: Pack, code: string, { number, begin }: Procedure): PackProblem[] {
  if (!number) return [];
  const fault = (zh: string, en: string) => [inProcedure(code, ['number'], 'number.series', { zh, en })];
  if (number.by === undefined) {
    return number.series.default ? [] : fault('须有 default 序列', 'The series "default" is missing');
  }
  const form = begin.form ? (pack.forms[begin.form] as unknown as FormNode) : undefined;
  const field = form && nodeAt(form, number.by)?.node;
  const values = field?.oneOf?.map((o) => String(o.const));
  if (!values || !form?.required?.includes(number.by)) {
    return fault(
      'by 须是首表单中必填的选择字段',
      '"by" must be a required field with options in the first form',
    );
  }
  const missing = values.filter((v) => !number.series[v]);
  return missing.length === 0
    ? []
    : fault(`缺少序列：${missing.join('、')}`, `Series missing: ${missing.join(', ')}`);
}

function services(pack: Pack): PackProblem[] {
  const all = Object.entries(pack.procedures);
  return Service.options.flatMap((service) => {
    const serving = all.filter(([, p]) => p.service === service);
    if (serving.length === 1) return [];
    const first = serving[1]?.[0];
    return first
      ? [
          inProcedure(first, ['service'], 'service.twice', {
            zh: `服务“${service}”已有程序`,
            en: `Another procedure serves "${service}" already`,
          }),
        ]
      : [
          inPart('head', [], 'service.missing', {
            zh: `没有程序承担服务“${service}”`,
            en: `No procedure serves "${service}"`,
          }),
        ];
  });
}
