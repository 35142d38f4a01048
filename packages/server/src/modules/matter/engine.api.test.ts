import { saveCalendarYear } from '@plumbline/contract/calendar';
import * as delegation from '@plumbline/contract/delegation';
import * as desk from '@plumbline/contract/desk';
import * as contract from '@plumbline/contract/matter';
import * as procedure from '@plumbline/contract/procedure';
import { createKin, eraseKin } from '@plumbline/contract/registry-kin';
import { getWorkbench } from '@plumbline/contract/workbench';
import { type MatterEvent, machineOf, type Pack, replay } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import { errandPack } from './errand.testing.ts';
import { toEngine } from './index.ts';

let pack: Pack;
let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  pack = await errandPack();
  server = await startTestServer({ packs: [pack] });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});
beforeEach(() => server.clock.set(TEST_NOW));

type Person = keyof TestServer['world']['persons'];

async function begin(person: Person = 'deputy', by = 'officer'): Promise<string> {
  const body = {
    procedure: 'errand',
    subjects: [{ kind: 'person' as const, id: server.world.persons[person] }],
    data: { note: '请核' },
  };
  return (await server.as(by).must(contract.beginMatter, { body })).id;
}

const take = (by: string, id: string, action: string, body: Record<string, unknown> = {}) =>
  server.as(by).call(contract.actOnMatter, { params: { id, action }, body });

async function must(by: string, id: string, action: string, body: Record<string, unknown> = {}) {
  const reply = await take(by, id, action, body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}

const see = (by: string, id: string) => server.as(by).call(contract.getMatter, { params: { id } });

/** Runs a statement as the owner, outside of any policy. */
const asOwner = (text: string, values: unknown[]) => owner.query(text, values);

/** Gives an account a person, or takes it away; what is remembered of sessions is forgotten. */
async function identify(account: string, person: string | null) {
  await asOwner('update account set person_id = $1 where id = $2', [person, server.world.accounts[account]]);
  server.services.forgetSessions();
}

const relate = (a: string, b: string) =>
  asOwner(
    `insert into kinship (jurisdiction_id, id, person_id, relation, name, kin_person_id, organ_id)
     values (1, $1, $2, 'sibling', '某', $3, $4)`,
    [newId(), a, b, server.world.organs.commission],
  );

describe('beginning a matter', () => {
  it('is refused without a session, without the permission, for strangers and for what is not there', async () => {
    const subjects = [{ kind: 'person' as const, id: server.world.persons.deputy }];
    const body = { procedure: 'errand', subjects, data: {} };
    const send = (by: string | undefined, change: object = {}) =>
      server.as(by).call(contract.beginMatter, { body: { ...body, ...change } });
    expect((await send(undefined)).status).toBe(401);
    expect((await send('court')).status).toBe(400);
    expect((await send('sysadmin')).status).toBe(400);
    expect((await send('officer', { procedure: 'material' })).status).toBe(400);
    expect((await send('officer', { procedure: '__proto__' })).status).toBe(400);
    expect((await send('officer', { subjects: [{ kind: 'person', id: newId() }] })).body).toMatchObject({
      faults: [{ pointer: '/subjects/0/id', code: 'unfit-subject' }],
    });
    expect((await send('officer', { subjects: [] })).status).toBe(400);
    expect((await send('officer', { organId: server.world.organs.court })).status).toBe(403);
    expect((await send('officer', { data: { unknown: 1 } })).status).toBe(400);
    expect((await send('officer')).status).toBe(201);
  });

  it('numbers it, names it after its subjects and tells only those who have a part in it', async () => {
    const id = await begin();
    const matter = await server.as('officer').must(contract.getMatter, { params: { id } });
    expect(matter).toMatchObject({
      title: '差事：周敏',
      phase: 'before',
      number: expect.stringMatching(/^commission差〔2026〕\d+号$/),
    });
    expect(matter.terms).toMatchObject([{ code: 'work', state: 'running', provisional: false }]);
    expect(matter.dueOn).toBe(matter.terms[0]!.dueOn);
    for (const stranger of ['court', 'procuratorate', 'unit', 'subject', 'sysadmin', 'auditor']) {
      expect((await see(stranger, id)).status, stranger).toBe(404);
    }
  });

  it('is offered where it may be begun', async () => {
    const items = async (by: string) => (await server.as(by).must(procedure.listProcedures)).items;
    const own = (await items('officer')).find((one) => one.code === 'errand')!;
    expect(own.organs.map((organ) => organ.id)).toEqual([server.world.organs.commission]);
    expect((await items('court')).find((one) => one.code === 'errand')!.organs).toEqual([]);
    const picture = await server
      .as('officer')
      .must(procedure.getProcedure, { params: { procedure: 'errand', version: '99.0.0' } });
    expect(picture.states.map((state) => state.code)).toEqual(['open', 'asked', 'done']);
    const schema = await server.as('officer').must(procedure.getActionSchema, {
      params: { procedure: 'errand', version: '99.0.0', action: 'pass' },
    });
    expect(schema).toMatchObject({ required: ['organ'], properties: { organ: { title: '接收机关' } } });
    const gone = await server.as('officer').call(procedure.getProcedure, {
      params: { procedure: 'constructor', version: '99.0.0' },
    });
    expect(gone.status).toBe(404);
  });
});

describe('approval', () => {
  it('counts only when it is given, by whom the authority names, and by two organs where they act jointly', async () => {
    const id = await begin('head');
    await must('officer', id, 'ask');
    expect((await see('officer', id)).body).toMatchObject({
      state: 'open',
      waitsFor: 'approval',
      request: { action: 'ask', steps: [{ approvals: [{ approved: null }, { approved: null }] }] },
    });
    expect((await take('officer', id, 'approval.approve')).status).toBe(403);
    expect((await take('officer', id, 'note', { reason: '等' })).status).toBe(409);
    expect((await see('court', id)).status).toBe(404);
    await must('secretary', id, 'approval.approve', { reason: '同意' });
    expect((await take('secretary', id, 'approval.approve')).status).toBe(403);
    expect((await see('officer', id)).body.state).toBe('open');
    await must('head', id, 'approval.approve');
    const done = (await see('officer', id)).body;
    expect(done).toMatchObject({ state: 'asked', request: null, waitsFor: null });
    expect(done.steps.map((step) => step.action)).toEqual([
      'begin',
      'approval.request',
      'approval.approve',
      'approval.approve',
      'ask',
    ]);
    // Whoever asked took the step, not the last who approved.
    expect(done.steps.map((step) => step.account)).toEqual([
      'officer',
      'officer',
      'secretary',
      'head',
      'officer',
    ]);
  });

  it('keeps the request from everybody else when the subject is no leader, and can be sent back or withdrawn', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'ask');
    expect((await take('head', id, 'approval.return')).body).toMatchObject({
      faults: [{ pointer: '/reason' }],
    });
    await must('head', id, 'approval.return', { reason: '补充理由' });
    expect((await see('officer', id)).body).toMatchObject({ state: 'open', request: null });
    await must('officer', id, 'ask');
    await must('officer', id, 'approval.withdraw');
    expect((await take('head', id, 'approval.approve')).status).toBe(409);
  });

  it('lets one of two approvers at once through', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'ask');
    const replies = await Promise.all([
      take('head', id, 'approval.approve'),
      take('head', id, 'approval.approve'),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
  });

  it('is given by a delegate while the approver is absent, never for the delegate’s own request', async () => {
    const body = {
      takerId: server.world.accounts.reviewer!,
      from: '2026-04-06',
      to: '2026-04-07',
      reason: '外出学习',
    };
    const wrong = (change: object) =>
      server.as('head').call(delegation.createDelegation, { body: { ...body, ...change } });
    expect((await wrong({ takerId: server.world.accounts.head! })).status).toBe(400);
    expect((await wrong({ takerId: server.world.accounts.sysadmin! })).status).toBe(400);
    expect((await wrong({ takerId: server.world.accounts.court! })).status).toBe(400);
    expect((await wrong({ to: '2026-04-01', from: '2026-03-01' })).status).toBe(400);
    expect((await wrong({ to: '2027-01-01' })).body).toMatchObject({
      faults: [{ pointer: '/to', code: 'delegation.longest', detail: expect.stringContaining('2026-10-0') }],
    });
    const id = await begin('deputy');
    await must('officer', id, 'ask');
    expect((await take('reviewer', id, 'approval.approve')).status).toBe(403);
    const { id: given } = await server.as('head').must(delegation.createDelegation, { body });
    await server.work();
    expect((await server.as('reviewer').must(delegation.listDelegations)).items).toMatchObject([
      { id: given, mine: false },
    ]);
    expect(
      (await server.as('reviewer').call(delegation.endDelegation, { params: { id: given } })).status,
    ).toBe(404);
    await must('reviewer', id, 'approval.approve');
    const steps = (await see('officer', id)).body;
    expect(steps.state).toBe('asked');
    // The history says for whom the delegate approved, and that the step came after.
    expect(steps.steps.slice(-2).map((step) => step.title)).toEqual([
      expect.stringMatching(/（代 .+）$/),
      expect.stringMatching(/（经批准生效）$/),
    ]);
    await server.as('head').must(delegation.endDelegation, { params: { id: given } });
    const later = await begin('deputy');
    await must('officer', later, 'ask');
    expect((await take('reviewer', later, 'approval.approve')).status).toBe(403);
  });
});

describe('a step that is not possible now', () => {
  const told = (id: string, language: string, action = 'finish', by = 'officer') =>
    server.as(by).call(contract.actOnMatter, {
      params: { id, action },
      body: { reason: '试' },
      headers: { 'accept-language': language },
    });

  it('is refused with why and what is possible, in the language of whoever tried', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'ask');
    const { status, body } = await told(id, 'zh-CN', 'note');
    expect([status, body]).toMatchObject([
      409,
      { code: 'wrong-state', allowed: expect.arrayContaining(['approval.withdraw']) },
    ]);
    const { detail } = body as unknown as { detail: string };
    expect(detail).toMatch(/^请示待审批。待审批的是“.+”。您现在可以办理：.*“撤回请示”.*。$/);
    const english = (await told(id, 'en', 'note')).body as unknown as { detail: string };
    expect(english.detail).toMatch(
      /^A request waits for approval\. What waits is ".+"\. You may now do this: .*"Withdraw the request".*\.$/,
    );
    expect(english.detail).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
  });

  it('names the present state, and children that hold it up', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'fetch');
    expect((await told(id, 'en')).body).toMatchObject({
      detail: expect.stringMatching(/^Child matters have not ended yet\. /),
    });
    await must('officer', id, 'ask');
    await must('head', id, 'approval.approve');
    expect((await told(id, 'zh-CN', 'ask')).body).toMatchObject({
      detail: expect.stringMatching(/^当前状态下不能进行该操作。当前状态为“.+”。/),
    });
  });

  it('tells nothing of it to who may not take it or see it', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'ask');
    for (const [by, status] of [
      ['court', 404],
      ['secretary', 403],
    ] as const) {
      const reply = await told(id, 'zh-CN', 'note', by);
      expect(reply.status, by).toBe(status);
      expect(reply.body, by).not.toHaveProperty('detail');
    }
  });
});

describe('[P14] who must stay out', () => {
  it('is kept out of sight and of every step, and the approval moves up when nobody is left', async () => {
    const { persons } = server.world;
    await identify('head', persons.namesakeB);
    await relate(persons.mayor, persons.namesakeB);
    const id = await begin('mayor');
    expect((await see('head', id)).status).toBe(404);
    // Nobody is left in the commission who could approve, and no organ stands above it.
    const asked = await take('officer', id, 'ask');
    expect(asked.status).toBe(409);
    const other = await begin('deputy');
    expect((await see('head', other)).status).toBe(200);
    await must('head', other, 'recusal.declare', { reason: '曾为同事' });
    expect((await see('head', other)).status).toBe(404);
    expect((await take('officer', other, 'ask')).status).toBe(409);
    await identify('head', null);
  });

  it('keeps out kin who are entered after the matter began', async () => {
    const { persons } = server.world;
    await identify('reviewer', persons.namesakeA);
    const id = await begin('namesakeB');
    expect((await see('reviewer', id)).status).toBe(200);
    const kin = { relation: 'spouse', name: '王伟', personId: persons.namesakeA };
    const { id: kinId } = await server
      .as('officer')
      .must(createKin, { params: { id: persons.namesakeB }, body: kin });
    await server.work();
    expect((await see('reviewer', id)).status).toBe(404);
    const erase = () => server.as('officer').call(eraseKin, { params: { id: kinId }, body: { version: 1 } });
    // Nobody takes away what keeps themselves out.
    await identify('officer', persons.namesakeA);
    expect((await erase()).status).toBe(404);
    await identify('officer', null);
    expect((await erase()).status).toBe(204);
    await server.work();
    // What ran while they were kin goes on without them; what begins afterwards does not.
    expect((await see('reviewer', id)).status).toBe(404);
    expect((await see('reviewer', await begin('namesakeB'))).status).toBe(200);
    await identify('reviewer', null);
  });

  it('never lets a subject act on the own matter as an officer', async () => {
    const { persons } = server.world;
    await identify('reviewer', persons.deputy);
    const id = await begin('deputy');
    expect((await see('reviewer', id)).status).toBe(404);
    expect((await take('reviewer', id, 'note', { reason: '自办' })).status).toBe(404);
    await identify('reviewer', null);
  });
});

describe('the person concerned', () => {
  it('sees the matter only once it is asked, sees no more than own steps, and alone ends the term for an answer', async () => {
    const id = await begin('head');
    await must('officer', id, 'note', { reason: '内部研判意见' });
    await must('officer', id, 'ask');
    await must('head', id, 'approval.approve');
    expect((await see('subject', id)).status).toBe(404);
    await must('secretary', id, 'approval.approve');
    const seen = (await see('subject', id)).body;
    expect(seen).toMatchObject({
      outside: true,
      data: {},
      steps: [],
      parties: [],
      request: null,
      allowed: ['answer'],
    });
    expect(seen.terms.map((term) => term.code)).toEqual(['answer']);
    expect(JSON.stringify(seen)).not.toContain('内部研判意见');
    expect((await take('officer', id, 'answer', { reason: '代答' })).status).toBe(403);
    const desk = await server.as('subject').must(getWorkbench);
    expect(desk.todo.find((one) => one.id === id)).toMatchObject({ why: 'answer' });
    const answered = await must('subject', id, 'answer', { reason: '说明如下' });
    expect(answered).toMatchObject({ state: 'open', allowed: [] });
    expect((await see('subject', id)).status).toBe(404);
    expect((await see('officer', id)).body.terms.find((term) => term.code === 'answer')).toMatchObject({
      state: 'met',
      endedBy: '答复',
    });
  });
});

describe('custody', () => {
  it('passes on only when the other organ accepts, which sees it from the offer on', async () => {
    const id = await begin('deputy');
    const { organs } = server.world;
    expect((await see('dispatched', id)).status).toBe(404);
    expect((await take('officer', id, 'pass', { data: { organ: organs.commission } })).status).toBe(400);
    await must('officer', id, 'pass', { data: { organ: organs.dispatched } });
    expect((await see('dispatched', id)).body).toMatchObject({
      waitsFor: 'transfer',
      organ: { id: organs.commission },
    });
    expect((await take('orgdept', id, 'transfer.accept')).status).toBe(403);
    expect((await take('court', id, 'transfer.accept')).status).toBe(404);
    const back = await must('dispatched', id, 'transfer.return', { reason: '不属管辖' });
    expect(back.allowed).toEqual([]);
    expect((await see('dispatched', id)).status).toBe(404);
    await must('officer', id, 'pass', { data: { organ: organs.dispatched } });
    await must('dispatched', id, 'transfer.accept');
    expect((await see('dispatched', id)).body.organ.id).toBe(organs.dispatched);
    await must('dispatched', id, 'note', { reason: '接办' });
  });
});

describe('children, correction and the end', () => {
  it('waits for a child, takes note of its end, and undoes a wrong step by another person’s hand', async () => {
    const id = await begin('deputy');
    await must('officer', id, 'fetch');
    const parent = (await see('officer', id)).body;
    expect(parent).toMatchObject({ waitsFor: 'children', children: [{ ended: false, waits: true }] });
    expect((await take('officer', id, 'finish')).status).toBe(409);
    const child = parent.children[0]!.id;
    expect((await see('officer', child)).body.parent).toMatchObject({ id });
    await must('officer', child, 'take');
    await server.work();
    await server.work();
    expect((await see('officer', id)).body.children).toMatchObject([{ ended: true }]);
    await must('officer', id, 'note', { reason: '误记' });
    expect((await take('officer', id, 'step.correct', { reason: '更正' })).status).toBe(403);
    await must('head', id, 'step.correct', { reason: '更正' });
    await must('officer', id, 'finish');
    expect((await see('officer', id)).body).toMatchObject({
      final: true,
      dueOn: null,
      phase: 'after',
      allowed: [],
    });
  });

  it('keeps a projection that replaying the ledger gives again', async () => {
    const id = await begin('head');
    await must('officer', id, 'ask');
    await must('secretary', id, 'approval.approve');
    await must('head', id, 'approval.approve');
    await must('subject', id, 'answer', { reason: '说明' });
    const events = await asOwner(
      `select data from event where entity_id = $1 and type in ('matter.begun', 'matter.acted') order by at, id`,
      [id],
    );
    const { rows } = await asOwner('select * from matter where id = $1', [id]);
    const history = events.rows.map((row: { data: MatterEvent }) => row.data);
    history.sort((a, b) => a.seq - b.seq);
    expect(replay(machineOf(pack, 'errand'), history)).toEqual(toEngine(rows[0]));
  });
});

describe('terms', () => {
  it('are warned of once at each share, told upward when overdue, and moved by the calendar alone', async () => {
    const id = await begin('deputy');
    const due = (await see('officer', id)).body.dueOn!;
    const unread = async (by: string) =>
      (await server.as(by).must(desk.listNotices)).items.filter((one) => one.link === `/matters/${id}`);
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect(await unread('officer')).toEqual([]);
    server.clock.set(`${due}T02:00:00.000Z`);
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await unread('officer')).map((one) => one.kind)).toEqual(['matter.due-soon']);
    server.clock.set(new Date(new Date(`${due}T02:00:00.000Z`).getTime() + 86_400_000 * 3).toISOString());
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await unread('officer')).map((one) => one.kind)).toContain('matter.overdue');
    expect((await unread('head')).map((one) => one.kind)).toContain('matter.overdue');
    const late = (await server.as('officer').must(getWorkbench)).late;
    expect(late.map((one) => one.id)).toContain(id);
  });
});

describe('a due day beyond the calendar', () => {
  it('is marked provisional wherever it is shown, until the notice of the year is entered', async () => {
    server.clock.set('2026-12-25T02:00:00.000Z');
    const id = await begin('deputy');
    const shown = async () => {
      const officer = server.as('officer');
      const [one, listed, desk] = [
        (await see('officer', id)).body,
        await officer.must(contract.listMatters, { query: { procedure: 'errand', limit: 200 } }),
        await officer.must(getWorkbench, { query: { procedure: 'errand', limit: 200 } }),
      ];
      const of = (items: readonly { id: string; provisional: boolean }[]) =>
        items.find((row) => row.id === id)!.provisional;
      return [one.provisional, one.terms[0]!.provisional, of(listed.items), of(desk.todo)];
    };
    expect((await see('officer', id)).body.dueOn).toMatch(/^2027-/);
    expect(await shown()).toEqual([true, true, true, true]);
    const NEW_YEAR = { day: '2027-01-01', kind: 'rest' as const, name: '元旦' };
    const notice = { version: null, source: '国办发明电〔2026〕9号', days: [NEW_YEAR] };
    await server.as('sysadmin').must(saveCalendarYear, { params: { year: '2027' }, body: notice });
    expect(await shown()).toEqual([false, false, false, false]);
  });
});

describe('the workbench', () => {
  it('tells whose turn it is and why', async () => {
    const id = await begin('deputy');
    const why = async (by: string, list: 'todo' | 'waiting') =>
      (await server.as(by).must(getWorkbench, { query: { limit: 200 } }))[list].find((one) => one.id === id)
        ?.why;
    // Nobody else was named: whoever began it handles it, and to colleagues it is open in their organ.
    expect(await why('officer', 'todo')).toBe('handle');
    expect(await why('reviewer', 'todo')).toBe('organ');
    await must('officer', id, 'ask');
    expect(await why('officer', 'waiting')).toBe('asked');
    expect(await why('head', 'todo')).toBe('approve');
    expect(await why('court', 'todo')).toBeUndefined();
  });
});
