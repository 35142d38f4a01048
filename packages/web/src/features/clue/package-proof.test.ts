import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commitmentOf, newSalt } from './package-proof.ts';

const SALT = '00'.repeat(31).concat('ff');
const sha = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const expected = (lines: string) => sha('plumbline/package/v1\n', Buffer.from(SALT, 'hex'), lines);

describe('the commitment of a package', () => {
  it('is the hash that anybody works out from the slip', async () => {
    expect(await commitmentOf(SALT, { kind: 'paper', seal: ' 封0042 ', pieces: 2 })).toBe(
      expected('paper\n2\n封0042'),
    );
    const files = [new Blob(['b']), new Blob(['a'])];
    expect(await commitmentOf(SALT, { kind: 'files', files })).toBe(
      expected(['files', ...[sha('a'), sha('b')].sort()].join('\n')),
    );
  });

  it('is another one for another salt, seal, number of pieces or file, and the same in any order of files', async () => {
    const paper = { kind: 'paper', seal: '封0042', pieces: 2 } as const;
    const [a, b, c] = ['a', 'b', 'c'].map((text) => new Blob([text])) as [Blob, Blob, Blob];
    const all = await Promise.all([
      commitmentOf(SALT, paper),
      commitmentOf('ff'.repeat(32), paper),
      commitmentOf(SALT, { ...paper, seal: '封0043' }),
      commitmentOf(SALT, { ...paper, pieces: 1 }),
      commitmentOf(SALT, { kind: 'files', files: [a, b] }),
      commitmentOf(SALT, { kind: 'files', files: [a, c] }),
    ]);
    expect(new Set(all).size).toBe(all.length);
    expect(await commitmentOf(SALT, { kind: 'files', files: [b, a] })).toBe(all[4]);
  });

  it('takes no salt that could be guessed', async () => {
    expect(newSalt()).toMatch(/^[0-9a-f]{64}$/);
    expect(newSalt()).not.toBe(newSalt());
    await expect(commitmentOf('1234', { kind: 'paper', seal: '1', pieces: 1 })).rejects.toThrow(RangeError);
  });
});
