import * as contract from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry-kin';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

it('keeps kin of the person out of what a talk leaves in the dossier', async () => {
  const { persons, accounts } = server.world;
  await owner.query('update account set person_id = $1 where id = $2', [persons.mayor, accounts.reviewer]);
  server.services.forgetSessions();
  await server.as('orgdept').must(createKin, {
    params: { id: persons.head },
    body: { relation: 'spouse', name: '李国强', personId: persons.mayor },
  });
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: persons.head }],
      data: {
        kind: 'reminder',
        problem: '请销假手续办理不及时。',
        day: '2026-04-10',
        from: '09:00',
        until: '10:00',
        place: '谈话室',
        health: 'good',
        safety: '安排专人陪同，备好常用药品。',
        talkers: [accounts.officer, accounts.intake],
        recorder: accounts.intake,
        outline: '一、说明来意。',
      },
    },
  });
  const take = (by: string, action: string, body: object = {}) =>
    server.as(by).must(contract.actOnMatter, { params: { id, action }, body });
  /** By the head, and by the secretary where a person of this level needs both. */
  const approve = async () => {
    await take('head', 'approval.approve', { reason: '同意。' });
    const { status } = await server
      .as('secretary')
      .call(contract.actOnMatter, { params: { id, action: 'approval.approve' }, body: { reason: '同意。' } });
    expect([200, 404, 403, 409]).toContain(status);
  };
  await take('officer', 'submit');
  await approve();
  await take('officer', 'notify', {
    data: { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' },
  });
  await take('officer', 'hold', {
    data: {
      day: '2026-04-06',
      from: '09:05',
      until: '10:00',
      place: '谈话室',
      rightsTold: true,
      exchanges: [{ question: '请说明情况。', answer: '因公外出，补办手续。' }],
    },
  });
  await take('subject', 'confirm', { data: { stance: 'agrees' } });
  for (const who of ['officer', 'intake']) await take(who, 'sign', { data: { signed: true } });
  await take('officer', 'report', {
    data: { result: '情况清楚。', inFavour: '已补办手续。', proposal: 'close' },
  });
  await take('officer', 'close');
  await approve();
  const { rows } = await owner.query('select barred, status from material where matter_id = $1', [id]);
  expect(rows).toHaveLength(1);
  expect(rows[0].barred).toContain(persons.mayor);
});
