import type { Sex } from './names.ts';

/** Records refer to each other by keys; whoever stores them gives them ids. */
export interface Organ {
  key: string;
  /** As it stands in document numbers. */
  code: string;
  parent: string | null;
  kind: string;
  name: string;
  nameEn: string;
}

export interface Reach {
  organ: string;
  over: string;
  includesBelow: boolean;
  clueRoom: boolean;
  basis: string;
}

export interface Unit {
  key: string;
  parent: string | null;
  name: string;
  nameEn: string;
  aliases: string[];
  kind: string;
  industry: string;
  tags: string[];
  creditCode: string;
  /** The supervision room that keeps its dossier, and the dispatched office when there is one. */
  room: string;
  dispatched: string | null;
  zone: string | null;
}

export interface Post {
  key: string;
  unit: string;
  title: string;
  level: string;
  tags: string[];
  order: number;
  authority: string;
}

export interface Person {
  key: string;
  name: string;
  sex: Sex;
  birth: string;
  idNumber: string;
  education: string;
  ethnicity: string;
  joinedParty: string;
  startedWork: string;
}

export interface Appointment {
  person: string;
  post: string;
  unit: string;
  from: string;
  to: string | null;
}

export interface Kin {
  person: string;
  relation: string;
  name: string;
  birth: string;
  employer: string;
}

export interface Zone {
  key: string;
  kind: 'zone' | 'leading-group';
  name: string;
  nameEn: string;
  members: { role: string; organ?: string; unit?: string; account?: string }[];
  meetings: { title: string; heldOn: string; attendees: string[]; minutes: string }[];
}

export interface Account {
  username: string;
  name: string;
  role: string;
  organ: string | null;
  /** Further organs in which the role is held. */
  alsoIn: readonly string[];
  unit: string | null;
  person: string | null;
}

/** An entry of a dossier other than those that come from submissions. */
export interface Material {
  key: string;
  subjectKind: 'person' | 'unit';
  subject: string;
  item: string;
  title: string;
  form: Record<string, unknown>;
  source: string;
  sourceOrgan: string | null;
  occurredOn: string;
  /** `supersedes` names an older material of the same item. */
  state: 'draft' | 'verified';
  supersedes: string | null;
  author: string;
  verifier: string | null;
  file: { name: string; paragraphs: string[] } | null;
}

export interface Instruction {
  key: string;
  item: string;
  title: string;
  content: string;
  issuer: string;
  issuedOn: string;
  requirement: string;
  dueOn: string;
  industry: string | null;
  unit: string | null;
  /** One for every unit that it concerns. */
  followUps: FollowUp[];
}

/** How far one unit is with an instruction. */
export interface FollowUp {
  key: string;
  unit: string;
  reports: { on: string; form: Record<string, unknown> }[];
  /** Sent back with this reason after the last report. */
  sentBack: string | null;
  closedOn: string | null;
}

/** An entry of the library, in its one version. */
export interface LibraryEntry {
  key: string;
  store: string;
  sort: string;
  title: string;
  titleEn?: string;
  issuer?: string;
  documentNumber?: string;
  audience: string;
  effectiveFrom: string;
  writtenOn: string;
  text: string;
  /** Of a collection: keys of entries that stand before it, or one article of them. */
  members: { entry: string; number: string | null; note: string }[];
  /** Zone that it is shared with. */
  zone: string | null;
  state: 'published' | 'proposed';
}

export interface SubmissionSheet {
  key: string;
  organ: string;
  period: string;
  kind: string;
  submittedOn: string;
  liaison: string;
  clues: Clue[];
}

export interface Clue {
  key: string;
  class: string;
  subType: string;
  polarity: 'positive' | 'negative';
  source: string;
  occurredOn: string;
  subjectKind: 'person' | 'unit';
  subject: string;
  title: string;
  content: string;
}

export interface Contact {
  account: string;
  organ: string;
  unit: string;
}

export interface County {
  today: string;
  name: string;
  nameEn: string;
  organs: Organ[];
  reaches: Reach[];
  units: Unit[];
  posts: Post[];
  persons: Person[];
  appointments: Appointment[];
  kin: Kin[];
  zones: Zone[];
  contacts: Contact[];
  accounts: Account[];
  instructions: Instruction[];
  library: LibraryEntry[];
}
