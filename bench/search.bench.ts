// Searching as the API does it, beside the same words asked for by a role that row-level security does not
// bind (the visibility predicate written into its WHERE, so that it finds the same rows), and beside the naive
// query under row-level security, where no index can serve `tsv @@ words`. They take turns on one database.
//
//   npm run bench search        npx node bench/search.bench.ts [scale=4] [rounds=15]
import { Agent } from 'node:http';
import type { Reply } from '@plumbline/contract/route';
import { search } from '@plumbline/contract/search';
import { toTsQuery } from '@plumbline/server/modules/search/query-words';
import { visible } from '@plumbline/server/platform/db/visibility';
import pg from 'pg';
import { startCounty } from './county.ts';
import { ask } from './http-load.ts';
import { figure, median, numbers, printHead, printTable, takeTurns } from './measure.ts';
import type { Statement } from './statements.ts';

const [scale = 4, rounds = 15] = numbers([4, 15]);
const LIMIT = 21;
/** Shares of the entries that hold a word to be asked for, from very common to rare. */
const SHARES = [0.2, 0.05, 0.01, 0.001];
/** Holds no entry of the sample county. */
const ABSENT = '鲸鱼';

printHead(
  `Search in the sample county ${scale} times over, ${rounds} runs of each query`,
  `npx node bench/search.bench.ts ${scale} ${rounds}`,
);

const query = (predicate: string) => `
  select e.kind, e.ref_id, ts_rank(e.tsv, to_tsquery('simple', $1)) as rank from search_entry e
  where e.tsv @@ to_tsquery('simple', $1) and ${predicate} and (e.status is null or e.status = any ($2::text[]))
  order by rank desc, e.day desc nulls last, e.ref_id desc limit ${LIMIT}`;

const ALONE = 'e.jurisdiction_id = (select app.jurisdiction())';

/** The settings of the actor, and the statuses that search may show, as the server itself sends them. */
function spokenBy(statements: readonly Statement[]): { begin: string; statuses: unknown } {
  const begin = statements.find(({ text }) => text.startsWith('begin'))!.text;
  const find = statements.find(({ text }) => text.includes('app.search_page'))!;
  return { begin, statuses: find.values[5] };
}

/** Words of two Chinese characters that stand in about as many entries as wanted. */
async function wordsOf(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ word: string }>(
    `with words as (select word, ndoc from ts_stat('select tsv from search_entry') where word ~ '^[一-龥]{2}$')
     select (select word from words order by abs(ndoc - share * (select count(*) from search_entry)), word limit 1) as word
     from unnest($1::float[]) with ordinality as wanted (share, place) order by place`,
    [SHARES],
  );
  return [...new Set(rows.map(({ word }) => word)), ABSENT];
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const county = await startCounty(scale);
const agent = new Agent({ keepAlive: true });
const clients: pg.Client[] = [];
try {
  const headers = await county.as('officer');
  const addressOf = (word: string) => `${search.path}?q=${encodeURIComponent(word)}&limit=${LIMIT - 1}`;
  const [heard] = await county.statements([addressOf(ABSENT)], headers);
  const { begin, statuses } = spokenBy(heard!);
  const free = await connected(county.ownerUrl);
  const bound = await connected(county.appUrl);
  clients.push(free, bound);
  const inTransaction = async (client: pg.Client, text: string, words: string) => {
    await client.query(begin);
    const { rows } = await client.query({ text, values: [words, statuses] });
    await client.query('commit');
    return rows.length;
  };
  const found = new Map<string, Reply<typeof search>>();
  const ways: Record<string, (word: string) => Promise<unknown>> = {
    api: async (word) => {
      const answer = await ask(agent, county.origin + addressOf(word), headers);
      found.set(word, JSON.parse(answer.text()));
    },
    free: (word) => inTransaction(free, query(visible('e')), toTsQuery(word)!),
    naive: (word) => inTransaction(bound, query(ALONE), toTsQuery(word)!),
  };
  const { rows } = await free.query<{ entries: number }>('select count(*)::int as entries from search_entry');
  process.stdout.write(`${rows[0]!.entries} entries; GET /api/search is the whole request: the page of hits with
passages, counts and facets over all hits, and the event in the ledger with its commit to disk\n`);

  const table = [];
  for (const word of await wordsOf(free)) {
    const names = Object.keys(ways);
    for (const name of names) await ways[name]!(word);
    const times = await takeTurns(names, rounds, async (name) => {
      const started = performance.now();
      await ways[name]!(word);
      return performance.now() - started;
    });
    const ms = (name: string) => median(times.get(name)!);
    const { count, more } = found.get(word)!.total;
    table.push({
      words: word,
      hits: `${count}${more ? '+' : ''}`,
      'GET /api/search, ms': figure(ms('api')),
      'free of RLS, ms': figure(ms('free')),
      'naive under RLS, ms': figure(ms('naive')),
      'naive / free': figure(ms('naive') / ms('free')),
      'API / free': figure(ms('api') / ms('free')),
      'naive / API': figure(ms('naive') / ms('api')),
    });
  }
  printTable(table);
} finally {
  agent.destroy();
  for (const client of clients) await client.end();
  await county.stop();
}
