import { UPLOADS } from '@plumbline/contract/file';
import { getInitialPasswords, revokeToken } from '@plumbline/contract/identity';
import { signIn } from '@plumbline/contract/session';
import { uploadWorkbook } from '@plumbline/contract/submission';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { fill } from '../../testing/test-client.ts';
import { refuseCrossSite } from './cross-site.ts';

const ORIGIN = 'https://zhunsheng.example';
const refused = (headers: Record<string, string>) => {
  try {
    refuseCrossSite({ headers }, ORIGIN);
    return false;
  } catch {
    return true;
  }
};

describe('where a write comes from', () => {
  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example', host: 'zhunsheng.example' }],
    [
      'another origin that the browser calls the same',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example', host: 'a' },
    ],
    ['another port', { origin: 'http://localhost:4601', host: 'localhost:4600' }],
    ['a host that begins alike', { origin: 'https://a.example.evil.example', host: 'a.example' }],
    ['a sandboxed page', { origin: 'null', host: 'a' }],
    ['nowhere', { origin: '', host: 'a' }],
    ['a host with a path in it', { origin: 'https://evil.example', host: 'a/@evil.example' }],
    ['a request without a host', { origin: 'https://evil.example' }],
  ])('refuses %s', (_, headers) => expect(refused(headers)).toBe(true));

  it.each<[string, Record<string, string>]>([
    ['a program, which names none', { host: 'a' }],
    [
      'the page itself',
      { 'sec-fetch-site': 'same-origin', origin: 'http://10.0.0.7:4600', host: '10.0.0.7:4600' },
    ],
    ['the usual port', { origin: 'https://a.example', host: 'a.example:443' }],
    ['a page behind a proxy that keeps the host', { origin: 'https://b.example', host: 'b.example' }],
    ['a page behind a proxy that does not', { origin: ORIGIN, host: '127.0.0.1:4600' }],
  ])('takes %s', (_, headers) => expect(refused(headers)).toBe(false));
});

describe('every way to write', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  const id = '01900000-0000-7000-8000-000000000000';
  const headers = { origin: 'https://evil.example' };

  it.each<[string, string, string, string?]>([
    ['signing in', signIn.method, signIn.path],
    ['a command', revokeToken.method, fill(revokeToken.path, { id })],
    [
      'a download that may be had once',
      getInitialPasswords.method,
      fill(getInitialPasswords.path, { id }),
      'sysadmin',
    ],
    ['an upload', 'POST', UPLOADS],
    ['a workbook', 'PUT', fill(uploadWorkbook.path, { id })],
  ])('is closed to other sites: %s', async (_, method, path, as = 'court') => {
    const type = method === 'PUT' ? 'application/octet-stream' : 'application/json';
    const body = method === 'PUT' ? Buffer.from('x') : { username: 'officer', password: 'x' };
    const reply = await server.as(as).send(method, path, {
      headers: { ...headers, 'content-type': type },
      body,
      ...(method === 'PUT' ? { query: { name: 'a.xlsx' } } : {}),
    });
    expect(reply).toMatchObject({ status: 403, body: { code: 'cross-site' } });
  });

  it('takes no body that a form of another site could send', async () => {
    const reply = await server.as().send(signIn.method, signIn.path, {
      headers: { 'content-type': 'text/plain' },
      body: '{"username":"officer","password":"x"}',
    });
    expect(reply.status).toBe(415);
  });
});
