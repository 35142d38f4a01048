import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, explained, explainOutput } from './errors.ts';
import { giveTo } from './ownership.ts';
import { type Layout, MAJOR, OWNER } from './paths.ts';
import { readPidFile, relationTo } from './postmaster.ts';
import { type RunAs, run } from './run.ts';

/** A new cluster takes 40 MB and its first WAL segments; less than this would only fail half-way. */
const SPACE_NEEDED = 100 * 1024 * 1024;

/** Whether the cluster is there; throws `wrong-version` or `foreign-folder` when something else is. */
export async function hasCluster(layout: Layout): Promise<boolean> {
  return explained(layout.cluster, async () => {
    const stray = await readFile(join(layout.root, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (stray) throw new EmbeddedError('foreign-folder', layout.root);
    const names: string[] = await readdir(layout.cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    if (names.length === 0) return false;
    if (!names.includes('PG_VERSION')) throw new EmbeddedError('foreign-folder', layout.cluster);
    const version = (await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8')).trim();
    if (version !== String(MAJOR)) {
      throw new EmbeddedError('wrong-version', `${layout.cluster} (${version}, not ${MAJOR})`);
    }
    return true;
  });
}

/** The owner's password, kept beside the cluster with mode 0600; made on the first start. */
export async function ownerPassword(layout: Layout): Promise<string> {
  return explained(layout.password, async () => {
    const kept = await readFile(layout.password, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    if (kept.trim() !== '') return kept.trim();
    const password = randomBytes(24).toString('base64url');
    // Written whole or not at all: a torn password would lock the owner out for good.
    await writeFile(`${layout.password}.new`, `${password}\n`, { mode: 0o600, flush: true });
    await rename(`${layout.password}.new`, layout.password);
    return password;
  });
}

const ORPHAN_MS = 10_000;

/** A killed server's initdb ends by itself, in order, unless its files vanish under it. */
async function untilAbandoned(cluster: string): Promise<void> {
  const deadline = performance.now() + ORPHAN_MS;
  for (;;) {
    const pidFile = await readPidFile(cluster);
    if (!pidFile || (await relationTo(pidFile.pid, cluster)) === 'foreign') return;
    if (performance.now() > deadline) return;
    await delay(20);
  }
}

async function removeLeftovers(layout: Layout): Promise<void> {
  const prefix = `${basename(layout.cluster)}.init-`;
  for (const name of await readdir(layout.root)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(layout.root, name);
    await untilAbandoned(join(folder, 'cluster')).catch(() => undefined);
    // What resists goes with the next start.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

/**
 * Makes the cluster in a temporary folder and renames it into place, so that a killed initdb leaves nothing
 * that looks finished. The caller holds the start lock.
 *
 * The locale is spelled out: on a bare Debian initdb would take SQL_ASCII and C, where Chinese trigrams are
 * empty. The builtin provider gives the same order and case mapping on every machine.
 */
export async function initialise(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  password: string,
  fast: boolean,
): Promise<void> {
  const { bavail, bsize } = await statfs(layout.root);
  if (bavail * bsize < SPACE_NEEDED) throw new EmbeddedError('disk-full', layout.root);

  await explained(layout.root, async () => {
    await removeLeftovers(layout);
    const temporary = await mkdtemp(`${layout.cluster}.init-`);
    const passwordFile = join(temporary, 'password');
    const cluster = join(temporary, 'cluster');
    try {
      await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
      await giveTo(runAs, passwordFile);
      await giveTo(runAs, temporary);
      const result = await run(runAs, join(binaries.native, 'bin/initdb'), [
        `--pgdata=${cluster}`,
        `--username=${OWNER}`,
        `--pwfile=${passwordFile}`,
        '--auth-local=scram-sha-256',
        '--auth-host=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--lc-messages=C',
        '--no-instructions',
        ...(fast ? ['--no-sync'] : []),
      ]);
      if (result.code !== 0) throw explainOutput(result.output, layout.root);
      await rename(cluster, layout.cluster);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
}
