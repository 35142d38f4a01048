import * as matters from '@plumbline/contract/matter';
import type { TestClient, TestServer } from '../../testing/index.ts';
import { upload } from '../../testing/upload.ts';

/** Takes a step as an account of the world. */
export const step = (
  server: TestServer,
  who: string,
  id: string,
  action: string,
  data?: object,
  reason?: string,
) =>
  server.as(who).must(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });

/** A scan that the account has just uploaded. */
export const scan = async (server: TestServer, who: string | TestClient = 'officer'): Promise<string[]> => [
  await upload(server, who, '扫描件.txt', Buffer.from('本人签名')),
];

/** What proves a delivery on a day. */
export const delivery = async (server: TestServer, deliveredOn: string, who = 'officer') => ({
  deliveredOn,
  way: '直接送达',
  server: '罗志远',
  receipt: await scan(server, who),
});

/** Everybody whom the authority matrix asks approves, until nobody is left to ask. */
export async function approveAll(server: TestServer, id: string): Promise<void> {
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await server.as(who).call(matters.getMatter, { params: { id } });
    if (status === 200 && body.allowed.includes('approval.approve'))
      await step(server, who, id, 'approval.approve', undefined, '同意。');
  }
}

/** Admonishes a person of the world, from the plan to the written admonition. @returns the matter of the talk */
export async function admonish(server: TestServer, person: string): Promise<string> {
  const { accounts, organs } = server.world;
  const talkers = [accounts.officer, accounts.intake];
  const day = server.clock.now().toISOString().slice(0, 10);
  const time = { day, from: '09:00', until: '10:00', place: '谈话室' };
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: person }],
      data: {
        kind: 'admonition',
        problem: '履行监管职责不力。',
        ...time,
        health: 'good',
        safety: '安排专人陪同，备好常用药品。',
        talkers,
        recorder: talkers[1],
        outline: '一、说明来意。二、指出问题。',
        partner: organs.cadre,
        handlers: [accounts.officer],
      },
    },
  });
  await step(server, 'officer', id, 'submit-admonition');
  await approveAll(server, id);
  await step(server, 'officer', id, 'notify', time);
  await step(server, 'head', id, 'hold-admonition', {
    ...time,
    rightsTold: true,
    exchanges: [{ question: '对指出的问题有何认识？', answer: '履职不到位，接受组织诫勉。' }],
  });
  await step(server, 'officer', id, 'attest', { signedOn: day, scan: await scan(server) });
  await step(server, 'officer', id, 'admonish', { facts: '履行监管职责不力。', demands: '切实改进。' });
  return id;
}
