// Asking what a letter resembles, beside the full-text search over the same clues: both as the API does them, in
// turns, in one run. Then how many of the repeats are found, and how much of what is found is one.
//
//   npm run bench similar        npx node bench/similar.bench.ts [clues=100000] [rounds=15] [asked=200]
import * as clues from '@plumbline/contract/clue';
import { search } from '@plumbline/contract/search';
import { clueEntry } from '@plumbline/server/modules/clue/clue-entry';
import { systemSettings } from '@plumbline/server/platform/access/system-actor';
import { insertMany } from '@plumbline/server/platform/db/bulk';
import { newId } from '@plumbline/server/platform/db/id';
import { similarityKeys, sketchOf } from '@plumbline/server/platform/matching/similarity';
import { insertSearchEntries } from '@plumbline/server/platform/search/index-entry';
import { startTestServer } from '@plumbline/server/testing';
import startCluster from '@plumbline/server/testing/global-setup';
import pg from 'pg';
import { letterAbout, repeatOf, WAYS } from './letters.ts';
import { figure, median, numbers, printHead, printTable, spread, takeTurns } from './measure.ts';

const [count = 100_000, rounds = 15, asked = 200] = numbers([100_000, 15, 200]);
const PART = 2000;

printHead(
  `What a letter resembles, among ${count} clues, ${rounds} runs of each`,
  `npx node bench/similar.bench.ts ${count} ${rounds} ${asked}`,
);

const stopCluster = await startCluster();
const server = await startTestServer();
const owner = new pg.Client({ connectionString: server.ownerUrl });
try {
  await owner.connect();
  const intake = server.as('intake');
  const { id: first } = await intake.must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'petition-letter',
      occurredOn: '2026-03-05',
      title: '第一件',
      content: '第一件的内容。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy,
    } as never,
  });
  await server.work();
  // Copies of the one that was registered, each with a letter of its own.
  const happenings = new Map<string, number>();
  await server.services.db.transaction(
    systemSettings(1, Object.values(server.world.organs)),
    async (trx, send) => {
      const like = await trx.selectFrom('clue').selectAll().where('id', '=', first).executeTakeFirstOrThrow();
      for (let at = 0; at < count; at += PART) {
        const part = Array.from({ length: Math.min(PART, count - at) }, (_, i) => {
          const { title, content } = letterAbout(at + i);
          const id = newId();
          happenings.set(id, at + i);
          const text = `${title}\n${content}`;
          const marks = { bands: similarityKeys(text), ...sketchOf(text) };
          return { ...like, id, number: `样${at + i}`, title, content, ...marks };
        });
        await insertMany(trx, 'clue', part);
        insertSearchEntries(
          trx,
          send,
          1,
          part.map((row) => clueEntry({ ...row, label: '' })),
        );
      }
    },
  );
  await owner.query('vacuum analyze clue');
  await owner.query('vacuum analyze search_entry');

  const text = (i: number, way = 'another name') => repeatOf(letterAbout(i), way);
  let turn = 0;
  const next = () => (turn++ * 7919) % count;
  const ways: Record<string, () => Promise<unknown>> = {
    similar: () => {
      const { title, content } = text(next());
      return intake.must(clues.findSimilarClues, { body: { title, content } });
    },
    // A place and a thing, of a few per cent of the clues each.
    search: () => intake.must(search, { query: { q: '城东小学 校服采购' } as never }),
  };
  const names = Object.keys(ways);
  for (const name of names) for (let i = 0; i < 3; i++) await ways[name]!();
  const times = await takeTurns(names, rounds, async (name) => {
    const started = performance.now();
    await ways[name]!();
    return performance.now() - started;
  });
  const ms = (name: string) => median(times.get(name)!);
  printTable([
    {
      'similar, ms': figure(ms('similar')),
      'runs ': spread(times.get('similar')!),
      'search, ms': figure(ms('search')),
      runs: spread(times.get('search')!),
      'similar / search': figure(ms('similar') / ms('search')),
    },
  ]);

  printTable(
    await Promise.all(
      Object.keys(WAYS).map(async (way) => {
        let found = 0;
        let given = 0;
        let right = 0;
        for (let n = 0; n < asked; n++) {
          const about = (n * 104_729) % count;
          const { title, content } = text(about, way);
          const { items } = await intake.must(clues.findSimilarClues, { body: { title, content } });
          const hits = items.filter((item) => happenings.get(item.id) === about).length;
          if (hits > 0) found++;
          given += items.length;
          right += hits;
        }
        return {
          'came again': way,
          recall: figure(found / asked),
          precision: given ? figure(right / given) : '–',
        };
      }),
    ),
  );
} finally {
  await owner.end();
  await server.stop();
  await stopCluster();
}
