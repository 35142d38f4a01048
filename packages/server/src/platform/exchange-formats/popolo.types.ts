import type { PartialDate } from './partial-date.ts';

/** Kinds of Popolo items that are counted; events and areas only explain memberships. */
export type PopoloKind = 'person' | 'organization' | 'post' | 'membership';

/** Something of the source that wasn't taken over, and why. `params` hold ids, indexes and dates only. */
export interface PopoloNote {
  kind: PopoloKind;
  /** The item's id in the source, or its place (`#12`) where it has none. */
  id: string;
  code:
    | 'malformed'
    | 'missing-id'
    | 'missing-name'
    | 'duplicate-id'
    | 'unknown-person'
    | 'unknown-organization'
    | 'unknown-post'
    | 'post-of-other-organization'
    | 'unknown-party'
    | 'unknown-area'
    | 'unknown-period'
    | 'unreadable-date'
    | 'end-before-start'
    | 'outside-period'
    | 'overlapping-duplicate';
  params: Record<string, string>;
}

/** `key` stays the same from one run to the next; the source's name keeps two sources apart. */
export interface PopoloPerson {
  key: string;
  name: string;
  otherNames: string[];
  gender: 'male' | 'female' | 'other' | null;
  birth: PartialDate | null;
  death: PartialDate | null;
  identifiers: { scheme: string; value: string }[];
}

export interface PopoloUnit {
  key: string;
  name: string;
  nameZh: string | null;
  nameEn: string | null;
  /** The source's word, such as `legislature` or `party`. */
  classification: string | null;
}

export interface PopoloPost {
  key: string;
  unitKey: string;
  title: string;
  /** True when the source named no post and it was made from role, organization and area or party. */
  derived: boolean;
}

export interface PopoloAppointment {
  key: string;
  personKey: string;
  /** The post tells the unit. */
  postKey: string;
  /** The unit, mostly a party, on whose behalf the post is held. */
  onBehalfOfKey: string | null;
  area: string | null;
  start: PartialDate | null;
  end: PartialDate | null;
  /** Ends of the period that were taken from the legislative period, as the membership left them out. */
  inferred: ('start' | 'end')[];
}

export interface PopoloImport {
  persons: PopoloPerson[];
  units: PopoloUnit[];
  posts: PopoloPost[];
  appointments: PopoloAppointment[];
  /** Items left out; with the imported ones they make up all that was read. */
  skipped: PopoloNote[];
  /** Items taken over without one unusable detail, such as an unreadable birth date. */
  remarks: PopoloNote[];
  counts: Record<PopoloKind, { read: number; imported: number; skipped: number }>;
  /** Posts made from memberships; they come on top of the posts read. */
  derivedPosts: number;
}

/** The input as a whole isn't Popolo: not an object, or without any of its lists. */
export class NotPopoloError extends Error {
  readonly code = 'not-popolo';
}
