import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError } from './errors.ts';
import type { Layout } from './paths.ts';
import { disownPidFile, readPidFile, relationTo, systemIdentifier } from './postmaster.ts';
import { type Answer, type Endpoint, probe } from './probe.ts';

/** A postmaster of our cluster that was already there; `answer` is missing when it no longer answers. */
export type Running = {
  pid: number;
  endpoint: Endpoint;
  answer?: Extract<Answer, { kind: 'ready' }>;
};

const PATIENCE_MS = 300_000;

async function sameFolder(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  return !!left && !!right && left.ino === right.ino && left.dev === right.dev;
}

/**
 * Finds the postmaster that a killed server left behind, waiting while it starts or stops. A pid file of one
 * that is dead or serves another folder is made harmless. Throws `in-use` when one answers that we can't signal (it runs
 * in another container), `password-lost` when it refuses the owner.
 */
export async function findRunning(layout: Layout, password: string): Promise<Running | undefined> {
  const { cluster } = layout;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const pidFile = await readPidFile(cluster);
    if (!pidFile) return undefined;
    const relation = await relationTo(pidFile.pid, cluster);
    const endpoint: Endpoint = { socketFolder: pidFile.socketFolder, port: pidFile.port, password };
    const answer: Answer = pidFile.socketFolder ? await probe(endpoint) : { kind: 'absent' };

    if (answer.kind === 'ready') {
      const same = answer.system === (await systemIdentifier(cluster));
      const ours = relation === 'ours' || (same && (await sameFolder(answer.folder, cluster)));
      if (ours && relation === 'foreign') throw new EmbeddedError('in-use', layout.root);
      if (ours && same) return { pid: pidFile.pid, endpoint, answer };
    }
    const dead = relation === 'foreign' && answer.kind !== 'busy';
    if (dead || answer.kind === 'ready') {
      await disownPidFile(cluster, pidFile);
      return undefined;
    }
    if (answer.kind === 'forbidden') throw new EmbeddedError('no-permission', pidFile.socketFolder);
    if (answer.kind === 'refused') throw new EmbeddedError('password-lost', layout.password);
    // Its socket was swept away from under it: only a restart brings it back.
    if (answer.kind === 'absent' && pidFile.status === 'ready') return { pid: pidFile.pid, endpoint };
    if (performance.now() > deadline) throw new EmbeddedError('start-timeout', layout.log);
    await delay(20);
  }
}
