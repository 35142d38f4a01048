import { createHash } from 'node:crypto';
import type { PartialDate } from '../../../platform/exchange-formats/partial-date.ts';
import type {
  PopoloAppointment,
  PopoloImport,
  PopoloPerson,
  PopoloPost,
  PopoloUnit,
} from '../../../platform/exchange-formats/popolo.types.ts';
import { spellingOf } from '../../registry/index.ts';

export type Kind = 'unit' | 'person' | 'post' | 'appointment';

/** One record as the registry would keep it, before ids are known: references stand as keys of the source. */
export interface Incoming {
  kind: Kind;
  key: string;
  /** Columns of the registry's table. */
  fields: Record<string, unknown>;
  /** Column → kind and key of what it refers to. */
  references: Record<string, { kind: Kind; key: string }>;
  /** Changes when, and only when, the source changes. */
  digest: string;
}

const LAST_OF_MONTH = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A date that is known to the month or year begins on the first day of it and ends on the last. */
export function dayOf(date: PartialDate | null, side: 'start' | 'end'): string | null {
  if (!date) return null;
  const [year, month = side === 'start' ? '01' : '12', day] = date.value.split('-');
  const last = String(LAST_OF_MONTH(Number(year), Number(month))).padStart(2, '0');
  return `${year}-${month}-${day ?? (side === 'start' ? '01' : last)}`;
}

const precisionOf = (date: PartialDate | null) => date?.precision ?? 'day';

type Draft = Omit<Incoming, 'digest'>;

const unitOf = (unit: PopoloUnit, kind: string): Draft => {
  const name = unit.nameZh ?? unit.name;
  return {
    kind: 'unit',
    key: unit.key,
    fields: {
      name,
      name_en: unit.nameEn,
      aliases: unit.name === name ? [] : [unit.name],
      kind,
      ...spellingOf(name),
    },
    references: {},
  };
};

const personOf = (person: PopoloPerson): Draft => ({
  kind: 'person',
  key: person.key,
  fields: {
    name: person.name,
    other_names: person.otherNames,
    sex: person.gender,
    birth_date: dayOf(person.birth, 'start'),
    birth_precision: person.birth?.precision ?? null,
    death_date: dayOf(person.death, 'end'),
    ...spellingOf(person.name, true),
  },
  references: {},
});

const postOf = (post: PopoloPost): Draft => ({
  kind: 'post',
  key: post.key,
  fields: { title: post.title },
  references: { unit_id: { kind: 'unit', key: post.unitKey } },
});

const appointmentOf = (
  appointment: PopoloAppointment,
  unitKey: string,
  party: string | undefined,
): Draft => ({
  kind: 'appointment',
  key: appointment.key,
  fields: {
    from_day: dayOf(appointment.start, 'start'),
    from_precision: precisionOf(appointment.start),
    to_day: dayOf(appointment.end, 'end'),
    to_precision: precisionOf(appointment.end),
    basis: [party, appointment.area].filter(Boolean).join(' · ') || null,
  },
  references: {
    person_id: { kind: 'person', key: appointment.personKey },
    post_id: { kind: 'post', key: appointment.postKey },
    unit_id: { kind: 'unit', key: unitKey },
  },
});

/** Everything that was read as records, in an order in which each refers only to those before it. */
export function incomingOf(read: PopoloImport, unitKind: string): Incoming[] {
  const unitOfPost = new Map(read.posts.map((post) => [post.key, post.unitKey]));
  const names = new Map(read.units.map((unit) => [unit.key, unit.nameZh ?? unit.name]));
  const drafts = [
    ...read.units.map((unit) => unitOf(unit, unitKind)),
    ...read.persons.map(personOf),
    ...read.posts.map(postOf),
    ...read.appointments.map((appointment) =>
      appointmentOf(
        appointment,
        unitOfPost.get(appointment.postKey)!,
        appointment.onBehalfOfKey ? names.get(appointment.onBehalfOfKey) : undefined,
      ),
    ),
  ];
  return drafts.map((draft) => ({ ...draft, digest: digestOf(draft) }));
}

/** Spellings are ours, not the source's. */
function digestOf({ fields: { pinyin: _, initials: __, ...fields }, references }: Draft): string {
  return createHash('sha256')
    .update(JSON.stringify([fields, references]))
    .digest('hex');
}
