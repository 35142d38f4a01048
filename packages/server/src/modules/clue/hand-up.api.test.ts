import * as clues from '@plumbline/contract/clue';
import { handUpClue } from '@plumbline/contract/clue-route';
import { listEvents } from '@plumbline/contract/desk';
import { getFileHead } from '@plumbline/contract/file';
import * as matters from '@plumbline/contract/matter';
import { downloadWorkbook } from '@plumbline/contract/submission';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { extractText } from '../../platform/files/extract.ts';
import { unsealFromLedger } from '../../platform/ledger/sealed.ts';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount, upload } from '../dossier/testing.ts';
import { accepted, line, superior } from './testing.ts';

let server: TestServer;
let owner: pg.Client;
let above: string;
/** Takes clues in; what somebody handles is handed up by another one. */
let registrar: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  above = (await superior(server)).id;
  registrar = await addAccount(server, { role: 'intake-officer', organId: server.world.organs.casemgmt! });
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const ABOVE = [{ kind: 'unregistered' as const, level: 'county-deputy' }];
const COMMITMENT = 'a'.repeat(64);
/** Nothing else in the county has these words. */
const WORD = '玉蟾蜍';
const TOLD = { title: `反映收受${WORD}`, content: `来信反映收受${WORD}一件，并附${WORD}照片。` };

const register = (over: Record<string, unknown> = {}) =>
  registrar.must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映收受玉佩',
      content: '来信反映收受玉佩一件，并附照片。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy!,
      organId: server.world.organs.casemgmt!,
      ...over,
    } as never,
  });
const handUp = (id: string, over: Record<string, unknown> = {}, as = 'casemgmt') =>
  server.as(as).call(handUpClue, {
    params: { id },
    body: {
      about: ABOVE,
      receiver: above,
      pieces: 2,
      commitment: COMMITMENT,
      ...over,
    } as never,
  });
const take = (who: string, id: string, action: string, data?: Record<string, unknown>) =>
  server.as(who).must(matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });

/** Every row of every table, the queue's too, as the database's owner reads them. */
async function everyRow(): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    found.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return found;
}
const rowsWith = async (...texts: string[]) =>
  (await everyRow()).filter((row) => texts.some((text) => row.includes(text)));

/** What the ledger holds sealed, opened with the platform's keys. */
async function openedLedger(): Promise<string> {
  const keys = server.services.keys.jurisdiction(1);
  const { rows } = await owner.query<{ entity_id: string; sealed: string }>(
    `select entity_id, data->>'sealed' as sealed from event where data ? 'sealed'`,
  );
  return rows
    .map(({ entity_id, sealed }) => JSON.stringify(unsealFromLedger(keys, entity_id, sealed)))
    .join('\n');
}

describe('a clue that turns out to be a superiors', () => {
  it('is handed up by whoever registers or supervises clues of the organ, and only where the route leads up', async () => {
    const { id, matterId } = await register();
    expect((await server.as().call(handUpClue, { params: { id }, body: {} as never })).status).toBe(401);
    for (const who of ['court', 'subject', 'officer', 'unit', 'sysadmin', 'dispatched', 'auditor'])
      expect([403, 404], who).toContain((await handUp(id, {}, who)).status);
    // Whoever handles it tells case supervision.
    await take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer!] });
    expect((await handUp(id, {}, 'officer')).status).toBe(403);
    // Nor is it done alone by whoever took it in.
    const alone = { about: ABOVE, receiver: above, pieces: 2, commitment: COMMITMENT };
    expect((await registrar.call(handUpClue, { params: { id }, body: alone as never })).status).toBe(403);
    const own = [{ kind: 'person', id: server.world.persons.deputy }];
    for (const about of [own, [...ABOVE, ...own]])
      expect(await handUp(id, { about })).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: `/about/${about.length - 1}`, code: 'not-a-superiors' }] },
      });
    const unknown = await handUp(id, { about: [{ kind: 'unregistered', level: 'emperor' }] });
    expect(unknown).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/about/0/level', code: 'unknown-code' }] },
    });
    for (const over of [{ pieces: 0 }, { commitment: '某领导' }, { about: [] }, { receiver: matterId }])
      expect((await handUp(id, over)).status, JSON.stringify(over)).toBe(400);
    expect((await handUp(id, { version: 1 })).status).toBe(409);
    // No step does it, for nothing would be left that a step could be recorded of.
    const step = { params: { id: matterId, action: 'hand-up-handled' }, body: {} };
    expect((await server.as('casemgmt').call(matters.actOnMatter, step)).body).toMatchObject({
      code: 'hand-up-with-stub',
    });
    expect((await server.as('casemgmt').must(clues.getClue, { params: { id } })).title).toContain('玉佩');
  });

  it('stays where it is while the organ found it itself, repeats go on in it, or it was disposed of', async () => {
    const found = await register({ source: 'supervision-found' });
    expect((await handUp(found.id)).body).toMatchObject({ faults: [{ code: 'not-a-superiors' }] });
    const [first, again] = [await register(), await register()];
    await server.as('casemgmt').must(clues.actOnClue, {
      params: { id: again.id, action: 'merge' },
      body: { data: { into: first.matterId }, reason: '重复来件' },
    });
    expect((await handUp(first.id)).body).toMatchObject({ faults: [{ code: 'clue.has-repeats' }] });
    expect((await handUp(again.id)).status).toBe(409);
    await registrar.must(clues.undoClues, { body: { ids: [found.id] } });
    expect((await handUp(found.id)).status).toBe(409);
  });

  it('leaves a stub, and nothing of what it said in any table, file or job', async () => {
    const before = await owner.query('select count(*)::int as n from event');
    const { id, matterId, number } = await register({ ...TOLD, subjectId: server.world.persons.mayor! });
    const materialId = (await server.as('casemgmt').must(clues.getClue, { params: { id } })).materialId!;
    await take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer!] });
    const allegations = [{ no: 1, what: `收受${WORD}`, known: '来信', against: 'found' }];
    await take('officer', matterId, 'break-down', { allegations });
    await take('officer', matterId, 'enter-steps', { unclear: 'truth', grounds: `${WORD}来源不明。` });
    await take('officer', matterId, 'compare-elsewhere', {
      compareBody: server.world.organs.dispatched!,
      why: 'heads',
    });
    const { children } = await server.as('officer').must(matters.getMatter, { params: { id: matterId } });
    const comparison = children[0]!.id;
    await take('officer', comparison, 'write', { points: `请说明${WORD}情况。`, asks: '请附材料。' });
    await take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
    await take('officer', comparison, 'send');
    await take('dispatched', comparison, 'answer', {
      findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: `${WORD}已退回` }],
      report: `${WORD}一事不实。`,
    });
    await take('reviewer', comparison, 'review', { opinion: '依据充分。' });
    await server.work();
    await take('officer', matterId, 'screen');
    const file = await upload(server, 'casemgmt', `${WORD}认定.txt`, Buffer.from(`关于${WORD}的认定。`));
    await take('casemgmt', matterId, 'record-decision', {
      decidedBy: '海州市纪委监委',
      level: 'city',
      number: `海纪认〔2026〕3号`,
      decidedOn: '2026-03-20',
      decision: [file],
    });
    await server.work();
    const { rows: stored } = await owner.query('select store_name from file where id = $1', [file]);
    expect(await server.services.files.has(1, stored[0].store_name)).toBe(true);
    expect((await rowsWith(WORD)).length).toBeGreaterThan(4);
    expect(await openedLedger()).toContain(WORD);
    const ids = [id, matterId, materialId, comparison, file];
    const about = await owner.query(
      `select id, commitment from event where matter_id = any ($1) or entity_id = any ($1)`,
      [ids],
    );
    const reply = await handUp(id);
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    await server.work();

    expect(await rowsWith(WORD)).toEqual([]);
    expect(await openedLedger()).not.toContain(WORD);
    expect(await server.services.files.has(1, stored[0].store_name)).toBe(false);
    // Of the ids nothing is left but what the ledger proves, and the search finds none of it.
    const left = await rowsWith(id, matterId, materialId, comparison, file);
    expect(left.filter((row) => !row.startsWith('public.event '))).toEqual([]);
    const { rows: erased } = await owner.query(
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
    expect((await owner.query('select count(*)::int as n from event')).rows[0].n).toBeGreaterThan(
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

  it('that came with a body’s sheet leaves an empty place there and takes the workbook along', async () => {
    const sheet = await accepted(server, [
      line({ 线索摘要: `反映其收受${WORD}` }),
      line({ 姓名: '陈立新', 职务: '局长' }),
    ]);
    const { items } = await server.as('orgdept').must(clues.listClues, { query: { submissionId: sheet.id } });
    const one = items.find((item) => item.title.includes(WORD))!;
    const { rows } = await owner.query('select file_store from submission where id = $1', [sheet.id]);
    expect((await handUp(one.id, {}, 'orgdept')).status).toBe(201);
    await server.work();
    expect(await rowsWith(WORD)).toEqual([]);
    expect(await openedLedger()).not.toContain(WORD);
    expect(await server.services.files.has(1, rows[0].file_store)).toBe(false);
    const left = await server.as('orgdept').must(clues.listClues, { query: { submissionId: sheet.id } });
    expect(left.items).toHaveLength(items.length - 1);
    // What the body gets instead is made of the rows that are left.
    const { raw, status } = await server.as('court').call(downloadWorkbook, { params: { id: sheet.id } });
    expect(status).toBe(200);
    const limits = { timeoutMs: 30_000, maxChars: 100_000 };
    const { text } = await extractText({ bytes: raw, type: 'xlsx' }, limits);
    expect(text).not.toContain(WORD);
    expect(text).toContain('陈立新');
  });

  it('is destroyed by nothing but an act that the ledger tells of in the same transaction', async () => {
    const { matterId } = await register();
    const { rows } = await owner.query(`select id from event where type = 'clue.handed-up' limit 1`);
    const erase = server.services.db.transaction(
      systemSettings(1, Object.values(server.world.organs)),
      (trx) => sql`select app.erase_clue(${matterId}, ${rows[0].id})`.execute(trx),
    );
    await expect(erase).rejects.toThrow('the ledger does not say why');
  });
});
