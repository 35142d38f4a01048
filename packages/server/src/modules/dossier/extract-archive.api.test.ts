import { extractArchive } from '@plumbline/contract/binder';
import { getDossier } from '@plumbline/contract/dossier';
import * as library from '@plumbline/contract/library';
import { addMaterial } from '@plumbline/contract/material';
import { actOnMatter } from '@plumbline/contract/matter';
import { createKin, createSupervision } from '@plumbline/contract/registry';
import { createZone } from '@plumbline/contract/registry-zones';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../../testing/add-account.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addTown } from '../registry/testing.ts';
import { FORMS } from './testing.ts';

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

const act = async (who: string, matterId: string, action: string, body: object = {}) =>
  server.as(who).call(actOnMatter, { params: { id: matterId, action }, body: body as never });
async function publish(matterId: string): Promise<void> {
  expect((await act('officer', matterId, 'propose')).status).toBe(200);
  expect((await act('reviewer', matterId, 'publish')).status).toBe(200);
}
const read = (who: string, id: string) =>
  server.as(who).call(library.getLibraryItem, { params: { id }, query: {} });

describe('integrity archives', () => {
  it('hold what is verified, are watched, kept from the person, and lose what moves away', async () => {
    const { persons } = server.world;
    const add = await server.as('officer').must(addMaterial, {
      params: { subjectId: persons.namesakeA },
      body: { item: 'supervision-notes', title: '走访记录', form: FORMS['supervision-notes'] },
    });
    const verified = await act('reviewer', add.matterId, 'verify');
    expect(verified.status).toBe(200);
    const path = { params: { subjectId: persons.namesakeA } };
    for (const who of ['head', 'court', 'unit', 'auditor'])
      expect((await server.as(who).call(extractArchive, path)).status, who).toBe(403);
    const mayExtract = async (who: string) =>
      (await server.as(who).must(getDossier, path)).allowed.includes('extractArchive');
    expect([await mayExtract('officer'), await mayExtract('head')]).toEqual([true, false]);
    const extract = await server.as('officer').must(extractArchive, path);
    expect((await server.as('officer').call(extractArchive, path)).body).toMatchObject({
      code: 'draft-exists',
    });
    await publish(extract.matterId);
    const leaves = async () =>
      ((await read('reviewer', extract.id)).body as library.LibraryItem).parts.filter(
        (p) => p.kind === 'leaf',
      );
    expect(await leaves()).toMatchObject([{ number: '1' }]);
    expect((await leaves())[0]!.text).toContain('走访记录');
    for (const who of ['court', 'subject']) expect((await read(who, extract.id)).status, who).toBe(404);
    // Nor do kin read it in the library, whatever their office.
    await server.as('officer').must(createKin, {
      params: { id: persons.namesakeA! },
      body: { relation: 'spouse', name: '周敏', personId: persons.deputy! },
    });
    for (const role of ['reviewer', 'dossier-officer']) {
      const organId = server.world.organs.commission!;
      const kin = await addAccount(server, { role, organId, personId: persons.deputy! });
      const reply = await kin.call(library.getLibraryItem, { params: { id: extract.id }, query: {} });
      expect(reply.status, role).toBe(404);
      expect((await kin.must(library.listLibrary, { query: { q: '走访记录' } })).items, role).toEqual([]);
    }
    const opened = await owner.query(
      `select count(*)::int as n from event where type = 'library.opened' and entity_id = $1`,
      [extract.id],
    );
    expect(opened.rows[0].n).toBeGreaterThan(0);
    const moved = await act('reviewer', add.matterId, 'move', {
      data: { subjectKind: 'person', subject: persons.namesakeB },
      reason: '同名',
    });
    expect(moved.status).toBe(200);
    expect(await leaves()).toEqual([]);
  });

  it('four who extract a dossier at once make one archive with one draft', async () => {
    const path = { params: { subjectId: server.world.persons.namesakeB } };
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => server.as('officer').call(extractArchive, path)),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409, 409]);
    const { rows } = await owner.query(
      `select (select count(*)::int from library_item i where i.subject_id = $1) as items,
        (select count(*)::int from library_version v join library_item i on i.id = v.item_id
          where i.subject_id = $1) as versions`,
      [path.params.subjectId],
    );
    expect(rows).toEqual([{ items: 1, versions: 1 }]);
    const second = owner.query(
      `insert into library_item select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid()))).*
        from library_item i where i.subject_id = $1`,
      [path.params.subjectId],
    );
    await expect(second).rejects.toThrow(/library_item_archive/);
  });

  it('goes with its dossier to another organ, and the old one may take nothing down', async () => {
    const subjectId = server.world.persons.namesakeB;
    const items = 'select id, organ_id from library_item where subject_id = $1';
    const [{ id }] = (await owner.query(items, [subjectId])).rows;
    const [{ matter_id: matterId }] = (
      await owner.query('select matter_id from library_version where item_id = $1', [id])
    ).rows;
    await publish(matterId);
    const { cadre } = server.world.organs;
    await owner.query('update dossier set organ_id = $2 where subject_id = $1', [subjectId, cadre]);
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect((await owner.query(items, [subjectId])).rows).toEqual([{ id, organ_id: cadre }]);
    const { rows } = await owner.query(
      `select v.organ_id as version, m.organ_id as matter from library_version v
        join matter m on m.id = v.matter_id where v.item_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ version: cadre, matter: cadre }]);
    expect((await act('reviewer', matterId, 'withdraw', { reason: '不再由本机关保管' })).status).not.toBe(
      200,
    );
  });

  it('is no longer seen through a share of the organ that gave its dossier away', async () => {
    const { persons, units, organs } = server.world;
    const town = await addTown(server, '白石');
    const zone = (code: string) =>
      server.as('orgdept').must(createZone, {
        body: { kind: 'zone', code, name: code, activeFrom: '2026-01-01' } as never,
      });
    const [store, single, fresh] = [await zone('store'), await zone('single'), await zone('fresh')];
    const archive = async (subjectId: string) => {
      const made = await server.as('officer').must(extractArchive, { params: { subjectId } });
      await publish(made.matterId);
      return made.id;
    };
    const [moves, stays] = [await archive(persons.deputy), await archive(persons.mayor)];
    const organOf = async (id: string) =>
      (await owner.query('select organ_id from library_item where id = $1', [id])).rows[0].organ_id;
    const old = await organOf(moves);
    const share = (client: TestClient, body: object) =>
      client.must(library.addShare, { body: { reason: '协作', ...body } as never });
    await share(server.as('head'), { zoneId: store.id, store: 'archives', organId: old });
    const own = await share(server.as('head'), { zoneId: single.id, itemId: moves });
    const zonesOf = async (id: string) =>
      (await owner.query('select readers from library_item where id = $1', [id])).rows[0].readers.toSorted();
    expect(await zonesOf(moves)).toEqual([store.id, single.id].toSorted());
    expect(await zonesOf(stays)).toEqual([store.id]);
    await owner.query(
      `insert into library_share (jurisdiction_id, id, organ_id, zone_id, store, from_day, reason, granted_by, granted_at)
        values (1, gen_random_uuid(), $1, $2, 'archives', '2026-01-01', '协作区', $3, now())`,
      [town.organ, fresh.id, server.world.accounts.head],
    );
    const supervised = await server.as('officer').call(createSupervision, {
      body: {
        unitId: units.housing,
        organId: town.organ,
        kind: 'discipline',
        from: '2026-04-06',
        endPrevious: true,
      } as never,
    });
    expect(supervised.status).toBe(201);
    // Nobody waits for the hour.
    await server.work();
    expect(await organOf(moves)).toBe(town.organ);
    expect(await zonesOf(moves)).toEqual([fresh.id]);
    expect(await zonesOf(stays)).toEqual([store.id]);
    const { items } = await server.as('head').must(library.listShares, {});
    expect(items.find((one) => one.id === own.id)).toMatchObject({ ended: true, active: false });
    // One that stays behind, as the new organ has its own: the old organ shares what it no longer keeps no more.
    await owner.query('update dossier set organ_id = $2 where subject_id = $1', [
      persons.mayor,
      organs.cadre,
    ]);
    await owner.query(
      `insert into library_item select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
          'organ_id', $2::uuid, 'published', false, 'readers', '{}'::text))).* from library_item i where i.id = $1`,
      [stays, organs.cadre],
    );
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect(await organOf(stays)).toBe(old);
    expect(await zonesOf(stays)).toEqual([]);
  });
});
