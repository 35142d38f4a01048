import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { roundsOf, type Statement } from './statements.ts';

const DEBIAN = '/usr/lib/postgresql';

/** pgbench of this machine: on the path, or where Debian's postgresql package keeps it (the newest). */
export async function findPgbench(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (folder && existsSync(path.join(folder, 'pgbench'))) return path.join(folder, 'pgbench');
  }
  const versions = existsSync(DEBIAN) ? await readdir(DEBIAN) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, 'bin/pgbench'))
    .find(existsSync);
}

/** A value as the driver sends it: text, or null. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) {
    const items = value.map((item) => (item === null ? 'NULL' : JSON.stringify(textOf(item))));
    return `{${items.join(',')}}`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface Script {
  text: string;
  variables: Map<string, string>;
}

/** The statements with their parameters as pgbench's variables; null has no variable and is written out. */
function scriptOf(statements: readonly Statement[], prefix: string, pipelined: boolean): Script {
  const variables = new Map<string, string>();
  const lines: string[] = [];
  for (const [i, round] of roundsOf(statements).entries()) {
    // BEGIN with its settings is one message of the driver's; pgbench can send it at once only in a pipeline.
    const pieces = round.map((statement, k) => ({
      together: !statement.values.length && statement.text.includes(';'),
      sql: withVariables(statement, `${prefix}r${i}s${k}`, variables),
    }));
    if (pipelined) lines.push('\\startpipeline', ...pieces.map(({ sql }) => `${sql};`), '\\endpipeline');
    else
      for (const { together, sql } of pieces)
        lines.push(...(together ? ['\\startpipeline', `${sql};`, '\\endpipeline'] : [`${sql};`]));
  }
  return { text: `${lines.join('\n')}\n`, variables };
}

function withVariables({ text, values }: Statement, prefix: string, variables: Map<string, string>): string {
  const bound = text.replace(/\$(\d+)/g, (_, number: string) => {
    const value = textOf(values[Number(number) - 1]);
    if (value === null) return 'null';
    variables.set(`${prefix}p${number}`, value);
    return `:${prefix}p${number}`;
  });
  return bound.replace(/\s+/g, ' ').replaceAll(';', ';\n');
}

export interface PgbenchRun {
  pgbench: string;
  databaseUrl: string;
  /** One transaction each; client i repeats the i-th, so that nobody waits for another's lock. */
  transactions: readonly (readonly Statement[])[];
  pipelined: boolean;
  clients: number;
  seconds: number;
}

/** Seconds in which each connection prepares its statements; not counted. */
const WARM_UP = 1;

/** Transactions a second of prepared statements, without any server of ours. */
export async function runPgbench(run: PgbenchRun): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-pgbench-'));
  const { transactions } = run;
  try {
    const clients = Array.from({ length: run.clients }, (_, i) =>
      runClient(run, transactions[i % transactions.length]!, path.join(folder, `${i}.sql`)),
    );
    return (await Promise.all(clients)).reduce((sum, perSecond) => sum + perSecond, 0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A process of pgbench with one client. Its name for a prepared statement holds the script's number. */
async function runClient(run: PgbenchRun, statements: readonly Statement[], file: string): Promise<number> {
  const { text, variables } = scriptOf(statements, 'v', run.pipelined);
  await writeFile(file, text);
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    '1',
    '-P',
    '1',
    '-T',
    String(run.seconds + WARM_UP),
    '-f',
    file,
  ];
  for (const [name, value] of variables) args.push('-D', `${name}=${value}`);
  const url = new URL(run.databaseUrl);
  const env = {
    ...process.env,
    PGHOST: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
  };
  const { stdout, stderr } = await promisify(execFile)(run.pgbench, args, { env }).catch((error) => {
    // The default message repeats thousands of arguments.
    throw new Error(`pgbench failed: ${error.stderr}`);
  });
  if (!/number of failed transactions: 0 /.test(stdout)) throw new Error(stdout);
  const perSecond = [...stderr.matchAll(/^progress: [\d.]+ s, ([\d.]+) tps/gm)].map(([, tps]) => Number(tps));
  const counted = perSecond.slice(WARM_UP, WARM_UP + run.seconds);
  if (!counted.length) throw new Error(`pgbench told no progress: ${stderr}`);
  return counted.reduce((sum, tps) => sum + tps, 0) / counted.length;
}
