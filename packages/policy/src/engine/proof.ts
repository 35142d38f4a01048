import type { FormFault } from '../forms/validate-form.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { dayInZone } from '../terms/zone.ts';
import { fieldFault } from './input.ts';
import type { Machine, Matter } from './types.ts';

/** Nothing is delivered before it was issued: the day of such a proof is not before the step that led to what is delivered. */
export function deliveredEarly(
  machine: Pick<Machine, 'zone' | 'actions' | 'terms'>,
  action: Action,
  matter: Pick<Matter, 'acts'>,
  data: Matter['data'],
): FormFault[] {
  const { proof, opens } = action;
  const day = proof && data[proof.day];
  if (typeof day !== 'string' || !opens || isAnswer(machine, action)) return [];
  const issued = issuedAt(machine, action, matter);
  const since = issued && dayInZone(issued, machine.zone);
  return since !== undefined && day < since
    ? [fieldFault(proof!.day, 'proof-early', `不得早于${since}`, `The day must not be before ${since}`)]
    : [];
}

/** What was handed in may be older than the entry of the delivery that it answers. */
const isAnswer = (
  { terms }: Pick<Machine, 'terms'>,
  { closes = [], suspends = [], opens = [] }: Action,
): boolean =>
  suspends === 'all' ||
  [...closes, ...suspends].some((term) => terms?.[term]?.proved === true && !opens.includes(term));

/** Moment at which the matter came to where this may be delivered, since it was last told anew. */
function issuedAt(
  { actions }: Pick<Machine, 'actions'>,
  action: Action,
  { acts }: Pick<Matter, 'acts'>,
): string | undefined {
  const own = Object.keys(actions).find((name) => actions[name] === action);
  const standing = acts.filter(({ undone }) => !undone);
  const anew = standing.findLast((act) => own !== undefined && actions[act.action]?.voids?.includes(own));
  return standing.find(
    (act) => act.seq >= (anew?.seq ?? 0) && action.from.includes(actions[act.action]?.to ?? ''),
  )?.at;
}
