import type { Effect } from '../engine/effects.ts';
import type { MatterEvent } from '../engine/events.ts';
import { dayInZone } from '../terms/zone.ts';
import { isGravity, rankOf } from './fact.ts';
import type { Weighed } from './weigh.ts';

/** What is in force of a warning or of a place on the special list; all of it follows from recorded events. */
export interface Mark {
  /** Level that was decided last; null before, and of a place on the list. */
  level: string | null;
  /** First day, null before the decision. */
  fromOn: string | null;
  /** Last day: in force on it, and of no effect on the next one, whether anybody looked or not (P8). */
  untilOn: string | null;
  /** Account that answers for it. */
  ownerId: string | null;
  /** Day on which a step ended it. */
  endedOn: string | null;
  /** It ended as if it had never been: tolerance was granted, or an objection accepted. */
  voided: boolean;
  /** Entries relied on, with the step that brought each in; `void` where that step was taken back. */
  facts: readonly { id: string; seq: number; void?: true }[];
  /** Every level with the day and step by which it was reached. */
  levels: readonly { seq: number; on: string; level: string }[];
  /** What the table said to the decision that counts. */
  weighed: (Weighed & { seq: number }) | null;
}

export const NO_MARK: Mark = {
  level: null,
  fromOn: null,
  untilOn: null,
  ownerId: null,
  endedOn: null,
  voided: false,
  facts: [],
  levels: [],
  weighed: null,
};

type Change = 'propose' | 'begin' | 'change' | 'back' | 'own' | 'end' | 'void';

/** Effects by which a mark changes, and to which of the two it belongs. */
const CHANGES: Partial<Record<Effect, readonly [kind: 'warning' | 'listing', change: Change]>> = {
  'warning.propose': ['warning', 'propose'],
  'warning.decide': ['warning', 'begin'],
  'warning.raise': ['warning', 'change'],
  'warning.lower': ['warning', 'change'],
  'warning.take-back': ['warning', 'back'],
  'warning.own': ['warning', 'own'],
  'warning.end': ['warning', 'end'],
  'warning.void': ['warning', 'void'],
  'listing.propose': ['listing', 'propose'],
  'listing.enter': ['listing', 'begin'],
  'listing.renew': ['listing', 'change'],
  'listing.own': ['listing', 'own'],
  'listing.leave': ['listing', 'end'],
  'listing.void': ['listing', 'void'],
};

export const MARK_EFFECTS = Object.keys(CHANGES) as Effect[];

/** To which kind of mark an effect belongs; undefined: to none. */
export const markKindOf = (effect: string): 'warning' | 'listing' | undefined =>
  CHANGES[effect as Effect]?.[0];

/**
 * The mark after one step. Only steps that were taken change it; what is asked for, joined, told or registered beside it
 * changes nothing.
 * @param zone time zone in which moments become days
 */
export function evolveMark(mark: Mark, event: MatterEvent, zone: string): Mark {
  if (event.type !== 'acted' && event.type !== 'begun') return mark;
  return event.effects.reduce(
    (now, effect) => changed(now, CHANGES[effect as Effect]?.[1], event, zone),
    mark,
  );
}

function changed(mark: Mark, change: Change | undefined, event: MatterEvent, zone: string): Mark {
  if (change === undefined) return mark;
  const data = (event.data ?? {}) as Record<string, unknown>;
  const day = dayInZone(event.at, zone);
  const said = (field: string) => (typeof data[field] === 'string' ? data[field] : undefined);
  const named = Array.isArray(data.facts) ? data.facts.map((id) => ({ id: String(id), seq: event.seq })) : [];
  const owned = { ...mark, ownerId: said('owner') ?? mark.ownerId };
  switch (change) {
    case 'propose':
      return { ...owned, facts: named };
    case 'own':
      return owned;
    case 'back':
      return takenBack(mark, event.seq, day);
    case 'end':
      return { ...mark, endedOn: day };
    case 'void':
      return voidedMark(mark, day);
    default: {
      const level = said('level') ?? mark.level;
      return {
        ...owned,
        level,
        fromOn: change === 'begin' ? day : mark.fromOn,
        untilOn: said('lastDay') ?? mark.untilOn,
        facts: [...mark.facts, ...named],
        levels: level === null ? mark.levels : [...mark.levels, { seq: event.seq, on: day, level }],
      };
    }
  }
}

/** What is left of a rise that should not have been: the level before, and the entries that it rose by counting for nothing. */
function takenBack(mark: Mark, seq: number, on: string): Mark {
  const rise = lastRise(mark);
  if (!rise) return mark;
  return {
    ...mark,
    level: rise.before,
    levels: [...mark.levels, { seq, on, level: rise.before }],
    facts: mark.facts.map((fact) => (fact.seq === rise.seq ? { ...fact, void: true } : fact)),
  };
}

/** The step by which the present level was reached and the level before it; undefined where it did not rise to it. */
export function lastRise({ levels }: Mark): { seq: number; before: string } | undefined {
  const [before, now] = levels.slice(-2);
  if (!before || !now || !isGravity(before.level) || !isGravity(now.level)) return undefined;
  return rankOf(now.level) > rankOf(before.level) ? { seq: now.seq, before: before.level } : undefined;
}

/** Entries that a mark rests on: those of a rise that was taken back are none of them. */
export const restsOn = ({ facts }: Mark): Mark['facts'] => facts.filter((fact) => !fact.void);

/** The mark ended on a day as if it had never been. */
export const voidedMark = (mark: Mark, day: string): Mark => ({ ...mark, endedOn: day, voided: true });

/** What the table said to a step that was taken. */
export const weighMark = (mark: Mark, seq: number, { inputs, fired }: Weighed): Mark => ({
  ...mark,
  weighed: { inputs, fired, seq },
});

/** Whether the mark has an effect on a day. */
export const isInForce = ({ fromOn, untilOn, endedOn, voided }: Mark, day: string): boolean =>
  fromOn !== null &&
  fromOn <= day &&
  !voided &&
  (endedOn === null || day < endedOn) &&
  (untilOn === null || day <= untilOn);

/** The level that was in force at the end of a day; null: none. */
export const levelOn = ({ levels }: Mark, day: string): string | null =>
  levels.findLast(({ on }) => on <= day)?.level ?? null;
