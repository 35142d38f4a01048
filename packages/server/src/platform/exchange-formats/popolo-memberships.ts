import type { z } from 'zod';
import { isCertainlyBefore, type PartialDate, readPartialDate } from './partial-date.ts';
import * as schema from './popolo.schema.ts';
import type { PopoloAppointment, PopoloNote, PopoloPerson, PopoloPost, PopoloUnit } from './popolo.types.ts';

type Membership = z.infer<typeof schema.Membership>;
type Refusal = { code: PopoloNote['code']; params?: Record<string, string> };
type Taken = { appointment: PopoloAppointment; post: PopoloPost; remarks: Refusal[] };

export interface MembershipInput {
  memberships: readonly unknown[];
  persons: ReadonlyMap<string, PopoloPerson>;
  units: ReadonlyMap<string, PopoloUnit>;
  posts: ReadonlyMap<string, PopoloPost>;
  periods: ReadonlyMap<string, z.infer<typeof schema.Event>>;
  areas: ReadonlyMap<string, z.infer<typeof schema.Area>>;
  keyOf: (kind: string, ...parts: string[]) => string;
  skip: (id: string, code: PopoloNote['code'], params?: Record<string, string>) => void;
  remark: (id: string, code: PopoloNote['code'], params?: Record<string, string>) => void;
}

/**
 * Reads memberships into dated appointments, in the order of the source. Where two of one person for the
 * same post and party overlap for certain, the first stays.
 */
export function readMemberships(input: MembershipInput): {
  appointments: PopoloAppointment[];
  derivedPosts: PopoloPost[];
} {
  const derived = new Map<string, PopoloPost>();
  const taken = new Map<string, PopoloAppointment>();
  const held = new Map<string, PopoloAppointment[]>();
  const take = (membership: Membership): Taken | Refusal => {
    const read = appointmentOf(membership, input);
    if ('code' in read) return read;
    const { appointment, post } = read;
    if (membership.id && taken.has(appointment.key)) return { code: 'duplicate-id' };
    const slot = JSON.stringify([appointment.personKey, appointment.postKey, appointment.onBehalfOfKey]);
    const others = held.get(slot) ?? [];
    const double = others.find((other) => overlap(other, appointment));
    if (double) return { code: 'overlapping-duplicate', params: { of: double.key } };
    held.set(slot, [...others, appointment]);
    taken.set(appointment.key, appointment);
    if (post.derived) derived.set(post.key, post);
    return read;
  };
  for (const [i, raw] of input.memberships.entries()) {
    const parsed = schema.Membership.safeParse(raw);
    const id = parsed.data?.id || `#${i}`;
    const result: Taken | Refusal = parsed.success ? take(parsed.data) : { code: 'malformed' };
    if ('code' in result) input.skip(id, result.code, result.params);
    else for (const { code, params } of result.remarks) input.remark(id, code, params);
  }
  return { appointments: [...taken.values()], derivedPosts: [...derived.values()] };
}

function appointmentOf(membership: Membership, input: MembershipInput): Taken | Refusal {
  const remarks: Refusal[] = [];
  const person = input.persons.get(membership.person_id);
  if (!person) return { code: 'unknown-person', params: { person: membership.person_id } };
  const named = input.posts.get(membership.post_id);
  if (membership.post_id && !named) return { code: 'unknown-post', params: { post: membership.post_id } };
  const unitKey = membership.organization_id
    ? input.units.get(membership.organization_id)?.key
    : named?.unitKey;
  if (!unitKey) return { code: 'unknown-organization', params: { organization: membership.organization_id } };
  if (named && named.unitKey !== unitKey)
    return { code: 'post-of-other-organization', params: { post: membership.post_id } };
  const party = input.units.get(membership.on_behalf_of_id);
  if (membership.on_behalf_of_id && !party)
    remarks.push({ code: 'unknown-party', params: { organization: membership.on_behalf_of_id } });
  const area = input.areas.get(membership.area_id)?.name || null;
  if (membership.area_id && !area)
    remarks.push({ code: 'unknown-area', params: { area: membership.area_id } });
  const post = named ?? derivedPost(membership, unitKey, area, party, input.keyOf);
  const dates = datesOf(membership, input, remarks);
  if ('code' in dates) return dates;
  const key = membership.id
    ? input.keyOf('membership', membership.id)
    : // Without the end, which a later edition of the source fills in for the same appointment.
      input.keyOf(
        'membership',
        membership.person_id,
        membership.organization_id,
        membership.post_id,
        membership.role,
        membership.area_id,
        membership.on_behalf_of_id,
        membership.legislative_period_id,
        membership.start_date,
      );
  const appointment = {
    key,
    personKey: person.key,
    postKey: post.key,
    onBehalfOfKey: party?.key ?? null,
    area,
    ...dates,
  };
  return { appointment, post, remarks };
}

/** A post for a membership without one: its role in the organization, for the area or else the party. */
function derivedPost(
  membership: Membership,
  unitKey: string,
  area: string | null,
  party: PopoloUnit | undefined,
  keyOf: MembershipInput['keyOf'],
): PopoloPost {
  const role = membership.role || 'member';
  const [kind, of, name] = membership.area_id
    ? ['area', membership.area_id, area ?? membership.area_id]
    : party
      ? ['party', membership.on_behalf_of_id, party.name]
      : ['unit', '', ''];
  return {
    key: keyOf('derived-post', membership.organization_id, role, kind, of),
    unitKey,
    title: name ? `${role} (${name})` : role,
    derived: true,
  };
}

type Dates = Pick<PopoloAppointment, 'start' | 'end' | 'inferred'>;

/** Start and end of the membership; what it leaves out comes from the legislative period. */
function datesOf(membership: Membership, input: MembershipInput, remarks: Refusal[]): Dates | Refusal {
  const own: Partial<Record<'start' | 'end', PartialDate>> = {};
  for (const side of ['start', 'end'] as const) {
    const text = membership[`${side}_date`];
    const date = readPartialDate(text);
    if (text && !date) return { code: 'unreadable-date', params: { field: `${side}_date` } };
    if (date) own[side] = date;
  }
  if (own.start && own.end && isCertainlyBefore(own.end, own.start))
    return { code: 'end-before-start', params: { start: own.start.value, end: own.end.value } };
  const period = input.periods.get(membership.legislative_period_id);
  if (membership.legislative_period_id && !period)
    remarks.push({ code: 'unknown-period', params: { period: membership.legislative_period_id } });
  const filled = {
    start: own.start ?? readPartialDate(period?.start_date ?? ''),
    end: own.end ?? readPartialDate(period?.end_date ?? ''),
  };
  // Some leave before their term opens: what the membership says stands, and the guess is dropped.
  const contradicts = filled.start && filled.end && isCertainlyBefore(filled.end, filled.start);
  if (contradicts)
    remarks.push({ code: 'outside-period', params: { period: membership.legislative_period_id } });
  const { start, end } = contradicts ? { start: own.start ?? null, end: own.end ?? null } : filled;
  const inferred = (['start', 'end'] as const).filter((side) => !own[side] && { start, end }[side]);
  return { start, end, inferred };
}

/** Certain overlap: two that only touch (one ends on the day or in the year the other starts) are a sequence. */
function overlap(a: PopoloAppointment, b: PopoloAppointment): boolean {
  if (a.start?.value === b.start?.value) return true;
  const startsBeforeEnd = (x: PopoloAppointment, y: PopoloAppointment) =>
    !x.start || !y.end || isCertainlyBefore(x.start, y.end);
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}
