import { chmod, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Binaries, copyBinaries } from './binaries.ts';
import { EmbeddedError } from './errors.ts';
import type { Layout } from './paths.ts';
import { type RunAs, run } from './run.ts';

type Account = { name: string; uid: number; gid: number };
type Choice = { runAs: RunAs; binaries: Binaries };

const preferred = ['plumbline', 'postgres', 'nobody'];

async function accounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const all = text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && Number(fields[2]) > 0)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }));
  return preferred.flatMap((name) => all.find((account) => account.name === name) ?? []);
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

const starts = (runAs: RunAs, binaries: Binaries) =>
  run(runAs, join(binaries.native, 'bin/postgres'), ['--version']);

/** Whether that account can enter the data folder and start the binaries. */
async function reaches(runAs: RunAs, root: string, binaries: Binaries): Promise<boolean> {
  const folder = await run(runAs, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', root]);
  return folder.code === 0 && (await starts(runAs, binaries)).code === 0;
}

async function asAccount(layout: Layout, binaries: Binaries, account: Omit<Account, 'name'>) {
  const runAs: RunAs = { kind: 'account', uid: account.uid, gid: account.gid };
  await chmod(layout.root, 0o711);
  if (await reaches(runAs, layout.root, binaries)) return { runAs, binaries };
  // node_modules may lie where only root can read.
  const folder = await run(runAs, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', layout.root]);
  if (folder.code !== 0) return undefined;
  const copy = await copyBinaries(binaries, layout.root);
  return (await reaches(runAs, layout.root, copy)) ? { runAs, binaries: copy } : undefined;
}

/**
 * How to start PostgreSQL here. An ordinary account starts it directly. Root, whom PostgreSQL refuses, and an
 * account without a name, whom initdb refuses, appear as `nobody` in a user namespace; where those are
 * forbidden (many containers), root drops to a system account.
 *
 * @param forced for tests: leave the user namespace out
 */
export async function chooseRunAs(
  layout: Layout,
  binaries: Binaries,
  forced?: 'account' | undefined,
): Promise<Choice> {
  const isRoot = process.geteuid?.() === 0;
  if (!isRoot && hasName()) {
    const first = await starts({ kind: 'direct' }, binaries);
    if (first.code === 0) return { runAs: { kind: 'direct' }, binaries };
    if (first.errno === 'EACCES') {
      // A folder mounted noexec, or exec bits that can't be set.
      const copy = await copyBinaries(binaries, layout.root);
      if ((await starts({ kind: 'direct' }, copy)).code === 0)
        return { runAs: { kind: 'direct' }, binaries: copy };
    }
    throw unusable(first.output, binaries);
  }

  const known = await accounts();
  const nobody = known.find((account) => account.name === 'nobody') ?? known[0];
  if (forced !== 'account') {
    const runAs: RunAs = { kind: 'namespace', uid: nobody?.uid ?? 65534 };
    if (await reaches(runAs, layout.root, binaries)) return { runAs, binaries };
  }
  if (isRoot) {
    const owner = await stat(layout.cluster).catch(() => undefined);
    const candidates = owner && owner.uid !== 0 ? [{ uid: owner.uid, gid: owner.gid }, ...known] : known;
    for (const account of candidates) {
      const choice = await asAccount(layout, binaries, account);
      if (choice) return choice;
    }
  }
  const plain = await starts({ kind: 'direct' }, binaries);
  if (plain.code !== 0) throw unusable(plain.output, binaries);
  throw new EmbeddedError('root-refused', layout.root);
}

function unusable(output: string, binaries: Binaries): EmbeddedError {
  return new EmbeddedError('binary-unusable', output.trim().split('\n')[0] || binaries.native);
}
