import * as clues from '@plumbline/contract/clue';
import * as matters from '@plumbline/contract/matter';
import * as sheets from '@plumbline/contract/submission';
import * as sheetRows from '@plumbline/contract/submission-rows';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';
import { draftOf, handedIn, line, rowsOf, SIGN } from './testing.ts';

// What registration refuses comes in by no other door.

let server: TestServer;
let owner: pg.Client;
/** Somebody whom a superior manages, and somebody else's namesake. */
let above: string;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  above = server.world.persons.namesakeB;
  await setLevel('county-deputy');
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const setLevel = (level: string) =>
  owner.query('update post set level = $1 where id = $2', [level, server.world.posts.namesakeB]);
const body = (over: Record<string, unknown> = {}) => ({
  class: 'petition',
  subType: 'letter-handling',
  source: 'report-accusation',
  occurredOn: '2026-03-02',
  title: '反映收受礼金',
  content: '来信反映收受礼金。',
  subjectKind: 'person',
  subjectId: server.world.persons.deputy,
  organId: server.world.organs.casemgmt,
  ...over,
});
const register = (over: Record<string, unknown> = {}, who = 'casemgmt') =>
  server.as(who).call(clues.registerClue, { body: body(over) as never });
const take = (who: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
/** Corrects what is wrong in what is recorded. */
const correct = async (id: string, data: object) => {
  const { actions } = await server.as('casemgmt').must(matters.getMatter, { params: { id } });
  const given = actions.find(({ code }) => code === 'correct')?.given;
  return take('casemgmt', id, 'correct', { ...given, ...data }, '录入有误');
};
const clueOf = async (id: string) =>
  (await server.as('casemgmt').must(clues.getClue, { params: { id } })) as unknown as Record<string, unknown>;
const ELSEWHERE = { status: 409, body: { code: 'handled-elsewhere' } };
/** Chosen for what it does not take in. */
const NOT_THERE = {
  status: 400,
  body: { faults: [{ pointer: '/data/receiver', code: 'party.elsewhere' }] },
};

describe('what a superior handles', () => {
  it('does not become a received report by a correction of its source', async () => {
    expect(await register({ subjectId: above })).toMatchObject(ELSEWHERE);
    const { body: own } = await register({ subjectId: above, source: 'supervision-found' });
    expect(await correct(own.matterId, { source: 'report-accusation' })).toMatchObject(ELSEWHERE);
    expect(await clueOf(own.id)).toMatchObject({ source: 'supervision-found', version: own.version });
    // Whatever else is corrected is nobody's business but this organ's.
    expect((await correct(own.matterId, { title: '反映收受礼金两次' })).status).toBe(200);
  });

  it('is not moved here from somebody else', async () => {
    const { body: c } = await register({ organId: undefined }, 'orgdept');
    const move = (subjectId: string) =>
      server.as('orgdept').call(clues.moveClue, {
        params: { id: c.id },
        body: { subjectKind: 'person', subjectId, reason: '归错' },
      });
    expect(await move(above)).toMatchObject(ELSEWHERE);
    expect((await server.as('orgdept').must(clues.getClue, { params: { id: c.id } })).subject?.id).toBe(
      server.world.persons.deputy,
    );
    expect((await move(server.world.persons.mayor)).status).toBe(200);
  });

  it('is not taken in from another organ that does not handle it either', async () => {
    const { body: own } = await register({ subjectId: above, source: 'supervision-found' });
    const to = { receiver: server.world.organs.dispatched, why: '由派驻监督', papers: 1 };
    // Whoever could not take it in is told nothing of it either.
    expect(await take('casemgmt', own.matterId, 'transfer', to)).toMatchObject(NOT_THERE);
    // What the sender itself handles it may entrust to an organ below.
    await setLevel('section-deputy');
    expect((await take('casemgmt', own.matterId, 'transfer', to)).status).toBe(200);
    // What became a superior's while it waited for approval does not go there any more.
    await setLevel('county-deputy');
    expect(await take('head', own.matterId, 'approval.approve')).toMatchObject(ELSEWHERE);
    await setLevel('section-deputy');
    expect((await take('head', own.matterId, 'approval.approve')).status).toBe(200);
    const { children } = await server
      .as('casemgmt')
      .must(matters.getMatter, { params: { id: own.matterId } });
    const transfer = children.at(-1)!.id;
    await setLevel('county-deputy');
    expect(await take('dispatched', transfer, 'accept', { came: 1 })).toMatchObject(ELSEWHERE);
    await setLevel('section-deputy');
    expect((await take('dispatched', transfer, 'accept', { came: 1 })).status).toBe(200);
    await setLevel('county-deputy');
  });
});

describe('what is about the head of an organ', () => {
  it('is not offered to that organ', async () => {
    const { persons, organs } = server.world;
    await addAccount(server, { role: 'organ-head', organId: organs.dispatched, personId: persons.mayor });
    const { body: own } = await register({ subjectId: persons.mayor });
    const to = { receiver: organs.dispatched, why: '反映其收受和田玉', papers: 1 };
    expect(await take('casemgmt', own.matterId, 'transfer', to)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/receiver', code: 'party.led' }] },
    });
    const { children } = await server
      .as('casemgmt')
      .must(matters.getMatter, { params: { id: own.matterId } });
    expect(children).toEqual([]);
  });
});

describe('a sheet', () => {
  const ROW = { 姓名: '王伟', 所在单位: '县财政局', 职务: '副局长', 线索摘要: '反映收受玛瑙' };

  it('marks a row about whom a superior manages, says what to do, and is not handed in with it', async () => {
    const draft = await draftOf(server, [line(ROW), line()]);
    expect(draft.counts).toMatchObject({ ready: 1, wrong: 1 });
    const court = server.as('court');
    const [up] = await rowsOf(court, draft.id);
    expect(up).toMatchObject({ state: 'wrong', faults: [{ code: 'row.handled-elsewhere' }] });
    for (const [locale, words] of [
      ['zh', ['只登记存根', '标为不报']],
      ['en', ['record a stub only', 'out of the sheet']],
    ] as const) {
      const reply = await court.call(sheetRows.listRows, {
        params: { id: draft.id },
        query: { limit: 200 },
        headers: { 'accept-language': locale },
      });
      for (const word of words) expect(reply.body.items[0]!.faults[0]!.detail).toContain(word);
    }
    const submit = () => court.call(sheets.submitSheet, { params: { id: draft.id }, body: SIGN });
    expect(await submit()).toMatchObject({
      status: 400,
      body: { faults: [{ code: 'row.handled-elsewhere', row: 3 }] },
    });
    const out = { params: { id: draft.id }, body: { state: 'wrong' as const, excluded: true } };
    await court.must(sheetRows.excludeRows, out);
    expect((await submit()).status).toBe(200);
  });

  it('is not accepted with such a row, whoever manages the post since; the row goes back', async () => {
    await setLevel('section-deputy');
    const sheet = await handedIn(server, [line(ROW), line()], { period: '2025Q4' });
    await setLevel('county-deputy');
    const orgdept = server.as('orgdept');
    const accept = async () => {
      await orgdept.must(sheets.acceptSheet, { params: { id: sheet.id }, body: {} });
      await server.work();
      return (await rowsOf(orgdept, sheet.id)).map(({ state }) => state);
    };
    expect(await accept()).toEqual(['ready', 'ready']);
    const { job } = await orgdept.must(sheets.getSubmission, { params: { id: sheet.id } });
    expect(JSON.stringify(job)).toContain('row.handled-elsewhere');
    await orgdept.must(sheetRows.returnRows, {
      params: { id: sheet.id },
      body: { rows: [1], reason: '属上级管辖' },
    });
    expect(await accept()).toEqual(['returned', 'accepted']);
  });
});

describe('a correction', () => {
  it.each<[string, object, string]>([
    ['title', { title: '' }, 'too_small'],
    ['title', { title: ' \u3000 ' }, 'too_small'],
    ...[
      'a\nb',
      'a\u202eb',
      'a\u200bb',
      '\ufeffx',
      'a\u200fb',
      'a\u00adb',
      'a\u0007b',
      'a\u{e0041}b',
      'a\u3164b',
    ].map((title): [string, object, string] => ['title', { title }, 'hidden-characters']),
    ['content', { content: '第一行\n倒\u202e序' }, 'hidden-characters'],
    ['basis', { basis: 'a\u200bb' }, 'hidden-characters'],
    ['source', { source: 'self-declared' }, 'unknown-code'],
    ['occurredOn', { occurredOn: '0001-01-01' }, 'day.too-early'],
    ['receivedOn', { receivedOn: '1899-12-31' }, 'day.too-early'],
    ['subType', { class: 'petition', subType: 'award', polarity: 'negative' }, 'unknown-code'],
  ])('takes nothing that registration refuses: %s %j', async (field, wrong, code) => {
    const { body: c } = await register();
    expect(await register(wrong as never)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: `/${field}`, code }] },
    });
    const refused = await correct(c.matterId, wrong);
    expect(refused.status).toBe(400);
    // The form of the pack may say it first.
    const [fault] = (refused.body as unknown as { faults: { pointer: string; code: string }[] }).faults;
    expect(fault!.pointer).toBe(`/data/${field}`);
    expect(await clueOf(c.id)).toMatchObject({ title: '反映收受礼金', source: 'report-accusation' });
  });

  it('keeps what registration would keep, without blanks around it', async () => {
    const { body: c } = await register();
    const joined = '\u0646\u0627\u0645\u0647\u200c\u0627\u06cc';
    expect((await correct(c.matterId, { title: ` 反映${joined} `, occurredOn: '1999-01-01' })).status).toBe(
      200,
    );
    expect(await clueOf(c.id)).toMatchObject({ title: `反映${joined}`, occurredOn: '1999-01-01' });
  });
});

it('a clue comes from an organ that is there', async () => {
  for (const sourceOrganId of [crypto.randomUUID(), server.world.persons.head])
    expect(await register({ sourceOrganId })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/sourceOrganId', code: 'unknown-reference' }] },
    });
  expect((await register({ sourceOrganId: server.world.organs.court })).status).toBe(201);
});
