import { makeSheets } from './clues.ts';
import type {
  Account,
  Appointment,
  Contact,
  County,
  Kin,
  Material,
  SubmissionSheet,
  Unit,
  Zone,
} from './county.types.ts';
import { addDays, quartersBefore, yearOf } from './days.ts';
import { makeInstructions } from './instructions.ts';
import { makeLibrary } from './library.ts';
import type { Draft } from './materials.ts';
import * as make from './materials.ts';
import { COUNTY, MEMBER_BODIES, ORGANS, REACHES, STAFF } from './organs.ts';
import { makePeople } from './people.ts';
import { Random } from './random.ts';
import * as unitPapers from './unit-materials.ts';
import { makePosts, makeUnits } from './units.ts';

export type * from './county.types.ts';

export interface CountyOptions {
  /** The same seed gives the same county, on the same day. */
  seed: number;
  /** 1: 60 units, 600 persons, 3,000 clues; up to 100 times as many. */
  scale?: number;
  /** Calendar day up to which the county has lived. */
  today: string;
}

export interface SampleCounty extends County {
  /** Sheets with their clues, oldest first; generated as they are read. */
  sheets(): Generator<SubmissionSheet>;
  /** Dossier entries other than clues; generated as they are read. */
  materials(): Generator<Material>;
}

const QUARTERS = 12;
const PERSONS = 600;
const CLUES = 3_000;

/** A fictional county. No person or place in it is real. */
export function generateCounty({ seed, scale = 1, today }: CountyOptions): SampleCounty {
  const units = makeUnits(scale);
  const random = new Random(seed, 1);
  const posts = units.flatMap((unit) => makePosts(random, unit));
  const people = makePeople(new Random(seed, 2), posts, Math.max(PERSONS * scale, posts.length), today);
  const accounts = makeAccounts(units, people.persons, people.appointments);
  const sitters = sittersOf(units, posts, people);
  return {
    today,
    ...COUNTY,
    organs: [...ORGANS],
    reaches: [...REACHES],
    units,
    posts,
    ...people,
    zones: makeZones(units, today),
    contacts: units.map(
      (unit): Contact => ({
        account: unit.room === 'room-1' ? 'officer' : 'officer2',
        organ: unit.room,
        unit: unit.key,
      }),
    ),
    accounts,
    instructions: makeInstructions(units, today),
    library: makeLibrary(today),
    sheets: () => makeSheets(new Random(seed, 3), quartersBefore(today, QUARTERS), sitters, CLUES * scale),
    materials: () => makeMaterials(new Random(seed, 4), sitters, units, today),
  };
}

function makeAccounts(
  units: readonly Unit[],
  persons: County['persons'],
  appointments: readonly Appointment[],
): Account[] {
  const unit = units[0]!;
  const holders = appointments.filter((held) => held.unit === unit.key && held.to === null);
  const holder = (index: number) => persons.find((person) => person.key === holders[index]?.person)!;
  const inUnit = (username: string, name: string, role: string, person: string | null): Account => ({
    username,
    name,
    role,
    organ: null,
    alsoIn: [],
    unit: unit.key,
    person,
  });
  return [
    ...STAFF,
    inUnit('unit', `${unit.aliases[0]}联络员`, 'unit-liaison', null),
    inUnit('subject', holder(1).name, 'supervised-person', holder(1).key),
    ...[2, 4, 5].flatMap((index) =>
      holders[index] ? [inUnit(`member${index}`, holder(index).name, 'team-member', holder(index).key)] : [],
    ),
  ];
}

export interface Sitting extends make.Sitter {
  key: string;
}

/** Everybody who holds a post today, with what the forms need to know. */
function sittersOf(
  units: readonly Unit[],
  posts: County['posts'],
  people: { persons: County['persons']; appointments: Appointment[]; kin: Kin[] },
): Sitting[] {
  const unitOf = new Map(units.map((unit) => [unit.key, unit]));
  const postOf = new Map(posts.map((post) => [post.key, post]));
  const held = groupBy(people.appointments, (appointment) => appointment.person);
  const kin = groupBy(people.kin, (relative) => relative.person);
  return people.persons.flatMap((person) => {
    const appointments = held.get(person.key) ?? [];
    const now = appointments.find((appointment) => appointment.to === null) ?? appointments.at(-1);
    if (!now) return [];
    return [
      {
        key: person.key,
        person,
        post: postOf.get(now.post)!,
        unit: unitOf.get(now.unit)!,
        appointments,
        kin: kin.get(person.key) ?? [],
        postTitle: (appointment: Appointment) =>
          `${unitOf.get(appointment.unit)!.name}${postOf.get(appointment.post)!.title}`,
      },
    ];
  });
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function makeZones(units: readonly Unit[], today: string): Zone[] {
  const zone = (n: number): Zone => ({
    key: `zone-${n}`,
    kind: 'zone',
    name: `第${'一二三'[n - 1]}协作区`,
    nameEn: `Zone ${n}`,
    members: [
      { role: 'leader', account: n === 1 ? 'head' : n === 2 ? 'officer' : 'officer2' },
      { role: 'coordinator', organ: n === 3 ? 'room-2' : 'room-1' },
      { role: 'dispatched', organ: n === 2 ? 'dispatched-2' : 'dispatched-1' },
      { role: 'town-member', organ: `town-commission-${n}` },
      ...units
        .filter((unit) => unit.zone === `zone-${n}`)
        .map((unit) => ({ role: 'served-unit', unit: unit.key })),
    ],
    meetings: [],
  });
  const group: Zone = {
    key: 'leading-group',
    kind: 'leading-group',
    name: '干部专项监督工作领导小组',
    nameEn: 'Leading Group on Special Supervision of Cadres',
    members: [
      { role: 'lead-body', organ: 'orgdept' },
      ...MEMBER_BODIES.filter((body) => body !== 'orgdept').map((organ) => ({ role: 'member-body', organ })),
    ],
    meetings: [1, 2, 3, 4].map((n) => ({
      title: `领导小组第${'一二三四'[n - 1]}次会议`,
      heldOn: addDays(today, -90 * (5 - n)),
      attendees: ['郑怀民', '方正平', '苏婉清', '沈若兰'],
      minutes: '通报上季度专项监督档案建档情况，研究疑难线索，明确下季度报送重点。',
    })),
  };
  return [zone(1), zone(2), zone(3), group];
}

function* makeMaterials(
  random: Random,
  sitters: readonly Sitting[],
  units: readonly Unit[],
  today: string,
): Generator<Material> {
  let number = 0;
  const finish = (
    subjectKind: 'person' | 'unit',
    subject: string,
    draft: Draft,
    over: Partial<Material> = {},
  ): Material => {
    const verified = random.chance(0.93);
    return {
      key: `material-${++number}`,
      subjectKind,
      subject,
      ...draft,
      // Real papers hang on a part of the entries.
      file: draft.file && random.chance(0.35) ? draft.file : null,
      state: verified ? 'verified' : 'draft',
      supersedes: null,
      author: random.pick(['officer', 'officer2', 'orgdept2']),
      verifier: verified ? random.pick(['reviewer', 'head']) : null,
      ...over,
    };
  };
  const year = yearOf(today);
  for (const sitter of sitters) {
    const current = sitter.appointments.some((held) => held.to === null);
    if (!current && random.chance(0.6)) continue;
    const subject = sitter.person.key;
    const section = sitter.post.level.startsWith('section');
    const put = (draft: Draft, over?: Partial<Material>) => finish('person', subject, draft, over);
    if (random.chance(0.9)) yield put(make.appointmentForm(random, sitter, today));
    for (const back of [1, 2, 3])
      if (random.chance(0.85)) yield put(make.annualAssessment(random, year - back));
    if (section) {
      // Some fall silent after a year or two.
      const silent = random.chance(0.12) ? year - 2 : year;
      for (let told = year - 2; told <= silent; told++) yield put(make.personalMatters(random, sitter, told));
      if (random.chance(0.7)) yield put(make.binderPage(random, sitter, today));
      if (random.chance(0.8)) yield put(make.lifeMeetingSpeech(random, sitter, year - 1));
    }
    if (random.chance(section ? 0.7 : 0.2)) yield put(make.supervisionNote(random, sitter, today));
    if (random.chance(0.12)) yield put(make.mediaPerson(random, sitter, today));
    if (current && sitter.post.tags.includes('top-leader')) {
      if (random.chance(0.7)) yield put(make.headPortrait(random, sitter, today), { author: 'dispatched' });
      for (const member of ['member2', 'member4', 'member5'].slice(0, random.int(1, 3))) {
        yield put(make.leaderAppraisal(random, year - 1), {
          author: member,
          state: 'verified',
          verifier: 'head',
        });
      }
    }
  }
  for (const unit of units) {
    const put = (draft: Draft) => finish('unit', unit.key, draft);
    if (random.chance(0.92)) yield put(unitPapers.unitProfile(random, unit, today));
    if (random.chance(0.7)) yield put(unitPapers.inspectionFeedback(random, unit, today));
    for (const back of [1, 2])
      if (random.chance(0.75)) yield put(unitPapers.teamMeeting(random, year - back));
    if (random.chance(0.8)) yield put(unitPapers.unitResearch(random, unit, today));
    if (random.chance(0.4)) yield put(unitPapers.mediaUnit(random, unit, today));
  }
}
