import {
  type Actor as EngineActor,
  type Machine,
  type Matter,
  openSeats,
  type PartyRef,
  relationsOf,
  type SubjectRef,
  SYSTEM,
  type World,
} from '@plumbline/policy';
import { accountDesk, deciderDesk, placeDesk } from '../../platform/access/place-desk.ts';
import { asideDesk } from '../../platform/access/set-aside.ts';
import { THE_PLATFORM } from '../../platform/access/system-actor.ts';

export interface Sight {
  readers: string[];
  /** Of the readers those who see it by its state alone: persons, units and organs outside. */
  outside: string[];
  barred: string[];
  /** In a narrow matter: the subject from whom it is kept, a unit with everybody who serves there. */
  kept: { person: string | null; unit: string | null };
}

const DECISIONS: ReadonlySet<string> = new Set(['approval.approve', 'approval.return', 'approval.reject']);

/** Whether a place opens the matter in the states alone that the procedure shows to it. */
const isOutside = ({ parties }: Machine, role: string, { kind }: PartyRef) =>
  kind === 'person' || kind === 'unit' || (kind === 'organ' && parties?.[role]?.outside === true);

/** Whether a place opens nothing: never, or not in this state yet. */
const isBlind = ({ parties }: Machine, role: string, state: string): boolean => {
  const blind = parties?.[role]?.blind;
  return blind === true || (Array.isArray(blind) && blind.includes(state));
};

/**
 * By what whoever takes a place is named: where it asks for a permission, those of an organ who hold it there, and an
 * account as long as it holds it.
 */
export function namedBy(
  { parties }: Pick<Machine, 'parties'>,
  role: string,
  { kind, id }: PartyRef,
): string[] {
  const permission = parties?.[role]?.permission;
  if (!permission || kind === 'person' || kind === 'unit') return [id];
  return permission.map((code) => (kind === 'organ' ? placeDesk(code, id) : accountDesk(code, id)));
}

/** Whether in its present state a matter is seen as one of a narrow procedure is. */
export const isNarrow = ({ narrow, states }: Machine, state: string): boolean =>
  narrow === true || states[state]?.narrow === true;

/**
 * Who sees a matter besides the custodian's reach: accounts and organs that have a place in it, an organ that
 * custody is offered to, and who may decide on what waits for approval; persons, units and organs outside only in
 * the states that the procedure shows them. Kept out are its subjects (unless shown), their kin and the recused. Of a narrow
 * procedure whoever began it sees no more of it than others of the organ. A state may keep it to the holders of one
 * permission (`seenBy`), who see it in requests that ask for what is set aside.
 */
export function sightOf(machine: Machine, matter: Matter, world: World): Sight {
  const seenBy = machine.states[matter.state]?.seenBy;
  if (seenBy !== undefined)
    return {
      readers: [THE_PLATFORM, asideDesk(seenBy, matter.custodian)],
      outside: [],
      barred: barredFrom(matter, [], world),
      kept: keptFrom(matter, []),
    };
  const shown = new Set(machine.states[matter.state]?.shownTo);
  const narrow = isNarrow(machine, matter.state);
  // Of a narrow matter the organ that keeps it sees by its clue room, not by a place that it has besides.
  const keeps = ({ id }: PartyRef) => narrow && id === matter.custodian;
  const placed = (out: boolean) =>
    Object.entries(matter.parties).flatMap(([role, refs = []]) =>
      isBlind(machine, role, matter.state) || (out && !shown.has(role))
        ? []
        : refs
            .filter((ref) => isOutside(machine, role, ref) === out && !keeps(ref))
            .flatMap((ref) => namedBy(machine, role, ref)),
    );
  const subjects = matter.subjects.filter(({ kind }) => shown.has(kind === 'unit' ? 'unit' : 'subject'));
  const author = matter.acts[0]?.account;
  const deciding = matter.pending
    ? openSeats(matter, matter.pending, world).flatMap((seat) => [
        // Whoever comes to decide there, or decides there no more, follows from the office.
        ...(seat.organ ? [placeDesk(seat.permission, seat.organ)] : []),
        ...seat.holders.flatMap((holder) => (holder.delegateOf ? [holder.account] : [])),
      ])
    : [];
  const outside = [...new Set([...placed(true), ...subjects.map((subject) => subject.id)])];
  const readers = [
    ...placed(false),
    ...outside,
    ...(author && author !== SYSTEM.account && !narrow ? [author] : []),
    ...(matter.transfer ? [matter.transfer.organ] : []),
    ...deciding,
    // Who decided on it may see what became of it, as long as they may decide at all.
    ...matter.acts.filter((act) => DECISIONS.has(act.action)).map((act) => deciderDesk(act.account)),
  ];
  return {
    readers: [...new Set(readers)],
    outside,
    barred: [...new Set([...barredFrom(matter, subjects, world), ...keptOutOf(machine, matter, shown)])],
    kept: keptFrom(matter, subjects),
  };
}

/** Organs that are kept out, whatever their reach, as long as the state does not show them the matter. */
const keptOutOf = (machine: Machine, { parties }: Matter, shown: ReadonlySet<string>): string[] =>
  Object.entries(parties).flatMap(([role, refs = []]) =>
    machine.parties?.[role]?.keptOut && !shown.has(role) ? refs.map(({ id }) => id) : [],
  );

/** Names of everybody who may see the matter by its state alone, whether it shows it to them now or not. */
export const outsideOf = (machine: Machine, { subjects, parties }: Matter): Set<string> =>
  new Set([
    ...subjects.map(({ id }) => id),
    ...Object.entries(parties).flatMap(([role, refs = []]) =>
      refs.filter((ref) => isOutside(machine, role, ref)).flatMap((ref) => namedBy(machine, role, ref)),
    ),
  ]);

/** The first subject, as the row names it, unless the state shows it the matter. */
function keptFrom({ subjects: [first] }: Matter, shown: readonly SubjectRef[]): Sight['kept'] {
  const hidden = first !== undefined && !shown.includes(first);
  return {
    person: hidden && first.kind === 'person' ? first.id : null,
    unit: hidden && first.kind === 'unit' ? first.id : null,
  };
}

/** Kept out: the subjects whom it is not shown to, kin, whoever is recused. */
function barredFrom(matter: Matter, shown: readonly SubjectRef[], world: World): string[] {
  const hidden = matter.subjects.filter((subject) => subject.kind === 'person' && !shown.includes(subject));
  return [
    ...new Set([
      ...hidden.map((subject) => subject.id),
      ...world.kin,
      ...matter.recusals.map((recusal) => recusal.person ?? recusal.account),
    ]),
  ];
}

/**
 * Whether somebody sees the matter only as a person or unit whom it concerns, or in an organ that stands outside: then
 * papers, own steps and what the state shows are told, and nothing of how the organ works on it. Whoever is kept out is
 * outside in any case; else whom reach or a clue room opens the matter (`reached`) is not outside by a place of the own organ.
 */
export function seesFromOutside(
  machine: Machine,
  matter: Matter,
  actor: EngineActor,
  reached: boolean,
): boolean {
  const { parties = {} } = machine;
  const relations = [...relationsOf(matter, actor)];
  if (!relations.includes('custodian') && relations.some((role) => parties[role]?.keptOut)) return true;
  const outside = new Set(['subject', 'unit', 'contributor']);
  for (const [role, { kinds, outside: apart }] of Object.entries(parties)) {
    if (kinds.every((kind) => kind === 'person' || kind === 'unit') || (apart && !reached)) outside.add(role);
  }
  return relations.length > 0 && relations.every((relation) => outside.has(relation));
}
