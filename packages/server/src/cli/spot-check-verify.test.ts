import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canonicalList, commitmentOf, drawSample, listHash, seedOf } from '@plumbline/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from './command.ts';
import { command } from './spot-check-verify.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-proof-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let said = '';
beforeEach(() => {
  said = '';
  const take = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  return () => vi.restoreAllMocks();
});

const list = canonicalList([1, 2, 3, 4].map((n) => ({ id: `letter-${n}`, number: `澄函询${n}号` })));
const committed = { list, draws: 2, source: '第2026045期开奖号码', sourceOn: '2026-04-21', digits: 5 };
const sample = drawSample(committed, '01234');
const proof = {
  format: 'plumbline/spot-check/v1',
  ...committed,
  listHash: listHash(list),
  commitment: commitmentOf(committed),
  committedOn: '2026-04-10',
  number: '01234',
  publishedIn: '官方网站',
  seed: seedOf(committed, '01234'),
  sample: sample.map(({ id }) => id),
};

async function verify(content: unknown): Promise<number> {
  const file = path.join(folder, 'proof.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return command.run([file]);
}

describe('plumbline spot-check verify', () => {
  it('finds the sample again, in the order of drawing', async () => {
    expect(await verify(proof)).toBe(0);
    expect(said).toContain(`1. ${sample[0]!.number}`);
    expect(said).toContain('验证通过');
  });

  it('says what does not agree, in both languages', async () => {
    expect(await verify({ ...proof, sample: [...proof.sample].reverse() })).toBe(1);
    expect(said).toContain('抽取结果与名单和号码不符');
    expect(said).toContain('The sample does not follow');
  });

  it.each(['{', '{}', JSON.stringify({ ...proof, more: 1 })])('refuses %s as no proof', async (content) => {
    await expect(verify(content)).rejects.toThrow(UsageError);
  });

  it('asks for one file that is there', async () => {
    await expect(command.run([])).rejects.toThrow('Which file?');
    await expect(command.run([path.join(folder, 'nothing')])).rejects.toThrow('ENOENT');
  });
});
