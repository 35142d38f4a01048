import { type Actor as EngineActor, type Machine, type Matter, relationsOf } from '@plumbline/policy';

/** Tells the steps that nobody but places outside takes, one of which the actor's organ has. */
export function ofPlace(machine: Machine, matter: Matter, actor: EngineActor): (action: string) => boolean {
  const places = new Set(
    [...relationsOf(matter, actor)].filter((relation) => machine.parties?.[relation]?.outside),
  );
  return (action) => {
    const by = machine.actions[action]?.by ?? [];
    return (
      by.some((relation) => places.has(relation)) &&
      by.every((relation) => places.has(relation) || relation === 'unit')
    );
  };
}

/**
 * Codes of the terms that run for an answer of whoever stands outside: what a step of theirs alone ends is time that was
 * given to them, and so is what the handlers may not close. A time that ends where theirs begins was to deliver it to them.
 */
export function givenTerms(machine: Machine, matter: Matter, actor: EngineActor): ReadonlySet<string> {
  const isOfPlace = ofPlace(machine, matter, actor);
  const relations = new Set<string>(relationsOf(matter, actor));
  const closing = Object.entries(machine.actions).flatMap(([name, { by, closes = [] }]) =>
    isOfPlace(name) || by.every((relation) => relations.has(relation)) ? closes : [],
  );
  const kept = Object.entries(machine.terms ?? {})
    .filter(([, term]) => term.closedOnlyBy !== undefined)
    .map(([code]) => code);
  const deliveries = Object.values(machine.actions).flatMap(({ closes = [], opens = [] }) =>
    opens.some((term) => machine.terms?.[term]?.proved) ? closes : [],
  );
  return new Set([...closing.filter((term) => !deliveries.includes(term)), ...kept]);
}
