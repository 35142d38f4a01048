import * as contract from '@plumbline/contract/collection';
import { listNotices } from '@plumbline/contract/desk';
import { getDossier, listDossiers } from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { followDay } from './jobs.ts';
import { runOnEveryDesk } from './on-every-desk.ts';
import { addTeamMember, FORMS, step, verifyAction } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const profile = { item: 'unit-profile', form: FORMS['unit-profile'] };

describe('the gap report (S0.4)', () => {
  it('names item, reason, who owes it and since when, page by page and whole', async () => {
    const { units } = server.world;
    const whole = await server
      .as('officer')
      .must(contract.listGaps, { query: { unitId: units.housing, limit: 200 } });
    const missing = whole.items.find((gap) => gap.subjectId === units.housing && gap.item === profile.item)!;
    expect(missing).toMatchObject({
      gap: 'missing',
      why: '每个监督单位的数据包均须具备',
      last: null,
      asked: null,
    });
    expect(missing.owedBy[0]).toMatchObject({ kind: 'unit', id: units.housing });
    const ofHead = whole.items.find((gap) => gap.item === 'leader-appraisal')!;
    expect(ofHead).toMatchObject({ subjectId: server.world.persons.head, why: '因其属于：一把手' });
    const paged = [];
    let cursor: string | null | undefined;
    do {
      const page = await server.as('officer').must(contract.listGaps, {
        query: { unitId: units.housing, limit: 3, ...(cursor ? { cursor } : {}) },
      });
      paged.push(...page.items);
      cursor = page.next;
    } while (cursor);
    expect(paged).toEqual(whole.items);
    const one = await server
      .as('officer')
      .must(contract.listGaps, { query: { item: profile.item, limit: 200 } });
    expect(one.items.map((gap) => gap.subjectId).sort()).toEqual(Object.values(units).sort());
  });

  it('is nobody’s without the permission, and empty where nothing is in sight', async () => {
    expect((await server.as().call(contract.listGaps, {})).status).toBe(401);
    for (const username of ['court', 'unit', 'subject', 'auditor'])
      expect((await server.as(username).call(contract.listGaps, {})).status, username).toBe(403);
    expect((await server.as('intake').must(contract.listGaps, {})).items).toEqual([]);
    const list = await server.as('officer').must(listDossiers, { query: { gaps: 'true', kind: 'unit' } });
    expect(list.items).toHaveLength(3);
  });
});

describe('collection tasks (S0.6)', () => {
  it('refuse in order, and say what was not asked and why', async () => {
    const { units } = server.world;
    const body = { subjects: [{ kind: 'unit', id: units.finance }], items: [profile.item] };
    expect((await server.as().call(contract.askCollection, { body })).status).toBe(401);
    for (const wrong of [
      {},
      { ...body, unitId: units.finance },
      { ...body, items: ['nothing-such'] },
      { ...body, due: '2026-01-01' },
      { ...body, subjects: [{ kind: 'unit', id: server.world.accounts.officer }] },
    ])
      expect((await server.as('officer').call(contract.askCollection, { body: wrong })).status).toBe(400);
    expect((await server.as('court').call(contract.askCollection, { body })).status).toBe(403);
    const elsewhere = await server.as('orgdept').must(contract.askCollection, { body });
    expect(elsewhere).toMatchObject({ asked: 0, skipped: [{ item: profile.item }] });
  });

  it('go to who owes the item, who sees the task and never the dossier', async () => {
    const { units } = server.world;
    const asked = await server.as('officer').must(contract.askCollection, {
      body: {
        subjects: [{ kind: 'unit', id: units.housing }],
        items: [profile.item],
        note: '请附机构职能表',
      },
    });
    expect(asked).toMatchObject({ asked: 1, skipped: [] });
    const again = await server.as('officer').must(contract.askCollection, {
      body: { subjects: [{ kind: 'unit', id: units.housing }], items: [profile.item] },
    });
    expect(again).toMatchObject({ asked: 0, skipped: [{ reason: '已下达，尚未办结' }] });
    const [id] = asked.taskIds;
    const params = { id: id! };
    expect((await server.as('court').call(contract.getCollectionTask, { params })).status).toBe(404);
    expect((await server.as('intake').call(contract.getCollectionTask, { params })).status).toBe(404);
    // That the dossier is in sight makes what is asked for, and noted with it, nobody else's to read.
    expect((await server.as('secretary').call(contract.getCollectionTask, { params })).status).toBe(403);
    expect((await server.as('secretary').call(getMatter, { params })).status).toBe(403);
    const task = await server.as('unit').must(contract.getCollectionTask, { params });
    expect(task).toMatchObject({
      item: profile.item,
      dueOn: '2026-04-20',
      maySupply: true,
      note: '请附机构职能表',
    });
    expect(task.schema).toMatchObject({ title: '单位概况' });
    expect((await server.as('unit').call(getDossier, { params: { subjectId: units.housing } })).status).toBe(
      403,
    );
    const wrong = await server
      .as('unit')
      .call(contract.supplyCollection, { params, body: { form: { name: 1 } } });
    expect(wrong.status).toBe(400);
    expect(
      (await server.as('officer').call(contract.supplyCollection, { params, body: { form: profile.form } }))
        .status,
    ).toBe(403);
    const supplied = await server
      .as('unit')
      .must(contract.supplyCollection, { params, body: { form: profile.form } });
    expect(supplied.stateTitle).toBe('已提供');
    const twice = await server
      .as('unit')
      .call(contract.supplyCollection, { params, body: { form: profile.form } });
    expect(twice.status).toBe(409);
    const queue = await server.as('reviewer').must(material.listVerificationQueue, {});
    const entry = queue.items.find((waiting) => waiting.item === profile.item)!;
    expect(entry).toMatchObject({ subjectId: units.housing, author: 'unit', status: 'draft' });
    expect((await server.as('unit').call(material.getMaterial, { params: { id: entry.id } })).status).toBe(
      403,
    );
    // Who asked is led to the answer; who gave it is not led into the dossier.
    const forOfficer = await server.as('officer').must(contract.getCollectionTask, { params });
    expect(forOfficer.materialId).toBe(entry.id);
    expect((await server.as('unit').must(contract.getCollectionTask, { params })).materialId).toBe(null);
    await step(server, 'reviewer', entry.id, verifyAction(server));
    const closed = await server.as('unit').must(contract.getCollectionTask, { params });
    expect(closed).toMatchObject({ ended: true, stateTitle: '已办结', maySupply: false });
    const gaps = await server.as('officer').must(contract.listGaps, { query: { subjectId: units.housing } });
    expect(gaps.items.map((gap) => gap.item)).not.toContain(profile.item);
  });

  it('are the liaison’s when a unit is asked, and the person’s when a person is: nobody else there sees them', async () => {
    const { units, persons } = server.world;
    const item = 'team-meeting';
    const other = await addTeamMember(server, units.housing, '赵国强');
    const ask = async (contributor: { kind: string; id: string }, subject: object, what: string) => {
      const asked = await server.as('officer').must(contract.askCollection, {
        body: { subjects: [subject], items: [what], contributor },
      });
      return asked.taskIds[0]!;
    };
    const ofUnit = await ask({ kind: 'unit', id: units.housing }, { kind: 'unit', id: units.housing }, item);
    const ofPerson = await ask(
      { kind: 'person', id: persons.head },
      { kind: 'person', id: persons.head },
      'supervision-notes',
    );
    const listed = async (client: TestClient) =>
      (await client.must(contract.listCollectionTasks, { query: { limit: 200 } })).items.map(({ id }) => id);
    const body = { nothing: true };
    for (const [client, id] of [
      [server.as('subject'), ofUnit],
      [other.client, ofUnit],
      [other.client, ofPerson],
      [server.as('unit'), ofPerson],
    ] as const) {
      const params = { id };
      expect((await client.call(contract.getCollectionTask, { params })).status).toBe(404);
      expect((await client.call(contract.supplyCollection, { params, body })).status).toBe(404);
      expect((await client.call(getMatter, { params })).status).toBe(404);
      expect(await listed(client)).not.toContain(id);
      const notices = await client.must(listNotices, { query: { limit: 200 } });
      expect(notices.items.map((notice) => notice.link)).not.toContain(`/collection-tasks/${id}`);
    }
    expect(await listed(server.as('unit'))).toContain(ofUnit);
    expect(await listed(server.as('subject'))).toContain(ofPerson);
    const notices = await server.as('unit').must(listNotices, { query: { limit: 200 } });
    expect(notices.items.map((notice) => notice.link)).toContain(`/collection-tasks/${ofUnit}`);
  });

  it('reach the person who declares, although the own dossier stays closed', async () => {
    const { head } = server.world.persons;
    const item = 'democratic-life-speech';
    await server.as('officer').must(contract.askCollection, {
      body: {
        subjects: [{ kind: 'person', id: head }],
        items: [item],
        contributor: { kind: 'person', id: head },
      },
    });
    const owed = await server.as('subject').must(contract.listCollectionTasks, {});
    const params = { id: owed.items.find((task) => task.item === item)!.id };
    const nothing = await server
      .as('subject')
      .must(contract.supplyCollection, { params, body: { nothing: true, note: '尚未召开' } });
    expect(nothing.stateTitle).toBe('已提供');
    const sendBack = { params: { ...params, action: 'send-back' }, body: { reason: '会议已召开，请补交' } };
    await server.as('officer').must(actOnMatter, sendBack);
    const task = await server.as('subject').must(contract.getCollectionTask, { params });
    expect(task.maySupply).toBe(true);
    expect(task.history.map((entry) => entry.reason)).toContain('会议已召开，请补交');
    expect((await server.as('subject').call(getDossier, { params: { subjectId: head } })).status).toBe(403);
  });

  it('ask for every gap of a whole unit at once', async () => {
    const { units } = server.world;
    const before = await server
      .as('officer')
      .must(contract.listGaps, { query: { unitId: units.town, limit: 200 } });
    const asked = await server.as('officer').must(contract.askCollection, { body: { unitId: units.town } });
    expect(asked.asked + asked.sealed + asked.skipped.length).toBeGreaterThanOrEqual(before.items.length);
    const after = await server
      .as('officer')
      .must(contract.listGaps, { query: { unitId: units.town, limit: 200 } });
    const open = after.items.filter((gap) => !gap.asked).map((gap) => gap.item);
    expect(
      open.every((item) => ['leader-appraisal', ...asked.skipped.map((s) => s.item)].includes(item)),
    ).toBe(true);
  });
});

describe('reminders (S0.8)', () => {
  const remind = () => runOnEveryDesk(server.app.endpoints, 1, followDay);

  it('go out near the due day and weekly after it, once a day however often the work runs', async () => {
    const due = await server
      .as('officer')
      .must(contract.listCollectionTasks, { query: { scope: 'asked', limit: 200 } });
    const running = due.items.filter((task) => !task.ended && !task.suppliedAt);
    expect((await remind()).reminded).toBe(0);
    server.clock.set('2026-04-17T01:00:00.000Z');
    const [first, second] = await Promise.all([remind(), remind()]);
    expect(first.reminded + second.reminded).toBeGreaterThanOrEqual(running.length);
    expect(Math.min(first.reminded, second.reminded)).toBe(0);
    expect((await remind()).reminded).toBe(0);
    server.clock.set('2026-04-21T01:00:00.000Z');
    const late = await server
      .as('officer')
      .must(contract.listCollectionTasks, { query: { scope: 'overdue', limit: 200 } });
    expect(late.items).toHaveLength(running.length);
    expect(late.items.every((task) => task.overdue)).toBe(true);
  });
});

describe('an answer that is due in a year without a notice of its holidays', () => {
  it('is marked provisional in the task, the gap and the catalogue', async () => {
    const { units } = server.world;
    const before = server.clock.now().toISOString();
    server.clock.set('2026-12-28T02:00:00.000Z');
    const officer = server.as('officer');
    const query = { subjectId: units.housing, limit: 200 };
    const open = (await officer.must(contract.listGaps, { query })).items.find((gap) => !gap.asked)!;
    const { taskIds } = await officer.must(contract.askCollection, {
      body: { subjects: [{ kind: 'unit', id: units.housing }], items: [open.item] },
    });
    const marked = { provisional: true, dueOn: expect.stringMatching(/^2027-/) };
    const params = { id: taskIds[0]! };
    expect(await officer.must(contract.getCollectionTask, { params })).toMatchObject(marked);
    const gaps = (await officer.must(contract.listGaps, { query })).items;
    expect(gaps.find((gap) => gap.item === open.item)?.asked).toMatchObject(marked);
    const dossier = await officer.must(getDossier, { params: { subjectId: units.housing } });
    const items = dossier.catalogue.flatMap((group) => group.items);
    expect(items.find((item) => item.code === open.item)?.asked).toMatchObject(marked);
    server.clock.set(before);
  });
});
