// The workbench of an officer with 5,000 open matters, beside the same statements in one transaction under row-level
// security, sent by a bare client. They take turns on one database.
//
//   npm run bench desk        npx node bench/desk.bench.ts [matters=5000] [rounds=15]
import { Agent } from 'node:http';
import { beginMatter } from '@plumbline/contract/matter';
import { getWorkbench } from '@plumbline/contract/workbench';
import pg from 'pg';
import { startCounty } from './county.ts';
import { ask } from './http-load.ts';
import { figure, median, numbers, printHead, printTable, spread, takeTurns } from './measure.ts';
import { roundsOf } from './statements.ts';

const [matters = 5000, rounds = 15] = numbers([5000, 15]);
printHead(
  `Workbench with ${matters} open matters, ${rounds} runs of each`,
  `npx node bench/desk.bench.ts ${matters} ${rounds}`,
);

const county = await startCounty(1);
const agent = new Agent({ keepAlive: true });
const owner = new pg.Client({ connectionString: county.ownerUrl });
const bare = new pg.Client({ connectionString: county.appUrl });
try {
  await owner.connect();
  await bare.connect();
  const headers = await county.as('officer');
  const { rows: persons } = await owner.query<{ id: string }>(
    `select a.subject_id as id from dossier a where a.subject_kind = 'person' order by 1 limit 1`,
  );
  const begun = await fetch(county.origin + beginMatter.path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: persons[0]!.id }],
      data: { problems: '请说明。' },
    }),
  });
  const { id } = (await begun.json()) as { id: string };
  if (!begun.ok || !id) throw new Error(`The first matter was refused: ${begun.status}`);
  const { rows: columns } = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'matter'::regclass and attnum > 0 and not attisdropped
     and attname not in ('id', 'due_on', 'number')`,
  );
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  // Copies of the one that was begun, due on days around today.
  await owner.query(
    `insert into matter (id, due_on, ${names}) select gen_random_uuid(), current_date + (i % 60) - 10, ${names}
     from matter, generate_series(2, $2::int) i where matter.id = $1`,
    [id, matters],
  );
  await owner.query('vacuum analyze matter');
  const path = `${getWorkbench.path}?limit=50`;
  const [heard] = await county.statements([path], headers);
  const trips = roundsOf(heard!);
  const ways: Record<string, () => Promise<unknown>> = {
    api: async () => {
      const answer = await ask(agent, county.origin + path, headers);
      const { counts } = JSON.parse(answer.text()) as { counts: { open: number } };
      if (counts.open < Math.min(matters, 1000)) throw new Error(`Only ${counts.open} matters on the desk`);
    },
    bare: async () => {
      for (const trip of trips) await Promise.all(trip.map((statement) => bare.query(statement)));
    },
  };
  for (const name of Object.keys(ways)) await ways[name]!();
  const times = await takeTurns(Object.keys(ways), rounds, async (name) => {
    const started = performance.now();
    await ways[name]!();
    return performance.now() - started;
  });
  const ms = (name: string) => median(times.get(name)!);
  printTable([
    {
      'API, ms': figure(ms('api')),
      'runs ': spread(times.get('api')!),
      'bare SQL, ms': figure(ms('bare')),
      runs: spread(times.get('bare')!),
      statements: heard!.length,
      'API / bare': figure(ms('api') / ms('bare')),
    },
  ]);
} finally {
  agent.destroy();
  await owner.end();
  await bare.end();
  await county.stop();
}
