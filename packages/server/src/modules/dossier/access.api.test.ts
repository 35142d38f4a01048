import * as binder from '@plumbline/contract/binder';
import * as brief from '@plumbline/contract/brief';
import * as contract from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import { getReadingSlip, requestReading } from '@plumbline/contract/reading';
import { createKin, eraseKin } from '@plumbline/contract/registry';
import { search } from '@plumbline/contract/search';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, addAccount, addVerified, FORMS } from './testing.ts';

let server: TestServer;
let entry: string;
beforeAll(async () => {
  server = await startTestServer();
  entry = await addVerified(server, server.world.persons.head, 'appointment-form');
  await add(server, 'officer', server.world.persons.head, 'annual-assessment');
});
afterAll(() => server.stop());

const READS = [
  ['page', (s: string) => [contract.getDossier, { subjectId: s }]],
  ['entries', (s: string) => [material.listMaterials, { subjectId: s }]],
  ['binder', (s: string) => [binder.getBinder, { subjectId: s }]],
  ['brief', (s: string) => [brief.downloadBrief, { subjectId: s }]],
  ['catalogue', (s: string) => [binder.downloadBinderCatalogue, { subjectId: s }]],
] as const;

describe('who sees a dossier', () => {
  it('nobody without a session, the subject, the unit, member bodies and administrators', async () => {
    const subjectId = server.world.persons.head;
    for (const [name, of] of READS) {
      const [route, params] = of(subjectId);
      const call = { params } as never;
      expect((await server.as().call(route as never, call)).status, name).toBe(401);
      for (const username of ['court', 'procuratorate', 'unit', 'subject', 'sysadmin', 'secadmin', 'auditor'])
        expect((await server.as(username).call(route as never, call)).status, `${name} ${username}`).toBe(
          403,
        );
      for (const username of ['intake', 'dispatched', 'casemgmt'])
        expect((await server.as(username).call(route as never, call)).status, `${name} ${username}`).toBe(
          404,
        );
      for (const username of ['officer', 'head', 'reviewer', 'secretary', 'orgdept'])
        expect((await server.as(username).call(route as never, call)).status, `${name} ${username}`).toBe(
          200,
        );
    }
  });

  it('never the person, whatever role the person holds', async () => {
    const self = await addAccount(server, {
      role: 'organ-head',
      organId: server.world.organs.commission,
      personId: server.world.persons.head,
    });
    const params = { subjectId: server.world.persons.head };
    expect((await self.call(contract.getDossier, { params })).status).toBe(404);
    expect((await self.call(material.getMaterial, { params: { id: entry } })).status).toBe(404);
    expect((await self.must(contract.listDossiers, {})).items.map((d) => d.subjectId)).not.toContain(
      params.subjectId,
    );
    const other = { subjectId: server.world.persons.deputy };
    expect((await self.call(contract.getDossier, { params: other })).status).toBe(200);
  });

  it('nor kin of the person, from the moment on when the registry says so, in any list, count or slip', async () => {
    const { persons, organs } = server.world;
    const subjectId = persons.head;
    const kin = await addAccount(server, {
      role: 'organ-head',
      organId: organs.commission,
      personId: persons.mayor,
    });
    const slip = await server.as('officer').must(requestReading, {
      params: { subjectId },
      body: { purpose: 'ecology', explanation: '政治生态研判需要', until: '2026-04-10' },
    });
    const seen = async () => ({
      dossier: (await kin.call(contract.getDossier, { params: { subjectId } })).status,
      entry: (await kin.call(material.getMaterial, { params: { id: entry } })).status,
      slip: (await kin.call(getReadingSlip, { params: { id: slip.matterId } })).status,
      listed: (await kin.must(contract.listDossiers, {})).items.some((one) => one.subjectId === subjectId),
      found: (await kin.must(search, { query: { q: '陈立新' } })).items.length > 0,
    });
    expect(await seen()).toEqual({ dossier: 200, entry: 200, slip: 200, listed: true, found: true });
    const { id, version } = await server.as('officer').must(createKin, {
      params: { id: subjectId },
      body: { relation: 'spouse', name: '李国强', personId: persons.mayor },
    });
    await server.work();
    expect(await seen()).toEqual({ dossier: 404, entry: 404, slip: 404, listed: false, found: false });
    await server.as('officer').must(eraseKin, { params: { id }, body: { version } });
    await server.work();
    expect(await seen()).toMatchObject({ dossier: 200, entry: 200, slip: 200, found: true });
  });

  it('not the barred, and nobody below the classification', async () => {
    const { persons, accounts, organs } = server.world;
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const page = (username: string) =>
      server.as(username).call(contract.getDossier, { params: { subjectId: persons.mayor } });
    try {
      await owner.query('update dossier set barred = $1 where subject_id = $2', [
        [accounts.officer],
        persons.mayor,
      ]);
      expect([(await page('officer')).status, (await page('reviewer')).status]).toEqual([404, 200]);
      await owner.query("update dossier set barred = '{}', classification = 3 where subject_id = $1", [
        persons.mayor,
      ]);
      expect([(await page('reviewer')).status, (await page('head')).status]).toEqual([404, 200]);
    } finally {
      await owner.end();
    }
    for (const table of [
      'dossier',
      'material',
      'file',
      'kinship',
      'reading_slip',
      'collection_task',
      'instruction',
    ] as const) {
      const rows = await server.services.db.transaction(
        { jurisdiction: 1, clearance: 3, reach: [organs.court] },
        async (trx) => (await sql`select * from ${sql.table(table)}`.execute(trx)).rows,
      );
      expect(rows, table).toEqual([]);
      const other = await server.services.db.transaction(
        { jurisdiction: 2, clearance: 3, reach: Object.values(organs) },
        async (trx) => (await sql`select * from ${sql.table(table)}`.execute(trx)).rows,
      );
      expect(other, table).toEqual([]);
    }
  });
});

describe('kin and third persons (P12)', () => {
  it('are masked for readers who may not open what is restricted', async () => {
    const plain = await addAccount(server, {
      role: 'intake-officer',
      organId: server.world.organs.commission,
    });
    const params = { subjectId: server.world.persons.head };
    const masked = await plain.call(contract.getDossier, { params });
    expect(masked.status).toBe(200);
    expect(masked.raw.toString()).not.toMatch(/刘桂芳|陈晓东|县第一中学|某某科技/);
    expect(masked.body.subject.kin).toHaveLength(2);
    expect(masked.body.subject.kin.every((kin) => kin.masked)).toBe(true);
    const form = await plain.must(material.getMaterial, { params: { id: entry } });
    expect(JSON.stringify(form)).not.toMatch(/刘桂芳|陈晓东/);
    expect(form).toMatchObject({ masked: true, form: { name: '陈立新' } });
    const clear = await server.as('officer').must(material.getMaterial, { params: { id: entry } });
    expect(clear.form).toMatchObject({ family: FORMS['appointment-form'].family });
  });

  it('are erased with the declaration when it is revoked', async () => {
    const kin = () =>
      server.services.db.transaction(
        { jurisdiction: 1, clearance: 3, reach: [server.world.organs.room1] },
        (trx) =>
          trx
            .selectFrom('kinship')
            .select('name')
            .where('person_id', '=', server.world.persons.head)
            .execute(),
      );
    expect(await kin()).toHaveLength(2);
    const material1 = await server.as('head').must(material.getMaterial, { params: { id: entry } });
    const revoke = material1.actions.find((action) => action.kind === 'other' && action.requiresReason)!;
    await server.as('head').must(material.actOnMaterial, {
      params: { id: entry, action: revoke.code },
      body: { version: material1.version, reason: '填报有误' },
    });
    expect(await kin()).toEqual([]);
  });
});
