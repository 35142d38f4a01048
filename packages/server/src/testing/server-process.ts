import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { BareServer } from './test-server.ts';

export interface ServerInput {
  databaseUrl: string;
  /** Folder of the keys and of the stored files. */
  folder: string;
  now: string;
}

/**
 * A server of its own process on the database of a test server, with its own worker: what it does when it is
 * killed can't be told from inside the process that asks.
 */
export async function startServerProcess(server: BareServer): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, 'server-worker.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const input: ServerInput = {
    databaseUrl: server.databaseUrl,
    folder: path.dirname(server.services.uploads),
    now: server.clock.now().toISOString(),
  };
  child.send(input);
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (said !== 'ready') throw new Error(`The server process ended early (${said})`);
  return child;
}

/** As by `kill -9`: nothing is closed, nobody says goodbye. */
export async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
