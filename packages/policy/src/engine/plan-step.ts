import type { FormFault } from '../forms/validate-form.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { childrenOf, splitOff } from './children.ts';
import { uncovered } from './covers.ts';
import { lengthened, wrongDays } from './due-field.ts';
import { without } from './evolve.ts';
import { refuseByGuard } from './guard-context.ts';
import { fieldFault, formFaults, wrongMove } from './input.ts';
import { planPanel } from './panel.ts';
import { partiesFromForm } from './parties.ts';
import { deliveredEarly } from './proof.ts';
import type { Parties, PersonRef } from './refs.ts';
import { refuseMoment } from './refuse-moment.ts';
import type { Plan } from './step-event.ts';
import { termChanges } from './terms.ts';
import { type ActionInput, isRefused, type Machine, type Matter, type Refusal } from './types.ts';
import type { World } from './world.ts';

/**
 * What an action would change, or why it can't be taken now with this input. Asked twice for what needs
 * approval: when it is requested, and again when it is approved.
 */
export function planStep(
  machine: Machine,
  matter: Matter,
  action: Action,
  actor: PersonRef,
  relation: string,
  input: ActionInput,
  now: string,
  world: World | undefined,
): Plan | Refusal {
  const refusal =
    refuseMoment(machine, matter, action, actor) ??
    wrongMove(machine, action, matter, input) ??
    refuseByGuard(action, matter, relation, input);
  if (refusal) return refusal;
  const data = (input.data ?? {}) as Readonly<Record<string, unknown>>;
  const { parties: named, faults } = partiesFromForm(machine, action.partiesFrom, data);
  const cleared = clearedBy(machine, action, matter, data);
  const parties = named && { ...named, ...emptied(action, matter, cleared) };
  const panel = action.panel && planPanel(machine, matter, action.panel, actor, data);
  const offer = action.transfer && offerOf(action, matter, data);
  const joined = action.joins ? joinedTo(matter, data) : undefined;
  const split = action.splits ? splitOff(machine, matter, data, input.ids) : undefined;
  const days = wrongDays(machine, action, matter, data, now, world?.rules);
  if ('refusal' in days) return days;
  const all = [
    ...faults,
    ...days,
    ...deliveredEarly(machine, action, matter, data),
    ...uncovered(action, matter.data, data),
    ...faultsOf(panel),
    ...faultsOf(offer),
    ...faultsOf(joined),
    ...faultsOf(split),
  ];
  if (all.length > 0) return formFaults(action.form, all);
  if (split && isRefused(split)) return split;
  const said = without(matter.data, cleared);
  const merged = { ...matter, data: { ...said, ...data }, parties: { ...matter.parties, ...parties } };
  const children = [
    // What a form asked for is the children's; what an earlier one said may have been meant for another child.
    ...childrenOf(action, action.form === undefined ? merged : { ...merged, data }, input.ids),
    ...(split && 'left' in split && split.child ? [split.child] : []),
  ];
  const changes = termChanges(machine, action, matter, merged.data);
  const terms = lengthened(machine, changes, now, world?.rules);
  const outcome = panel && 'outcome' in panel ? panel.outcome : undefined;
  const to = (action.parts ? matter.apart?.before.state : toOf(action, outcome)) ?? matter.state;
  return {
    // An offer changes nothing until it is accepted.
    to: offer ? matter.state : to,
    ...(terms.length > 0 ? { terms } : {}),
    ...(parties && Object.keys(parties).length > 0 ? { parties } : {}),
    ...(cleared.length > 0 ? { cleared } : {}),
    ...(panel && 'change' in panel ? { panel: panel.change } : {}),
    ...(children.length > 0 ? { children } : {}),
    ...(split && 'left' in split ? { subjects: split.left } : {}),
    ...(offer && 'organ' in offer ? { offer: { organ: offer.organ, to } } : {}),
    ...(joined && 'into' in joined ? { into: joined.into } : {}),
    ...(action.parts && matter.joined !== undefined ? { leaves: matter.joined } : {}),
  };
}

/** A form that goes on with what was said is said whole: what it leaves out is said no more. */
function clearedBy(
  machine: Machine,
  { continues, form }: Action,
  matter: Matter,
  data: Matter['data'],
): string[] {
  if (!continues || form === undefined) return [];
  return machine
    .fieldsOf(form)
    .filter((field) => matter.data[field] !== undefined && data[field] === undefined);
}

/** Whoever had a place by a field that is cleared has it no more. */
const emptied = (action: Action, matter: Matter, cleared: readonly string[]): Parties =>
  Object.fromEntries(
    Object.entries(action.partiesFrom ?? {}).flatMap(([role, field]) =>
      cleared.includes(field) && matter.parties[role]?.length ? [[role, []]] : [],
    ),
  );

const faultsOf = (part: object | undefined): FormFault[] =>
  part && 'faults' in part ? (part as { faults: FormFault[] }).faults : [];

function toOf({ to, toBy }: Action, outcome: 'passed' | 'failed' | 'tied' | undefined): string | undefined {
  if (!toBy || outcome === undefined) return to;
  return outcome === 'tied' ? (toBy.tied ?? toBy.failed) : toBy[outcome];
}

type Faulty<T> = T | { faults: FormFault[] };

function offerOf(
  action: Action,
  matter: Matter,
  data: Readonly<Record<string, unknown>>,
): Faulty<{ organ: string }> {
  const field = action.transfer?.to as string;
  const organ = data[field];
  return typeof organ === 'string' && organ !== matter.custodian
    ? { organ }
    : { faults: [fieldFault(field, 'parties', '须选另一机关', 'Choose another organ')] };
}

function joinedTo(matter: Matter, data: Readonly<Record<string, unknown>>): Faulty<{ into: string }> {
  const { into } = data;
  return typeof into === 'string' && into !== matter.id
    ? { into }
    : { faults: [fieldFault('into', 'matter', '须选另一事项', 'Choose another matter')] };
}
