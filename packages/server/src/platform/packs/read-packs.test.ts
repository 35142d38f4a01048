import { appendFile, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPacks } from './read-packs.ts';

const SHIPPED = path.resolve(import.meta.dirname, '../../../../../packs/cn-discipline');
let folder: string;
let packs: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-packs-'));
  packs = path.join(folder, 'packs');
  cache = path.join(folder, 'cache');
  await cp(SHIPPED, path.join(packs, 'one'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

test('what is kept is the pack itself, whole', async () => {
  const read = await readPacks(packs, cache);
  expect(await readdir(cache)).toHaveLength(1);
  expect(await readPacks(packs, cache)).toEqual(read);
  expect(read[0]!.head.code).toBe('cn-discipline');
});

test('a changed file is read anew, and an unsound pack is refused however often it is read', async () => {
  await readPacks(packs, cache);
  await appendFile(path.join(packs, 'one/roles.yaml'), '\nnonsense: [\n');
  for (let time = 0; time < 2; time++)
    await expect(readPacks(packs, cache)).rejects.toThrow(/Pack one is not sound:\n.*roles\.yaml:\d+/);
  expect(await readdir(cache)).toHaveLength(1);
});

test('a place that can not be written to only costs time', async () => {
  await writeFile(cache, '');
  expect(await readPacks(packs, cache)).toHaveLength(1);
});
