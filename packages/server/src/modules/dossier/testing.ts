import * as contract from '@plumbline/contract/material';
import { actionsWith } from '@plumbline/policy';
import type { TestServer } from '../../testing/index.ts';
import { machineForService } from '../matter/index.ts';

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
    tone: 'positive',
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
