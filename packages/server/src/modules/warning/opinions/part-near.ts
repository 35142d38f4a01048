import { actionsWith, type Machine, partiesFromForm, type SubjectRef } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { kinOf, personsOf, seatsOf } from '../../matter/index.ts';
import type { AskedName } from './opinion.types.ts';

/** Names that go on together, without those who are near to one of them. */
export interface Part {
  names: readonly AskedName[];
  /** Accounts that have no place in it. */
  without: ReadonlySet<string>;
}

/**
 * Divides a list by who of those that would work on it, or decide on it where nobody else does, is named in it or near kin of
 * a name: one relative parts that name alone, and the others go on. It follows from the registry alone, before anybody has
 * looked at a name, so that it tells nothing of what is found (P14).
 * @returns the parts in the order of their first names
 */
export async function partNear(
  ctx: Ctx,
  machine: Machine,
  custodian: string,
  names: readonly AskedName[],
  data: Record<string, unknown>,
): Promise<Part[]> {
  const subjects = names.map(({ person }): SubjectRef => ({ kind: 'person', id: person }));
  const { parties = {} } = partiesFromForm(machine, machine.begin.partiesFrom, data);
  const placed = [
    ctx.actor.accountId,
    ...Object.values(parties).flatMap((refs = []) =>
      refs.flatMap(({ kind, id }) => (kind === 'account' ? [id] : [])),
    ),
  ];
  const [reply] = actionsWith(machine, 'opinion.reply');
  const [kin, seats] = await Promise.all([
    kinOf(ctx, subjects),
    reply === undefined ? [] : seatsOf(ctx, machine, reply, { custodian, subjects, parties }),
  ]);
  const persons = await personsOf(ctx, [...placed, ...seats.flat()]);
  const isNear = (account: string, { person }: AskedName) => {
    const who = persons.get(account);
    return who !== undefined && (who === person || kin.get(person)?.includes(who) === true);
  };
  // Where somebody else of the organ can decide on all of them, nobody need go apart.
  const deciders = seats
    .filter((holders) => holders.every((account) => names.some((name) => isNear(account, name))))
    .flat();
  const counted = [...new Set([...placed, ...deciders])].sort();
  const parts = Map.groupBy(names, (name) => counted.filter((account) => isNear(account, name)).join(' '));
  return [...parts].map(([without, own]) => ({
    names: own,
    without: new Set(without === '' ? [] : without.split(' ')),
  }));
}
