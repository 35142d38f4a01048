import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OperatorError } from '../platform/errors/operator-error.ts';
import { command as check } from './pack-check.ts';
import { command as install } from './pack-install.ts';
import { command as simulate } from './pack-simulate.ts';

const PACK = path.resolve(import.meta.dirname, '../../../../packs/inspectorate');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-pack-'));
  vi.stubEnv('PLUMBLINE_DATA', path.join(folder, 'data'));
  vi.stubEnv('PLUMBLINE_KEYS', path.join(folder, 'keys'));
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const wrong = (named: string) => ({
  name: OperatorError.name,
  texts: { zh: expect.stringContaining(named), en: expect.stringContaining(named) },
});

test('a folder that is not there is told in a sentence', async () => {
  const nowhere = path.join(folder, 'nowhere');
  await expect(check.run([nowhere])).rejects.toMatchObject(wrong(nowhere));
  await expect(install.run([nowhere])).rejects.toMatchObject(wrong(nowhere));
  await expect(simulate.run([nowhere, '--since', '2026-01-01'])).rejects.toMatchObject(wrong(nowhere));
});

test('where no server has its data, nothing is made, and the folder that was looked at is named', async () => {
  await expect(simulate.run([PACK, '--since', '2026-01-01'])).rejects.toMatchObject(wrong(folder));
  await expect(install.run([PACK])).rejects.toMatchObject(wrong(folder));
  expect(existsSync(path.join(folder, 'data')) || existsSync(path.join(folder, 'keys'))).toBe(false);
});
