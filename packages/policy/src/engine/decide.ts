import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { requestApproval } from './approval/decide-approval.ts';
import { decideVerb, grantVerb } from './decide-verb.ts';
import { lengthened, wrongDays } from './due-field.ts';
import type { BegunEvent, Decision } from './events.ts';
import { formFaults, wrongInput, wrongSubjects } from './input.ts';
import { partiesFromForm } from './parties.ts';
import { planStep } from './plan-step.ts';
import type { Parties, PersonRef, SubjectRef } from './refs.ts';
import { grantRelation, refuseAction } from './refuse.ts';
import { who } from './relations.ts';
import { acted, stepBase } from './step-event.ts';
import { termChanges } from './terms.ts';
import {
  type ActionInput,
  type Actor,
  BEGIN,
  isRefused,
  type Machine,
  type Matter,
  type ParentRef,
} from './types.ts';
import { isVerb, VERBS, type VerbCode } from './verbs.ts';
import { NOBODY, type World } from './world.ts';

/**
 * Actions that this actor may take now, in the order of the procedure, then built-in verbs.
 * @param world asked only while something waits for approval, and for kin; left out: nobody approves
 */
export const available = (procedure: Procedure, matter: Matter, actor: Actor, world?: World): string[] => [
  ...Object.keys(procedure.actions).filter(
    (name) => typeof refuseAction(procedure, matter, name, actor, world) === 'string',
  ),
  ...(Object.keys(VERBS) as VerbCode[]).filter(
    (verb) => typeof grantVerb(procedure, matter, verb, actor, world) === 'string',
  ),
];

export interface Beginning {
  id: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  parties?: Parties;
  parent?: ParentRef;
  /** Who stays out of the matter that begins it. */
  recusals?: readonly PersonRef[];
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
  world?: World,
): Decision {
  const { id, custodian, subjects, parties = {}, parent, recusals = [] } = beginning;
  // Whoever begins is the author already when the relation is asked for.
  const acts = [{ action: BEGIN, seq: 1, at: now, ...who(actor) }];
  const relation = grantRelation(machine.begin, { custodian, subjects, parties, acts }, actor, world);
  if (typeof relation !== 'string') return relation;
  const fault = wrongSubjects(machine, subjects) ?? wrongInput(machine, machine.begin, input, now);
  if (fault) return fault;
  const named = partiesFromForm(machine, machine.begin.partiesFrom, input.data);
  const data = (input.data ?? {}) as Readonly<Record<string, unknown>>;
  const days = wrongDays(machine, machine.begin, { terms: [], data: {} }, data, now, world?.rules);
  if ('refusal' in days) return days;
  const faults = [...named.faults, ...days];
  if (faults.length > 0) return formFaults(machine.begin.form, faults);
  const changes = termChanges(machine, machine.begin, { terms: [], acts: [] }, data);
  const terms = lengthened(machine, changes, now, world?.rules);
  const event: BegunEvent = {
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
    parties: { ...parties, ...named.parties },
    to: machine.initial,
    ...(parent ? { parent } : {}),
    ...(recusals.length > 0 ? { recusals } : {}),
    ...(terms.length > 0 ? { terms } : {}),
    ...(input.data === undefined ? {} : { data: input.data }),
    effects: machine.begin.effects,
  };
  return { events: [event] };
}

/**
 * Decides on an action or a built-in verb: the events to record, or why not. Nothing is changed here.
 * @param now moment of the act, ISO 8601
 * @param world who approves and who is kin; needed for actions with an approval and for its verbs
 */
export function decide(
  machine: Machine,
  matter: Matter,
  name: string,
  actor: Actor,
  input: ActionInput,
  now: string,
  world?: World,
): Decision {
  if (isVerb(name)) return decideVerb(machine, matter, name, actor, input, now, world);
  const relation = refuseAction(machine, matter, name, actor, world);
  if (typeof relation !== 'string') return relation;
  const action = machine.actions[name] as Action;
  const fault = wrongInput(machine, action, input, now);
  if (fault) return fault;
  const asks = action.approval !== undefined;
  const plan = planStep(
    machine,
    matter,
    action,
    actor,
    relation,
    asks ? withoutIds(input) : { ...input, ids: input.ids ?? [] },
    now,
    world,
  );
  if (isRefused(plan)) return plan;
  if (asks) return requestApproval(machine, matter, name, actor, relation, input, now, world ?? NOBODY);
  return { events: [acted(stepBase(matter, name, actor, relation, input, now), action, plan)] };
}

/** Nothing begins while approval is only asked for. */
const withoutIds = ({ ids: _, ...input }: ActionInput): ActionInput => input;
