import * as contract from '@plumbline/contract/material';
import { actOnMatter } from '@plumbline/contract/matter';
import { requestReading } from '@plumbline/contract/reading';
import { actionsWith } from '@plumbline/policy';
import { actorOf } from '../../platform/access/actor.ts';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { addAccount } from '../../testing/add-account.ts';
import type { TestClient, TestServer } from '../../testing/index.ts';
import { upload } from '../../testing/upload.ts';
import { findActorFacts } from '../identity/identity.store.ts';
import { machineForService } from '../matter/index.ts';

export { addAccount, upload };

/** Forms that the default pack accepts, one an item. */
export const FORMS = {
  'annual-assessment': { year: 2025, grade: 'competent' },
  'supervision-notes': {
    date: '2026-03-02',
    kind: 'talk',
    officers: ['赵明'],
    topic: '项目招投标廉政谈话',
    content: '了解保障房项目招标情况，提醒规范程序。',
  },
  'appointment-form': {
    name: '陈立新',
    gender: 'male',
    birthMonth: '1975-05',
    ethnicity: '汉族',
    startedWork: '1996-07',
    joinedParty: '1999-06',
    currentPost: '县住房和城乡建设局局长',
    career: [{ from: '2021-01', post: '县住房和城乡建设局局长' }],
    family: [
      { relation: 'spouse', name: '刘桂芳', employer: '县第一中学' },
      { relation: 'son', name: '陈晓东', employer: '某某科技公司' },
    ],
  },
  'integrity-binder': { section: 'audit', title: '任中审计报告', date: '2025-11-20', issuer: '县审计局' },
  'media-person': {
    date: '2026-02-01',
    medium: '澄溪日报',
    title: '走访在建工地',
    tone: 'neutral',
    summary: '局长带队检查在建工地安全。',
  },
  'opinion-replies': {
    requestNumber: '澄组函〔2026〕3号',
    requestedBy: '县委组织部',
    purpose: 'promotion',
    requestedOn: '2026-01-12',
  },
  'unit-profile': { asOf: '2026-01-01', name: '县住房和城乡建设局', duties: '住房和城乡建设', staff: 86 },
} as const satisfies Record<string, Record<string, unknown>>;

export type SampleItem = keyof typeof FORMS;

/** The action of the material procedure that carries an effect. */
export const actionWith = (server: TestServer, effect: string): string =>
  actionsWith(machineForService(server.services.packs.of(1), 'material'), effect)[0]!;

export const verifyAction = (server: TestServer): string => actionWith(server, 'material.verify');
export const moveAction = (server: TestServer): string => actionWith(server, 'subject.move');

/** Adds an entry as an account. */
export function add(
  server: TestServer,
  username: string,
  subjectId: string,
  item: SampleItem,
  more: Record<string, unknown> = {},
) {
  return server.as(username).must(contract.addMaterial, {
    params: { subjectId },
    body: { item, form: FORMS[item], ...more },
  });
}

/** Takes a step on an entry in the version it is in now. */
export async function step(
  server: TestServer,
  username: string,
  id: string,
  action: string,
  more: { reason?: string; data?: Record<string, unknown> } = {},
) {
  const material = await server.as(username).must(contract.getMaterial, { params: { id } });
  return server
    .as(username)
    .must(contract.actOnMaterial, { params: { id, action }, body: { version: material.version, ...more } });
}

/** Adds an entry and has a second person verify it. */
export async function addVerified(
  server: TestServer,
  subjectId: string,
  item: SampleItem,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await add(server, 'officer', subjectId, item, more);
  await step(server, 'reviewer', id, verifyAction(server));
  return id;
}

/** Runs work as one of the world's accounts, in one transaction. */
export async function runAs<T>(
  server: TestServer,
  username: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { services, world } = server;
  const session = { id: newId(), jurisdictionId: 1, accountId: world.accounts[username]! };
  const facts = await services.db.transaction({ jurisdiction: 1, account: session.accountId }, (trx) =>
    findActorFacts(trx, session, dayOf(server.clock.now())),
  );
  return server.app.endpoints.run(actorOf(facts!, services.packs.of(1)), work);
}

/** Adds a member to a unit's leadership team, with a dossier, and an account for the person. */
export async function addTeamMember(
  server: TestServer,
  unitId: string,
  name: string,
): Promise<{ personId: string; client: TestClient }> {
  const { services, world } = server;
  const [personId, postId] = [newId(), newId()];
  const j = { jurisdiction_id: 1 };
  await services.db.transaction(systemSettings(1, Object.values(world.organs)), async (trx) => {
    await trx
      .insertInto('person')
      .values({ ...j, id: personId, name })
      .execute();
    const post = { ...j, id: postId, unit_id: unitId, title: '班子成员', level: 'section-deputy' };
    await trx
      .insertInto('post')
      .values({ ...post, tags: ['team-member'] })
      .execute();
    const held = { ...j, id: newId(), person_id: personId, post_id: postId, unit_id: unitId };
    await trx
      .insertInto('appointment')
      .values({ ...held, from_day: '2022-01-01' })
      .execute();
    const dossier = { ...j, subject_id: personId, subject_kind: 'person', concerns_person_id: personId };
    const kept = { organ_id: world.organs.room1, opened_at: server.clock.now() };
    await trx
      .insertInto('dossier')
      .values({ ...dossier, ...kept })
      .execute();
  });
  return { personId, client: await addAccount(server, { role: 'team-member', unitId, personId }) };
}

/** Gives a reader an opened reading slip on a dossier. */
export async function openSlip(
  server: TestServer,
  reader: TestClient,
  approver: TestClient,
  subjectId: string,
  until = '2026-04-10',
): Promise<string> {
  const { matterId } = await reader.must(requestReading, {
    params: { subjectId },
    body: { purpose: 'ecology', explanation: '日常监督调研前查阅', until },
  });
  const machine = machineForService(server.services.packs.of(1), 'reading');
  const take = (client: TestClient, effect: string) =>
    client.must(actOnMatter, {
      params: { id: matterId, action: actionsWith(machine, effect)[0]! },
      body: {},
    });
  await take(approver, 'reading.grant');
  await take(reader, 'reading.open');
  return matterId;
}
