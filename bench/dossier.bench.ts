// The page of a dossier over HTTP, beside a bare Fastify + pg handler that runs the same statements in one
// transaction under row-level security (one by one, and pipelined), and beside pgbench. The statements are
// heard from the server itself. Every competitor is a process of its own; they take turns on one database.
//
//   npm run bench dossier        npx node bench/dossier.bench.ts [clients=16] [seconds=4] [rounds=5] [subjects=40]
import { Agent } from 'node:http';
import { getDossier, listDossiers } from '@plumbline/contract/dossier';
import type { Reply } from '@plumbline/contract/route';
import type { Bare } from './bare-process.ts';
import { startChild } from './children.ts';
import { type CountyUnderTest, startCounty } from './county.ts';
import { cpuOfTree } from './cpu.ts';
import { ask, loadHttp, type Measured } from './http-load.ts';
import { figure, median, numbers, printHead, printTable, spread, takeTurns } from './measure.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import { roundsOf } from './statements.ts';

const [clients = 16, seconds = 4, rounds = 5, subjects = 40] = numbers([16, 4, 5, 40]);
printHead(
  `Dossier page, ${clients} clients, ${subjects} persons in turn, ${rounds} runs of ${seconds} s each`,
  `npx node bench/dossier.bench.ts ${clients} ${seconds} ${rounds} ${subjects}`,
);

async function listSubjects(county: CountyUnderTest, headers: Record<string, string>): Promise<string[]> {
  const agent = new Agent({ keepAlive: true });
  const ids: string[] = [];
  let cursor = '';
  do {
    const url = `${county.origin}${listDossiers.path}?kind=person&limit=50${cursor}`;
    const list = JSON.parse((await ask(agent, url, headers)).text()) as Reply<typeof listDossiers>;
    ids.push(...list.items.map((item) => item.subjectId));
    cursor = list.next ? `&cursor=${list.next}` : '';
  } while (cursor && ids.length < subjects);
  agent.destroy();
  return ids.slice(0, subjects);
}

interface Competitor {
  /** Its Node process, if it has one. */
  pid: number | undefined;
  run(seconds: number): Promise<Partial<Measured> & { perSecond: number }>;
}

function overHttp(
  { origin, pid }: { origin: string; pid: number },
  paths: string[],
  headers: Record<string, string> = {},
): Competitor {
  return { pid, run: (duration) => loadHttp({ origin, paths, headers, clients, seconds: duration }) };
}

/** A run with the processor time that a request cost the server and the database. */
async function withCpu({ pid, run }: Competitor, postmaster: number) {
  // Fills the pool and plans the statements; pgbench leaves out its own first second.
  if (pid) await run(1);
  const used = () => [pid ? cpuOfTree(pid) : Number.NaN, cpuOfTree(postmaster)] as const;
  const before = used();
  const measured = await run(seconds);
  const after = used();
  const requests = measured.count ?? measured.perSecond * (seconds + 1);
  return {
    ...measured,
    node: (after[0] - before[0]) / requests,
    postgres: (after[1] - before[1]) / requests,
  };
}

const county = await startCounty(1);
const children: { stop(): Promise<void> }[] = [county];
try {
  const headers = await county.as('officer');
  const ids = await listSubjects(county, headers);
  const paths = ids.map((id) => getDossier.path.replace(':subjectId', id));
  const heard = await county.statements(paths, headers);
  const first = roundsOf(heard[0]!);
  process.stdout.write(
    `The page runs ${heard[0]!.length} statements in ${first.length} round trips (${first.map((round) => round.length).join(' + ')})\n`,
  );

  const statements = new Map(ids.map((id, i) => [id, heard[i]!]));
  const plain = ids.map((id) => `/${id}`);
  const bare = async (pipelined: boolean): Promise<Competitor> => {
    const input = { databaseUrl: county.appUrl, pipelined, statements };
    const child = await startChild<Bare>('bare-process.ts', input);
    children.push(child);
    return overHttp(child.ready, plain);
  };
  const competitors: Record<string, Competitor> = {
    Plumbline: overHttp(county, paths, headers),
    'bare handler, one by one': await bare(false),
    'bare handler, pipelined': await bare(true),
  };
  const pgbench = await findPgbench();
  if (pgbench)
    for (const pipelined of [false, true])
      competitors[`pgbench, ${pipelined ? 'pipelined' : 'one by one'}`] = {
        pid: undefined,
        async run(duration) {
          const input = { pgbench, databaseUrl: county.appUrl, transactions: heard, pipelined, clients };
          return { perSecond: await runPgbench({ ...input, seconds: duration }) };
        },
      };
  else process.stdout.write('pgbench is not installed (Debian: apt-get install postgresql): left out\n');

  const names = Object.keys(competitors);
  for (const name of names) await competitors[name]!.run(2);
  const runs = await takeTurns(names, rounds, (name) => withCpu(competitors[name]!, county.postmaster));
  const of = (name: string, key: 'perSecond' | 'ms' | 'bytes' | 'node' | 'postgres') =>
    median(runs.get(name)!.map((run) => run[key] ?? Number.NaN));
  /** Of server and database together, a request: what decides where both fill the machine. */
  const cpu = (name: string) => of(name, 'node') + of(name, 'postgres');
  printTable(
    names.map((name) => ({
      competitor: name,
      'requests/s': figure(of(name, 'perSecond')),
      'lowest … highest': spread(runs.get(name)!.map((run) => run.perSecond)),
      'median ms': figure(of(name, 'ms')),
      'kB an answer': figure(of(name, 'bytes') / 1000),
      'CPU ms: Node': figure(of(name, 'node')),
      'CPU ms: PostgreSQL': figure(of(name, 'postgres')),
      'Plumbline / it': figure(of('Plumbline', 'perSecond') / of(name, 'perSecond')),
      'by CPU': figure(cpu(name) / cpu('Plumbline')),
    })),
  );
} finally {
  for (const child of children.reverse()) await child.stop();
}
