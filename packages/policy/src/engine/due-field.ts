import type { FormFault } from '../forms/validate-form.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { isDay } from '../terms/days.ts';
import { addLength } from '../terms/length.ts';
import { limitOn } from '../terms/limits.ts';
import type { TermRules } from '../terms/record.ts';
import { dayInZone } from '../terms/zone.ts';
import { fieldFault } from './input.ts';
import { opened, openTerms } from './terms.ts';
import { type Machine, type Matter, type Refusal, refuse } from './types.ts';

/** Forms in which the end of a term may be set: those of the steps that open it, and the first form. */
export function formsOfDue(procedure: Procedure, term: string): string[] {
  const openers = Object.values(procedure.actions).filter((action) => action.opens?.includes(term));
  const forms = [...openers, procedure.begin].flatMap(({ form }) => form ?? []);
  return [...new Set(forms)];
}

/**
 * Days that a form sets for terms which do not run yet: none may have passed, nor lie beyond the limit that the pack
 * gives. A day that was set before the step which opens the term must not have passed meanwhile.
 * @param data of this step's form
 * @param rules by what the limit is counted
 * @returns faults by field, or why the step can't be taken now
 * @throws Error when a day is bounded and the caller brought no rules
 */
export function wrongDays(
  machine: Machine,
  step: Partial<Pick<Action, 'opens' | 'closes'>>,
  matter: Pick<Matter, 'terms' | 'data'>,
  data: Matter['data'],
  now: string,
  rules: TermRules | undefined,
): FormFault[] | Refusal {
  const today = dayInZone(now, machine.zone);
  const opens = opened(machine, step, matter.terms, { ...matter.data, ...data });
  const runs = new Set(openTerms(matter).map((record) => record.code));
  const faults: FormFault[] = [];
  for (const [code, { due }] of Object.entries(machine.terms ?? {})) {
    if (!due || (!opens.includes(code) && runs.has(code))) continue;
    const { field, atMost } = due;
    const day = data[field] ?? (opens.includes(code) ? matter.data[field] : undefined);
    // Form and pack check ask for the day; a step of a matter that moved to this version may lack it.
    if (typeof day !== 'string' || !isDay(day)) continue;
    const fault =
      day < today
        ? passed(field)
        : atMost === undefined
          ? undefined
          : beyond(field, day, atMost, today, rules);
    if (!fault) continue;
    if (data[field] === undefined)
      return refuse('term.passed', fault.text.zh, fault.text.en, { term: code, day });
    faults.push(fault);
  }
  return faults;
}

const passed = (field: string): FormFault =>
  fieldFault(field, 'due-past', '期限不得早于今天', 'The day must not have passed already');

function beyond(
  field: string,
  day: string,
  atMost: string,
  today: string,
  rules: TermRules | undefined,
): FormFault | undefined {
  if (!rules) throw new Error(`the limit ${atMost} can't be counted without rules`);
  const length = limitOn(rules.limits, atMost, today)?.length;
  const last = length && addLength(today, length, rules.calendar).day;
  if (last === undefined || day <= last) return undefined;
  return fieldFault(field, 'due-beyond', `不得晚于${last}`, `The day must not be later than ${last}`);
}
