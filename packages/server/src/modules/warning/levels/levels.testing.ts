import * as materials from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { actionsWith } from '@plumbline/policy';
import type { TestClient, TestServer } from '../../../testing/index.ts';
import { machineForService } from '../../matter/index.ts';
import { approveAll, delivery, scan, step } from '../admonish.testing.ts';

type Gravity = 'minor' | 'heavier' | 'serious';

let told = 0;

/** What was found about somebody, grave so much; each text of its own unless told. */
export const finding = (gravity: Gravity, more: Record<string, unknown> = {}) => {
  told++;
  const topics = [
    '外出未报备',
    '公务用车登记缺漏',
    '会议记录不全',
    '项目资料迟报',
    '群众来访未答复',
    '考勤弄虚作假',
  ];
  const topic = topics[told % topics.length]!;
  return {
    date: `2026-03-${String(1 + (told % 27)).padStart(2, '0')}`,
    kind: 'check',
    officers: ['赵明'],
    topic: `${topic}（${told}）`,
    content: `第${told}次检查：${topic}，${'甲乙丙丁戊己庚辛'.slice(told % 7)}，已现场核对原件${told}份。`,
    gravity,
    ...more,
  };
};

/** An entry that nobody has verified. */
export async function unverified(
  server: TestServer,
  subjectId: string,
  gravity: Gravity,
  more: Record<string, unknown> = {},
  supersedesId?: string,
): Promise<string> {
  const form = finding(gravity, more);
  const body = { item: 'supervision-notes', form, occurredOn: form.date, title: form.topic, supersedesId };
  return (await server.as('officer').must(materials.addMaterial, { params: { subjectId }, body })).id;
}

/** An entry, or a newer version of one, that a second person has verified: it may count. */
export async function verified(
  server: TestServer,
  subjectId: string,
  gravity: Gravity,
  more: Record<string, unknown> = {},
  supersedesId?: string,
): Promise<string> {
  const id = await unverified(server, subjectId, gravity, more, supersedesId);
  const [action] = actionsWith(machineForService(server.services.packs.of(1), 'material'), 'material.verify');
  const { version } = await server.as('reviewer').must(materials.getMaterial, { params: { id } });
  await server
    .as('reviewer')
    .must(materials.actOnMaterial, { params: { id, action: action! }, body: { version } });
  return id;
}

export const TOLD = {
  told: [{ no: 1, fact: '三次外出未按规定报备。' }],
  rule: '本地干部日常监督规定',
};
/** Telling by which entries the level may rise. */
export const tellingOf = (...newFacts: string[]) => ({ ...TOLD, newFacts });
export const POINTS = { points: [{ no: 1, said: '其中一次系紧急处置险情，事后已补报。' }] };
/** What the person said on a day, with the record that they signed. */
export const hearing = async (
  server: TestServer,
  heardOn = '2026-04-06',
  who: string | TestClient = 'officer',
) => ({
  heardOn,
  heardBy: '罗志远、何雨晴',
  ...POINTS,
  record: await scan(server, who),
});
const ANSWERS = [{ no: 1, answer: '经核查值班记录，对该次予以采信。' }];

export function proposal(server: TestServer, facts: readonly string[]) {
  const { officer } = server.world.accounts;
  return { facts, owner: officer, summary: '外出未按规定报备。', handlers: [officer] };
}

export const decision = (server: TestServer, level: Gravity, more: object = {}) => ({
  level,
  finding: '外出未按规定报备，属实。',
  answers: ANSWERS,
  lastDay: '2026-09-30',
  owner: server.world.accounts.officer,
  ...more,
});

/** Proposes a warning; the person is told and explains. @returns the matter */
export async function heard(server: TestServer, person: string, facts: readonly string[]): Promise<string> {
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: {
      procedure: 'warning',
      subjects: [{ kind: 'person', id: person }],
      data: proposal(server, facts),
    },
  });
  await step(server, 'officer', id, 'tell', TOLD);
  await step(server, 'officer', id, 'hear', await hearing(server, today(server)));
  return id;
}

/** The day on which the server is. */
export const today = (server: TestServer): string => server.clock.now().toISOString().slice(0, 10);

/** A warning that is in force, and whose decision was delivered. */
export async function warned(
  server: TestServer,
  person: string,
  facts: readonly string[],
  level: Gravity,
  more: object = {},
): Promise<string> {
  const id = await heard(server, person, facts);
  if (level === 'minor')
    await step(server, 'officer', id, 'consider', { considered: '无先行先试情形。', outcome: 'not-fitting' });
  await step(server, 'officer', id, 'decide', decision(server, level, more));
  await approveAll(server, id);
  await step(server, 'officer', id, 'deliver-decision', await delivery(server, today(server)));
  return id;
}
