import { compareTeam } from '@plumbline/contract/team';
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

const compare = (as: string) =>
  server.as(as).call(compareTeam, { params: { unitId: server.world.units.housing } });

describe('a leadership team side by side', () => {
  it('is for those alone who may compare', async () => {
    expect(
      (await server.as().call(compareTeam, { params: { unitId: server.world.units.housing } })).status,
    ).toBe(401);
    expect((await compare('court')).status).toBe(403);
  });

  it('tells all posts of each member and the month of birth as exactly as it is known', async () => {
    const { persons, units } = server.world;
    await owner.query(
      `with second as (
        insert into post (jurisdiction_id, id, unit_id, title, level, tags, order_no)
        values (1, gen_random_uuid(), $1, '党组书记', 'section-chief', array['top-leader'], 9) returning id)
       insert into appointment (jurisdiction_id, id, person_id, post_id, unit_id, from_day)
       select 1, gen_random_uuid(), $2, id, $1, '2022-01-01' from second`,
      [units.housing, persons.head],
    );
    const born = (person: string, precision: string) =>
      owner.query("update person set birth_date = '1975-05-05', birth_precision = $2 where id = $1", [
        person,
        precision,
      ]);
    await born(persons.head, 'day');
    await born(persons.deputy, 'year');
    const told = async () => {
      const { members } = await server.as('officer').must(compareTeam, { params: { unitId: units.housing } });
      return members.map(({ personId, post, born, visible }) => ({ personId, post, born, visible }));
    };
    expect(await told()).toEqual([
      { personId: persons.head, post: '党组书记、局长', born: '1975-05', visible: true },
      { personId: persons.deputy, post: '副局长', born: '1975', visible: true },
    ]);
    // Of a member whose dossier is out of sight the post alone is told, as the registry tells it.
    await owner.query('update dossier set organ_id = $2 where subject_id = $1', [
      persons.deputy,
      server.world.organs.court,
    ]);
    expect((await told())[1]).toEqual({
      personId: persons.deputy,
      post: '副局长',
      born: null,
      visible: false,
    });
  });
});
