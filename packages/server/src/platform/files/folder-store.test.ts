import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  type FileHandle,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CHUNK, HEADER, SEALED_CHUNK, sealedSize } from './cipher.ts';
import { FolderStore } from './folder-store.ts';
import { type Keys, openKeys } from './keys.ts';

const LIMITS = { maxBytes: 64 * 1024 * 1024 };
const J = 1;
let root: string;
let keys: Keys;
let dir: string;
let store: FolderStore;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'plumbline-files-'));
  keys = await openKeys(path.join(root, 'keys'));
  await keys.addJurisdiction(J);
  await keys.addJurisdiction(2);
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  dir = await mkdtemp(path.join(root, 'store-'));
  store = new FolderStore(dir, keys);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const pieces = (content: Uint8Array, size: number) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += size) yield Buffer.from(content.subarray(at, at + size));
    })(),
    { objectMode: false },
  );
const put = (content: Uint8Array, jurisdiction = J, size = 50_000) =>
  store.put(jurisdiction, pieces(content, size), LIMITS);
const read = async (name: string, range?: { start: number; end: number }) =>
  buffer(await store.get(J, name, range));
const onDisk = async () =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
/** Every write to an open file asks `instead` first, until restored: a disk that runs full. */
async function writes(instead: (whole: () => Promise<unknown>) => Promise<unknown>) {
  const handle = await open(path.join(root, 'any'), 'w');
  await handle.close();
  const files = Object.getPrototypeOf(handle) as FileHandle;
  const { write } = files;
  files.write = function (this: FileHandle, ...args: never[]) {
    return instead(() => (write as (...args: never[]) => Promise<unknown>).apply(this, args));
  } as FileHandle['write'];
  const restore = () => void Object.assign(files, { write });
  onTestFinished(restore);
  return { restore };
}
const coded = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe('round trip', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])('%i bytes', async (size) => {
    const content = randomBytes(size);
    const stored = await put(content);
    expect(stored.size).toBe(size);
    expect((await read(stored.name)).equals(content)).toBe(true);
    const [file] = await onDisk();
    expect((await readFile(file!)).length).toBe(sealedSize(size));
  });

  test('any bytes in pieces of any size, and any range of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 3 * CHUNK })),
        fc.integer({ min: 1, max: 2 * CHUNK }),
        fc.nat(),
        fc.nat({ max: 3 * CHUNK }),
        async (size, piece, from, length) => {
          const content = randomBytes(size + 1);
          const { name } = await put(content, J, piece);
          const start = from % content.length;
          expect((await read(name)).equals(content)).toBe(true);
          const range = await read(name, { start, end: start + length });
          expect(range.equals(content.subarray(start, start + length + 1))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    { start: 10, end: 12 },
    { start: -1, end: 3 },
    { start: 4, end: 3 },
    { start: 0.5, end: 3 },
  ])('range $start-$end of 10 bytes is refused', async (range) => {
    const { name } = await put(randomBytes(10));
    await expect(store.get(J, name, range)).rejects.toEqual(coded('files.range'));
  });

  test('the name is the keyed hash of the content, another one in each jurisdiction', async () => {
    const content = Buffer.from('同一份材料');
    const [one, two] = [await put(content), await put(content, 2)];
    const expected = createHmac('sha256', keys.jurisdiction(J).derive('names')).update(content).digest('hex');
    expect(one.name).toBe(expected);
    expect(one.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(two.name).not.toBe(expected);
  });

  test('equal content is kept once, whoever sends it at the same time', async () => {
    const content = randomBytes(CHUNK + 5);
    const stored = await Promise.all([put(content), put(content), put(content)]);
    expect(new Set(stored.map(({ name }) => name)).size).toBe(1);
    expect(await onDisk()).toHaveLength(1);
  });

  test('the disk never holds the content in the clear', async () => {
    const { name } = await put(Buffer.alloc(CHUNK * 2, '举报人姓名'));
    const [file] = await onDisk();
    expect((await readFile(file!)).includes('举报人姓名')).toBe(false);
    expect(path.basename(file!)).toBe(name);
  });

  test('has, remove, and names that are no names', async () => {
    const { name } = await put(randomBytes(5));
    expect(await store.has(J, name)).toBe(true);
    expect(await store.has(2, name)).toBe(false);
    await store.remove(J, name);
    await store.remove(J, name);
    expect(await store.has(J, name)).toBe(false);
    await expect(store.get(J, name)).rejects.toEqual(coded('files.missing'));
    await expect(store.get(J, '../../etc/passwd')).rejects.toEqual(coded('files.missing'));
  });

  test('a stream that nobody reads gives its handle back', async () => {
    const { name } = await put(randomBytes(10));
    const stream = await store.get(J, name);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.destroy();
    await closed;
    expect(stream.destroyed).toBe(true);
  });
});

describe('damage at rest is detected', () => {
  test('any flipped bit', async () => {
    const content = randomBytes(CHUNK + 300);
    const { name } = await put(content);
    const [file] = await onDisk();
    const whole = await readFile(file!);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat({ max: HEADER }), fc.nat({ max: whole.length - 1 })),
        fc.nat({ max: 7 }),
        async (at, bit) => {
          const changed = Buffer.from(whole);
          changed[at]! ^= 1 << bit;
          await writeFile(file!, changed);
          await expect(read(name)).rejects.toEqual(coded('files.damaged'));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('any cut, and anything added', async () => {
    const { name } = await put(randomBytes(CHUNK * 2 + 10));
    const [file] = await onDisk();
    const whole = await readFile(file!);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
        await writeFile(file!, whole.subarray(0, length));
        await expect(read(name)).rejects.toEqual(coded('files.damaged'));
      }),
      { numRuns: 60 },
    );
    await writeFile(file!, Buffer.concat([whole, Buffer.from('x')]));
    await expect(read(name)).rejects.toEqual(coded('files.damaged'));
  });

  test('cut while it is being read', async () => {
    const { name } = await put(randomBytes(CHUNK * 3));
    const [file] = await onDisk();
    const stream = await store.get(J, name);
    await truncate(file!, HEADER + SEALED_CHUNK);
    await expect(buffer(stream)).rejects.toEqual(coded('files.damaged'));
  });

  test('chunks that changed places', async () => {
    const { name } = await put(randomBytes(CHUNK * 3));
    const [file] = await onDisk();
    const whole = await readFile(file!);
    const chunk = (index: number) =>
      Buffer.from(whole.subarray(HEADER + index * SEALED_CHUNK, HEADER + (index + 1) * SEALED_CHUNK));
    const [first, second] = [chunk(0), chunk(1)];
    second.copy(whole, HEADER);
    first.copy(whole, HEADER + SEALED_CHUNK);
    await writeFile(file!, whole);
    await expect(read(name)).rejects.toEqual(coded('files.damaged'));
  });

  test("another file's bytes under this name; the next upload heals it", async () => {
    const content = randomBytes(100);
    const { name } = await put(content);
    const [file] = await onDisk();
    const other = await put(randomBytes(100));
    const source = (await onDisk()).find((found) => found.endsWith(other.name));
    await writeFile(file!, await readFile(source!));
    await expect(read(name)).rejects.toEqual(coded('files.damaged'));
    await put(content);
    expect((await read(name)).equals(content)).toBe(true);
  });
});

describe('what fails leaves nothing behind', () => {
  test('a content over the limit stops the sender at once', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(++sent && 1000);
      })(),
      { objectMode: false },
    );
    await expect(store.put(J, endless, { maxBytes: 100_000 })).rejects.toEqual(coded('file.too-large'));
    expect(sent).toBeLessThan(300);
    expect(endless.destroyed).toBe(true);
    expect(await onDisk()).toEqual([]);
  });

  test('exactly the limit is taken', async () => {
    const stored = await store.put(J, pieces(randomBytes(1000), 7), { maxBytes: 1000 });
    expect(stored.size).toBe(1000);
  });

  test('a sender that breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(CHUNK * 2);
        throw new Error('gone');
      })(),
      { objectMode: false },
    );
    await expect(store.put(J, broken, LIMITS)).rejects.toThrow('gone');
    expect(await onDisk()).toEqual([]);
  });

  test.each([
    ['ENOSPC', 0],
    ['ENOSPC', 2],
    ['EDQUOT', 3],
  ])('%s after %i writes', async (code, after) => {
    let written = 0;
    const disk = await writes((whole) => {
      if (written++ < after) return whole();
      return Promise.reject(Object.assign(new Error('write'), { code }));
    });
    await expect(put(randomBytes(CHUNK * 3))).rejects.toEqual(coded('disk-full'));
    disk.restore();
    expect(written).toBeGreaterThan(after);
    expect(await onDisk()).toEqual([]);
  });

  test('sweep removes what a killed writer left, and spares one that is at work', async () => {
    const { name } = await put(randomBytes(10));
    const left = path.join(dir, 'parts', 'left');
    await writeFile(left, 'x');
    await utimes(left, new Date('2026-01-01'), new Date('2026-01-01'));
    await (await open(path.join(dir, 'parts', 'working'), 'w')).close();
    expect(await store.sweep(new Date('2026-06-01'))).toBe(1);
    expect((await onDisk()).map((file) => path.basename(file)).sort()).toEqual(['working', name].sort());
  });
});
