import * as matters from '@plumbline/contract/matter';
import { getOwnPage } from '@plumbline/contract/own';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import { approveAll, delivery, scan, step } from './admonish.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const see = (who: string, id: string) => server.as(who).call(matters.getMatter, { params: { id } });
const call = (who: string, id: string, action: string, data?: object) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: data ? { data: data as Record<string, unknown> } : {},
  });

const INDICATORS = 'promptness carryingOut responsibility service conduct meetings rectification team'.split(
  ' ',
);

/** An assessment of which the person was told. */
async function told(person: string): Promise<string> {
  server.clock.set(TEST_NOW);
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: {
      procedure: 'style-assessment',
      subjects: [{ kind: 'person', id: person }],
      data: { from: '2025-07-01', to: '2025-12-31', handlers: [server.world.accounts.officer] },
    },
  });
  await step(server, 'officer', id, 'enter', {
    ratings: Object.fromEntries(INDICATORS.map((key) => [key, { level: 'fair', ground: '见台账。' }])),
    grade: 'basic',
    finding: '办理偏慢。',
    grave: 'minor',
  });
  await step(server, 'officer', id, 'tell');
  return id;
}
const POINTS = { points: [{ no: 1, point: '会议数量含上级会议。' }] };
const CONFIRM = { conclusion: '予以确认。', answers: [{ no: 1, answer: '予以采信。', adopted: true }] };

describe('whom a matter concerns', () => {
  it('sees the last day to be heard once the delivery is proved, and is heard however the office records it', async () => {
    const id = await told(server.world.persons.head);
    const line = async () =>
      (await server.as('subject').must(getOwnPage)).items.find((item) => item.id === id)!;
    expect((await line()).steps.find(({ code }) => code === 'comment')).toMatchObject({ lastDay: null });
    await step(server, 'officer', id, 'deliver', await delivery(server, '2026-04-06'));
    expect((await line()).steps.find(({ code }) => code === 'comment')).toMatchObject({
      lastDay: '2026-04-13',
    });
    // The word of the office is no hearing: it needs what the person signed.
    const heard = { heardOn: '2026-04-06', heardBy: '罗志远', ...POINTS };
    expect((await call('officer', id, 'hear', heard)).status).toBe(400);
    expect((await call('officer', id, 'confirm', CONFIRM)).status).toBe(409);
    await step(server, 'officer', id, 'hear', { ...heard, record: await scan(server) });
    expect((await call('subject', id, 'comment', POINTS)).status).toBe(200);
  });

  it('without an account is heard, and objects, on paper with its scan', async () => {
    const id = await told(server.world.persons.namesakeA);
    await step(server, 'officer', id, 'deliver', await delivery(server, '2026-04-06'));
    const heard = { heardOn: '2026-04-06', heardBy: '罗志远', ...POINTS };
    await step(server, 'officer', id, 'hear', { ...heard, record: await scan(server) });
    await step(server, 'officer', id, 'confirm', CONFIRM);
    await approveAll(server, id);
    const objection = {
      handedInOn: '2026-04-06',
      handedInBy: '本人',
      objections: [{ no: 1, objection: '有会议纪要。' }],
    };
    expect((await call('officer', id, 'object-on-paper', { ...objection, scan: [] })).status).toBe(400);
    await step(server, 'officer', id, 'object-on-paper', { ...objection, scan: await scan(server) });
    expect((await see('officer', id)).body).toMatchObject({ state: 'objected' });
    // It is answered point by point as any other.
    const review = { outcome: 'upheld', conclusion: '维持。', replies: [] };
    expect((await call('officer', id, 'uphold', review)).status).toBe(400);
  });
});

it('an organ that is to act jointly reads nothing of a talk before it is approved', async () => {
  server.clock.set(TEST_NOW);
  const { accounts, organs, persons } = server.world;
  const time = { day: '2026-04-07', from: '09:00', until: '10:00', place: '谈话室' };
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: persons.deputy }],
      data: {
        kind: 'admonition',
        problem: '履行监管职责不力。',
        ...time,
        health: 'good',
        safety: '安排专人陪同，备好常用药品。',
        talkers: [accounts.officer, accounts.intake],
        recorder: accounts.intake,
        outline: '一、说明来意。',
        partner: organs.dispatched,
        handlers: [accounts.officer],
      },
    },
  });
  expect((await see('dispatched', id)).status).toBe(404);
  await step(server, 'officer', id, 'submit-admonition');
  await approveAll(server, id);
  expect((await see('dispatched', id)).body).toMatchObject({ state: 'scheduled' });
});
