import { resolvePersons } from '@plumbline/contract/registry-persons';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const look = (lines: string[], who?: string) => server.as(who).call(resolvePersons, { body: { lines } });
const found = async (...lines: string[]) => {
  const { body } = await look(lines, 'officer');
  return (body as { items: { found: string; persons: { id: string }[] }[] }).items;
};
const nameOf = async (id: string) =>
  (await owner.query('select name from person where id = $1', [id])).rows[0].name as string;

describe('a list of names', () => {
  it('is looked up for whoever reads the registry, 200 lines at most', async () => {
    expect((await look(['张三'])).status).toBe(401);
    expect((await look(['张三'], 'court')).status).toBe(403);
    expect((await look([], 'officer')).status).toBe(400);
    expect(
      (
        await look(
          Array.from({ length: 201 }, () => '张三'),
          'officer',
        )
      ).status,
    ).toBe(400);
  });

  it('finds one, asks about namesakes, tells repetitions, strangers and wrong numbers apart', async () => {
    const { persons } = server.world;
    const name = await nameOf(persons.head!);
    const other = await nameOf(persons.deputy!);
    const lines = await found(name, other, name, '查无此人', '110105194912310020');
    expect(lines.map((line) => line.found)).toEqual(['one', 'one', 'repeated', 'none', 'not-a-number']);
    expect(lines[0]!.persons[0]!.id).toBe(persons.head);
    await owner.query('update person set name = $2 where id = $1', [persons.deputy, name]);
    const [both] = await found(name);
    expect([both!.found, both!.persons.length]).toEqual(['several', 2]);
    // A unit beside the name tells them apart where it differs.
    const { rows } = await owner.query(
      `select u.name from appointment a join unit u on u.id = a.unit_id
       where a.person_id = $1 and a.to_day is null
         and not exists (select 1 from appointment b where b.person_id = $2 and b.unit_id = a.unit_id)`,
      [persons.head, persons.deputy],
    );
    if (rows.length > 0) {
      const [placed] = await found(`${name} ${rows[0].name}`);
      expect([placed!.found, placed!.persons[0]!.id]).toEqual(['one', persons.head]);
    }
    await owner.query('update person set name = $2 where id = $1', [persons.deputy, other]);
  });
});
