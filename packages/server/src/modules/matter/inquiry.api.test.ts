import * as contract from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';

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

const DATA = {
  answers: [{ problem: '住房情况', explanation: '家庭住房一套。' }],
  selfExamination: '对照检查，无其他住房。',
  promise: true,
  rectification: '今后按时报告。',
  signature: '陈立新',
};
const take = (by: string, id: string, action: string, data?: Record<string, unknown>) =>
  server.as(by).call(contract.actOnMatter, { params: { id, action }, body: data ? { data } : {} });

/** A letter that reached the person. */
async function served(draft: Record<string, unknown>): Promise<string> {
  const subjects = [{ kind: 'person' as const, id: server.world.persons.head }];
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: { procedure: 'inquiry', subjects, data: { problems: '一、住房情况。', ...draft } },
  });
  await take('officer', id, 'issue');
  for (const who of ['head', 'secretary']) await take(who, id, 'approval.approve');
  expect((await take('subject', id, 'receive')).status).toBe(200);
  return id;
}
/** What the person reads of the letter outside of its papers, and what stands beside a step. */
const told = async (who: TestClient, id: string, action: string) => {
  const { data, forms, actions } = await who.must(contract.getMatter, { params: { id } });
  const fields = forms.flatMap((form) => Object.keys((form as { properties: object }).properties));
  return { data, fields, beside: actions.find(({ code }) => code === action)?.beside };
};
const see = (id: string) => server.as('officer').must(contract.getMatter, { params: { id } });

describe('the answer to a letter of inquiry', () => {
  it('is countersigned neither by the person nor by near kin', async () => {
    const { persons } = server.world;
    const kin = { relation: 'spouse', name: '王伟', personId: persons.namesakeB! };
    await server.as('orgdept').must(createKin, { params: { id: persons.head! }, body: kin });
    for (const countersigner of [persons.head, persons.namesakeB]) {
      const reply = await server.as('officer').call(contract.beginMatter, {
        body: {
          procedure: 'inquiry',
          subjects: [{ kind: 'person', id: persons.head! }],
          data: { problems: '一、住房情况。', countersigner },
        },
      });
      expect(reply).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: '/data/countersigner', code: 'party.near' }] },
      });
    }
  });

  it('is countersigned by nobody who does not lead where the person serves', async () => {
    const { persons } = server.world;
    const named = (countersigner: string | undefined, subject = persons.deputy!) =>
      server.as('officer').call(contract.beginMatter, {
        body: {
          procedure: 'inquiry',
          subjects: [{ kind: 'person', id: subject }],
          data: { problems: '一、住房情况。', countersigner },
        },
      });
    // The head of another unit, and somebody of the own one without a leading post.
    for (const other of [persons.mayor, persons.namesakeA])
      expect(await named(other)).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: '/data/countersigner', code: 'party.not-leading' }] },
      });
    expect((await named(persons.head)).status).toBe(201);
    // Of a unit above as well.
    const [{ town, housing }, set] = [server.world.units, 'update unit set parent_id = $1 where id = $2'];
    await owner.query(set, [town, housing]);
    expect((await named(persons.mayor)).status).toBe(201);
    await owner.query(set, [null, housing]);
  });

  it('is written beside the questions, and whoever countersigns reads both; neither reads the rest of the draft', async () => {
    const id = await served({
      contact: '罗志远',
      origin: '巡察移交',
      countersigner: server.world.persons.deputy,
    });
    const problems = '一、住房情况。';
    expect(await told(server.as('subject'), id, 'answer')).toEqual({
      data: { problems },
      fields: ['problems'],
      beside: ['problems'],
    });
    await take('subject', id, 'answer', { ...DATA, evidence: '邻居可证', recusal: '罗志远与我有过节' });
    const { answers, selfExamination } = DATA;
    await owner.query('update account set person_id = $1 where id = $2', [
      server.world.persons.deputy,
      server.world.accounts.unit,
    ]);
    const countersigner = await told(server.as('unit'), id, 'countersign');
    expect(countersigner.data).toEqual({ problems, answers, selfExamination });
    expect(countersigner.beside).toEqual(['problems', 'selfExamination', 'answers', 'measures']);
    expect(JSON.stringify(await see(id))).toContain('过节');
  });

  it('waits for the countersignature where somebody was named for it, and says by what the wait ended', async () => {
    const id = await served({ countersigner: server.world.persons.deputy });
    expect((await take('subject', id, 'answer-alone', DATA)).status).toBe(409);
    expect((await take('officer', id, 'answer', DATA)).status).toBe(403);
    expect((await take('subject', id, 'answer', DATA)).status).toBe(200);
    expect((await see(id)).state).toBe('answered');
    const waived = await server.as('officer').call(contract.actOnMatter, {
      params: { id, action: 'waive' },
      body: { reason: '主要负责人应当回避' },
    });
    expect(waived.status).toBe(200);
    const { state, terms } = await see(id);
    expect(state).toBe('complete');
    expect(terms.find((term) => term.code === 'countersign')).toMatchObject({
      state: 'met',
      endedBy: '免予签署意见',
    });
  });

  it('goes straight to the assessment where nobody was named to countersign', async () => {
    const id = await served({});
    expect((await take('subject', id, 'answer', DATA)).status).toBe(409);
    expect((await take('subject', id, 'answer-alone', DATA)).status).toBe(200);
    const { state, terms } = await see(id);
    expect(state).toBe('complete');
    expect(terms.map((term) => term.code)).not.toContain('countersign');
  });
});
