import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccount } from '@plumbline/contract/identity';
import { addInstruction } from '@plumbline/contract/instruction';
import { allRoutes } from '@plumbline/contract/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { startBareServer } from '../../testing/test-server.ts';
import { hasFaultText } from '../errors/fault-texts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Faults of opening an account with this body, in a language. */
async function faultsOf(body: object, locale: 'zh' | 'en') {
  const headers = { 'accept-language': locale };
  const reply = await server.as('sysadmin').call(createAccount, { body: body as never, headers });
  expect(reply.status).toBe(400);
  return (reply.body as unknown as { faults: { pointer: string; code: string; detail: string }[] }).faults;
}

describe('a body that does not fit', () => {
  it('tells of each field what is wrong with it, in the language that was asked for', async () => {
    const body = { username: 'sec\u0430dmin', name: 'a\u202eb', unitId: 'x', personId: 7 };
    const en = await faultsOf(body, 'en');
    const zh = await faultsOf(body, 'zh');
    expect(en.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/username', 'mixed-scripts'],
      ['/name', 'hidden-characters'],
      ['/unitId', 'invalid_format'],
      ['/personId', 'invalid_type'],
    ]);
    expect(zh.map(({ code }) => code)).toEqual(en.map(({ code }) => code));
    expect(en[0]!.detail).toMatch(/^It mixes Latin/);
    expect(zh[0]!.detail).toMatch(/^混用了拉丁/);
    // Each says another thing, and none only that something is wrong.
    for (const faults of [zh, en]) expect(new Set(faults.map(({ detail }) => detail)).size).toBe(4);
    for (const { detail } of zh) expect(detail).toMatch(/\p{Script=Han}/u);
    expect(en.map(({ detail }) => detail)).not.toContain('Invalid input');
  });

  it('tells of what holds between two fields at one of them', async () => {
    const told = { title: 'x', content: 'x', issuer: 'x', issuedOn: '2026-04-01', requirement: 'x' };
    const body = { item: 'instructions-leaders', ...told };
    const reply = await server
      .as('officer')
      .call(addInstruction, { body, headers: { 'accept-language': 'en' } });
    const fault = {
      pointer: '/unitId',
      code: 'unit-or-industry',
      detail: 'Choose either a unit or an industry.',
    };
    expect(reply).toMatchObject({ status: 400, body: { faults: [fault] } });
  });
});

describe('an address that no file could have', () => {
  it('is no fault of the server, where it serves the client too', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-client-'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
    const whole = await startBareServer({ client: folder });
    try {
      const get = async (url: string) => (await whole.app.server.inject({ method: 'GET', url })).statusCode;
      expect(await get('/matters/1')).toBe(200);
      for (const url of ['/%00', '/matters/%00', '/assets/%00.js', '/..%2f..%2fpackage.json', '/.env'])
        expect([400, 404], url).toContain(await get(url));
    } finally {
      await whole.stop();
      await rm(folder, { recursive: true });
    }
  });
});

describe('what no text holds', () => {
  const BROKEN = ['a\u0000b', 'a\ud800b', 'a\udc00b'];

  it.each(BROKEN)('is refused in any field of a body, with its name: %j', async (text) => {
    const reply = (body: object) =>
      server
        .as('intake')
        .send('POST', '/api/matters', { body: { procedure: 'clue-stub', ...body } as never });
    const at = (pointer: string) => ({ status: 400, body: { faults: [{ pointer, code: 'broken-text' }] } });
    expect(await reply({ data: { 'a/b': [{ deep: text }] } })).toMatchObject(at('/data/a~1b/0/deep'));
    expect(await reply({ data: { [text]: 'x' } })).toMatchObject(at('/data'));
    expect(await reply({ title: text })).toMatchObject(at('/title'));
    const nested = `{"procedure":"clue-stub","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const deep = await server.as('intake').send('POST', '/api/matters', {
      body: Buffer.from(nested),
      headers: { 'content-type': 'application/json' },
    });
    expect(deep.status).toBe(400);
  });

  it.each([
    '/api/clues?q=%00',
    '/api/clues?class=%00',
    '/api/clues?period=%00',
    '/api/clues?status=%00',
    '/api/clues?source=%00',
    '/api/clues/counts?q=%00',
    '/api/clues/export?q=%00',
    '/api/matters?q=%00',
    '/api/matters?state=%00',
    '/api/matters?packVersion=%00',
    '/api/documents?template=%00',
    '/api/stage-times?packVersion=%00',
    '/api/dossiers?q=%00',
    '/api/persons?q=%00',
    '/api/clue-registers/%00',
  ])('is refused in what is asked for: %s', async (url) => {
    const { status, body } = await server.as('casemgmt').send<{ faults: object[] }>('GET', url);
    expect([status, body.faults]).toMatchObject([400, [{ code: 'broken-text' }]]);
  });
});

describe('a cursor that is none of ours', () => {
  const LISTS = allRoutes.filter(
    ({ method, query }) => method === 'GET' && query && 'cursor' in (query as unknown as z.ZodObject).shape,
  );
  const forged = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
  const NONE = [
    'x',
    ...[null, 7, [], {}].map(forged),
    forged({
      day: 'x',
      at: 'x',
      id: 'y',
      due: 'x',
      i: 'y',
      d: 'x',
      f: 'x',
      t: 'x',
      p: 1,
      n: 2,
      c: 3,
      u: 4,
      r: 'x',
      row: 'x',
      rank: 'x',
      ref: 'y',
      name: 5,
      spelling: 6,
    }),
  ];
  /** Whoever may read the list. */
  const READERS = [
    'casemgmt',
    'officer',
    'intake',
    'orgdept',
    'head',
    'secadmin',
    'sysadmin',
    'auditor',
    'unit',
    'reviewer',
  ];

  it('is refused by every list', async () => {
    expect(LISTS.length).toBeGreaterThan(20);
    const { persons } = server.world;
    for (const { path, id } of LISTS) {
      const url = path
        .replace(':subjectId', persons.deputy)
        .replace(':code', path.startsWith('/api/figures/') ? 'warned' : 'registration')
        .replace(/:\w+/, persons.deputy);
      for (const cursor of NONE) {
        const seen: number[] = [];
        for (const who of READERS) {
          const { status } = await server.as(who).send('GET', `${url}?cursor=${cursor}&q=x`);
          seen.push(status);
          if (status === 400) break;
        }
        expect(
          seen.every((status) => status < 500),
          `${id} ${cursor} ${seen}`,
        ).toBe(true);
        if (!/:(?!subjectId|code)/.test(path)) expect(seen.at(-1), `${id} ${cursor} ${seen}`).toBe(400);
      }
    }
  });
});

describe('a rule of the contract that is more than a form', () => {
  it('has a fault of its own, with a text in both languages', () => {
    const folder = new URL('../../../../contract/src/', import.meta.url);
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const rules = sources.flatMap((text) => text.match(/\.refine\(/g) ?? []);
    const named = sources.flatMap((text) => [...text.matchAll(/params: \{ fault: '([^']+)' \}/g)]);
    // `hidden-characters` is one constant for three rules.
    expect(named.length + 2).toBe(rules.length);
    for (const [, code] of named) expect(hasFaultText(code!), code).toBe(true);
  });
});
