import { chmod, readFile, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
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

const starts = async (runAs: RunAs, binaries: Binaries) =>
  (await run(runAs, join(binaries.native, 'bin/postgres'), ['--version'])).code === 0;

const enters = async (runAs: RunAs, folder: string) =>
  (await run(runAs, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])).code === 0;

async function asAccount(layout: Layout, binaries: Binaries, account: Omit<Account, 'name'>) {
  const plain: RunAs = { kind: 'account', uid: account.uid, gid: account.gid, override: false };
  await chmod(layout.root, 0o711);
  const open = await enters(plain, layout.root);
  const readable = await starts(plain, binaries);
  // node_modules may lie where only root can read.
  const own = readable ? binaries : await copyBinaries(binaries, open ? layout.root : tmpdir());
  if (open) return (await starts(plain, own)) ? { runAs: plain, binaries: own } : undefined;

  // As much as root's own files lie open to it in a user namespace, too.
  const runAs: RunAs = { ...plain, override: true };
  const works = (await enters(runAs, layout.root)) && (await starts(runAs, own));
  return works ? { runAs, binaries: own } : undefined;
}

/**
 * How to start PostgreSQL here. An ordinary account starts it directly. Root, whom PostgreSQL refuses, and an
 * account without a name, whom initdb refuses, appear as `nobody` in a user namespace; where those are
 * forbidden (many containers), root drops to a system account, if need be with the right to pass closed folders.
 *
 * @param forced for tests: leave the user namespace out
 */
export async function chooseRunAs(
  layout: Layout,
  binaries: Binaries,
  forced?: 'account' | undefined,
): Promise<Choice> {
  const isRoot = process.geteuid?.() === 0;
  if (!isRoot && hasName()) return directly(layout, binaries);

  const known = await accounts();
  const nobody = known.find((account) => account.name === 'nobody') ?? known[0];
  const namespace: RunAs = { kind: 'namespace', uid: nobody?.uid ?? 65534 };
  if (forced !== 'account' && (await enters(namespace, layout.root)) && (await starts(namespace, binaries))) {
    return { runAs: namespace, binaries };
  }
  if (isRoot) {
    const owner = await stat(layout.cluster).catch(() => undefined);
    const candidates = owner && owner.uid !== 0 ? [{ uid: owner.uid, gid: owner.gid }, ...known] : known;
    for (const account of candidates) {
      const choice = await asAccount(layout, binaries, account);
      if (choice) return choice;
    }
  }
  await directly(layout, binaries);
  throw new EmbeddedError('root-refused', layout.root);
}

async function directly(layout: Layout, binaries: Binaries): Promise<Choice> {
  const runAs: RunAs = { kind: 'direct' };
  if (await starts(runAs, binaries)) return { runAs, binaries };
  const postgres = await run(runAs, join(binaries.native, 'bin/postgres'), ['--version']);
  if (postgres.errno === 'EACCES') {
    // node_modules may be mounted noexec.
    const copy = await copyBinaries(binaries, layout.root);
    if (await starts(runAs, copy)) return { runAs, binaries: copy };
  }
  throw new EmbeddedError('binary-unusable', postgres.output.trim().split('\n')[0] || binaries.native);
}
