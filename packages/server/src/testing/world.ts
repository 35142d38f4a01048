import { sql } from 'kysely';
import { systemSettings } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';
import type { Trx } from '../platform/db/database.ts';
import { newId } from '../platform/db/id.ts';
import type { Packs } from '../platform/packs/registry.ts';
import { seedCalendar } from '../platform/terms/calendar.store.ts';
import { insertAccount } from './insert-account.ts';

export const J = 1;
const SINCE = '2020-01-01';

/** A small made-up county for API tests. Names → ids; every account has an API token. */
export interface World {
  organs: Record<OrganName, string>;
  units: Record<UnitName, string>;
  posts: Record<string, string>;
  persons: Record<PersonName, string>;
  accounts: Record<string, string>;
  token(username: string): string;
}

const ORGANS = {
  commission: ['commission', null, '澄溪县纪委监委'],
  petitions: ['petitions-room', 'commission', '信访室'],
  room1: ['supervision-room', 'commission', '第一监督检查室'],
  casemgmt: ['case-supervision-office', 'commission', '案件监督管理室'],
  dispatched: ['dispatched-office', 'commission', '派驻第一纪检监察组'],
  committee: ['party-committee', null, '中共澄溪县委'],
  orgdept: ['organisation-department', null, '县委组织部'],
  cadre: ['cadre-supervision-office', 'orgdept', '干部监督科'],
  court: ['court', null, '澄溪县人民法院'],
  procuratorate: ['procuratorate', null, '澄溪县人民检察院'],
  admin: ['administration', null, '平台管理办公室'],
} as const satisfies Record<string, readonly [string, string | null, string]>;

const UNITS = {
  housing: ['县住房和城乡建设局', 'government-department', ['县住建局']],
  finance: ['县财政局', 'government-department', []],
  town: ['柳林镇', 'town', []],
} as const;

type OrganName = keyof typeof ORGANS;
type UnitName = keyof typeof UNITS;

/** name, unit, post title, level, tags, organ that keeps the dossier */
const PERSONS = {
  head: ['陈立新', 'housing', '局长', 'section-chief', ['top-leader', 'leading']],
  deputy: ['周敏', 'housing', '副局长', 'section-deputy', ['leading']],
  namesakeA: ['王伟', 'housing', '建管股股长', 'subsection', ['key-approval']],
  namesakeB: ['王伟', 'finance', '副局长', 'section-deputy', ['leading', 'key-money']],
  mayor: ['李国强', 'town', '镇长', 'section-chief', ['top-leader', 'leading']],
} as const;
type PersonName = keyof typeof PERSONS;

/** username, role, organ or unit */
const ACCOUNTS: readonly (readonly [string, string, OrganName | UnitName])[] = [
  ['intake', 'intake-officer', 'petitions'],
  ['officer', 'dossier-officer', 'commission'],
  ['head', 'organ-head', 'commission'],
  ['secretary', 'party-secretary', 'committee'],
  ['orgdept', 'cadre-supervision-officer', 'cadre'],
  ['orgdept2', 'cadre-supervision-officer', 'cadre'],
  ['dispatched', 'dispatched-officer', 'dispatched'],
  ['court', 'member-liaison', 'court'],
  ['procuratorate', 'member-liaison', 'procuratorate'],
  ['unit', 'unit-liaison', 'housing'],
  ['subject', 'supervised-person', 'housing'],
  ['reviewer', 'reviewer', 'commission'],
  ['casemgmt', 'case-supervisor', 'casemgmt'],
  ['sysadmin', 'system-administrator', 'admin'],
  ['secadmin', 'security-administrator', 'admin'],
  ['auditor', 'security-auditor', 'admin'],
];

const mapIds = <K extends string>(source: Record<K, unknown>) =>
  Object.fromEntries(Object.keys(source).map((key) => [key, newId()])) as Record<K, string>;

export async function buildWorld(services: Services): Promise<World> {
  await services.keys.addJurisdiction(J);
  const organs = mapIds(ORGANS);
  const units = mapIds(UNITS);
  const persons = mapIds(PERSONS);
  const posts: Record<string, string> = {};
  const accounts: Record<string, string> = {};
  const tokens = new Map<string, string>();
  const now = services.clock.now();
  await services.db.transaction(systemSettings(J, Object.values(organs)), async (trx) => {
    await trx
      .insertInto('jurisdiction')
      .values({
        id: J,
        code: 'chengxi',
        name: '澄溪县',
        name_en: 'Chengxi County',
        pack_code: 'cn-discipline',
        pack_version: '0',
        created_at: now,
      })
      .execute();
    await seedCalendar(trx, J, (services.packs as Packs).current('cn-discipline')!, now);
    for (const [key, [kind, parent, name]] of Object.entries(ORGANS) as [
      OrganName,
      (typeof ORGANS)[OrganName],
    ][]) {
      await trx
        .insertInto('organ')
        .values({
          jurisdiction_id: J,
          id: organs[key],
          parent_id: parent ? organs[parent] : null,
          kind,
          code: key,
          name,
          active_from: SINCE,
        })
        .execute();
    }
    for (const [from, over, room] of [
      ['cadre', 'commission', true],
      ['commission', 'cadre', true],
      ['committee', 'commission', false],
    ] as const) {
      await trx
        .insertInto('organ_reach')
        .values({
          jurisdiction_id: J,
          id: newId(),
          organ_id: organs[from],
          over_organ_id: organs[over],
          includes_below: true,
          clue_room: room,
          basis: '领导小组工作规则',
          from_day: SINCE,
        })
        .execute();
    }
    await insertUnits(trx, units, organs);
    await insertPersons(trx, persons, posts, units, organs, now);
    for (const [username, role, place] of ACCOUNTS) {
      const at = place in units ? { unit: units[place as UnitName] } : { organ: organs[place as OrganName] };
      const person = username === 'subject' ? persons.head : null;
      const { id, token } = await insertAccount(trx, J, now, { username, role, ...at, person });
      accounts[username] = id;
      tokens.set(username, token);
    }
  });
  await (services.packs as Packs).refresh();
  return {
    organs,
    units,
    posts,
    persons,
    accounts,
    token: (username) => {
      const token = tokens.get(username);
      if (!token) throw new Error(`The test county has no account ${username}`);
      return token;
    },
  };
}

async function insertUnits(
  trx: Trx,
  units: Record<UnitName, string>,
  organs: Record<OrganName, string>,
): Promise<void> {
  for (const [key, [name, kind, aliases]] of Object.entries(UNITS) as [
    UnitName,
    (typeof UNITS)[UnitName],
  ][]) {
    await trx
      .insertInto('unit')
      .values({ jurisdiction_id: J, id: units[key], name, kind, aliases: [...aliases], active_from: SINCE })
      .execute();
    await insertDossier(trx, 'unit', units[key], organs.room1);
    for (const [kind, organ] of [
      ['discipline', organs.room1],
      ['dispatched', organs.dispatched],
    ] as const) {
      await trx
        .insertInto('supervision')
        .values({
          jurisdiction_id: J,
          id: newId(),
          organ_id: organ,
          unit_id: units[key],
          kind,
          from_day: SINCE,
        })
        .execute();
    }
  }
}

async function insertPersons(
  trx: Trx,
  persons: Record<PersonName, string>,
  posts: Record<string, string>,
  units: Record<UnitName, string>,
  organs: Record<OrganName, string>,
  now: Date,
): Promise<void> {
  for (const [key, [name, unit, title, level, tags]] of Object.entries(PERSONS) as [
    PersonName,
    (typeof PERSONS)[PersonName],
  ][]) {
    const post = newId(now.getTime());
    posts[key] = post;
    await trx
      .insertInto('person')
      .values({
        jurisdiction_id: J,
        id: persons[key],
        name,
        birth_date: '1975-05-05',
        birth_precision: 'day',
      })
      .execute();
    await trx
      .insertInto('post')
      .values({
        jurisdiction_id: J,
        id: post,
        unit_id: units[unit],
        title,
        level,
        tags: [...tags],
        active_from: SINCE,
      })
      .execute();
    await trx
      .insertInto('appointment')
      .values({
        jurisdiction_id: J,
        id: newId(),
        person_id: persons[key],
        post_id: post,
        unit_id: units[unit],
        from_day: '2021-01-01',
      })
      .execute();
    await insertDossier(trx, 'person', persons[key], organs.room1);
  }
}

const insertDossier = (trx: Trx, kind: string, subject: string, organ: string) =>
  trx
    .insertInto('dossier')
    .values({
      jurisdiction_id: J,
      subject_id: subject,
      subject_kind: kind,
      organ_id: organ,
      opened_at: sql`now()`,
      concerns_person_id: kind === 'person' ? subject : null,
    })
    .execute();
