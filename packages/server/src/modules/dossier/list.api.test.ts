import { listGaps } from '@plumbline/contract/collection';
import { listDossiers } from '@plumbline/contract/dossier';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { spellingOf } from '../registry/index.ts';

/** Surnames that sound otherwise than the same character in a word; in the order of how they are read. */
const NAMES = ['区大同', '查良才', '解缙云', '尉迟明', '曾小平'];
const BY_SOUND = ['区大同', '解缙云', '尉迟明', '曾小平', '查良才'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  const { persons } = server.world;
  for (const [index, id] of Object.values(persons).entries()) {
    const name = NAMES[index]!;
    await owner.query('update person set name = $1, pinyin = $2 where id = $3', [
      name,
      spellingOf(name, true).pinyin,
      id,
    ]);
  }
  await owner.end();
});
afterAll(() => server.stop());

/** The names on all pages of a list, each once, as they come. */
async function namesOf(
  page: (cursor: string | undefined) => Promise<{ names: string[]; next: string | null }>,
) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { names, next } = await page(cursor);
    seen.push(...names);
    cursor = next ?? undefined;
  } while (cursor);
  return [...new Set(seen)];
}

describe('people in lists', () => {
  it('stand where their surname is read, page after page', async () => {
    const reader = server.as('officer');
    const dossiers = await namesOf(async (cursor) => {
      const list = await reader.must(listDossiers, { query: { kind: 'person', limit: 2, cursor } });
      return { names: list.items.map(({ name }) => name), next: list.next };
    });
    const seen = new Set(dossiers);
    expect(seen.size).toBeGreaterThan(2);
    expect(dossiers).toEqual(BY_SOUND.filter((name) => seen.has(name)));
    const gaps = await namesOf(async (cursor) => {
      const list = await reader.must(listGaps, { query: { kind: 'person', limit: 3, cursor } });
      return { names: list.items.map(({ subjectName }) => subjectName), next: list.next };
    });
    expect(gaps).toEqual(dossiers.filter((name) => gaps.includes(name)));
    expect(gaps.length).toBeGreaterThan(2);
  });
});
