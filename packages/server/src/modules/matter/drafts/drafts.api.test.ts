import { getStepDraft, saveStepDraft } from '@plumbline/contract/draft';
import * as contract from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';

let server: TestServer;
let owner: pg.Client;
let talk: string;

const DATA = { place: '谈话室', exchanges: [{ question: '请说明情况。', answer: '因公外' }] };
const asked = (id: string, action = 'hold') => ({ params: { id, action } });
const take = (who: string, id: string, action: string, data?: object) =>
  server
    .as(who)
    .must(contract.actOnMatter, { params: { id, action }, body: data ? { data: data as never } : {} });
const save = (who: string, version: number, data: object = DATA, id = talk, action = 'hold') =>
  server.as(who).call(saveStepDraft, { ...asked(id, action), body: { version, data: data as never } });

async function notified(): Promise<string> {
  const { accounts, persons } = server.world;
  const time = { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' };
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: persons.deputy }],
      data: {
        kind: 'reminder',
        problem: '请销假不及时。',
        ...time,
        talkers: [accounts.officer, accounts.intake],
        recorder: accounts.intake,
        outline: '一、说明来意。',
        health: 'good',
        safety: '安排专人陪同。',
      },
    },
  });
  await take('officer', id, 'submit');
  await take('head', id, 'approval.approve');
  await take('officer', id, 'notify', time);
  return id;
}

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  talk = await notified();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

describe('a form that is being filled in', () => {
  it('is opened and saved by nobody but who may take the step now', async () => {
    for (const who of [undefined])
      expect((await server.as(who).call(getStepDraft, asked(talk))).status).toBe(401);
    for (const who of ['court', 'unit']) {
      expect((await server.as(who).call(getStepDraft, asked(talk))).status, who).toBe(404);
      expect((await save(who, 0)).status, who).toBe(404);
    }
    // In sight of the matter, and none of those who talk.
    for (const who of ['head', 'orgdept']) {
      const { status } = await server.as(who).call(getStepDraft, asked(talk));
      expect([403, 404], who).toContain(status);
      expect((await save(who, 0)).status).toBe(status);
    }
    expect((await server.as('officer').call(getStepDraft, asked(newId()))).status).toBe(404);
  });

  it('is refused for steps that keep none, that are not possible now, and for what the form does not have', async () => {
    expect((await server.as('officer').call(getStepDraft, asked(talk, 'drop'))).status).toBe(404);
    expect((await server.as('officer').call(getStepDraft, asked(talk, 'constructor'))).status).toBe(404);
    expect((await save('officer', 0, DATA, talk, 'hold-admonition')).status).toBe(403);
    expect((await save('officer', 0, { verdict: '有问题' })).body).toMatchObject({ code: 'invalid' });
    expect((await save('officer', 0, { departures: 'x'.repeat(1_600_000) })).status).toBe(400);
    const { rows } = await owner.query('select 1 from step_draft');
    expect(rows).toEqual([]);
  });

  it('is shared by those who may take the step; whoever saw an older one is refused and loses nothing', async () => {
    expect((await save('officer', 0)).body).toMatchObject({ version: 1 });
    const mine = await server.as('officer').must(getStepDraft, asked(talk));
    expect(mine).toMatchObject({ version: 1, data: DATA, mine: true });
    const theirs = await server.as('intake').must(getStepDraft, asked(talk));
    expect(theirs).toMatchObject({ version: 1, data: DATA, mine: false });
    expect(theirs.savedBy).toBe(mine.savedBy);
    expect((await save('intake', 1, { ...DATA, place: '二楼' })).body).toMatchObject({ version: 2 });
    const late = await save('officer', 1);
    expect(late).toMatchObject({ status: 409, body: { code: 'stale-version', changed: { version: 2 } } });
    expect((await save('officer', 7)).status).toBe(409);
    expect((await server.as('officer').must(getStepDraft, asked(talk))).data).toMatchObject({
      place: '二楼',
    });
  });

  it('gives each account a key of its own for each form, always the same', async () => {
    const keyOf = async (who: string, id = talk) => (await server.as(who).must(getStepDraft, asked(id))).key;
    const other = await notified();
    const keys = [await keyOf('officer'), await keyOf('intake'), await keyOf('officer', other)];
    expect(new Set(keys).size).toBe(3);
    expect(await keyOf('officer')).toBe(keys[0]);
    expect(Buffer.from(keys[0]!, 'base64')).toHaveLength(32);
  });

  it('leaves in the ledger that it was saved and opened, and nothing of what it says', async () => {
    const { rows } = await owner.query(
      "select type, data::text as data from event where entity_id = $1 and type like 'draft.%' order by at",
      [talk],
    );
    expect(rows.filter(({ type }) => type === 'draft.saved')).toHaveLength(2);
    expect(rows.some(({ type }) => type === 'draft.opened')).toBe(true);
    for (const { data } of rows) expect(data).not.toContain('谈话室');
  });

  it('goes with its step, and is not brought back by a page that still shows it', async () => {
    const record = { ...DATA, day: '2026-04-06', from: '09:00', until: '10:00', rightsTold: true };
    await take('officer', talk, 'hold', record);
    expect((await owner.query('select 1 from step_draft where matter_id = $1', [talk])).rows).toEqual([]);
    expect((await save('officer', 2)).status).toBe(409);
    expect((await server.as('officer').call(getStepDraft, asked(talk))).status).toBe(409);
  });

  it('goes when the talk is cancelled', async () => {
    const other = await notified();
    expect((await save('officer', 0, DATA, other)).status).toBe(200);
    await server
      .as('officer')
      .must(contract.actOnMatter, { params: { id: other, action: 'cancel' }, body: { reason: '已澄清。' } });
    expect((await owner.query('select 1 from step_draft where matter_id = $1', [other])).rows).toEqual([]);
  });
});
