import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandMacros } from '../../platform/db/visibility.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addVerified, moveAction, step, upload } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

const hits = async (q: string, username = 'officer') => {
  const { items, total } = await server.as(username).must(search, { query: { q } });
  expect(total.count).toBe(items.length);
  return items;
};

/** As the owner of the database, behind row-level security. */
async function asOwner(statement: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(statement, values);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}

describe('files of a restricted entry', () => {
  it('are not found, neither by their words nor by their name', async () => {
    const file = await upload(server, 'officer', '金盏花案卷.txt', Buffer.from('紫藤花下谈话'));
    await addVerified(server, server.world.persons.deputy, 'opinion-replies', { files: [file] });
    await server.work();
    for (const username of ['officer', 'reviewer', 'head', 'casemgmt'])
      for (const word of ['金盏花', '紫藤花']) expect(await hits(word, username), username).toEqual([]);
  });

  it('leave search when the entry moves behind a slip, and come back when it moves out again', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    const file = await upload(server, 'officer', '铃兰考核.txt', Buffer.from('铃兰花开'));
    const id = await addVerified(server, namesakeA!, 'annual-assessment', {
      files: [file],
      title: '山茶年度考核',
    });
    await addVerified(server, namesakeB!, 'annual-assessment');
    await server.work();
    const found = () => Promise.all(['铃兰', '花开', '山茶'].map(async (word) => (await hits(word)).length));
    expect(await found()).toEqual([1, 1, 1]);
    const level = (subject: string, classification: number) =>
      asOwner('update dossier set classification = $2 where subject_id = $1', [subject, classification]);
    const move = (subject: string) =>
      step(server, 'reviewer', id, moveAction(server), {
        reason: '同名',
        data: { subjectKind: 'person', subject },
      });
    await level(namesakeB!, 2);
    await move(namesakeB!);
    await server.work();
    expect(await found()).toEqual([0, 0, 0]);
    expect(await hits('年度考核')).toContainEqual(expect.objectContaining({ refId: id }));
    await level(namesakeA!, 1);
    await move(namesakeA!);
    await server.work();
    expect(await found()).toEqual([1, 1, 1]);
  });
});

describe('a database from before search was kept from restricted entries', () => {
  it('loses their words with the migration, and gets back what may be found', async () => {
    const file = await upload(server, 'officer', '木棉.txt', Buffer.from('木棉花'));
    const open = await addVerified(server, server.world.persons.head, 'annual-assessment', {
      title: '茉莉考核',
    });
    const restricted = await addVerified(server, server.world.persons.head, 'opinion-replies', {
      files: [file],
    });
    await server.work();
    // As the build before wrote it.
    await asOwner(
      `update search_entry set title = '关于木棉的回复', body = '木棉', tsv = to_tsvector('simple', '木棉') where ref_id = $1`,
      [restricted],
    );
    await asOwner(
      `insert into search_entry select jurisdiction_id, 'file', $2, subject_kind, subject_id, item, class, polarity, status,
        day, '木棉.txt', '木棉', tsv, organ_id, classification, room, readers, barred, concerns_person_id, sealed_unit_id
        from search_entry where ref_id = $1`,
      [restricted, file],
    );
    expect((await hits('木棉')).map((hit) => hit.kind).sort()).toEqual(['file', 'material']);

    // Packs were kept as jsonb then (migration 0029).
    await asOwner('alter table pack alter column content type jsonb using content::text::jsonb');
    const migration = path.resolve(import.meta.dirname, '../../../migrations/0021_hide_restricted_words.sql');
    await asOwner(expandMacros(await readFile(migration, 'utf8')));

    expect(await hits('木棉')).toEqual([]);
    expect(
      await asOwner(`select title, body, tsv::text from search_entry where ref_id = $1`, [restricted]),
    ).toEqual([{ title: '', body: '', tsv: '' }]);
    await server.work();
    expect((await hits('意见回复')).map((hit) => hit.refId)).toContain(restricted);
    expect(await hits('木棉')).toEqual([]);
    expect((await hits('茉莉')).map((hit) => hit.refId)).toEqual([open]);
    const [{ forced }] = (await asOwner(
      `select bool_and(relforcerowsecurity) as forced from pg_class
       where relname in ('jurisdiction', 'pack', 'search_entry', 'file', 'material', 'outbox')`,
    )) as [{ forced: boolean }];
    expect(forced).toBe(true);
  });
});
