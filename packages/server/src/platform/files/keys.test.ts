import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeyError, type keyMessages } from './key-errors.ts';
import { createMaster, MASTER, NEXT_MASTER } from './key-folder.ts';
import { Keys, openKeys } from './keys.ts';
import { rotateMasterKey } from './rotate-master-key.ts';

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'plumbline-keys-'));
  folder = path.join(root, 'keys');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const coded = (code: keyof typeof keyMessages) =>
  expect.objectContaining({ name: 'KeyError', code }) as unknown as Error;
const modeOf = async (name = '') => ((await stat(path.join(folder, name))).mode & 0o777).toString(8);

describe('first run and reopening', () => {
  test('makes a private folder with a master key and the platform key, and nothing else', async () => {
    await openKeys(folder);
    expect((await readdir(folder)).sort()).toEqual([MASTER, 'platform.wrapped.json']);
    expect(await modeOf()).toBe('700');
    expect(await modeOf(MASTER)).toBe('600');
    expect(await modeOf('platform.wrapped.json')).toBe('600');
  });

  test('gives the same keys after reopening', async () => {
    const before = await (await openKeys(folder)).addJurisdiction(7);
    const after = (await openKeys(folder)).jurisdiction(7);
    expect(after.derive('cookies')).toEqual(before.derive('cookies'));
    expect(after.decrypt('totp', before.encrypt('totp', 'secret', 'a'), 'a').toString()).toBe('secret');
  });

  test('finds a jurisdiction that another process added', async () => {
    const [one, other] = [await openKeys(folder), await openKeys(folder)];
    const set = await other.addJurisdiction(3);
    expect(one.jurisdiction(3).hmac('names', 'x')).toEqual(set.hmac('names', 'x'));
  });

  test('two that start at once agree on one master key and one data key', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openKeys(folder)));
    const sets = await Promise.all(opened.map((keys) => keys.addJurisdiction(1)));
    const names = new Set(sets.map((set) => set.derive('files').toString('hex')));
    expect(names.size).toBe(1);
    const reopened = (await openKeys(folder)).jurisdiction(1).derive('files').toString('hex');
    expect([...names]).toEqual([reopened]);
  });

  test('narrows a folder that others could read', async () => {
    await mkdir(folder, { mode: 0o755 });
    await openKeys(folder);
    expect(await modeOf()).toBe('700');
  });

  test('a key folder inside the data folder is refused', async () => {
    await expect(openKeys(path.join(root, 'data/keys'), { data: path.join(root, 'data') })).rejects.toEqual(
      coded('keys.inside-data'),
    );
    await expect(openKeys(folder, { data: folder })).rejects.toEqual(coded('keys.inside-data'));
    await expect(openKeys(folder, { data: path.join(root, 'data') })).resolves.toBeDefined();
  });
});

describe('lost and foreign keys', () => {
  test('using a jurisdiction without a key never makes one', async () => {
    const keys = await openKeys(folder);
    expect(() => keys.jurisdiction(9)).toThrow(coded('keys.jurisdiction-missing'));
    expect(await readdir(folder)).not.toContain('jurisdiction-9.wrapped.json');
  });

  test('a missing master key is named and not replaced', async () => {
    await openKeys(folder);
    await unlink(path.join(folder, MASTER));
    await expect(openKeys(folder)).rejects.toEqual(coded('keys.master-missing'));
    expect(await readdir(folder)).toEqual(['platform.wrapped.json']);
  });

  test('a foreign master key is named, with the file that it does not open', async () => {
    await openKeys(folder);
    await unlink(path.join(folder, MASTER));
    await createMaster(folder, MASTER);
    const error = await openKeys(folder).then(
      () => undefined,
      (failure: unknown) => failure as KeyError,
    );
    expect(error?.code).toBe('keys.master-wrong');
    expect(error?.texts.zh).toContain('platform.wrapped.json');
  });

  test.each([MASTER, 'platform.wrapped.json'])('a damaged %s is named', async (file) => {
    await openKeys(folder);
    await writeFile(path.join(folder, file), '{"plumbline":');
    await expect(openKeys(folder)).rejects.toEqual(coded('keys.damaged'));
  });

  test("one jurisdiction's wrapped key under another's name is refused", async () => {
    const keys = await openKeys(folder);
    await keys.addJurisdiction(1);
    await rename(
      path.join(folder, 'jurisdiction-1.wrapped.json'),
      path.join(folder, 'jurisdiction-2.wrapped.json'),
    );
    await expect(openKeys(folder)).rejects.toEqual(coded('keys.damaged'));
  });

  test('errors carry no key material', async () => {
    await openKeys(folder);
    const { key } = JSON.parse(await readFile(path.join(folder, MASTER), 'utf8')) as { key: string };
    await writeFile(path.join(folder, MASTER), `{"plumbline":"master-key","version":2,"key":"${key}"}`);
    const error = (await openKeys(folder).catch((failure: unknown) => failure)) as KeyError;
    expect(error).toBeInstanceOf(KeyError);
    expect(JSON.stringify([error.message, error.params, error.texts.en])).not.toContain(key);
  });
});

describe('rotation of the master key', () => {
  test('wraps every key anew and changes no data key', async () => {
    const keys = await openKeys(folder);
    const sealed = (await keys.addJurisdiction(1)).encrypt('identifiers', '身份', 'row-1');
    const old = await readFile(path.join(folder, MASTER), 'utf8');
    const { rewrapped } = await rotateMasterKey(folder);
    expect(rewrapped).toBe(2);
    expect(await readFile(path.join(folder, MASTER), 'utf8')).not.toBe(old);
    const reopened = await openKeys(folder);
    expect(reopened.jurisdiction(1).decrypt('identifiers', sealed, 'row-1').toString()).toBe('身份');
    expect(await readdir(folder)).not.toContain(NEXT_MASTER);
  });

  test('cut short after some keys: still readable, and a second call finishes it', async () => {
    const keys = await openKeys(folder);
    const before = (await keys.addJurisdiction(1)).derive('files');
    const wrappedByOld = await readFile(path.join(folder, 'jurisdiction-1.wrapped.json'));
    const oldMaster = await readFile(path.join(folder, MASTER));
    await rotateMasterKey(folder);
    // As the disk looks when the power fails before the last key: both masters, keys of both kinds.
    await rename(path.join(folder, MASTER), path.join(folder, NEXT_MASTER));
    await writeFile(path.join(folder, MASTER), oldMaster);
    await writeFile(path.join(folder, 'jurisdiction-1.wrapped.json'), wrappedByOld);
    expect((await openKeys(folder)).jurisdiction(1).derive('files')).toEqual(before);
    expect((await rotateMasterKey(folder)).rewrapped).toBe(1);
    expect((await openKeys(folder)).jurisdiction(1).derive('files')).toEqual(before);
    expect(await readdir(folder)).not.toContain(NEXT_MASTER);
  });

  test('secrets of the installation outlive it, and differ by label', async () => {
    const secret = (await Keys.open(folder)).secret('database');
    await rotateMasterKey(folder);
    const keys = await Keys.open(folder);
    expect(keys.secret('database')).toBe(secret);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(keys.secret('cookies')).not.toBe(secret);
  });

  test('a process that runs on adds keys that open afterwards', async () => {
    const running = await openKeys(folder);
    await rotateMasterKey(folder);
    const set = await running.addJurisdiction(5);
    expect((await openKeys(folder)).jurisdiction(5).derive('files')).toEqual(set.derive('files'));
  });

  test('refuses to start without the master key', async () => {
    await openKeys(folder);
    await unlink(path.join(folder, MASTER));
    await expect(rotateMasterKey(folder)).rejects.toEqual(coded('keys.master-missing'));
  });
});

describe('a key set', () => {
  test('any bytes come back; another label, place, jurisdiction or a flipped bit does not open them', async () => {
    const keys = await openKeys(folder);
    const [one, two] = [await keys.addJurisdiction(1), await keys.addJurisdiction(2)];
    const refused = coded('keys.undecryptable');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.nat(), (plain, aad, position) => {
        const sealed = one.encrypt('totp', plain, aad);
        expect(new Uint8Array(one.decrypt('totp', sealed, aad))).toEqual(plain);
        expect(() => one.decrypt('files', sealed, aad)).toThrow(refused);
        expect(() => one.decrypt('totp', sealed, `${aad}x`)).toThrow(refused);
        expect(() => two.decrypt('totp', sealed, aad)).toThrow(refused);
        const flipped = Buffer.from(sealed);
        flipped[position % flipped.length]! ^= 1 << (position % 8);
        expect(() => one.decrypt('totp', flipped, aad)).toThrow(refused);
        expect(() => one.decrypt('totp', sealed.subarray(0, position % sealed.length), aad)).toThrow(refused);
      }),
      { numRuns: 100 },
    );
  });

  test('the same text is sealed differently each time and hashed the same', async () => {
    const set = await (await openKeys(folder)).addJurisdiction(1);
    expect(set.encrypt('totp', 'x', '')).not.toEqual(set.encrypt('totp', 'x', ''));
    expect(set.hmac('names', 'x')).toEqual(set.hmac('names', 'x'));
    expect(set.hmacStream('names').update('x').digest()).toEqual(set.hmac('names', 'x'));
  });

  test('labels, uses and jurisdictions give unrelated keys', async () => {
    const keys = await openKeys(folder);
    const [one, two] = [await keys.addJurisdiction(1), await keys.addJurisdiction(2)];
    const all = [
      one.derive('files'),
      one.derive('names'),
      two.derive('files'),
      keys.platform.derive('files'),
      one.hmac('files', ''),
      one.hmac('names', ''),
      two.hmac('files', ''),
    ].map((key) => key.toString('hex'));
    expect(new Set(all).size).toBe(all.length);
  });

  test('a caller who overwrites a derived key harms only the copy', async () => {
    const set = await (await openKeys(folder)).addJurisdiction(1);
    const key = set.derive('cookies');
    const kept = Buffer.from(key);
    key.fill(0);
    expect(set.derive('cookies')).toEqual(kept);
  });

  test.each(['', 'Files', 'a/b', '姓名'])('label %j is refused', async (label) => {
    const { platform } = await openKeys(folder);
    expect(() => platform.derive(label)).toThrow(TypeError);
  });
});
