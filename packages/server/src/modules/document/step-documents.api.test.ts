import * as delegation from '@plumbline/contract/delegation';
import * as desk from '@plumbline/contract/desk';
import * as documents from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
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

const begin = (procedure: string, data: Record<string, unknown>) =>
  server.as('officer').must(matters.beginMatter, {
    body: { procedure, subjects: [{ kind: 'person', id: server.world.persons.deputy }], data },
  });
const take = (by: string, id: string, action: string, body: Record<string, unknown> = {}) =>
  server.as(by).must(matters.actOnMatter, { params: { id, action }, body });

async function valuesOf(matterId: string) {
  const { rows } = await owner.query('select template, data from document where matter_id = $1', [matterId]);
  return new Map<string, Record<string, string>>(rows.map((row) => [row.template, row.data]));
}

it('fills the letter of an approved step from forms, places and the limit in force, in the name of whoever asked', async () => {
  const { id } = await begin('inquiry', { problems: '一、项目发包程序。', contact: '罗志远 0571-00000000' });
  await take('officer', id, 'issue');
  expect((await valuesOf(id)).size).toBe(0);
  await take('head', id, 'approval.approve');
  expect((await valuesOf(id)).get('inquiry-letter')).toMatchObject({
    problems: '一、项目发包程序。',
    'reply-days': '15个工作日',
    contact: '罗志远 0571-00000000',
    name: '周敏',
  });
});

it('shows the paper to whoever approves the step, as it will be issued, and to nobody outside', async () => {
  const { id } = await begin('inquiry', { problems: '一、项目发包程序。', contact: '罗志远 0571-00000000' });
  const draft = (who?: string) => server.as(who).call(documents.readDraft, { params: { id } });
  expect((await draft()).status).toBe(401);
  // Nothing waits yet.
  expect((await draft('officer')).status).toBe(404);
  await take('officer', id, 'issue');
  for (const who of ['subject', 'unit', 'court', 'sysadmin'])
    expect((await draft(who)).status, who).toBe(404);
  const { request } = await server.as('head').must(matters.getMatter, { params: { id } });
  expect(request?.document).toBe('函询通知书');
  const { body, status } = await draft('head');
  expect(status).toBe(200);
  const told = JSON.stringify(body.blocks);
  for (const words of ['项目发包程序', '15个工作日', '罗志远', '周敏', '（签发时编号）'])
    expect(told).toContain(words);
  expect(body.missing).toEqual([]);
  // Nothing is kept of it, and no number was taken.
  expect((await valuesOf(id)).size).toBe(0);
  await take('head', id, 'approval.approve');
  expect((await draft('head')).status).toBe(404);
  const { items } = await server.as('officer').must(documents.listDocuments, { query: { matterId: id } });
  const opened = await server.as('officer').must(documents.openDocument, { params: { id: items[0]!.id } });
  const issued = JSON.stringify(opened.blocks).replaceAll(items[0]!.number, '（签发时编号）');
  expect(told).toBe(issued);
});

it('states the shorter limit that the organ keeps to', async () => {
  await owner.query(
    `insert into limit_override (jurisdiction_id, id, code, organ_id, value, unit, from_day, basis, state,
       proposed_by, proposed_at, decided_by, decided_at)
     select 1, gen_random_uuid(), 'inquiry.reply', $1, 10, 'workday', '2026-01-01', '试', 'approved', $2, now(),
       $3, now()`,
    [server.world.organs.commission, server.world.accounts.officer, server.world.accounts.head],
  );
  const { id } = await begin('inquiry', { problems: '一、项目发包程序。' });
  await take('officer', id, 'issue');
  await take('head', id, 'approval.approve');
  expect((await valuesOf(id)).get('inquiry-letter')).toMatchObject({ 'reply-days': '10个工作日' });
});

it('names the talkers of a talk, and its handler instead of the approver', async () => {
  const { accounts } = server.world;
  const { id } = await begin('talk', {
    kind: 'reminder',
    problem: '请销假不及时。',
    day: '2026-04-10',
    from: '09:00',
    until: '10:00',
    place: '谈话室',
    health: 'good',
    safety: '安排专人陪同，备好常用药品。',
    talkers: [accounts.officer, accounts.reviewer],
    recorder: accounts.reviewer,
    outline: '一、说明来意。',
  });
  await take('officer', id, 'submit');
  await take('head', id, 'approval.approve');
  const names = await owner.query('select name from account where id = any ($1)', [
    [accounts.officer, accounts.reviewer],
  ]);
  const form = (await valuesOf(id)).get('talk-approval')!;
  for (const { name } of names.rows) expect(form.talkers).toContain(name);
  const officer = await owner.query('select name from account where id = $1', [accounts.officer]);
  expect(form).toMatchObject({
    handler: officer.rows[0].name,
    problem: '请销假不及时。',
    outline: '一、说明来意。',
  });
  // The person gets the notice, never the form that it was approved with.
  await take('officer', id, 'notify', {
    data: { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' },
  });
  const { rows } = await owner.query(
    'select template from document where matter_id = $1 and $2 = any (readers)',
    [id, server.world.persons.deputy],
  );
  expect(rows.map((row) => row.template)).toEqual(['talk-notice']);
});

it('writes the titles of what was chosen, in forms of the matter and in that of the step itself', async () => {
  const pack = structuredClone(
    server.services.packs.installed().find((one) => one.head.code === 'cn-discipline')!,
  );
  pack.head.version = '99.0.0';
  const choice = (title: string) => ({
    type: 'string',
    oneOf: [{ const: 'hall', 'x-title': { zh: title, en: 'Hall' } }],
  });
  const fieldsOf = (form: string) => pack.forms[form]!.properties as Record<string, object>;
  fieldsOf('inquiry-draft').contact = choice('案管室');
  fieldsOf('talk-notice').place = choice('谈话室');
  // Another procedure has a field of this name too, and its form stands before ours.
  pack.forms = {
    'aa-other': {
      type: 'object',
      'x-title': { zh: '别的', en: 'Other' },
      properties: { contact: choice('别处') },
    },
    ...pack.forms,
  };
  await server.services.packs.install(pack, server.clock.now());

  const inquiry = await begin('inquiry', { problems: '一、项目发包程序。', contact: 'hall' });
  await take('officer', inquiry.id, 'issue');
  await take('head', inquiry.id, 'approval.approve');
  expect((await valuesOf(inquiry.id)).get('inquiry-letter')).toMatchObject({ contact: '案管室' });

  const talk = await begin('talk', {
    kind: 'reminder',
    problem: '请销假不及时。',
    day: '2026-04-10',
    from: '09:00',
    until: '10:00',
    place: '谈话室',
    health: 'good',
    safety: '安排专人陪同，备好常用药品。',
    talkers: [server.world.accounts.officer, server.world.accounts.reviewer],
    recorder: server.world.accounts.reviewer,
    outline: '一、说明来意。',
  });
  await take('officer', talk.id, 'submit');
  await take('head', talk.id, 'approval.approve');
  await take('officer', talk.id, 'notify', {
    data: { day: '2026-04-10', from: '09:00', until: '10:00', place: 'hall' },
  });
  expect((await valuesOf(talk.id)).get('talk-notice')).toMatchObject({ place: '谈话室' });
});

it('says for whom the delegate signed who approved it, and nothing of the kind when the head did', async () => {
  const signed = async (by: string) => {
    const { id } = await begin('inquiry', { problems: '一、项目发包程序。' });
    await take('officer', id, 'issue');
    await take(by, id, 'approval.approve');
    const { items } = await server.as('officer').must(documents.listDocuments, { query: { matterId: id } });
    return items.map(({ issuedBy, issuedFor }) => ({ issuedBy, issuedFor }));
  };
  const nameOf = async (who: string) =>
    (await owner.query('select name from account where id = $1', [server.world.accounts[who]])).rows[0].name;
  const [head, reviewer] = [await nameOf('head'), await nameOf('reviewer')];
  expect(await signed('head')).toEqual([{ issuedBy: head, issuedFor: null }]);
  await server.as('head').must(delegation.createDelegation, {
    body: {
      takerId: server.world.accounts.reviewer!,
      from: '2026-04-06',
      to: '2026-04-07',
      reason: '外出学习',
    },
  });
  expect(await signed('reviewer')).toEqual([{ issuedBy: reviewer, issuedFor: head }]);
});

it('says in the ledger whose delegate approved, for which organ, and which step', async () => {
  const { items } = await server.as('auditor').must(desk.listEvents, { query: { entity: 'inquiry' } });
  const approved = items.find((entry) => entry.particulars.some(({ code }) => code === 'actingFor'))!;
  const told = Object.fromEntries(approved.particulars.map(({ code, value }) => [code, value]));
  const { rows } = await owner.query('select name from account where id = $1', [server.world.accounts.head]);
  expect(told).toMatchObject({ step: '批准', actingFor: rows[0].name });
  for (const code of ['stage', 'approvingOrgan', 'before'])
    expect(told[code], code).toMatch(/\p{Script=Han}/u);
});
