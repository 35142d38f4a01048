import * as clues from '@plumbline/contract/clue';
import { handUpClue } from '@plumbline/contract/clue-route';
import { listEvents, listNotices } from '@plumbline/contract/desk';
import { getFileHead } from '@plumbline/contract/file';
import * as matters from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount, upload } from '../dossier/testing.ts';
import { Kit } from './testing.ts';

let server: TestServer;
let kit: Kit;
/** Takes clues in; what somebody handles is handed up by another one. */
let registrar: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  registrar = await addAccount(server, { role: 'intake-officer', organId: server.world.organs.casemgmt! });
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const ABOVE = [{ kind: 'unregistered' as const, level: 'county-deputy' }];
/** Nothing else in the county has these words. */
const WORD = '玉蟾蜍';
const TOLD = { title: `反映收受${WORD}`, content: `来信反映收受${WORD}一件，并附${WORD}照片。` };

const register = (over: Record<string, unknown> = {}) =>
  registrar.must(clues.registerClue, {
    body: kit.bodyOf({
      title: '反映收受玉佩',
      content: '来信反映收受玉佩一件，并附照片。',
      ...over,
    }) as never,
  });

const SECOND = { status: 403, body: { code: 'second-person' } };

describe('a clue that turns out to be a superiors', () => {
  it('is handed up by whoever registers or supervises clues of the organ, and only where the route leads up', async () => {
    const { id, matterId } = await register();
    expect((await server.as().call(handUpClue, { params: { id }, body: {} as never })).status).toBe(401);
    for (const who of ['court', 'subject', 'unit', 'sysadmin', 'auditor'])
      expect((await kit.handUp(who, id)).status, who).toBe(403);
    for (const who of ['officer', 'dispatched']) expect((await kit.handUp(who, id)).status, who).toBe(404);
    // Whoever handles it tells case supervision.
    await kit.take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer!] });
    expect((await kit.handUp('officer', id)).status).toBe(403);
    expect((await kit.handUp(registrar, id)).status).toBe(403);
    const own = [{ kind: 'person', id: server.world.persons.deputy }];
    for (const about of [own, [...ABOVE, ...own]])
      expect(await kit.handUp('casemgmt', id, { about })).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: `/about/${about.length - 1}`, code: 'not-a-superiors' }] },
      });
    const unknown = await kit.handUp('casemgmt', id, { about: [{ kind: 'unregistered', level: 'emperor' }] });
    expect(unknown).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/about/0/level', code: 'unknown-code' }] },
    });
    for (const over of [{ pieces: 0 }, { commitment: '某领导' }, { about: [] }, { receiver: matterId }])
      expect((await kit.handUp('casemgmt', id, over)).status, JSON.stringify(over)).toBe(400);
    expect((await kit.handUp('casemgmt', id, { version: 1 })).status).toBe(409);
    // No step does it, for nothing would be left that a step could be recorded of.
    const step = { params: { id: matterId, action: 'hand-up-handled' }, body: {} };
    expect((await server.as('casemgmt').call(matters.actOnMatter, step)).body).toMatchObject({
      code: 'hand-up-with-stub',
    });
    expect((await server.as('casemgmt').must(clues.getClue, { params: { id } })).title).toContain('玉佩');
  });

  it('stays where it is while the organ found it itself, repeats go on in it, or it was disposed of', async () => {
    const found = await register({ source: 'supervision-found' });
    expect((await kit.handUp('casemgmt', found.id)).body).toMatchObject({
      faults: [{ code: 'not-a-superiors' }],
    });
    const [first, again] = [await register(), await register()];
    await server.as('casemgmt').must(clues.actOnClue, {
      params: { id: again.id, action: 'merge' },
      body: { data: { into: first.matterId }, reason: '重复来件' },
    });
    expect((await kit.handUp('casemgmt', first.id)).body).toMatchObject({
      faults: [{ code: 'clue.has-repeats' }],
    });
    expect((await kit.handUp('casemgmt', again.id)).status).toBe(409);
    await registrar.must(clues.undoClues, { body: { ids: [found.id] } });
    expect((await kit.handUp('casemgmt', found.id)).status).toBe(409);
  });

  it('is handed up by whoever supervises clues too, as the page offers', async () => {
    const { id } = await register();
    const { actions } = (await kit.read('head', id)).body;
    expect(actions.filter((one) => one.handsUp).map(({ code }) => code)).toEqual(['hand-up']);
    expect((await kit.handUp('head', id)).status).toBe(201);
  });

  it('is not destroyed by whoever took it in alone; for whom there is no name the level that was said is kept', async () => {
    const { id } = await register();
    expect(await kit.handUp(registrar, id)).toMatchObject(SECOND);
    expect((await kit.read('casemgmt', id)).status).toBe(200);
    const stub = await kit.handUp('casemgmt', id);
    expect(stub.status).toBe(201);
    const { rows } = await kit.owner.query<{ levels: string[] }>(
      `select data -> 'levels' as levels from event where matter_id = $1 and data ? 'erased'`,
      [stub.body.id],
    );
    expect(rows).toEqual([{ levels: ['county-deputy'] }]);
  });

  it('is not handed up alone by whoever took it in, once somebody handles it', async () => {
    const { id, matterId } = await kit.handled();
    await kit.take('officer', matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'verification',
      grounds: '具体可查',
    });
    expect(await kit.handUp('casemgmt', id)).toMatchObject(SECOND);
    expect((await kit.handUp('head', id)).status).toBe(201);
  });

  it('stays where a name was cleared because of it, and says so', async () => {
    const { id, matterId } = await kit.closed();
    await kit.take('officer', matterId, 'clarify', {
      points: '经查不属实',
      basis: '核查报告',
      written: true,
      harm: ['work'],
      circle: '本人',
    });
    await kit.take('officer', matterId, 'revive', { newEvidence: '又来一信' });
    expect(await kit.handUp('head', id)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringContaining('本件已发起澄清正名') },
    });
    expect((await kit.get('officer', matterId)).body.state).toBe('assigned');
  });

  it('leaves a stub, and nothing of what it said in any table, file or job', async () => {
    const before = await kit.owner.query('select count(*)::int as n from event');
    const letter = await upload(server, registrar, `${WORD}来信.txt`, Buffer.from(`来信写到${WORD}。`));
    const { id, matterId, number } = await register({
      ...TOLD,
      subjectId: server.world.persons.mayor!,
      channel: 'letter',
      files: [letter],
    });
    const materialId = (await server.as('casemgmt').must(clues.getClue, { params: { id } })).materialId!;
    await kit.take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer!] });
    const allegations = [{ no: 1, what: `收受${WORD}`, known: '来信', against: 'found' }];
    await kit.take('officer', matterId, 'break-down', { allegations });
    await kit.take('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: `${WORD}来源不明。` });
    await kit.take('officer', matterId, 'compare-elsewhere', {
      compareBody: server.world.organs.dispatched!,
      why: 'heads',
    });
    const { children } = await server.as('officer').must(matters.getMatter, { params: { id: matterId } });
    const comparison = children[0]!.id;
    await kit.take('officer', comparison, 'write', { points: `请说明${WORD}情况。`, asks: '请附材料。' });
    await kit.take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
    await kit.take('officer', comparison, 'send');
    await kit.take('dispatched', comparison, 'answer', {
      findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: `${WORD}已退回` }],
      report: `${WORD}一事不实。`,
    });
    await kit.take('reviewer', comparison, 'review', { opinion: '依据充分。' });
    await server.work();
    await kit.take('officer', matterId, 'screen');
    const file = await upload(server, 'casemgmt', `${WORD}认定.txt`, Buffer.from(`关于${WORD}的认定。`));
    await kit.take('casemgmt', matterId, 'record-decision', {
      foundBy: '海州市纪委监委',
      level: 'city',
      decisionNumber: `海纪认〔2026〕3号`,
      foundOn: '2026-03-20',
      decision: [file],
    });
    await server.work();
    const { rows: stored } = await kit.owner.query('select store_name from file where id = any ($1)', [
      [letter, file],
    ]);
    expect(stored).toHaveLength(2);
    for (const { store_name } of stored) expect(await server.services.files.has(1, store_name)).toBe(true);
    expect((await kit.rowsWith(WORD)).length).toBeGreaterThan(4);
    expect(await kit.openedLedger()).toContain(WORD);
    const ids = [id, matterId, materialId, comparison, letter, file];
    const about = await kit.owner.query(
      `select id, commitment from event where matter_id = any ($1) or entity_id = any ($1)`,
      [ids],
    );
    const reply = await kit.handUp('casemgmt', id);
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    await server.work();

    expect(await kit.rowsWith(WORD)).toEqual([]);
    expect(await kit.openedLedger()).not.toContain(WORD);
    for (const { store_name } of stored) expect(await server.services.files.has(1, store_name)).toBe(false);
    // Of the ids nothing is left but what the ledger proves, and the search finds none of it.
    const left = await kit.rowsWith(...ids);
    expect(left.filter((row) => !row.startsWith('public.event '))).toEqual([]);
    const { rows: erased } = await kit.owner.query(
      `select id, commitment, data, salt, subject_id, erased_by from event where id = any ($1)`,
      [about.rows.map((row) => row.id)],
    );
    expect(erased).toHaveLength(about.rows.length);
    for (const row of erased) {
      expect(row).toMatchObject({ data: {}, subject_id: null });
      expect(row.salt).toHaveLength(0);
      expect(row.erased_by).not.toBeNull();
      expect(row.commitment.equals(about.rows.find((one) => one.id === row.id).commitment)).toBe(true);
    }
    expect((await kit.owner.query('select count(*)::int as n from event')).rows[0].n).toBeGreaterThan(
      before.rows[0].n,
    );
    for (const who of ['casemgmt', 'officer', 'intake', 'head', 'dispatched']) {
      expect((await server.as(who).call(clues.getClue, { params: { id } })).status, who).toBe(404);
      expect((await server.as(who).call(matters.getMatter, { params: { id: matterId } })).status, who).toBe(
        404,
      );
      expect((await server.as(who).call(getFileHead, { params: { id: file } })).status, who).toBe(404);
    }
    const stub = await server.as('casemgmt').must(matters.getMatter, { params: { id: reply.body.id } });
    expect(stub).toMatchObject({ state: 'sealed', subjects: [], number: reply.body.number });
    const events = await server
      .as('auditor')
      .must(listEvents, { query: { type: 'clue.handed-up', limit: 1 } });
    const said = Object.fromEntries(events.items[0]!.particulars.map(({ code, value }) => [code, value]));
    expect(said).toMatchObject({ clue: number, stub: reply.body.number });
    const gone = await server.as('auditor').must(listEvents, { query: { matterId } });
    expect(gone.items.length).toBeGreaterThan(5);
    expect(gone.items.every((event) => event.erasedBy === events.items[0]!.id)).toBe(true);
  });

  it('is destroyed by nothing but an act that the ledger tells of in the same transaction', async () => {
    const { matterId } = await register();
    const { rows } = await kit.owner.query(`select id from event where type = 'clue.handed-up' limit 1`);
    const erase = server.services.db.transaction(
      systemSettings(1, Object.values(server.world.organs)),
      (trx) => sql`select app.erase_clue(${matterId}, ${rows[0].id})`.execute(trx),
    );
    await expect(erase).rejects.toThrow('the ledger does not say why');
  });
});

it('a part of a report tells of no other part that was set aside or handed up', async () => {
  const { mayor } = server.world.persons;
  const part = (title: string, over: object) => kit.register({ title, content: `来信${title}。`, ...over });
  const aside = await part('反映收受端砚', {});
  const beside = await part('反映镇长收受香炉', { subjectId: mayor, sameReportAs: aside.id });
  const up = await part('反映其打探案情', {});
  const left = await part('反映镇长公车私用若干次', { subjectId: mayor, sameReportAs: up.id });
  const partsOf = async ({ id }: { id: string }) =>
    (await kit.read('reviewer', id)).body.sameReport.map((one) => one.id);
  expect([await partsOf(beside), await partsOf(left)]).toEqual([[aside.id], [up.id]]);
  await kit.setAside(aside.matterId);
  expect((await kit.handUp('head', up.id)).status).toBe(201);
  await server.work();
  expect([await partsOf(beside), await partsOf(left)]).toEqual([[], []]);
  for (const [{ id, matterId }, gone] of [
    [beside, aside],
    [left, up],
  ] as const) {
    expect(JSON.stringify((await kit.read('reviewer', id)).body)).not.toContain(gone.id);
    expect(JSON.stringify((await kit.get('reviewer', matterId)).body)).not.toContain(gone.id);
  }
  // The ledger alone still knows its number.
  const rows = await kit.rowsWith(up.id);
  expect(rows.filter((row) => !row.startsWith('public.event '))).toEqual([]);
});

it('a clue that is handed up is told to who supervises clues, and to nobody whom it was about or who is kin', async () => {
  const { organs, persons } = server.world;
  await server.as('officer').must(createKin, {
    params: { id: persons.deputy! },
    body: { relation: 'spouse', name: '王伟', personId: persons.namesakeB! },
  });
  const role = (personId: string) =>
    addAccount(server, { role: 'case-supervisor', organId: organs.casemgmt!, personId });
  const [self, kin, other] = [
    await role(persons.deputy!),
    await role(persons.namesakeB!),
    await role(persons.mayor!),
  ];
  const { id } = await register();
  expect((await kit.handUp('casemgmt', id)).status).toBe(201);
  await server.work();
  const told = async (who: TestClient) =>
    (await who.must(listNotices, { query: {} })).items.map(({ kind }) => kind);
  expect([await told(self), await told(kin), await told(other)]).toEqual([[], [], ['clue.handed-up']]);
});
