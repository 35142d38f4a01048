import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, type QueryResultRow } from 'pg';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './index.ts';
import { layoutOf } from './paths.ts';
import { readPidFile, stopPostmaster } from './postmaster.ts';
import { testFolder } from './testing.ts';

/** Folders and postmasters of one test file, all gone when `dispose` returns. */
export class Bench {
  readonly #roots: string[] = [];
  readonly #data: string[] = [];
  readonly #children: ChildProcess[] = [];
  #template: string | undefined;

  /** A new path for a data folder under a parent of mode 0700, as in root's home. */
  async folder(): Promise<string> {
    const parent = await mkdtemp(join(testFolder(), 'plumbline-embedded-'));
    this.#roots.push(parent);
    return this.watch(join(parent, 'data'));
  }

  /** Whatever runs on `dataDir` at the end is stopped. */
  watch(dataDir: string): string {
    this.#data.push(dataDir);
    return dataDir;
  }

  /** A folder with a cluster that was stopped; the first one costs an initdb, the others a copy. */
  async prepared(): Promise<string> {
    if (!this.#template) {
      const template = await this.folder();
      await (await startEmbedded({ dataDir: template, fast: true })).stop();
      this.#template = template;
    }
    const dataDir = await this.folder();
    await cp(this.#template, dataDir, { recursive: true });
    return dataDir;
  }

  /** Another server process that starts on the folder. Its stdout gives one JSON line once it is up. */
  server(options: Omit<EmbeddedOptions, 'log'>): ChildProcess {
    const code = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
      try {
        const { pid, reattached } = await startEmbedded(${JSON.stringify(options)});
        console.log(JSON.stringify({ pid, reattached }));
      } catch (error) {
        console.log(JSON.stringify({ code: error.code ?? String(error) }));
      }
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    return child;
  }

  async dispose(): Promise<void> {
    for (const child of this.#children) await kill(child);
    for (const dataDir of this.#data) {
      const { cluster } = layoutOf(dataDir);
      const running = await readPidFile(cluster).catch(() => undefined);
      if (running) await stopPostmaster(running.pid, cluster);
    }
    for (const root of this.#roots) await rm(root, { recursive: true, force: true });
  }
}

type Outcome = { pid: number; reattached: boolean; code?: string };

/** What a child server reported. */
export async function outcome(child: ChildProcess): Promise<Outcome> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Outcome;
  throw new Error('the child ended before it reported');
}

/** Kills a process with no chance to clean up, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Runs one statement on a connection of its own. */
export async function query<T extends QueryResultRow>(
  server: Pick<Embedded, 'ownerUrl'>,
  sql: string,
): Promise<T[]> {
  const client = new Client({ connectionString: server.ownerUrl });
  // A postmaster that is killed meanwhile; the query rejects as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
