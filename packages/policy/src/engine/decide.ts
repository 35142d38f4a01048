import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { movedTo } from './evolve.ts';
import { grantRelation, refuseAction } from './refuse.ts';
import {
  type ActionInput,
  type Actor,
  BEGIN,
  type Decision,
  type Machine,
  type Matter,
  type Parties,
  type Refusal,
  type SubjectRef,
} from './types.ts';

/** Actions that this actor may take now, in the order of the procedure. */
export const available = (procedure: Procedure, matter: Matter, actor: Actor): string[] =>
  Object.keys(procedure.actions).filter(
    (name) => typeof refuseAction(procedure, matter, name, actor) === 'string',
  );

export interface Beginning {
  id: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  parties?: Parties;
}

/**
 * Begins a matter.
 * @param now moment of the act, ISO 8601
 */
export function begin(
  machine: Machine,
  beginning: Beginning,
  actor: Actor,
  input: ActionInput,
  now: string,
): Decision {
  const { id, custodian, subjects, parties = {} } = beginning;
  // Whoever begins is the author already when the relation is asked for.
  const acts = [{ action: BEGIN, seq: 1, at: now, ...who(actor) }];
  const relation = grantRelation(machine.begin, { custodian, subjects, parties, acts }, actor);
  if (typeof relation !== 'string') return relation;
  const fault = wrongSubjects(machine, subjects) ?? wrongInput(machine, machine.begin, input);
  if (fault) return fault;
  return {
    events: [
      {
        type: 'begun',
        seq: 1,
        at: now,
        ...who(actor),
        as: relation,
        matter: id,
        procedure: machine.procedure,
        packVersion: machine.packVersion,
        custodian,
        subjects,
        parties,
        to: machine.initial,
        ...(input.data === undefined ? {} : { data: input.data }),
        effects: machine.begin.effects,
      },
    ],
  };
}

/**
 * Decides on an action: the events to record, or why not. Nothing is changed here.
 * @param now moment of the act, ISO 8601
 */
export function decide(
  machine: Machine,
  matter: Matter,
  name: string,
  actor: Actor,
  input: ActionInput,
  now: string,
): Decision {
  const relation = refuseAction(machine, matter, name, actor);
  if (typeof relation !== 'string') return relation;
  const action = machine.actions[name] as Action;
  const fault = wrongInput(machine, action, input) ?? wrongMove(machine, action, matter, input);
  if (fault) return fault;
  const reason = input.reason?.trim();
  return {
    events: [
      {
        type: 'acted',
        seq: matter.seq + 1,
        at: now,
        ...who(actor),
        as: relation,
        action: name,
        from: matter.state,
        to: action.to ?? matter.state,
        ...(reason ? { reason } : {}),
        ...(input.data === undefined ? {} : { data: input.data }),
        effects: action.effects,
      },
    ],
  };
}

const who = ({ account, person }: Actor) => (person === undefined ? { account } : { account, person });

function wrongSubjects(machine: Machine, subjects: readonly SubjectRef[]): Refusal | undefined {
  const { kinds, min, max } = machine.subjects;
  const fits =
    subjects.length >= min && subjects.length <= max && subjects.every((s) => kinds.includes(s.kind));
  if (fits) return undefined;
  return {
    refusal: 'subjects',
    text: { zh: '事项对象的种类或数量不符', en: 'Kind or number of subjects does not fit' },
    params: { kinds, min, max },
  };
}

function wrongMove(
  machine: Machine,
  action: Action,
  matter: Matter,
  input: ActionInput,
): Refusal | undefined {
  if (!action.effects.includes('subject.move')) return undefined;
  const target = movedTo(input.data);
  const isThere = matter.subjects.some((s) => s.kind === target.kind && s.id === target.id);
  if (machine.subjects.kinds.includes(target.kind) && !isThere) return undefined;
  return {
    refusal: 'subjects',
    text: { zh: '目标对象不符，或已是该对象', en: 'The target does not fit, or it is the present subject' },
    params: { kinds: machine.subjects.kinds },
  };
}

function wrongInput(
  machine: Machine,
  step: { form?: string | undefined; requiresReason?: boolean },
  input: ActionInput,
): Refusal | undefined {
  const { form } = step;
  const faults =
    form !== undefined
      ? machine.validate(form, input.data ?? {})
      : input.data === undefined
        ? []
        : [
            {
              pointer: '',
              code: 'unexpected',
              text: { zh: '该操作没有表单', en: 'This action has no form' },
            },
          ];
  const reasonless = step.requiresReason === true && !input.reason?.trim();
  if (faults.length > 0) {
    return {
      refusal: 'form',
      text: { zh: '表单填写有误', en: 'The form has faults' },
      params: { form: form ?? null, reason: reasonless },
      faults,
    };
  }
  if (!reasonless) return undefined;
  return { refusal: 'reason', text: { zh: '须写明理由', en: 'A reason must be written' }, params: {} };
}
