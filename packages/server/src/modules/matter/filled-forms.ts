import type { Matter as MatterContract } from '@plumbline/contract/matter';
import type { Machine, Matter, MatterEvent, Pack } from '@plumbline/policy';
import type { z } from 'zod';
import type { EventRow } from './matter.view.ts';

type Form = z.infer<typeof MatterContract>['forms'][number];

/** The forms that were filled so far, the first one first. */
export function filledForms(
  pack: Pack,
  machine: Machine,
  matter: Matter,
  events: readonly EventRow[],
): { form: Form; data: Record<string, unknown> }[] {
  const taken = new Set(matter.acts.filter((act) => !act.undone).map((act) => act.action));
  const steps = [
    machine.begin,
    ...Object.entries(machine.actions).flatMap(([name, action]) => (taken.has(name) ? [action] : [])),
  ];
  const said = saidIn(machine, matter, events);
  const codes = new Set(steps.flatMap((step) => step.form ?? []));
  return [...codes].flatMap((code) => {
    const form = pack.forms[code];
    return form ? [{ form: form as Form, data: said.get(code) ?? { ...matter.data } }] : [];
  });
}

/** What each form said last in a step that counts: fields of one name stand in more than one of them. */
function saidIn(
  machine: Machine,
  matter: Matter,
  events: readonly EventRow[],
): Map<string, Record<string, unknown>> {
  const undone = new Set(matter.acts.flatMap((act) => (act.undone ? [act.seq] : [])));
  const said = new Map<string, Record<string, unknown>>();
  for (const { data } of events) {
    const event = data as MatterEvent;
    if (undone.has(event.seq)) continue;
    const step =
      event.type === 'begun'
        ? machine.begin
        : event.type === 'acted'
          ? machine.actions[event.action]
          : undefined;
    if (step?.form && event.data) said.set(step.form, { ...event.data });
  }
  return said;
}
