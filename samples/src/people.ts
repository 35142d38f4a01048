import { makeIdNumber } from '@plumbline/contract/identifiers';
import type { Appointment, Kin, Person, Post } from './county.types.ts';
import { addDays, monthOf, yearOf } from './days.ts';
import { personName, type Sex, surnameOf } from './names.ts';
import type { Random } from './random.ts';

const EDUCATION = ['大学', '大学', '大学', '研究生', '大专'];
const ETHNICITY = ['汉族', '汉族', '汉族', '汉族', '汉族', '回族', '苗族', '土家族', '壮族'];
const EMPLOYERS = [
  '个体经营',
  '县第一中学教师',
  '县人民医院护士',
  '外地务工',
  '某商业银行柜员',
  '退休',
  '自由职业',
  '某设计公司职员',
  '某小学教师',
];

export interface People {
  persons: Person[];
  appointments: Appointment[];
  kin: Kin[];
}

/**
 * Persons with careers that lead to the posts that exist. `count` is at least the number of posts; who holds
 * none now held one before or is at the unit without a listed post.
 */
export function makePeople(random: Random, posts: readonly Post[], count: number, today: string): People {
  const persons: Person[] = [];
  const appointments: Appointment[] = [];
  const kin: Kin[] = [];
  const former = new Map<string, string>();
  const taken = new Set<string>();
  for (let i = 0; i < count; i++) {
    const person = makePerson(random, i, persons, taken);
    persons.push(person);
    const post = posts[i];
    if (post) {
      const since = addDays(today, -random.int(200, 2_600));
      const before = random.pick(posts);
      const start = addDays(since, -random.int(700, 2_500));
      if (before.key !== post.key)
        appointments.push({
          person: person.key,
          post: before.key,
          unit: before.unit,
          from: start,
          to: addDays(since, -1),
        });
      appointments.push({ person: person.key, post: post.key, unit: post.unit, from: since, to: null });
      former.set(post.key, since);
    } else {
      // Held a post until somebody else came.
      const past = random.pick(posts);
      const end = addDays(former.get(past.key) ?? today, -1);
      appointments.push({
        person: person.key,
        post: past.key,
        unit: past.unit,
        from: addDays(end, -random.int(400, 2_000)),
        to: end,
      });
    }
    kin.push(...makeKin(random, person));
  }
  return { persons, appointments, kin };
}

function makePerson(random: Random, index: number, others: readonly Person[], taken: Set<string>): Person {
  const sex: Sex = random.chance(0.68) ? 'male' : 'female';
  // One in forty bears the name of somebody else: namesakes are what matching must not trip over.
  const twin = random.chance(0.025) && others.length > 20 ? random.pick(others) : undefined;
  const birth = `${random.int(1966, 1994)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
  const started = addDays(birth, 365 * random.int(18, 23));
  const name = twin?.name ?? personName(random, sex);
  const finalSex = twin?.sex ?? sex;
  return {
    key: `person-${index + 1}`,
    name,
    sex: finalSex,
    birth,
    idNumber: freeNumber(birth, index, finalSex, taken),
    education: random.pick(EDUCATION),
    ethnicity: random.pick(ETHNICITY),
    joinedParty: monthOf(addDays(started, random.int(100, 2_000))),
    startedWork: monthOf(started),
  };
}

const SEQUENCES = 480;

/** Odd sequences are men's. In a large county two people of one birthday may come to the same: the next is free. */
function freeNumber(birth: string, index: number, sex: Sex, taken: Set<string>): string {
  for (let next = index; ; next++) {
    const sequence = (next % SEQUENCES) * 2 + (sex === 'male' ? 1 : 2);
    // Region 469099 is assigned to no place, so no living person has such a number.
    const idNumber = makeIdNumber({ region: '469099', birth, sequence });
    if (taken.has(idNumber)) continue;
    taken.add(idNumber);
    return idNumber;
  }
}

function makeKin(random: Random, person: Person): Kin[] {
  const year = yearOf(person.birth);
  const kin: Kin[] = [];
  const at = (low: number, high: number) =>
    `${year + random.int(low, high)}-${String(random.int(1, 12)).padStart(2, '0')}-15`;
  if (random.chance(0.88)) {
    const sex = person.sex === 'male' ? 'female' : 'male';
    kin.push({
      person: person.key,
      relation: 'spouse',
      name: personName(random, sex),
      birth: at(-4, 4),
      employer: random.pick(EMPLOYERS),
    });
  }
  for (let i = random.int(0, 2); i > 0; i--) {
    const sex: Sex = random.chance(0.5) ? 'male' : 'female';
    kin.push({
      person: person.key,
      relation: sex === 'male' ? 'son' : 'daughter',
      name: personName(random, sex, person.sex === 'male' ? surnameOf(person.name) : undefined),
      birth: at(23, 30),
      employer: random.chance(0.5) ? '在校学生' : random.pick(EMPLOYERS),
    });
  }
  return kin;
}
