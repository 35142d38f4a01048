import { mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { findBinaries, readyBinaries } from './binaries.ts';
import { EmbeddedError, explained } from './errors.ts';
import { findRunning, type Running } from './find-running.ts';
import { hasCluster, initialise, ownerPassword } from './initialise.ts';
import { launch } from './launch.ts';
import { isFree, type Lock, tryExclusive, tryShared, waitExclusive } from './locks.ts';
import { ensureOwner } from './ownership.ts';
import { type Layout, layoutOf } from './paths.ts';
import { readPidFile, stopPostmaster } from './postmaster.ts';
import { type Endpoint, ensureDatabase, ownerUrl } from './probe.ts';
import { chooseRunAs } from './run-as.ts';
import { removeSocketFolder, socketFolder } from './socket-folder.ts';

export { EmbeddedError, type EmbeddedErrorCode } from './errors.ts';

export type EmbeddedOptions = {
  /** Folder of the database; made when missing. Holds the cluster, its socket, its log and the owner's password. */
  dataDir: string;
  /** Number in the socket's name, not a TCP port. */
  port?: number;
  /** For tests: no fsync. Data survives a killed server, not a killed PostgreSQL or a power cut. */
  fast?: boolean;
  /** Refuse with `in-use` while another process holds this folder with `exclusive` too: for the serving process. */
  exclusive?: boolean;
  /** Receives what happened and how long it took; never anything secret. */
  log?: (event: EmbeddedEvent) => void;
  /** For tests: start as in a container that forbids user namespaces. */
  runAs?: 'account';
};

export type EmbeddedEvent = {
  event: 'initialised' | 'started' | 'reattached' | 'restarting' | 'stopped' | 'left running';
  pid?: number;
  milliseconds?: number;
};

export type Embedded = {
  /** Connection string of the superuser: keep it out of logs, arguments and listings. */
  ownerUrl: string;
  port: number;
  /** Whether a postmaster was found running, be it left by a killed server or in use by another process. */
  reattached: boolean;
  pid: number;
  /** Fast shutdown when nobody else uses the folder; otherwise only leaves. Safe to call twice. */
  stop(): Promise<void>;
  /** Leaves PostgreSQL running for the next process: for a short-lived owner process that hands over. */
  detach(): void;
};

const DEFAULT_PORT = 5432;

/** Two starts on one folder take turns; the first may have to make the cluster on a slow disk. */
const TURN_MS = 180_000;

/** Whether a postmaster we found can serve this start as well as a fresh one would. */
function suits(running: Running, version: string, fast: boolean): boolean {
  // After an upgrade of the binaries the old files it would load on demand are gone.
  return (
    !!running.answer && version.startsWith(`${running.answer.version}.`) && running.answer.durable !== fast
  );
}

async function reach(layout: Layout, options: EmbeddedOptions, alone: boolean) {
  const { fast = false, port = DEFAULT_PORT, log = () => undefined } = options;
  const installed = await findBinaries();
  const exists = await hasCluster(layout);
  const password = await ownerPassword(layout);

  const running = exists ? await findRunning(layout, password) : undefined;
  if (running) {
    if (suits(running, installed.version, fast)) {
      log({ event: 'reattached', pid: running.pid });
      return { ...running, reattached: true };
    }
    if (!alone) throw new EmbeddedError('in-use', layout.root);
    log({ event: 'restarting', pid: running.pid });
    await stopPostmaster(running.pid, layout.cluster);
  }

  const ready = await readyBinaries(installed, layout.root);
  const { runAs, binaries } = await chooseRunAs(layout, ready, options.runAs);
  if (!exists) {
    const before = performance.now();
    await initialise(layout, binaries, runAs, password, fast);
    log({ event: 'initialised', milliseconds: Math.round(performance.now() - before) });
  }
  await ensureOwner(runAs, layout.cluster);
  const endpoint: Endpoint = { socketFolder: await socketFolder(layout, runAs, port), port, password };
  const before = performance.now();
  const pid = await launch(layout, binaries, runAs, endpoint, fast);
  log({ event: 'started', pid, milliseconds: Math.round(performance.now() - before) });
  return { pid, endpoint, reattached: false };
}

/**
 * Starts the embedded PostgreSQL on a folder, or attaches to the one that already runs on it.
 *
 * It listens on a unix socket in a private folder only: no port to find, nothing reachable from the network or
 * by another account. Roles still sign in by password (SCRAM), so that a process that was given the
 * application's role can't simply name the owner.
 *
 * @throws EmbeddedError with a code and texts in Chinese and English
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const layout = await explained(dataDir, async () => {
    await mkdir(dirname(dataDir), { recursive: true });
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return layoutOf(await realpath(dataDir));
  });
  const log = options.log ?? (() => undefined);
  const held: Lock[] = [];
  const releaseAll = () => {
    for (const lock of held.splice(0)) lock.release();
  };

  let launched: number | undefined;
  const turn = await waitExclusive(layout.startLock, layout.root, TURN_MS);
  try {
    if (options.exclusive) {
      const server = tryExclusive(layout.serverLock);
      if (!server) throw new EmbeddedError('in-use', layout.root);
      held.push(server);
    }
    const { pid, endpoint, reattached } = await reach(layout, options, isFree(layout.usersLock));
    if (!reattached) launched = pid;
    const user = tryShared(layout.usersLock);
    if (!user) throw new EmbeddedError('in-use', layout.root);
    held.push(user);
    await ensureDatabase(endpoint);

    let stopping: Promise<void> | undefined;
    let left = false;
    const stop = async () => {
      const last = await waitExclusive(layout.startLock, layout.root, TURN_MS);
      try {
        releaseAll();
        const alone = isFree(layout.usersLock);
        // Another process may have started it anew after a crash.
        const current = await readPidFile(layout.cluster);
        if (alone && current) await stopPostmaster(current.pid, layout.cluster);
        if (alone) await removeSocketFolder(layout, endpoint.socketFolder);
        log({ event: alone ? 'stopped' : 'left running', pid });
      } finally {
        last.release();
      }
    };
    return {
      ownerUrl: ownerUrl(endpoint),
      port: endpoint.port,
      reattached,
      pid,
      stop() {
        stopping ??= left ? Promise.resolve() : stop();
        return stopping;
      },
      detach() {
        left = true;
        if (!stopping) releaseAll();
      },
    };
  } catch (error) {
    releaseAll();
    if (launched && isFree(layout.usersLock)) await stopPostmaster(launched, layout.cluster);
    throw error;
  } finally {
    turn.release();
  }
}
