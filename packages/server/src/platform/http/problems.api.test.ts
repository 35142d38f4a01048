import { readdirSync, readFileSync } from 'node:fs';
import { createAccount } from '@plumbline/contract/identity';
import { addInstruction } from '@plumbline/contract/instruction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
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
