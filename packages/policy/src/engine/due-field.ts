import type { FormFault } from '../forms/validate-form.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { isDay } from '../terms/days.ts';
import { addLength } from '../terms/length.ts';
import { limitOn } from '../terms/limits.ts';
import type { TermRules } from '../terms/record.ts';
import { dayInZone } from '../terms/zone.ts';
import type { TermChange } from './events.ts';
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
 * gives, nor before the least time that it leaves. A day that was set before the step which opens the term must not have
 * passed meanwhile, unless such a time is left anyhow.
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
    // Where a least time is left, what is asked anew takes none of it either.
    if (!due || (due.atLeast === undefined && !opens.includes(code) && runs.has(code))) continue;
    const { field, atMost, atLeast } = due;
    // What was set before leaves the least time from now on; see `lengthened`.
    const earlier = atLeast === undefined && opens.includes(code) ? matter.data[field] : undefined;
    const day = data[field] ?? earlier;
    // Form and pack check ask for the day; a step of a matter that moved to this version may lack it.
    if (typeof day !== 'string' || !isDay(day)) continue;
    const fault =
      (day < today ? passed(field) : undefined) ??
      (atLeast === undefined
        ? undefined
        : short(field, day, [matter.data[field], endOfLimit(atLeast, today, rules)])) ??
      (atMost === undefined ? undefined : beyond(field, day, atMost, today, rules));
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
  const last = endOfLimit(atMost, today, rules);
  if (last === undefined || day <= last) return undefined;
  return fieldFault(field, 'due-beyond', `不得晚于${last}`, `The day must not be later than ${last}`);
}

/** @param bounds days before none of which it may lie: the end of the least time, and what was set before */
function short(field: string, day: string, bounds: readonly unknown[]): FormFault | undefined {
  const first = bounds
    .filter((one) => typeof one === 'string')
    .toSorted()
    .at(-1);
  if (first === undefined || day >= first) return undefined;
  return fieldFault(field, 'due-short', `不得早于${first}`, `The day must not be earlier than ${first}`);
}

/**
 * What a step does to the terms, with the least time that the pack gives left from the opening on: what was told late
 * leaves nobody less of it.
 */
export const lengthened = (
  machine: Machine,
  changes: readonly TermChange[],
  now: string,
  rules: TermRules | undefined,
): TermChange[] =>
  changes.map((change) => {
    const atLeast = change.do === 'open' ? machine.terms?.[change.term]?.due?.atLeast : undefined;
    if (change.do !== 'open' || change.due === undefined || atLeast === undefined) return change;
    const first = endOfLimit(atLeast, dayInZone(now, machine.zone), rules);
    return first !== undefined && first > change.due ? { ...change, due: first } : change;
  });

function endOfLimit(code: string, today: string, rules: TermRules | undefined): string | undefined {
  if (!rules) throw new Error(`the limit ${code} can't be counted without rules`);
  const length = limitOn(rules.limits, code, today)?.length;
  return length && addLength(today, length, rules.calendar).day;
}
