import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropAllKept, dropKept, findKept, hasKept, keep } from './kept.ts';

const KEY = btoa('k'.repeat(32));
const PLACE = { account: 'a1', name: 'm1.hold' };
const TEXT = { version: 3, data: { answer: '因公外出。' } };

/** What a browser keeps, as a plain object with the storage's functions. */
function storage(): Storage {
  const items: Record<string, string> = {};
  return new Proxy(items, {
    get: (_, name) =>
      ({
        getItem: (key: string) => items[key] ?? null,
        setItem: (key: string, value: string) => {
          items[key] = value;
        },
        removeItem: (key: string) => {
          delete items[key];
        },
      })[String(name)] ?? items[String(name)],
  }) as unknown as Storage;
}

beforeEach(() => vi.stubGlobal('localStorage', storage()));
afterEach(() => vi.unstubAllGlobals());

describe('text kept on a machine', () => {
  it('is there for the account with its key, and for no other', async () => {
    expect(await keep(PLACE, KEY, TEXT)).toBe(true);
    expect(await findKept(PLACE, KEY)).toEqual(TEXT);
    expect(await findKept(PLACE, btoa('x'.repeat(32)))).toBeUndefined();
    expect(await findKept({ ...PLACE, account: 'a2' }, KEY)).toBeUndefined();
  });
  it('stands nowhere in clear', async () => {
    await keep(PLACE, KEY, TEXT);
    expect(JSON.stringify({ ...localStorage })).not.toContain('因公外出');
    expect(Object.keys(localStorage)).toEqual(['plumbline.kept.a1.m1.hold']);
  });
  it('can not be moved to another place', async () => {
    await keep(PLACE, KEY, TEXT);
    localStorage.setItem('plumbline.kept.a1.m2.hold', localStorage.getItem('plumbline.kept.a1.m1.hold')!);
    expect(await findKept({ account: 'a1', name: 'm2.hold' }, KEY)).toBeUndefined();
  });
  it('goes when it was sent, and all of an account with its sign-out', async () => {
    await keep(PLACE, KEY, TEXT);
    dropKept(PLACE);
    expect(await findKept(PLACE, KEY)).toBeUndefined();
    await keep(PLACE, KEY, TEXT);
    await keep({ account: 'a2', name: 'm1.hold' }, KEY, TEXT);
    expect(hasKept('a1')).toBe(true);
    dropAllKept('a1');
    expect([hasKept('a1'), hasKept('a2')]).toEqual([false, true]);
  });
  it('is not kept at all where the page has no ciphers', async () => {
    vi.stubGlobal('crypto', {});
    expect(await keep(PLACE, KEY, TEXT)).toBe(false);
    expect(Object.keys(localStorage)).toEqual([]);
  });
});
