import * as clues from '@plumbline/contract/clue';
import * as desk from '@plumbline/contract/desk';
import { getDossier } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import { type FormNode, isAllowed } from '@plumbline/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import { Kit } from '../clue/testing.ts';

// Retaliation against whoever reported (P11).

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});
beforeEach(() => server.clock.set(TEST_NOW));

const report = (over: object = {}) => ({
  reportedOn: '2026-04-06',
  by: 'told',
  kinds: ['post', 'threat'],
  urgent: true,
  supervision: server.world.organs.casemgmt,
  ...over,
});
const begin = (who: string, over: object = {}, subject = server.world.persons.head) =>
  server.as(who).call(matters.beginMatter, {
    body: {
      procedure: 'retaliation',
      subjects: [{ kind: 'person', id: subject }],
      data: report(over),
    } as never,
  });
async function opened(who = 'officer', subject = server.world.persons.head): Promise<string> {
  const { status, body } = await begin(who, {}, subject);
  expect(status, JSON.stringify(body)).toBe(201);
  server.clock.advance(1000);
  return body.id;
}
const faults = (pointer: string, code: string) => ({ status: 400, body: { faults: [{ pointer, code }] } });
/** A named report that was closed, and whose reporter was told. */
async function concluded() {
  const clue = await kit.closed({ named: true });
  await kit.take('officer', clue.matterId, 'tell-result', {
    toldOn: '2026-04-06',
    means: 'phone',
    said: '经核查，未发现所反映的问题。',
  });
  return clue;
}

describe('a report of retaliation', () => {
  it('is opened by anybody who handles, and by nobody else', async () => {
    expect(
      (await server.as(undefined).call(matters.beginMatter, { body: { procedure: 'retaliation' } as never }))
        .status,
    ).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'secretary', 'sysadmin'])
      expect((await begin(who)).status, who).toBeGreaterThanOrEqual(400);
    expect(await begin('officer', { kinds: [] })).toMatchObject({ status: 400 });
    expect(await begin('officer', { note: '举报人张三' })).toMatchObject({ status: 400 });
    expect(await begin('officer', { supervision: server.world.organs.court })).toMatchObject(
      faults('/data/supervision', 'party.nobody'),
    );
    for (const who of ['officer', 'intake', 'casemgmt', 'dispatched'])
      expect((await begin(who)).status, who).toBe(201);
  });

  it('takes no word from anybody: no form of it has a field for one', async () => {
    const { procedures, forms, uses } = server.services.packs.of(1);
    const { begin: first, actions, states, untitled } = procedures.retaliation!;
    const texts: string[] = [];
    const walk = (node: FormNode, at: string): void => {
      const fixed = node.oneOf ?? node.const ?? node.format;
      if (node.type === 'string' && !fixed) texts.push(at);
      for (const [key, child] of Object.entries(node.properties ?? {})) walk(child, `${at}/${key}`);
      if (node.items) walk(node.items, `${at}/*`);
    };
    for (const { form } of [first, ...Object.values(actions)]) if (form) walk(forms[form] as never, form);
    walk(forms['clue-return-visit'] as never, 'clue-return-visit');
    expect(texts).toEqual([]);
    expect(untitled).toBe(true);
    // In no state is it a fact about anybody (P2).
    for (const { status } of Object.values(states))
      for (const { code } of uses.uses) expect(isAllowed(uses, status, code), code).toBe(code === 'handling');
    const id = await opened();
    const titled = await server.as('officer').call(matters.beginMatter, {
      body: {
        procedure: 'retaliation',
        subjects: [{ kind: 'person', id: server.world.persons.head }],
        title: '张三被调岗',
        data: report(),
      } as never,
    });
    expect((await kit.get('casemgmt', titled.body.id)).body.title).not.toContain('张三');
    expect(
      (await kit.call('casemgmt', id, 'assign', { handlers: [server.world.accounts.officer] }, '张三'))
        .status,
    ).toBe(400);
  });

  it('is told to case supervision at once, and to nobody whom it is about, nor to kin', async () => {
    const told = async (who: string) =>
      (await server.as(who).must(desk.listNotices, { query: {} })).items.filter(
        ({ kind }) => kind === 'retaliation.begin',
      );
    const before = (await told('casemgmt')).length;
    const id = await opened();
    expect((await told('casemgmt')).length).toBe(before + 1);
    for (const who of ['subject', 'unit', 'court', 'procuratorate', 'secretary', 'sysadmin', 'auditor']) {
      expect((await kit.get(who, id)).status, who).toBe(404);
      expect(await told(who), who).toEqual([]);
      const listed = await server.as(who).must(matters.listMatters, { query: {} });
      expect(
        listed.items.filter((one) => one.procedure === 'retaliation'),
        who,
      ).toEqual([]);
    }
    for (const who of ['officer', 'head', 'secretary']) {
      const page = await server
        .as(who)
        .must(getDossier, { params: { subjectId: server.world.persons.head } });
      expect(JSON.stringify(page)).not.toContain('打击报复');
      expect((await server.as(who).must(search, { query: { q: '打击报复' } })).items).toEqual([]);
    }
    // Kin of whoever it is about, in case supervision itself.
    const { persons, organs } = server.world;
    const kin = await kit.account('case-supervisor', organs.casemgmt, persons.namesakeB);
    expect((await kit.get(kin.client, id)).status).toBe(200);
    await kit.owner.query(
      `insert into kinship (jurisdiction_id, id, person_id, relation, name, kin_person_id, organ_id)
       values (1, $1, $2, 'sibling', '某', $3, $4)`,
      [newId(), persons.head, persons.namesakeB, organs.commission],
    );
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await kit.get(kin.client, id)).status).toBe(404);
    expect((await kit.get('casemgmt', id)).status).toBe(200);
  });

  it('is handled by nobody who serves where whoever it is about serves', async () => {
    const { persons, organs, accounts } = server.world;
    const id = await opened();
    const colleague = await kit.account('dossier-officer', organs.commission, persons.deputy);
    expect(await kit.call('casemgmt', id, 'assign', { handlers: [colleague.id] })).toMatchObject(
      faults('/data/handlers', 'party.colleague'),
    );
    await kit.take('casemgmt', id, 'assign', { handlers: [accounts.officer] });
    const handOver = { from: { account: accounts.officer }, to: { account: colleague.id } };
    expect(await kit.call('casemgmt', id, 'matter.hand-over', handOver)).toMatchObject(
      faults('/data/to/account', 'party.colleague'),
    );
    // Where the person serves in case supervision, another organ has to take it.
    await kit.account('dossier-officer', organs.casemgmt, persons.namesakeA);
    expect(await begin('officer', {}, persons.namesakeA)).toMatchObject(
      faults('/data/supervision', 'party.colleague'),
    );
  });

  it('by a colleague of case supervision is taken in, handled and settled by the organ above', async () => {
    const { persons, organs } = server.world;
    const city = newId();
    await kit.owner.query(
      `insert into organ (jurisdiction_id, id, kind, code, name, active_from)
       values (1, $1, 'superior-organ', 'city', '市纪委监委', '2020-01-01')`,
      [city],
    );
    await kit.owner.query('update organ set parent_id = $1 where id = $2', [city, organs.commission]);
    const above = await kit.account('case-supervisor', city);
    const chief = await kit.account('organ-head', city);
    await kit.account('case-supervisor', organs.casemgmt, persons.mayor);
    expect(await begin('officer', {}, persons.mayor)).toMatchObject(
      faults('/data/supervision', 'party.colleague'),
    );
    const { status, body } = await begin('officer', { supervision: city }, persons.mayor);
    expect(status).toBe(201);
    const { id } = body;
    await kit.take(above.client, id, 'assign', { handlers: [above.id] });
    const until = { from: '2026-04-06', until: '2026-07-06' };
    await kit.take(above.client, id, 'protect', { measures: ['stop'], ...until });
    await kit.take(above.client, id, 'check', { found: 'unproved', stopped: true });
    await kit.take(above.client, id, 'settle');
    expect((await kit.call('head', id, 'approval.approve')).status).toBeGreaterThanOrEqual(403);
    await kit.take(chief.client, id, 'approval.approve');
    expect((await kit.get(above.client, id)).body.state).toBe('settled');
    await kit.owner.query('update organ set parent_id = null where id = $1', [organs.commission]);
  });

  it('has short terms; what is late goes up', async () => {
    const { accounts } = server.world;
    const id = await opened();
    const terms = async () =>
      Object.fromEntries(
        (await kit.get('casemgmt', id)).body.terms.map(({ code, dueOn, state }) => [code, { dueOn, state }]),
      );
    expect(await terms()).toMatchObject({ assign: { dueOn: '2026-04-07', state: 'running' } });
    await kit.take('casemgmt', id, 'assign', { handlers: [accounts.officer] });
    expect(await terms()).toMatchObject({
      protect: { dueOn: '2026-04-08' },
      check: { dueOn: '2026-04-20' },
    });
    server.clock.set('2026-04-10T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    const late = async (who: string) =>
      (await server.as(who).must(desk.listNotices, { query: {} })).items.some(
        ({ kind, link }) => kind === 'matter.overdue' && link?.includes(id),
      );
    expect(await late('officer')).toBe(true);
    expect(await late('casemgmt')).toBe(true);
  });

  it('comes to a result: protection with an end, a check, an approval, an answer to the reporter', async () => {
    const { accounts } = server.world;
    const id = await opened();
    await kit.take('casemgmt', id, 'assign', { handlers: [accounts.officer] });
    const result = { found: 'unproved', stopped: true };
    expect((await kit.call('officer', id, 'check', result)).status).toBe(409);
    expect(
      (await kit.call('officer', id, 'protect', { measures: ['contact'], from: '2026-04-06' })).status,
    ).toBe(400);
    await kit.take('officer', id, 'protect', {
      measures: ['stop', 'contact'],
      from: '2026-04-06',
      until: '2026-07-06',
    });
    await kit.take('officer', id, 'check', result);
    await kit.take('casemgmt', id, 'settle');
    expect((await kit.get('officer', id)).body.state).toBe('checked');
    await kit.take('head', id, 'approval.approve');
    await kit.take('officer', id, 'tell', { toldOn: '2026-04-06', accepts: 'satisfied' });
    expect((await kit.get('officer', id)).body).toMatchObject({ state: 'ended', final: true });
  });

  it('that was found becomes a clue, and is settled in no other way', async () => {
    const { accounts, organs, persons } = server.world;
    const id = await opened('casemgmt');
    await kit.take('casemgmt', id, 'assign', { handlers: [accounts.officer] });
    await kit.take('officer', id, 'protect', { measures: ['stop'], from: '2026-04-06', until: '2026-07-06' });
    await kit.take('officer', id, 'check', { found: 'proved', stopped: false });
    expect((await kit.call('casemgmt', id, 'settle')).status).toBe(409);
    const clue = await kit.register({
      source: 'supervision-found',
      title: '对反映人调整岗位',
      subjectId: persons.head,
      organId: organs.casemgmt,
      ofMatterId: id,
    });
    expect(clue.ofMatter?.matterId).toBe(id);
    expect((await kit.get('casemgmt', id)).body).toMatchObject({
      state: 'turned',
      data: { clue: clue.matterId },
    });
  });
});

describe('the return visit', () => {
  it('is owed once the named reporter was told, by whoever handles, and asked of nobody unnamed', async () => {
    const clue = await concluded();
    const { terms } = (await kit.get('officer', clue.matterId)).body;
    expect(terms.find(({ code }) => code === 'return-visit')).toMatchObject({
      state: 'running',
      dueOn: '2026-07-06',
    });
    const visit = { visitedOn: '2026-04-06', reached: true, content: 'satisfied', retaliation: 'none' };
    expect((await kit.call('subject', clue.matterId, 'visit-reporter', visit)).status).toBe(404);
    expect(
      (await kit.call('officer', clue.matterId, 'visit-reporter', { ...visit, name: '张三' })).status,
    ).toBe(400);
    await kit.take('officer', clue.matterId, 'visit-reporter', visit);
    const after = (await kit.get('officer', clue.matterId)).body.terms;
    expect(after.find(({ code }) => code === 'return-visit')).toMatchObject({ state: 'met' });
    const unnamed = await kit.closed();
    expect((await kit.call('officer', unnamed.matterId, 'visit-reporter', visit)).status).toBe(409);
  });

  it('at which retaliation is told opens its own matter at once', async () => {
    const clue = await concluded();
    expect((await kit.call('officer', clue.matterId, 'visit-retaliation', report())).status).toBe(409);
    await kit.take('officer', clue.matterId, 'visit-retaliation', report({ by: 'return-visit' }));
    const child = await kit.lastOf('casemgmt', clue.matterId);
    const { body } = await kit.get('casemgmt', child);
    expect(body).toMatchObject({
      procedure: 'retaliation',
      state: 'opened',
      subjectId: server.world.persons.deputy,
    });
    expect(body.title).not.toContain('礼金');
    for (const who of ['subject', 'unit', 'court', 'secretary'])
      expect((await kit.get(who, child)).status).toBe(404);
    // It goes on whatever becomes of the clue.
    expect((await server.as('officer').must(clues.getClue, { params: { id: clue.id } })).allowed).toContain(
      'report-retaliation',
    );
  });
});
