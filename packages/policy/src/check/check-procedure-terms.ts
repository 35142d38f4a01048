import { formsOfDue } from '../engine/due-field.ts';
import { endsFairly } from '../engine/time-of-others.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { RELATIONS } from '../pack/procedure-parts.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

/** Every term has a limit with a length, is opened, and can be closed wherever it may run. */
export function checkProcedureTerms(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const terms = procedure.terms ?? {};
  const known = new Set(Object.keys(terms));
  const limits = new Set(pack.terms.filter((limit) => limit.length).map((limit) => limit.code));
  const relations = new Set<string>([...RELATIONS, ...Object.keys(procedure.parties ?? {})]);
  const at =
    (...path: Path) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, path, problem, text);
  const found = Object.entries(terms).flatMap(([name, term]) => [
    ...unknownCodes(
      'limit',
      term.limit === undefined ? [] : [term.limit],
      limits,
      at('terms', name, 'limit'),
    ),
    ...endOfTerm(pack, code, procedure, name),
    ...unknownCodes(
      'limit',
      term.extend ? [term.extend.limit] : [],
      limits,
      at('terms', name, 'extend', 'limit'),
    ),
    ...unknownCodes('party', term.closedOnlyBy, relations, at('terms', name, 'closedOnlyBy')),
    ...unknownCodes('party', term.overdue?.notify, relations, at('terms', name, 'overdue', 'notify')),
    ...dangling(code, procedure, name),
  ]);
  for (const [name, { afterTerm }] of Object.entries(procedure.actions))
    found.push(
      ...unknownCodes(
        'term',
        afterTerm === undefined ? [] : [afterTerm],
        known,
        at('actions', name, 'afterTerm'),
      ),
    );
  for (const [path, step] of stepsOf(procedure)) {
    for (const key of ['opens', 'closes', 'suspends', 'resumes', 'extends'] as const) {
      const named = step[key];
      if (named === undefined || named === 'all') continue;
      found.push(...unknownCodes('term', [named].flat(), known, at(...path, key)));
    }
    const { extends: extended } = step;
    if (extended !== undefined && terms[extended] && !terms[extended].extend) {
      found.push(
        inProcedure(code, [...path, 'extends'], 'term.extend', {
          zh: '该时限没有规定可以延长',
          en: 'The term does not say how it may be extended',
        }),
      );
    }
  }
  return found;
}

/** A term ends by a limit or on the day that a form asks for; every way to open it must have asked for it. */
function endOfTerm(pack: Pack, code: string, procedure: Procedure, name: string): PackProblem[] {
  const { limit, due, onlyWith, proved } = procedure.terms?.[name] ?? {};
  const fault = (path: Path, problem: string, zh: string, en: string) =>
    inProcedure(code, ['terms', name, ...path], problem, { zh, en });
  if ((limit === undefined) === (due === undefined))
    return [fault([], 'term.end', '须有 limit 或 due 之一', 'It needs either "limit" or "due"')];
  const answers = (field: string): (FormNode | undefined)[] =>
    stepsOf(procedure).map(([, { form }]) => formOf(pack, form)?.properties?.[field]);
  const unasked = Object.keys(typeof onlyWith === 'object' ? onlyWith : {}).filter(
    (field) => !answers(field).some((node) => node !== undefined),
  );
  if (unasked.length > 0)
    return unasked.map((field) =>
      fault(
        ['onlyWith', field],
        'field.unknown',
        `没有表单有字段“${field}”`,
        `No form has the field "${field}"`,
      ),
    );
  if (typeof onlyWith === 'string' && !answers(onlyWith).some((node) => node?.type === 'boolean'))
    return [
      fault(
        ['onlyWith'],
        'term.only-with',
        `没有表单以是否字段“${onlyWith}”提问`,
        `No form asks "${onlyWith}" as a yes-or-no question`,
      ),
    ];
  if (!due) return [];
  const limits = new Set(pack.terms.filter((one) => one.length).map((one) => one.code));
  const bound = (['atMost', 'atLeast'] as const).flatMap((key) =>
    unknownCodes('limit', due[key] === undefined ? [] : [due[key]], limits, (_, problem, text) =>
      inProcedure(code, ['terms', name, 'due', key], problem, text),
    ),
  );
  const wrong = (problem: string, zh: string, en: string) => [fault(['due', 'field'], problem, zh, en)];
  const { field } = due;
  // What is told names the day, and the delivery of it opens the term.
  const settingForms = proved
    ? stepsOf(procedure).flatMap(([, { form }]) => form ?? [])
    : formsOfDue(procedure, name);
  const forms = settingForms.flatMap((form) => {
    const node = formOf(pack, form)?.properties?.[field];
    return node ? [{ form, node }] : [];
  });
  const odd = forms.find(({ node }) => node.type !== 'string' || node.format !== 'date');
  const asked = (form: string | undefined) => formOf(pack, form)?.required?.includes(field) === true;
  const notAsked = stepsOf(procedure).find(
    ([, step]) => step.opens?.includes(name) && !asked(step.form) && !asked(procedure.begin.form),
  );
  if (forms.length === 0)
    return [
      ...bound,
      ...wrong(
        'field.unknown',
        `使时限“${name}”开始的操作和首表单都没有字段“${field}”`,
        `Neither the first form nor that of a step which opens the term "${name}" has the field "${field}"`,
      ),
    ];
  if (odd)
    return [
      ...bound,
      ...wrong(
        'term.due-field',
        `表单“${odd.form}”的字段“${field}”不是日期`,
        `The field "${field}" of the form "${odd.form}" is not a date`,
      ),
    ];
  if (!notAsked || due.maybe || (proved && forms.some(({ form }) => asked(form)))) return bound;
  const step = String(notAsked[0].at(-1));
  return [
    ...bound,
    ...wrong(
      'term.due-field',
      `操作“${step}”使时限开始，但字段“${field}”不是必填`,
      `The step "${step}" opens the term, but the field "${field}" is not required`,
    ),
  ];
}

/** A term that nothing opens, that runs where nothing closes it, or that stands still for ever. */
function dangling(code: string, procedure: Procedure, term: string): PackProblem[] {
  const fault = (problem: string, zh: string, en: string) => [
    inProcedure(code, ['terms', term], problem, { zh, en }),
  ];
  const opening = stepsOf(procedure).filter(([, step]) => step.opens?.includes(term));
  if (opening.length === 0) return fault('term.unopened', '没有操作使该时限开始', 'No step opens the term');
  const closers = Object.values(procedure.actions).filter(
    (action) =>
      action.closes?.includes(term) &&
      action.by.some((relation) => endsFairly(procedure, action, term, relation)),
  );
  if (closers.length === 0) {
    const only = procedure.terms?.[term]?.closedOnlyBy?.join(', ');
    const closes = Object.values(procedure.actions).some((action) => action.closes?.includes(term));
    return closes && only
      ? fault(
          'term.unclosable',
          `时限“${term}”按 closedOnlyBy 只能由 ${only} 终结，但终结它的操作都不由其办理`,
          `By closedOnlyBy only ${only} may close the term "${term}", but no step that closes it is theirs`,
        )
      : fault('term.unclosable', `没有操作使时限“${term}”终结`, `No step closes the term "${term}"`);
  }
  // Where the term may begin: some way from there must lead to a state with a closer.
  const starts = opening.flatMap(([path, step]) =>
    path[0] === 'begin' ? [procedure.initial] : targetsOf(step, step.from ?? []),
  );
  const lost = starts.filter((state) => {
    if (procedure.states[state]?.final !== false) return true;
    const ahead = reachable(procedure, state);
    return !closers.some((action) => action.from.some((from) => ahead.has(from)));
  });
  if (lost.length > 0) {
    const [state] = lost;
    return fault(
      'term.unclosable',
      `时限“${term}”在状态“${state}”开始后无法终结`,
      `Once the term "${term}" runs in state "${state}" nothing can close it`,
    );
  }
  const names = (value: 'all' | readonly string[] | undefined) =>
    value === 'all' || value?.includes(term) === true;
  const actions = Object.values(procedure.actions);
  // Parting from another matter brings the terms back as they were.
  const resumed = (one: (typeof actions)[number]) =>
    actions.some((a) => names(a.resumes) || (a.parts === true && a.from.includes(one.to ?? '')));
  return actions.some((a) => names(a.suspends) && !resumed(a))
    ? fault('term.suspended', '中止后无法恢复', 'Once suspended nothing lets it run on')
    : [];
}

const targetsOf = (
  step: { to?: string | undefined; toBy?: Procedure['actions'][string]['toBy'] },
  from: readonly string[],
): string[] => {
  const named = [step.to, ...Object.values(step.toBy ?? {})].filter((to) => to !== undefined);
  return named.length > 0 ? named : [...from];
};

function reachable(procedure: Procedure, from: string): Set<string> {
  const reached = new Set([from]);
  // A set that grows while it is walked is walked to its end.
  for (const state of reached) {
    for (const action of Object.values(procedure.actions)) {
      if (!action.from.includes(state)) continue;
      for (const to of [...targetsOf(action, []), action.rejectedTo]) if (to !== undefined) reached.add(to);
    }
  }
  return reached;
}
