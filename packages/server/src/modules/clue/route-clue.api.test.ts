import * as clues from '@plumbline/contract/clue';
import { routeClue } from '@plumbline/contract/clue-route';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

type Subject =
  | { kind: 'person' | 'unit'; id: string }
  | { kind: 'unregistered'; unitId?: string; level?: string };
const route = (subjects: Subject[], over: Record<string, unknown> = {}, as = 'intake') =>
  server.as(as).call(routeClue, { body: { subjects, ...over } as never });
const answer = async (subject: Subject, over: Record<string, unknown> = {}) => {
  const reply = await route([subject], over);
  expect(reply.status).toBe(200);
  return reply.body.subjects[0]!;
};
const person = (name: string) => ({ kind: 'person' as const, id: server.world.persons[name as 'head'] });

const PHRASE = '夜间三次进出碧水茶舍的账册';
const registration = (subjectId: string, over: Record<string, unknown> = {}) => ({
  class: 'petition',
  subType: 'letter-handling',
  source: 'petition-letter',
  occurredOn: '2026-03-05',
  title: PHRASE,
  content: `${PHRASE}及其去向`,
  subjectKind: 'person',
  subjectId,
  ...over,
});

/** Runs with the platform's sight. */
const asPlatform = <T>(
  work: (trx: Parameters<Parameters<TestServer['services']['db']['transaction']>[1]>[0]) => Promise<T>,
) => server.services.db.transaction(systemSettings(1, Object.values(server.world.organs)), work);
const setLevel = (post: string, level: string) =>
  asPlatform((trx) =>
    trx.updateTable('post').set({ level }).where('id', '=', server.world.posts[post]!).execute(),
  );

describe('who may ask', () => {
  it('is whoever takes clues in for an organ, and nobody else', async () => {
    const asked = [person('deputy')];
    expect((await server.as().call(routeClue, { body: { subjects: asked } })).status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'officer', 'secretary', 'sysadmin', 'auditor'])
      expect((await route(asked, {}, who)).status, who).toBe(403);
    expect((await route(asked, { organId: server.world.organs.cadre })).status).toBe(403);
  });

  it('learns what is wrong with the question', async () => {
    const faulty = await route(
      [
        { kind: 'person', id: newId() },
        { kind: 'unit', id: server.world.persons.head },
        { kind: 'unregistered', unitId: newId(), level: 'emperor' },
      ],
      { source: 'self-declared' },
    );
    expect(faulty.status).toBe(400);
    const { faults } = faulty.body as unknown as { faults: { pointer: string }[] };
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/subjects/0/id',
      '/subjects/1/id',
      '/subjects/2/unitId',
      '/subjects/2/level',
      '/source',
    ]);
    expect((await route([])).status).toBe(400);
  });
});

describe('the route of a report', () => {
  it('comes with its rule, its limit and what to do, and writes nothing', async () => {
    const count = () =>
      asPlatform(async (trx) => {
        const { rows } = await sql<{ events: number; clues: number }>`
          select (select count(*)::int from event) as events, (select count(*)::int from clue) as clues`.execute(
          trx,
        );
        return rows[0];
      });
    const before = await count();
    const own = await answer(person('deputy'));
    expect(own).toMatchObject({
      code: 'own',
      registers: true,
      way: 'keep',
      manager: { name: '澄溪县纪委监委' },
      limit: { length: '1个月' },
    });
    const above = await answer({ kind: 'unregistered', level: 'county-deputy' });
    expect(above).toMatchObject({ code: 'superior-received', registers: false, way: 'stub', manager: null });
    expect(above.rule).toContain('第15条');
    expect(above.limit).toMatchObject({ length: '5个工作日' });
    expect(
      (await answer({ kind: 'unregistered', level: 'county-deputy' }, { source: 'supervision-found' })).code,
    ).toBe('superior-found');
    expect((await answer({ kind: 'unregistered' })).code).toBe('nobody');
    expect((await answer({ kind: 'unit', id: server.world.units.housing })).code).toBe('own');
    expect(await count()).toEqual(before);
  });

  it('follows what the registry says of who manages a post, on the day', async () => {
    expect((await answer(person('namesakeB'))).code).toBe('own');
    await asPlatform((trx) =>
      trx
        .insertInto('post_authority')
        .values({
          jurisdiction_id: 1,
          id: newId(),
          post_id: server.world.posts.namesakeB!,
          organ_id: server.world.organs.court,
          from_day: '2020-01-01',
        })
        .execute(),
    );
    expect(await answer(person('namesakeB'))).toMatchObject({
      code: 'other',
      way: 'transfer',
      manager: { name: '澄溪县人民法院' },
    });
  });

  it('asks to split a report about several who are handled apart', async () => {
    const { body } = await route([person('deputy'), { kind: 'unregistered', level: 'county-chief' }]);
    expect(body.split).toMatchObject({ code: 'split' });
    expect(body.subjects.map(({ code }) => code)).toEqual(['own', 'superior-received']);
    expect((await route([person('deputy'), person('head')])).body.split).toBeNull();
  });

  it('goes past the organ when the report is about its own head', async () => {
    await asPlatform((trx) =>
      trx
        .updateTable('account')
        .set({ person_id: server.world.persons.mayor })
        .where('id', '=', server.world.accounts.head!)
        .execute(),
    );
    expect(await answer(person('mayor'))).toMatchObject({
      code: 'own-leader',
      way: 'stub',
      registers: false,
    });
    const refused = await server
      .as('intake')
      .call(clues.registerClue, { body: registration(server.world.persons.mayor) as never });
    expect(refused.status).toBe(409);
  });
});

describe('registration', () => {
  it('refuses what a superior handles, says what to do, and stores nothing of it', async () => {
    await setLevel('head', 'county-deputy');
    const send = (locale: string) =>
      server.as('intake').send<{ code: string; detail: string }>('POST', '/api/clues', {
        body: registration(server.world.persons.head),
        headers: { 'accept-language': locale, 'idempotency-key': newId() },
      });
    for (const [locale, words] of [
      ['zh-CN', '只登记存根'],
      ['en', 'record a stub only'],
    ] as const) {
      const refused = await send(locale);
      expect(refused.status, locale).toBe(409);
      expect(refused.body.code).toBe('handled-elsewhere');
      expect(JSON.stringify(refused.body)).toContain(words);
      expect(JSON.stringify(refused.body)).not.toContain(PHRASE);
    }
    expect(await tablesWith(PHRASE)).toEqual([]);
  });

  it("takes in the organ's own find about the same person", async () => {
    const found = await server.as('intake').must(clues.registerClue, {
      body: registration(server.world.persons.head, {
        source: 'supervision-found',
        title: '检查中发现',
        content: '',
      }) as never,
    });
    expect(found.number).not.toBeNull();
  });
});

/** Names of the tables in which any row holds the words. */
async function tablesWith(words: string): Promise<string[]> {
  return asPlatform(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and has_table_privilege(format('%I', table_name), 'select')`.execute(
      trx,
    );
    expect(rows.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const { name } of rows) {
      const hit =
        await sql`select 1 from ${sql.table(name)} as t where t::text like ${`%${words}%`} limit 1`.execute(
          trx,
        );
      if (hit.rows.length) found.push(name);
    }
    return found;
  });
}
