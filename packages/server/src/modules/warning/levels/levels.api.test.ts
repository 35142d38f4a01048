import * as matters from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/warning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { rowsOf } from '../../../platform/workbook/testing.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../../testing/index.ts';
import { approveAll, delivery, step } from '../admonish.testing.ts';
import {
  decision,
  heard,
  hearing,
  POINTS,
  proposal,
  TOLD,
  tellingOf,
  today,
  unverified,
  verified,
  warned,
} from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

const person = (name: keyof TestServer['world']['persons'] = 'deputy') => server.world.persons[name];
const take = (who: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
const begin = (data: object, who: string | undefined = 'officer', subject = person()) =>
  server.as(who).call(matters.beginMatter, {
    body: { procedure: 'warning', subjects: [{ kind: 'person', id: subject }], data: data as never },
  });
const see = async (who: string, id: string) =>
  (await server.as(who).call(matters.getMatter, { params: { id } })).body;
const list = (who: string | undefined, query: object = {}) =>
  server.as(who).call(contract.listWarnings, { query: query as never });
const mark = (id: string, kind: 'warning' | 'listing' = 'warning') =>
  server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, kind, id));
const replayed = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id));
const lookAgain = async () => {
  await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
  await server.work();
};
const codes = (body: unknown) =>
  ((body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(({ pointer, code }) => [
    pointer,
    code,
  ]);

describe('[P2] what may be relied on', () => {
  it('is offered to nobody without a session, without the permission, and only what is verified', async () => {
    const facts = (who: string | undefined) =>
      server.as(who).call(contract.listWarningFacts, { query: { subjectId: person(), for: 'warning' } });
    expect((await facts(undefined)).status).toBe(401);
    for (const who of ['court', 'subject', 'unit', 'sysadmin', 'auditor'])
      expect((await facts(who)).status, who).toBe(403);
    const open = await unverified(server, person(), 'serious');
    const sure = await verified(server, person(), 'minor');
    const offered = (await facts('officer')).body.items.map(({ id }) => id);
    expect(offered).toContain(sure);
    expect(offered).not.toContain(open);
    for (const id of [open, newId()])
      expect(codes((await begin(proposal(server, [sure, id]))).body)).toEqual([
        ['/data/facts/1', 'warning.fact-unfit'],
      ]);
    expect((await begin(proposal(server, []))).status).toBe(400);
    const asked = { subjectId: person(), for: 'warning' as const, facts: open };
    expect((await server.as('officer').call(contract.weighWarning, { query: asked })).status).toBe(400);
  });

  it('[P3] counts copies of one matter once, whoever sent them', async () => {
    const text = { topic: '公款旅游', content: '以考察名义组织公款旅游三天。', date: '2026-03-09' };
    const copies = [];
    for (let i = 0; i < 4; i++) copies.push(await verified(server, person('namesakeA'), 'minor', text));
    const weighed = await server.as('officer').must(contract.weighWarning, {
      query: { subjectId: person('namesakeA'), for: 'warning', facts: copies.join(',') },
    });
    expect(weighed).toMatchObject({
      distinct: 1,
      level: 'minor',
      levelTitle: '三级（较轻）',
      toleranceFirst: true,
    });
    expect(weighed.fired).toMatchObject([{ row: 'minor', standing: 'default' }]);
    const { items } = await server.as('officer').must(contract.listWarningFacts, {
      query: { subjectId: person('namesakeA'), for: 'warning' },
    });
    expect(items.filter(({ copyOf }) => copyOf !== null)).toHaveLength(3);
  });
});

describe('[P9] before anything is decided', () => {
  it('the facts are told and the person is heard; level 3 only after tolerance was considered', async () => {
    const fact = await verified(server, person('head'), 'minor');
    const { id } = (await begin(proposal(server, [fact]), 'officer', person('head'))).body;
    expect((await see('subject', id)).state).toBeUndefined();
    expect((await take('officer', id, 'decide', decision(server, 'minor'))).status).toBe(409);
    await step(server, 'officer', id, 'tell', TOLD);
    expect((await see('subject', id)).data).toEqual({ told: TOLD.told, rule: TOLD.rule });
    // The time to answer is not cut short.
    expect((await take('officer', id, 'decide', decision(server, 'minor'))).status).toBe(409);
    expect((await take('officer', id, 'explain', POINTS)).status).toBe(403);
    await step(server, 'subject', id, 'explain', POINTS);
    expect(await take('officer', id, 'decide', decision(server, 'minor'))).toMatchObject({ status: 409 });
    await step(server, 'officer', id, 'consider', { considered: '无。', outcome: 'not-fitting' });
    // Each point is answered.
    expect(
      codes((await take('officer', id, 'decide', decision(server, 'minor', { answers: [] }))).body),
    ).toEqual([['/data/answers', 'covers']]);
    await step(server, 'officer', id, 'decide', decision(server, 'minor'));
    expect((await mark(id)).fromOn).toBeNull();
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({ level: 'minor', fromOn: '2026-04-06', untilOn: '2026-09-30' });
    const shown = await see('subject', id);
    expect(shown).toMatchObject({ state: 'in-force', outside: true });
    expect(shown.data).not.toHaveProperty('facts');
    // An objection within its time, answered point by point.
    await step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '处理过重。' }] });
    expect((await mark(id)).endedOn).toBeNull();
    const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '撤销。' };
    expect((await take('officer', id, 'revoke', { ...review, replies: [] })).status).toBe(400);
    await step(server, 'officer', id, 'revoke', review);
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-06' });
    expect(await mark(id)).toEqual(await replayed(id));
  });

  it('another level than the table proposes needs a reason, when it is asked for already', async () => {
    const fact = await verified(server, person('mayor'), 'heavier');
    const id = await heard(server, person('mayor'), [fact]);
    expect(codes((await take('officer', id, 'decide', decision(server, 'serious'))).body)).toEqual([
      ['/data/because', 'warning.because'],
    ]);
    expect((await see('officer', id)).request).toBeNull();
    await step(server, 'officer', id, 'decide', decision(server, 'serious', { because: '影响恶劣。' }));
    await approveAll(server, id);
    const after = await mark(id);
    expect(after).toMatchObject({ level: 'serious', weighed: { fired: [{ row: 'heavier' }] } });
    expect(after).toEqual(await replayed(id));
  });
});

describe('[P7] a level in force', () => {
  it('rises by a verified new fact, never by a copy, what was relied on, or what nobody missed', async () => {
    const who = person('namesakeB');
    const text = { topic: '违规发放补贴', content: '违规发放加班补贴共计三千元。', date: '2026-03-02' };
    const fact = await verified(server, who, 'minor', text);
    const id = await warned(server, who, [fact], 'minor');
    const copy = await verified(server, who, 'serious', text);
    // Nothing that arrives changes a level by itself.
    expect((await mark(id)).level).toBe('minor');
    expect((await take('officer', id, 'raise', {})).status).toBe(409);
    await step(server, 'officer', id, 'tell-rise', tellingOf());
    await step(server, 'officer', id, 'hear', await hearing(server, today(server)));
    const rise = (more: object) =>
      take('officer', id, 'raise', {
        cause: 'new-fact',
        level: 'heavier',
        facts: [],
        finding: '属实。',
        answers: [{ no: 1, answer: '不予采信。' }],
        ...more,
      });
    const refused: [object, string, string][] = [
      [{}, '/data/facts', 'warning.no-fact'],
      [{ facts: [fact] }, '/data/facts', 'warning.relied-on'],
      [{ facts: [copy] }, '/data/facts', 'warning.copy'],
      [{ cause: 'own-lapse' }, '/data/cause', 'warning.no-lapse'],
      [{ level: 'minor', facts: [copy] }, '/data/level', 'warning.not-higher'],
    ];
    for (const [more, pointer, code] of refused)
      expect(codes((await rise(more)).body), code).toEqual([[pointer, code]]);
    const other = await verified(server, who, 'heavier');
    expect(codes((await rise({ cause: 'false-answer', facts: [other] })).body)).toEqual([
      ['/data/facts', 'warning.no-false-answer'],
    ]);
    // The person has to be heard on it before the level rises by it.
    expect(codes((await rise({ facts: [other] })).body)).toEqual([['/data/facts/0', 'warning.not-told']]);
    await step(server, 'officer', id, 'keep', undefined, '另行告知。');
    expect(codes((await take('officer', id, 'tell-rise', tellingOf(other, copy))).body)).toEqual([
      ['/data/newFacts/1', 'warning.copy'],
    ]);
    await step(server, 'officer', id, 'tell-rise', tellingOf(other));
    await step(server, 'officer', id, 'hear', await hearing(server, today(server)));
    expect((await rise({ facts: [other] })).status).toBe(200);
    expect((await mark(id)).level).toBe('minor');
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({
      level: 'heavier',
      levels: [{ level: 'minor' }, { level: 'heavier' }],
    });
    expect(await mark(id)).toEqual(await replayed(id));
    // It falls by a recorded decision alone.
    expect(codes((await take('officer', id, 'lower', { level: 'heavier', finding: '一' })).body)).toEqual([
      ['/data/level', 'warning.not-lower'],
    ]);
    await step(server, 'officer', id, 'lower', { level: 'minor', finding: '已主动纠正。' });
    expect((await mark(id)).level).toBe('heavier');
    await approveAll(server, id);
    expect((await mark(id)).level).toBe('minor');
  });

  it('rises by what the person alone missed after delivery, not while the time stood still; ends by itself, once', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    const opinions = {
      opinions: [{ no: 1, opinion: '补办手续。' }],
      rectifyBy: '2026-04-20',
    };
    await step(server, 'officer', id, 'opinions', opinions);
    await step(server, 'subject', id, 'receive-opinions');
    const rise = {
      cause: 'own-lapse',
      level: 'serious',
      finding: '逾期未整改。',
      answers: [{ no: 1, answer: '不予采信。' }],
    };
    const tellRise = async () => {
      await step(server, 'officer', id, 'tell-rise', tellingOf());
      await step(server, 'officer', id, 'hear', await hearing(server, today(server)));
    };
    await step(server, 'officer', id, 'pause', undefined, '住院。');
    server.clock.set('2026-05-20T02:00:00.000Z');
    await tellRise();
    expect(codes((await take('officer', id, 'raise', rise)).body)).toEqual([
      ['/data/cause', 'warning.no-lapse'],
    ]);
    await step(server, 'officer', id, 'keep', undefined, '因病。');
    await step(server, 'officer', id, 'go-on', undefined, '已出院。');
    server.clock.set('2026-07-20T02:00:00.000Z');
    await lookAgain();
    await tellRise();
    await step(server, 'officer', id, 'raise', rise);
    await approveAll(server, id);
    expect((await mark(id)).level).toBe('serious');
    // What was raised is told as well before anything ends.
    await step(server, 'subject', id, 'receive-decision');
    server.clock.set('2026-09-30T02:00:00.000Z');
    await lookAgain();
    expect((await list('officer', { subjectId: who, standing: 'in-force' })).body.count).toBe(1);
    server.clock.set('2026-10-01T02:00:00.000Z');
    // Of no effect on the day after the last one, whether anybody looked or not (P8).
    expect((await list('officer', { subjectId: who, standing: 'in-force' })).body.count).toBe(0);
    server.clock.set('2026-11-06T02:00:00.000Z');
    await lookAgain();
    await lookAgain();
    const { state, steps } = await see('officer', id);
    expect(state).toBe('lapsed');
    expect(steps.filter(({ action }) => action === 'lapse')).toHaveLength(1);
    expect(await mark(id)).toEqual(await replayed(id));
  });

  it('[S1.29] tolerance granted ends it, and nothing is left of it', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'heavier', {
      because: '曾被预警。',
    });
    const asked = { applicant: 'person', event: '先行先试超期。', grounds: '集体决定，个人无获利。' };
    await step(server, 'subject', id, 'ask-tolerance', asked);
    const child = (await see('officer', id)).children.at(-1)!.id;
    await step(server, 'officer', child, 'check', {
      facts: '经查属实。',
      noPrivateGain: true,
      diligent: true,
      democratic: true,
      remedied: true,
      safetyAccident: false,
      ecologicalDamage: false,
      breach: false,
      inFavour: '有会议记录。',
      against: '未报备。',
    });
    await step(server, 'subject', child, 'explain', { statement: '无补充。' });
    await step(server, 'officer', child, 'grant', { finding: '予以容错。', answers: '一、采信。' });
    await approveAll(server, child);
    await server.work();
    expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-06' });
    expect((await take('officer', id, 'tell-rise', tellingOf())).status).toBe(409);
    await step(server, 'officer', child, 'file', { toldOn: '2026-04-06', toldTo: '本人' });
    await server.work();
    expect((await see('officer', id)).state).toBe('tolerated');
    expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-06' });
    expect(await mark(id)).toEqual(await replayed(id));
    const standing = await server
      .as('officer')
      .must(contract.readWarningStanding, { params: { subjectId: who } });
    expect(standing.tolerated.map((one) => one.id)).toEqual([id]);
    expect(standing.warnings.map((one) => one.id)).not.toContain(id);
  });
});

describe('[S1.25] the special supervision list', () => {
  it('is entered by both organs on verified facts, and ends by itself; a late review falls on the owner', async () => {
    const who = person('mayor');
    const { officer } = server.world.accounts;
    const data = { facts: [] as string[], owner: officer, summary: '严重问题。', handlers: [officer] };
    const beginList = (facts: string[]) =>
      server.as('officer').call(matters.beginMatter, {
        body: {
          procedure: 'special-list',
          subjects: [{ kind: 'person', id: who }],
          data: { ...data, facts },
        },
      });
    expect((await beginList([await unverified(server, who, 'serious')])).status).toBe(400);
    const { id } = (await beginList([await verified(server, who, 'serious')])).body;
    await step(server, 'officer', id, 'tell', TOLD);
    await step(server, 'officer', id, 'hear', await hearing(server, today(server)));
    const enter = {
      finding: '列入。',
      answers: [{ no: 1, answer: '不予采信。' }],
      lastDay: '2026-09-30',
      owner: officer,
    };
    await step(server, 'officer', id, 'enter', enter);
    await step(server, 'head', id, 'approval.approve', undefined, '同意。');
    expect((await see('officer', id)).state).toBe('told');
    await step(server, 'orgdept', id, 'approval.approve', undefined, '同意。');
    expect((await see('officer', id)).state).toBe('listed');
    await step(server, 'officer', id, 'deliver-decision', await delivery(server, today(server)));
    expect(await mark(id, 'listing')).toMatchObject({
      fromOn: '2026-04-06',
      untilOn: '2026-09-30',
      ownerId: officer,
    });
    expect(await mark(id, 'listing')).toEqual(await replayed(id));
    server.clock.set('2026-08-06T02:00:00.000Z');
    await lookAgain();
    const { items } = await server
      .as('officer')
      .must(contract.listListings, { query: { standing: 'in-force' } });
    expect(items).toMatchObject([
      { id, overdue: true, why: expect.arrayContaining([expect.objectContaining({ row: 'serious-fact' })]) },
    ]);
    server.clock.set('2026-10-06T02:00:00.000Z');
    await lookAgain();
    expect((await see('officer', id)).state).toBe('expired');
    expect(
      (await server.as('officer').must(contract.listListings, { query: { standing: 'in-force' } })).count,
    ).toBe(0);
  });
});

describe('the board', () => {
  it('shows everybody the same in list, count, export and columns, and nobody themselves', async () => {
    for (const route of [contract.listWarnings, contract.listListings, contract.readWarningBoard]) {
      expect((await server.as(undefined).call(route as never, {})).status).toBe(401);
      for (const who of ['subject', 'unit', 'court', 'sysadmin', 'auditor'])
        expect((await server.as(who).call(route as never, {})).status, who).toBe(403);
    }
    const setPerson = (id: string | null) =>
      server.app.endpoints
        .runAsSystem(1, (ctx) =>
          ctx.trx
            .updateTable('account')
            .set({ person_id: id })
            .where('id', '=', server.world.accounts.reviewer!)
            .execute(),
        )
        .then(() => server.services.forgetSessions());
    const seenBy = async (who: string) => {
      const { items, count } = (await list(who, { limit: 200 })).body;
      const { raw } = await server.as(who).call(contract.exportWarnings, { query: {} });
      const rows = (await rowsOf(raw)).length - 1;
      const board = await server.as(who).must(contract.readWarningBoard, { query: {} });
      const inForce = items.filter(({ standing }) => standing === 'in-force').length;
      expect([count, rows], who).toEqual([items.length, items.length]);
      expect(
        board.columns.reduce((sum, column) => sum + column.count, 0),
        who,
      ).toBe(inForce);
      expect(board.byOrgan.reduce((sum, one) => sum + one.minor + one.heavier + one.serious, 0)).toBe(
        inForce,
      );
      return items;
    };
    const all = await seenBy('officer');
    expect(all.length).toBeGreaterThan(3);
    for (const who of ['head', 'orgdept', 'dispatched', 'secretary', 'casemgmt', 'reviewer'])
      await seenBy(who);
    await setPerson(person('mayor'));
    const own = await seenBy('reviewer');
    expect(own.some(({ subjectId }) => subjectId === person('mayor'))).toBe(false);
    await setPerson(null);
  });
});
