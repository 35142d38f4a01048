import * as clues from '@plumbline/contract/clue';
import * as desk from '@plumbline/contract/desk';
import { getDossier } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import * as contract from '@plumbline/contract/sign';
import { isAllowed } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../../testing/index.ts';

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
beforeEach(() => server.clock.set(TEST_NOW));

type Person = keyof TestServer['world']['persons'];
const SEEN = '会议上对年轻干部的汇报多次打断，语气生硬';

const bodyOf = (subject: object, over: object = {}) => ({
  procedure: 'sign',
  subjects: [subject],
  data: {
    about: 'subject',
    tags: ['poor-state', 'quick-success'],
    seenOn: '2026-03-20',
    origin: 'meeting',
    seen: SEEN,
    owners: [server.world.accounts.officer],
    ...over,
  },
});
const person = (who: Person = 'deputy') => ({ kind: 'person', id: server.world.persons[who] });
const unit = () => ({ kind: 'unit', id: server.world.units.housing });
const begin = (by: string, subject: object = person(), over: object = {}) =>
  server.as(by).call(matters.beginMatter, { body: bodyOf(subject, over) as never });
async function noted(subject: object = person(), over: object = {}, by = 'officer'): Promise<string> {
  const { status, body } = await begin(by, subject, over);
  expect(status, JSON.stringify(body)).toBe(201);
  server.clock.advance(1000);
  return body.id;
}
const call = (by: string, id: string, action: string, body: object = {}) =>
  server.as(by).call(matters.actOnMatter, { params: { id, action }, body });
async function take(by: string, id: string, action: string, body: object = {}) {
  const reply = await call(by, id, action, body);
  expect(reply.status, `${by} ${action}: ${JSON.stringify(reply.body)}`).toBe(200);
  server.clock.advance(1000);
}
const see = (by: string, id: string) => server.as(by).call(matters.getMatter, { params: { id } });
async function confirmed(subject: object = person(), over: object = {}): Promise<string> {
  const id = await noted(subject, over);
  await take('head', id, 'confirm');
  return id;
}
const list = (by: string, query: object = {}) =>
  server.as(by).must(contract.listSigns, { query: { limit: 200, ...query } });

describe('noting a sign', () => {
  it('is refused without a session, the permission, for what is not there, for tags that there are not', async () => {
    const { persons } = server.world;
    expect(
      (await server.as(undefined).call(matters.beginMatter, { body: bodyOf(person()) as never })).status,
    ).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'head', 'sysadmin'])
      expect((await begin(who)).status, who).toBeGreaterThanOrEqual(400);
    for (const [over, pointer] of [
      [{ tags: ['gossip'] }, '/data/tags/0'],
      [{ tags: [] }, '/data/tags'],
      [{ seenOn: '2026-06-01' }, '/data/seenOn'],
      [{ owners: [] }, '/data/owners'],
      [{ owners: [server.world.accounts.subject] }, '/data/owners'],
      [{ about: 'team' }, '/data/about'],
      [{ originMatter: newId() }, '/data/originMatter'],
      [{ originEntry: persons.deputy }, '/data/originEntry'],
    ] as const)
      expect(await begin('officer', person(), over), pointer).toMatchObject({
        status: 400,
        body: { faults: [{ pointer }] },
      });
  });

  it('is confirmed by somebody else, and by nobody who only notes', async () => {
    const id = await noted(person(), {}, 'orgdept');
    expect((await call('intake', id, 'confirm')).status).toBe(404);
    expect((await call('officer', id, 'confirm')).status).toBe(403);
    // Whoever noted it may confirm others, not this one.
    expect((await call('orgdept', id, 'confirm')).status).toBe(403);
    await take('orgdept2', id, 'confirm');
    expect((await see('officer', id)).body).toMatchObject({ state: 'confirmed', status: 'inside' });
  });

  it('is changed until it is confirmed; the register follows', async () => {
    const id = await noted();
    const { data } = bodyOf(person(), { tags: ['low-prestige'], seenOn: '2026-03-02' });
    await take('officer', id, 'amend', { data });
    const line = (await list('head')).items.find((one) => one.id === id)!;
    expect(line).toMatchObject({
      tags: [{ code: 'low-prestige', title: '威信不高' }],
      seenOn: '2026-03-02',
      originTitle: '会议',
      owners: [expect.any(String)],
      stateTitle: '已记录，待确认',
      team: true,
    });
    await take('head', id, 'confirm');
    expect((await call('officer', id, 'amend', { data })).status).toBe(409);
  });
});

describe('what a sign is used for (P2)', () => {
  it('is handling alone, in every state, by the table of uses', () => {
    const { uses, procedures } = server.services.packs.of(1);
    for (const { status } of Object.values(procedures.sign!.states))
      for (const { code } of uses.uses)
        expect(isAllowed(uses, status, code), `${status} ${code}`).toBe(code === 'handling');
  });

  it('it shows to nobody whom it concerns, in no dossier, search, work list of others, notice or ledger of theirs', async () => {
    const id = await confirmed(person('head'));
    const aboutUnit = await confirmed(unit(), { about: 'team' });
    for (const one of [id, aboutUnit]) {
      for (const who of [
        'subject',
        'unit',
        'court',
        'procuratorate',
        'sysadmin',
        'auditor',
        'secretary',
        'dispatched',
      ])
        expect((await see(who, one)).status, who).toBe(404);
    }
    for (const who of ['subject', 'unit', 'court']) {
      expect((await server.as(who).call(contract.listSigns)).status, who).toBe(403);
      expect((await server.as(who).call(contract.countSigns)).status, who).toBe(403);
      const listed = await server.as(who).must(matters.listMatters, { query: {} });
      expect(listed.items.filter((one) => one.procedure === 'sign')).toEqual([]);
      const { items } = await server.as(who).must(desk.listNotices, { query: {} });
      expect(JSON.stringify(items)).not.toContain('sign.');
    }
    for (const who of ['head', 'officer', 'orgdept', 'secretary']) {
      const page = await server
        .as(who)
        .must(getDossier, { params: { subjectId: server.world.persons.head } });
      expect(JSON.stringify(page)).not.toContain(id);
      expect(JSON.stringify(page)).not.toContain(SEEN);
      const found = await server.as(who).must(search, { query: { q: '语气生硬' } });
      expect(found.items).toEqual([]);
    }
    const { rows } = await owner.query(
      `select 1 from event where type like 'matter.%' and data::text like '%语气生硬%'`,
    );
    expect(rows).toEqual([]);
  });

  it('kin of the person see nothing of it, whatever their office', async () => {
    const id = await confirmed(person('mayor'));
    expect((await see('casemgmt', id)).status).toBe(404);
    expect((await see('intake', id)).status).toBe(404);
    expect((await see('head', id)).status).toBe(200);
    await owner.query('update account set person_id = $1 where id = $2', [
      server.world.persons.namesakeA,
      server.world.accounts.head,
    ]);
    await owner.query(
      `insert into kinship (jurisdiction_id, id, person_id, relation, name, kin_person_id, organ_id)
       values (1, $1, $2, 'sibling', '某', $3, $4)`,
      [newId(), server.world.persons.mayor, server.world.persons.namesakeA, server.world.organs.commission],
    );
    server.services.forgetSessions();
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await see('head', id)).status).toBe(404);
    expect((await list('head', { personId: server.world.persons.mayor })).count).toBe(0);
    await owner.query('update account set person_id = null where id = $1', [server.world.accounts.head]);
    server.services.forgetSessions();
  });
});

describe('the register', () => {
  it('counts what it lists, for every role, by person, team, unit and tag, month by month', async () => {
    const { persons, units } = server.world;
    await noted(person('head'), { tags: ['low-prestige'], seenOn: '2025-11-03' });
    await noted(person('namesakeB'), { tags: ['poor-state'], seenOn: '2026-01-15' }, 'orgdept');
    await noted(unit(), { about: 'team', tags: ['disunity'], seenOn: '2026-02-02', origin: 'visit' });
    await noted(unit(), { tags: ['formalism', 'poor-state'], seenOn: '2026-02-03', origin: 'visit' });
    const filters = [
      {},
      { personId: persons.head },
      { unitId: units.housing },
      { teamOf: units.housing },
      { unitId: units.finance },
      { unitId: units.housing, tag: 'poor-state' },
      { open: 'true' },
      { mine: 'true' },
      { origin: 'visit' },
    ];
    for (const who of ['head', 'officer', 'orgdept', 'dispatched', 'reviewer'])
      for (const filter of filters) {
        const [items, counts] = await Promise.all([
          list(who, { ...filter, from: '2025-05-01', to: '2026-04-30' }),
          server.as(who).must(contract.countSigns, { query: { ...filter, until: '2026-04' } as never }),
        ]);
        const told = `${who} ${JSON.stringify(filter)}`;
        expect(counts.total, told).toBe(items.items.length);
        expect(items.count, told).toBe(items.items.length);
        for (const tag of counts.tags) {
          const own = items.items.filter((one) => one.tags.some(({ code }) => code === tag.code));
          expect(tag.total, `${told} ${tag.code}`).toBe(own.length);
          counts.months.forEach((month, i) => {
            expect(tag.counts[i], `${told} ${tag.code} ${month}`).toBe(
              own.filter(({ seenOn }) => seenOn.startsWith(month)).length,
            );
          });
        }
      }
    const team = await list('head', { teamOf: units.housing });
    // Signs about the team itself and about its members; not about the unit, nor about a clerk.
    expect(new Set(team.items.map(({ subject }) => subject.kind))).toEqual(new Set(['person', 'unit']));
    expect(team.items.every((one) => one.team)).toBe(true);
    // Who sees nothing of them is told of none.
    expect((await list('dispatched')).count).toBe(0);
    expect((await list('officer')).count).toBeGreaterThan(0);
  });

  it('goes page by page, without a gap or a repeat', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await server
        .as('head')
        .must(contract.listSigns, { query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(seen).toEqual((await list('head')).items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is exported whole, which the ledger keeps', async () => {
    const reply = await server
      .as('head')
      .call(contract.exportSigns, { query: { unitId: server.world.units.housing } });
    expect(reply.status).toBe(200);
    const { rows } = await owner.query(
      `select data from event where type = 'sign.list-exported' order by at desc limit 1`,
    );
    expect(rows[0].data).toMatchObject({
      unitId: server.world.units.housing,
      rows: (await list('head', { unitId: server.world.units.housing })).count,
    });
  });
});

describe('the end of a sign', () => {
  it('comes by itself after its time, to nobody’s doing (P8)', async () => {
    const id = await noted();
    const { dueOn } = (await see('officer', id)).body;
    expect(dueOn).toBe('2026-10-08');
    for (const who of ['officer', 'head']) expect((await call(who, id, 'lapse')).status).toBe(403);
    server.clock.set('2026-10-09T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    await server.work();
    expect((await see('officer', id)).body).toMatchObject({ state: 'lapsed', final: true });
    expect((await list('officer', { open: 'true' })).items.map((one) => one.id)).not.toContain(id);
  });

  it('is a reminder letter that who gets it may answer, and the mark that it was corrected', async () => {
    const id = await confirmed(unit());
    const letter = {
      matters: '审批窗口午休时间无人值守。',
      demands: '安排轮值。',
      handlers: [server.world.accounts.officer],
    };
    await take('officer', id, 'write', { data: letter });
    const { body } = await see('officer', id);
    expect(body.state).toBe('reminded');
    const child = body.children[0]!.id;
    expect((await see('unit', child)).status).toBe(404);
    const correction = { data: { correctedOn: '2026-04-06', change: '已安排轮值。' } };
    expect((await call('officer', id, 'correct', correction)).status).toBe(409);
    await take('officer', child, 'send');
    await take('head', child, 'approval.approve', { reason: '同意。' });
    const told = (await see('unit', child)).body;
    expect(told).toMatchObject({
      state: 'sent',
      outside: true,
      parent: null,
      data: { matters: letter.matters },
    });
    await take('unit', child, 'answer', { data: { answer: '已安排轮值。' } });
    await take('officer', child, 'close');
    await server.work();
    await take('officer', id, 'correct', correction);
    expect((await see('officer', id)).body).toMatchObject({ state: 'corrected', final: true });
    expect((await see('unit', id)).status).toBe(404);
  });

  it('is the clue that it was turned into, and each names the other', async () => {
    const id = await noted();
    const clue = (over: object = {}) => ({
      class: 'petition',
      subType: 'letter-handling',
      source: 'supervision-found',
      occurredOn: '2026-03-20',
      title: '涉嫌违规接受宴请',
      subjectKind: 'person' as const,
      subjectId: server.world.persons.deputy,
      ofMatterId: id,
      ...over,
    });
    const register = (over: object = {}, by = 'orgdept') =>
      server.as(by).call(clues.registerClue, { body: clue(over) as never });
    const refusal = (code: string) => ({ status: 400, body: { faults: [{ pointer: '/ofMatterId', code }] } });
    expect((await call('head', id, 'turn')).status).toBe(403);
    expect(await register({ ofMatterId: newId() })).toMatchObject(refusal('unknown-reference'));
    // Nothing is made of what nobody confirmed, nor of somebody else's.
    expect(await register()).toMatchObject(refusal('unfit-matter'));
    await take('head', id, 'confirm');
    expect(await register({ subjectId: server.world.persons.mayor })).toMatchObject(refusal('unfit-matter'));
    const line = (await list('orgdept')).items.find((one) => one.id === id)!;
    expect(line.mayTurn).toBe(true);
    const { status, body } = await register();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.ofMatter).toEqual({ matterId: id, title: line.number });
    expect((await see('officer', id)).body).toMatchObject({ state: 'turned', data: { clue: body.matterId } });
    expect(await register()).toMatchObject(refusal('unfit-matter'));
  });
});
