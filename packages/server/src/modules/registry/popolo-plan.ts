import { createHash } from 'node:crypto';
import type { Pack } from '@plumbline/policy';
import type { PartialDate } from '../../platform/exchange-formats/partial-date.ts';
import type {
  PopoloAppointment,
  PopoloPerson,
  PopoloPost,
  PopoloUnit,
} from '../../platform/exchange-formats/popolo.types.ts';
import { keptDays } from './dated.rules.ts';
import { spellingOf } from './pinyin.ts';

/** What one item of the source becomes: columns of a row, without ids of the registry. */
export interface Planned<T> {
  key: string;
  /** Tells whether the source has changed since the last time. */
  digest: string;
  columns: T;
}

const digestOf = (item: unknown): string =>
  createHash('sha256').update(JSON.stringify(item)).digest('base64url');

const planned = <I extends { key: string }, T>(item: I, columns: T): Planned<T> => ({
  key: item.key,
  digest: digestOf([item, columns]),
  columns,
});

const dayOf = (date: PartialDate): string => `${date.value}-01-01`.slice(0, 10);

/** A kind of the pack for a source's word; what the pack doesn't know becomes `fallback`. */
const kindOf = (pack: Pack, word: string | null, fallback: string): string =>
  pack.unitKinds.some((kind) => kind.code === word) ? (word as string) : fallback;

export const planUnit = (pack: Pack, fallback: string) => (unit: PopoloUnit) => {
  const name = unit.nameZh ?? unit.name;
  return planned(unit, {
    name,
    name_en: unit.nameEn,
    aliases: [...new Set([unit.name, unit.nameEn])].filter((other) => other !== null && other !== name),
    kind: kindOf(pack, unit.classification, fallback),
    ...spellingOf(name),
  });
};

export const planPerson = (person: PopoloPerson) =>
  planned(person, {
    name: person.name,
    other_names: person.otherNames,
    sex: person.gender,
    birth_date: person.birth ? dayOf(person.birth) : null,
    birth_precision: person.birth?.precision ?? null,
    // Kept to the day only: a year of death would read as its first of January.
    death_date: person.death?.precision === 'day' ? person.death.value : null,
    ...spellingOf(person.name, true),
  });

export const planPost = (unitOf: (key: string) => string) => (post: PopoloPost) =>
  planned(post, { unit_id: unitOf(post.unitKey), title: post.title });

export interface AppointmentRefs {
  personOf(key: string): string;
  postOf(key: string): string;
  unitOfPost(key: string): string;
  /** Name of the party on whose behalf a post is held. */
  nameOfUnit(key: string): string;
}

export const planAppointment = (refs: AppointmentRefs) => (appointment: PopoloAppointment) => {
  const { start, end } = appointment;
  const fromPrecision = start?.precision ?? 'day';
  const toPrecision = end?.precision ?? 'day';
  const days = keptDays(
    { from: start ? dayOf(start) : null, to: end ? dayOf(end) : null },
    fromPrecision,
    toPrecision,
  );
  const onBehalfOf = appointment.onBehalfOfKey ? refs.nameOfUnit(appointment.onBehalfOfKey) : null;
  return planned(appointment, {
    person_id: refs.personOf(appointment.personKey),
    post_id: refs.postOf(appointment.postKey),
    unit_id: refs.unitOfPost(appointment.postKey),
    from_day: days.from,
    from_precision: fromPrecision,
    to_day: days.to,
    to_precision: toPrecision,
    basis: [onBehalfOf, appointment.area].filter((part) => part).join(' · ') || null,
  });
};
