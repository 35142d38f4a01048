// The registers of clue files with 100,000 clues: a page and the counts beside the bare SQL that they send, the whole
// export beside the workbook library writing the same lines from memory. All take turns on one database.
//
//   npm run bench registers        npx node bench/registers.bench.ts [clues=100000] [rounds=9] [exports=3]
import { Agent } from 'node:http';
import { Writable } from 'node:stream';
import { exportClueRegister, listClueRegisters, readClueRegister } from '@plumbline/contract/clue-register';
import { readWorkbook } from '@plumbline/server/platform/workbook/reader';
import { writeWorkbook } from '@plumbline/server/platform/workbook/writer';
import pg from 'pg';
import { type CountyUnderTest, startCounty } from './county.ts';
import { ask } from './http-load.ts';
import { figure, median, numbers, printHead, printTable, spread, takeTurns } from './measure.ts';
import { roundsOf } from './statements.ts';

const [count = 100_000, rounds = 9, exports = 3] = numbers([100_000, 9, 3]);
/** What is registered, and what is owed every month of what is in hand. */
const REGISTER = 'registration';
const OWED = 'reconciliation';
const PAGE = 50;

printHead(
  `Registers of ${count} clues, ${rounds} runs of each reading, ${exports} of each export`,
  `npx node bench/registers.bench.ts ${count} ${rounds} ${exports}`,
);

/** Copies of the clues that the county has, with their matters, received over two years; half of them still in hand. */
async function fill(owner: pg.Client): Promise<void> {
  const columnsOf = async (table: string, own: readonly string[]) => {
    const { rows } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all ($2)`,
      [table, own],
    );
    return rows.map(({ name }) => `"${name}"`).join(', ');
  };
  const [clue, matter] = [
    await columnsOf('clue', ['id', 'matter_id', 'material_id', 'number', 'received_on']),
    await columnsOf('matter', ['id', 'number']),
  ];
  await owner.query(
    `create temp table copy as
     with origin as (
       select id, matter_id, half, row_number() over (partition by half order by id) - 1 as n,
         count(*) over (partition by half) as all_of
       from clue, lateral (select (status <> 'unverified')::int as half)
       where room < 2 and merged_into is null and polarity = 'negative')
     select i, o.id as of_clue, o.matter_id as of_matter, gen_random_uuid() as clue, gen_random_uuid() as matter
     from generate_series(1, $1::int) i join origin o on o.half = i % 2 and o.n = i / 2 % o.all_of`,
    [count],
  );
  await owner.query(
    `insert into matter (id, number, ${matter})
     select copy.matter, '样' || i, ${matter} from copy join matter on matter.id = of_matter`,
  );
  await owner.query(
    `insert into clue (id, matter_id, number, received_on, ${clue})
     select copy.clue, copy.matter, '样' || i, current_date - i % 700, ${clue} from copy join clue on clue.id = of_clue`,
  );
  await owner.query('vacuum analyze clue');
  await owner.query('vacuum analyze matter');
}

/** How long each way takes, in turns after a run that does not count. */
async function timed(ways: Record<string, () => Promise<unknown>>, runs: number) {
  for (const way of Object.values(ways)) await way();
  const times = await takeTurns(Object.keys(ways), runs, async (name) => {
    const started = performance.now();
    await ways[name]!();
    return performance.now() - started;
  });
  return (name: string) => times.get(name)!;
}

async function readings(county: CountyUnderTest, headers: Record<string, string>, bare: pg.Client) {
  const pathOf = (code: string) => `${readClueRegister.path.replace(':code', code)}?limit=${PAGE}`;
  const half = await pageAt(pathOf(REGISTER), count / 2);
  const asked: Record<string, string> = {
    'first page': pathOf(REGISTER),
    'page in the middle': `${pathOf(REGISTER)}&cursor=${half}`,
    'first page with what is owed': pathOf(OWED),
    'only what is owed': `${pathOf(OWED)}&owing=true`,
    'counts of all registers': listClueRegisters.path,
  };
  const rows = [];
  for (const [what, path] of Object.entries(asked)) {
    const [heard] = await county.statements([path], headers);
    const trips = roundsOf(heard!);
    const of = await timed(
      {
        api: () => ask(agent, county.origin + path, headers),
        bare: async () => {
          for (const trip of trips) await Promise.all(trip.map((statement) => bare.query(statement)));
        },
      },
      rounds,
    );
    rows.push({
      what,
      'API, ms': figure(median(of('api'))),
      'runs ': spread(of('api')),
      'bare SQL, ms': figure(median(of('bare'))),
      runs: spread(of('bare')),
      'API / bare': figure(median(of('api')) / median(of('bare'))),
    });
  }
  return rows;

  /** The cursor of a place as far down, so that nobody has to page there. */
  async function pageAt(path: string, down: number): Promise<string> {
    const { rows: found } = await owner.query<{ day: string; id: string }>(
      'select received_on::text as day, id from clue order by received_on desc, id desc offset $1 limit 1',
      [Math.floor(down)],
    );
    const first = await ask(agent, county.origin + path, headers);
    const { next } = JSON.parse(first.text()) as { next: string };
    const shape = JSON.parse(Buffer.from(next, 'base64url').toString()) as object;
    return Buffer.from(JSON.stringify({ ...shape, ...found[0] })).toString('base64url');
  }
}

async function exporting(county: CountyUnderTest, headers: Record<string, string>) {
  const url = county.origin + exportClueRegister.path.replace(':code', REGISTER);
  const bytes = Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
  const [heading, ...lines] = await rowsIn(bytes);
  if (lines.length < count) throw new Error(`Only ${lines.length} lines were exported`);
  const columns = Object.entries(heading!).map(([key, header]) => ({ key, header, width: 18 }));
  const of = await timed(
    {
      api: () => ask(agent, url, headers),
      written: async () => {
        const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
        await writeWorkbook(nowhere, { sheets: [{ name: REGISTER, columns, rows: lines }] });
      },
    },
    exports,
  );
  return {
    lines: lines.length,
    'export, s': figure(median(of('api')) / 1000),
    'runs ': spread(of('api').map((ms) => ms / 1000)),
    'written from memory, s': figure(median(of('written')) / 1000),
    runs: spread(of('written').map((ms) => ms / 1000)),
    'export / written': figure(median(of('api')) / median(of('written'))),
  };
}

/** The texts of each row of a workbook, by their columns. */
async function rowsIn(bytes: Uint8Array): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  for await (const event of readWorkbook({ bytes }))
    if (event.type === 'row')
      rows.push(Object.fromEntries(event.cells.map(({ column, text }) => [column, text])));
  return rows;
}

const county = await startCounty(1);
const agent = new Agent({ keepAlive: true });
const owner = new pg.Client({ connectionString: county.ownerUrl });
const bare = new pg.Client({ connectionString: county.appUrl });
try {
  await owner.connect();
  await bare.connect();
  await fill(owner);
  const headers = await county.as('casemgmt');
  printTable(await readings(county, headers, bare));
  printTable([await exporting(county, headers)]);
} finally {
  agent.destroy();
  await owner.end();
  await bare.end();
  await county.stop();
}
