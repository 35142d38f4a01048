import { actOnMatter, getMatter, listMatters } from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import { signIn } from '@plumbline/contract/session';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, call, newKey, onRefusal } from './call.ts';
import { setLanguage } from './language.ts';
import { isSignedOut, ProblemError } from './problem.ts';

/** Answers every request alike and keeps what was asked. */
function answering(status: number, body: unknown, type = 'application/json') {
  const asked: { url: string; init: RequestInit & { headers: Record<string, string> } }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: never) => {
    asked.push({ url, init });
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': type },
    });
  });
  return asked;
}
const problem = { type: 'x', status: 401, code: 'session-ended', title: '登录已失效', trace: 't1' };

afterEach(() => {
  vi.unstubAllGlobals();
  setLanguage('zh');
});

describe('addressOf', () => {
  it('writes the query as the server reads it: lists joined by commas', () => {
    const address = addressOf(search, { query: { q: '王 伟&x', kind: ['person', 'unit'], limit: 20 } });
    const url = new URL(address, 'http://here');
    expect(url.pathname).toBe('/api/search');
    expect(Object.fromEntries(url.searchParams)).toEqual({ q: '王 伟&x', kind: 'person,unit', limit: '20' });
  });
  it('fills parameters so that they stay one part of the path', () => {
    expect(addressOf(getMatter, { params: { id: 'a/b 王' } })).toBe(
      `/api/matters/${encodeURIComponent('a/b 王')}`,
    );
  });
  it('leaves out what is empty', () => {
    expect(addressOf(listMatters, { query: { procedure: '', cursor: undefined } })).toBe('/api/matters');
  });
  it('refuses a missing parameter', () => {
    expect(() => addressOf(getMatter, { params: { id: '' } })).toThrow('getMatter needs id');
  });
});

const read = () => call(getMatter, { params: { id: '1' } });
const write = (key?: string) =>
  call(actOnMatter, { params: { id: '1', action: 'close' }, body: { reason: '已办结' } }, { key });

describe('call', () => {
  it('sends JSON with a key and the language shown, and gives the reply', async () => {
    const asked = answering(200, { ok: true });
    expect(await write('key-00001')).toEqual({ ok: true });
    setLanguage('en');
    await write();
    expect(asked[0]!.init).toMatchObject({
      method: 'POST',
      body: '{"reason":"已办结"}',
      credentials: 'same-origin',
      headers: {
        'idempotency-key': 'key-00001',
        'accept-language': 'zh-CN',
        'content-type': 'application/json',
      },
    });
    expect(asked[1]!.init.headers['accept-language']).toBe('en');
    expect(asked[1]!.init.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives no key to reads and to what is declared not to write', async () => {
    const asked = answering(200, { ok: true });
    await read();
    await call(signIn, { body: { username: 'x', password: 'y' } });
    expect(asked.map(({ init }) => 'idempotency-key' in init.headers)).toEqual([false, false]);
  });

  it('takes 204 as no reply', async () => {
    answering(204, undefined);
    expect(await write()).toBeUndefined();
  });

  it('throws the problem and lets listeners hear it', async () => {
    answering(401, problem, 'application/problem+json; charset=utf-8');
    const heard: ProblemError[] = [];
    const stop = onRefusal((refusal) => heard.push(refusal));
    const refusal = await read().catch((error: unknown) => error);
    stop();
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({
      code: 'session-ended',
      status: 401,
      title: '登录已失效',
      trace: 't1',
      faults: [],
    });
    expect(heard).toEqual([refusal]);
    expect(isSignedOut(refusal)).toBe(true);
    await read().catch(() => undefined);
    expect(heard).toHaveLength(1);
  });

  it('says so when no answer comes or another than ours', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await expect(read()).rejects.toMatchObject({ code: 'no-answer', status: 0 });
    answering(502, 'bad gateway', 'text/html');
    await expect(read()).rejects.toMatchObject({
      code: 'unavailable',
      status: 502,
    });
  });

  it('passes on that it was called off', async () => {
    const stop = new AbortController();
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      stop.abort();
      return Promise.reject(init.signal?.reason);
    });
    const end = call(getMatter, { params: { id: '1' } }, { signal: stop.signal }).catch(
      (error: Error) => error,
    );
    expect(await end).toMatchObject({ name: 'AbortError' });
  });
});

it('makes keys that the server accepts and never repeats', () => {
  const keys = Array.from({ length: 200 }, newKey);
  expect(new Set(keys).size).toBe(200);
  expect(keys.every((key) => /^[\w-]{8,100}$/.test(key))).toBe(true);
});
