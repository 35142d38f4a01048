import { route } from '@plumbline/contract/route';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { addressOf, call, newKey, onRefusal } from './call.ts';
import { setLanguage } from './language.ts';
import { isSignedOut, ProblemError } from './problem.ts';

const summary = { zh: '试', en: 'Try' };
const read = route({
  id: 'read',
  method: 'GET',
  path: '/api/things/:id',
  tag: 'try',
  permission: null,
  summary,
  params: z.object({ id: z.string() }),
  query: z.object({
    q: z.string().optional(),
    kind: z.array(z.string()).optional(),
    limit: z.number().optional(),
  }),
  reply: z.object({ ok: z.boolean() }),
});
const write = route({
  id: 'write',
  method: 'POST',
  path: '/api/things',
  tag: 'try',
  permission: null,
  summary,
  body: z.object({ name: z.string() }),
  reply: z.object({ ok: z.boolean() }),
});
const signIn = route({ ...write, id: 'sign', writes: false as boolean });

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
  it('fills parameters and writes the query as the server reads it', () => {
    const asked = { params: { id: 'a/b 王' }, query: { q: '王 伟&x', kind: ['a', 'b'], limit: 20 } };
    expect(addressOf(read, asked)).toBe(
      `/api/things/${encodeURIComponent('a/b 王')}?q=${new URLSearchParams({ q: '王 伟&x' }).toString().slice(2)}&kind=a%2Cb&limit=20`,
    );
  });
  it('leaves out what is empty', () => {
    expect(addressOf(read, { params: { id: '1' }, query: { q: '', limit: undefined } })).toBe(
      '/api/things/1',
    );
  });
  it('refuses a missing parameter', () => {
    expect(() => addressOf(read, { params: { id: '' } })).toThrow('read needs id');
  });
});

describe('call', () => {
  it('sends JSON with a key and the language shown, and gives the reply', async () => {
    const asked = answering(200, { ok: true });
    expect(await call(write, { body: { name: '甲' } }, { key: 'key-1' })).toEqual({ ok: true });
    setLanguage('en');
    await call(write, { body: { name: '甲' } });
    expect(asked[0]!.init).toMatchObject({
      method: 'POST',
      body: '{"name":"甲"}',
      credentials: 'same-origin',
      headers: { 'idempotency-key': 'key-1', 'accept-language': 'zh-CN', 'content-type': 'application/json' },
    });
    expect(asked[1]!.init.headers['accept-language']).toBe('en');
    expect(asked[1]!.init.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives no key to reads and to what is declared not to write', async () => {
    const asked = answering(200, { ok: true });
    await call(read, { params: { id: '1' } });
    await call(signIn, { body: { name: 'x' } });
    expect(asked.map(({ init }) => 'idempotency-key' in init.headers)).toEqual([false, false]);
  });

  it('takes 204 as no reply', async () => {
    answering(204, undefined);
    expect(await call(write, { body: { name: 'x' } })).toBeUndefined();
  });

  it('throws the problem and lets listeners hear it', async () => {
    answering(401, problem, 'application/problem+json; charset=utf-8');
    const heard: ProblemError[] = [];
    const stop = onRefusal((refusal) => heard.push(refusal));
    const refusal = await call(read, { params: { id: '1' } }).catch((error: unknown) => error);
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
    await call(read, { params: { id: '1' } }).catch(() => undefined);
    expect(heard).toHaveLength(1);
  });

  it('says so when no answer comes or another than ours', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await expect(call(read, { params: { id: '1' } })).rejects.toMatchObject({ code: 'no-answer', status: 0 });
    answering(502, 'bad gateway', 'text/html');
    await expect(call(read, { params: { id: '1' } })).rejects.toMatchObject({
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
    const end = call(read, { params: { id: '1' } }, { signal: stop.signal }).catch((error: Error) => error);
    expect(await end).toMatchObject({ name: 'AbortError' });
  });
});

it('makes keys that the server accepts and never repeats', () => {
  const keys = Array.from({ length: 200 }, newKey);
  expect(new Set(keys).size).toBe(200);
  expect(keys.every((key) => /^[\w-]{8,100}$/.test(key))).toBe(true);
});
