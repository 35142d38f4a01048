import * as session from '@plumbline/contract/session';
import { type MatterEvent, replay } from '@plumbline/policy';
import { generateCounty } from '@plumbline/samples';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEngine } from '../modules/matter/index.ts';
import { systemSettings } from '../platform/access/system-actor.ts';
import { dayOf } from '../platform/clock/clock.ts';
import { COUNTY_SEED, type CountyServer, startBareServer, startCountyServer } from '../testing/index.ts';
import { loadCounty } from './load-county.ts';
import { setSamplePasswords } from './set-passwords.ts';

let server: CountyServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startCountyServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const count = async (table: string, where = 'true', client = owner) =>
  Number((await client.query(`select count(*) from ${table} where ${where}`)).rows[0].count);

// A whole county takes its time on a busy machine.
describe('loading the sample county', { timeout: 300_000 }, () => {
  it('leaves nothing when it breaks off', async () => {
    const bare = await startBareServer();
    const client = new pg.Client({ connectionString: bare.ownerUrl });
    await client.connect();
    const broken = {
      seed: 5,
      scale: 1,
      password: 'only for this test',
      onProgress: (share: number) => {
        if (share > 0.4) throw new Error('killed');
      },
    };
    await expect(loadCounty(bare.services, broken)).rejects.toThrow('killed');
    for (const table of ['jurisdiction', 'person', 'material', 'event', 'search_entry'])
      expect(await count(table, 'true', client), table).toBe(0);
    await client.end();
    await bare.stop();
  });

  it('writes every record that the generator promised', async () => {
    const county = generateCounty({ seed: COUNTY_SEED, today: dayOf(server.clock.now()) });
    const clues = [...county.sheets()].flatMap((sheet) => sheet.clues).length;
    expect(await count('unit')).toBe(county.units.length);
    expect(await count('person')).toBe(county.persons.length);
    expect(await count('appointment')).toBe(county.appointments.length);
    expect(await count('clue')).toBe(clues);
    expect(await count('material')).toBe([...county.materials()].length + clues);
    expect(await count('dossier')).toBe(county.units.length + county.persons.length);
    expect(await count('instruction')).toBe(county.instructions.length);
    expect(await count('instruction_follow_up')).toBe(
      county.instructions.flatMap((instruction) => instruction.followUps).length,
    );
    expect(await count('library_item')).toBe(county.library.length);
    expect(await count('library_item', 'not published')).toBe(1);
    expect(await count('library_share')).toBe(1);
    expect(await count('number_series')).toBeGreaterThan(0);
  });

  it('gave clue files numbers without gaps or repeats', async () => {
    const { rows } = await owner.query(
      `select c.polarity, extract(year from received_on) as year, count(*)::int as files, count(distinct number)::int as numbers from clue c group by 1, 2`,
    );
    for (const row of rows) expect(row.numbers).toBe(row.files);
    const { rows: series } = await owner.query('select sum(last)::int as last from number_series');
    expect(series[0].last).toBe(await count('clue'));
  });

  it('gave every matter a history that replays to its present state', async () => {
    const { rows: matters } = await owner.query(`select * from matter order by id limit 200`);
    const { rows: events } = await owner.query(
      `select entity_id, data from event where entity_id = any ($1) order by at, id`,
      [matters.map((m) => m.id)],
    );
    const pack = server.services.packs.of(1);
    for (const matter of matters) {
      const own = events
        .filter((event) => event.entity_id === matter.id)
        .map((event) => event.data as MatterEvent);
      expect(replay(pack.procedures[matter.procedure]!, own)).toEqual(toEngine(matter));
    }
  });

  it('lets every sample account sign in, and set all passwords anew', async () => {
    const pack = server.services.packs.of(1);
    const reply = await server
      .withToken()
      .call(session.signIn, { body: { username: 'officer', password: server.password } });
    expect(reply.status).toBe(201);
    await setSamplePasswords(server.services, pack, 'another phrase');
    for (const role of pack.roles.filter((entry) => entry.sampleAccount)) {
      const again = await server
        .withToken()
        .call(session.signIn, { body: { username: role.sampleAccount!, password: 'another phrase' } });
      expect(again.status, role.sampleAccount).toBe(201);
    }
  });

  it('shows the serving role no more than its actor may see', async () => {
    const rows = await server.services.db.transaction({ ...systemSettings(1, []), registry: false }, (trx) =>
      trx.selectFrom('material').select('id').execute(),
    );
    expect(rows).toEqual([]);
  });
});
