import { endsFairly, NOTHING, openersOf, waitsFor } from '../engine/time-of-others.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inProcedure, type Path } from './problems.ts';

/** Whom a matter concerns. */
const CONCERNED = new Set<string>(['subject', 'unit']);
const isTheirs = ({ by = [], approval }: Partial<Action>) =>
  approval === undefined && by.length > 0 && by.every((relation) => CONCERNED.has(relation));

/**
 * Whom a matter concerns is told before time runs against them, ends that time alone, can answer on paper as well, and
 * is not cut off by the end of the matter.
 */
export function checkHeard(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const fault = (path: Path, problem: string, zh: string, en: string) =>
    inProcedure(code, path, problem, { zh, en });
  return [
    ...proofs(pack, procedure, fault),
    ...Object.keys(procedure.terms ?? {}).flatMap((term) => [
      ...ofLapse(procedure, term, fault),
      ...(isTimeOfTheirs(procedure, term) ? ofTheirs(procedure, term, fault) : []),
    ]),
  ];
}

type Fault = (path: Path, problem: string, zh: string, en: string) => PackProblem;

/** A proof names a day that is not in the future and papers, both of which the form requires. */
function proofs(pack: Pack, procedure: Procedure, fault: Fault): PackProblem[] {
  return stepsOf(procedure).flatMap(([path, { proof, form }]) => {
    if (!proof) return [];
    const { properties = {}, required = [] } = formOf(pack, form) ?? {};
    const [day, papers] = [properties[proof.day], properties[proof.papers]];
    const dated = day?.['x-past'] === true && required.includes(proof.day);
    const papered =
      papers?.['x-ui']?.widget === 'file' && Number(papers.minItems) >= 1 && required.includes(proof.papers);
    return dated && papered
      ? []
      : [
          fault(
            [...path, 'proof'],
            'proof.field',
            '表单须以必填的过去日期和至少一份上传材料作证',
            'The form has to require the day, which is not in the future (x-past), and one upload at least',
          ),
        ];
  });
}

/** Something waits for the end of the term, and a step of whom it concerns ends it. */
const isTimeOfTheirs = (procedure: Procedure, term: string): boolean => {
  const actions = Object.values(procedure.actions);
  return (
    actions.some((action) => waitsFor(action, term)) &&
    actions.some((action) => action.closes?.includes(term) && isTheirs(action))
  );
};

/** Passing a term is somebody's own lapse only where they were told, and could ask for more time. */
function ofLapse(procedure: Procedure, term: string, fault: Fault): PackProblem[] {
  const { ownLapse, proved, closedOnlyBy } = procedure.terms?.[term] ?? {};
  if (!ownLapse) return [];
  const asks = Object.values(procedure.actions).some(
    (action) => isTheirs(action) && action.suspends !== 'all' && action.suspends?.includes(term),
  );
  return proved && asks && closedOnlyBy?.includes('subject')
    ? []
    : [
        fault(
          ['terms', term, 'ownLapse'],
          'term.own-lapse',
          '须有 proved，由本人终结（closedOnlyBy 含 subject），且有本人申请延期并停止计时的操作',
          'It needs "proved", closedOnlyBy with the subject, and a step by which the subject asks for more time and the term stands still',
        ),
      ];
}

function ofTheirs(procedure: Procedure, term: string, fault: Fault): PackProblem[] {
  const { proved, closedOnlyBy } = procedure.terms?.[term] ?? {};
  const steps = Object.entries(procedure.actions);
  const opening = stepsOf(procedure).filter(([, step]) => step.opens?.includes(term));
  const unproved = opening.find(([, step]) => !isTheirs(step) && step.proof === undefined);
  if (!proved || !closedOnlyBy || unproved)
    return [
      fault(
        unproved?.[0] ?? ['terms', term],
        'term.unproved',
        `时限“${term}”是当事人的时间：须有 proved 和 closedOnlyBy，且只由其签收或者有 proof 的操作使其开始`,
        `The time "${term}" is that of whom the matter concerns: it needs "proved" and closedOnlyBy, and opens with their receipt or a step with "proof" alone`,
      ),
    ];
  const stray = steps.find(
    ([, action]) =>
      action.closes?.includes(term) &&
      !action.by.some((relation) => endsFairly(procedure, action, term, relation)),
  );
  const cut = cutting(procedure, term).map((name) =>
    fault(
      ['actions', name],
      'term.cut',
      `办结时“${term}”可能还未到期：须有 afterTerm: ${term}`,
      `It may end the matter while "${term}" still runs: it needs afterTerm: ${term}`,
    ),
  );
  return [
    ...(stray
      ? [
          fault(
            ['actions', stray[0], 'closes'],
            'term.ended-by-others',
            `时限“${term}”只由当事人、其书面材料或者期满终结`,
            `The term "${term}" is ended by whom it concerns, by their word on paper, or by its last day`,
          ),
        ]
      : []),
    ...cut,
    ...unheardOnPaper(procedure, term).map((name) =>
      fault(
        ['actions', name],
        'term.paper',
        '没有账号的人也要能书面办理：缺少有 proof 的登记操作',
        'Whoever has no account does it on paper: a step with "proof" that enters it is missing',
      ),
    ),
  ];
}

/** Steps of theirs that end the term, for which no step enters what was handed in on paper from the same states. */
function unheardOnPaper(procedure: Procedure, term: string): string[] {
  const steps = Object.entries(procedure.actions);
  return steps.flatMap(([name, action]) =>
    action.closes?.includes(term) &&
    !action.opens?.includes(term) &&
    action.form !== undefined &&
    isTheirs(action) &&
    !steps.some(
      ([, other]) =>
        other.proof !== undefined &&
        other.to === action.to &&
        !other.opens?.includes(term) &&
        action.from.every((state) => other.from.includes(state)),
    )
      ? [name]
      : [],
  );
}

/**
 * Steps that end the matter against whom it concerns, from a state in which the term may still run. What only a decision
 * waits for cuts nobody off where none is taken.
 */
function cutting(procedure: Procedure, term: string): string[] {
  const steps = Object.entries(procedure.actions);
  const isLast = steps.some(
    ([, step]) =>
      waitsFor(step, term) &&
      (step.byItself !== undefined || procedure.states[step.to ?? '']?.final === true),
  );
  if (!isLast) return [];
  const openers = openersOf(procedure, term);
  // The delivery done anew, and an answer on paper that the addressee has still to confirm, end it as well.
  const ends = (step: Action) =>
    step.closes?.includes(term) ||
    waitsFor(step, term) ||
    step.voids?.some((name) => openers.includes(name)) ||
    (step.proof !== undefined && step.suspends !== 'all' && step.suspends?.includes(term));
  const running = new Set(
    steps.flatMap(([, step]) => (step.opens?.includes(term) ? (step.to ?? step.from) : [])),
  );
  // A set that grows while it is walked is walked to its end.
  for (const state of running)
    for (const [, step] of steps)
      if (step.from.includes(state) && step.to !== undefined && !ends(step)) running.add(step.to);
  return steps.flatMap(([name, step]) => {
    const end = step.to === undefined ? undefined : procedure.states[step.to];
    const cuts =
      end?.final === true &&
      !NOTHING.has(end.status) &&
      step.from.some((state) => running.has(state)) &&
      !ends(step);
    return cuts ? [name] : [];
  });
}
