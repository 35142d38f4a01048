import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import * as contract from '@plumbline/contract/exchange';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import { verifyBag } from '../../platform/documents/verify-bag.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { unzip } from './testing.ts';

const J = 1;
const PURPOSE = '干部考察';
let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-export-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const asSystem = <T>(work: Parameters<typeof server.services.db.transaction<T>>[1]) =>
  server.services.db.transaction(systemSettings(J, Object.values(server.world.organs)), work);

interface Entry {
  item?: string;
  status?: string;
  form?: object;
  title?: string;
  occurredOn?: string;
  classification?: number;
  organId?: string;
  sealedUnitId?: string | null;
  supersedesId?: string | null;
  files?: readonly string[];
}

/** Puts an entry into a dossier as the platform would have it after its procedure. */
async function enter(subjectId: string, entry: Entry): Promise<{ id: string; stored: string[] }> {
  const id = newId();
  const matterId = newId();
  const stored: string[] = [];
  const visibility = {
    organ_id: entry.organId ?? server.world.organs.room1,
    classification: entry.classification ?? 1,
    concerns_person_id: subjectId,
    sealed_unit_id: entry.sealedUnitId ?? null,
  };
  for (const [at] of (entry.files ?? []).entries()) {
    const content = Readable.from([Buffer.from(`content ${id} ${at}`)]);
    stored.push((await server.services.files.put(J, content, { maxBytes: 1000 })).name);
  }
  const { version } = server.services.packs.of(J).head;
  await asSystem(async (trx) => {
    await trx
      .insertInto('matter')
      .values({
        jurisdiction_id: J,
        id: matterId,
        procedure: 'material',
        pack_code: 'cn-discipline',
        pack_version: version,
        state: 'verified',
        title: '',
        history: json([]),
        opened_at: server.clock.now(),
        ...visibility,
      })
      .execute();
    await trx
      .insertInto('material')
      .values({
        jurisdiction_id: J,
        id,
        subject_kind: 'person',
        subject_id: subjectId,
        item: entry.item ?? 'supervision-notes',
        pack_version: version,
        title: entry.title ?? '谈话记录',
        form: json(entry.form ?? {}),
        occurred_on: entry.occurredOn ?? '2026-01-10',
        received_on: '2026-01-11',
        status: entry.status ?? 'verified',
        matter_id: matterId,
        supersedes_id: entry.supersedesId ?? null,
        created_at: server.clock.now(),
        ...visibility,
      })
      .execute();
    for (const [at, name] of (entry.files ?? []).entries()) {
      await trx
        .insertInto('file')
        .values({
          jurisdiction_id: J,
          id: newId(),
          store_name: stored[at]!,
          name,
          type: 'txt',
          size: `content ${id} ${at}`.length,
          account_id: server.world.accounts.officer!,
          material_id: id,
          order_no: at,
          created_at: server.clock.now(),
          ...visibility,
        })
        .execute();
    }
  });
  return { id, stored };
}

const ask = (who: string | undefined, subjectId: string, query: object = { purpose: PURPOSE }) =>
  server.as(who).call(contract.exportDossier, { params: { subjectId }, query });

/** Exports, checks the bag and gives its contents by path without the bag's own folder. */
async function take(who: string, subjectId: string): Promise<Map<string, Buffer>> {
  const reply = await ask(who, subjectId);
  expect(reply.status).toBe(200);
  const file = path.join(folder, `${newId()}.zip`);
  await writeFile(file, reply.raw);
  const report = await verifyBag(file);
  expect(report.problems).toEqual([]);
  const all = await unzip(reply.raw);
  return new Map([...all].map(([name, content]) => [name.slice(report.name.length + 1), content]));
}

const parsed = (bag: Map<string, Buffer>, name: string) => JSON.parse(bag.get(name)!.toString('utf8'));
const textOf = async (bag: Map<string, Buffer>) =>
  (await unzip(bag.get('data/portrait.docx')!)).get('word/document.xml')!.toString('utf8');

describe('GET /api/dossiers/:subjectId/export', () => {
  it('refuses without a session, without the permission, without a purpose and what is out of sight', async () => {
    const { head } = server.world.persons;
    expect((await ask(undefined, head)).status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'reviewer', 'sysadmin', 'secadmin', 'auditor', 'intake'])
      expect((await ask(who, head)).status, who).toBe(403);
    expect((await ask('officer', head, {})).status).toBe(400);
    expect((await ask('officer', head, { purpose: ' ' })).status).toBe(400);
    expect((await ask('officer', newId())).status).toBe(404);
    // Holds the permission, but reaches nothing of the organ that keeps the dossier.
    expect((await ask('casemgmt', head)).status).toBe(404);
    // Sees the dossier by a granted reach, which is no permission over the organ that keeps it.
    expect((await ask('orgdept', head)).status).toBe(403);
  });

  it('holds all that may be exported, once, with sources and dates', async () => {
    const { deputy } = server.world.persons;
    const first = await enter(deputy, { status: 'superseded', occurredOn: '2025-01-10', title: '旧谈话' });
    await enter(deputy, {
      title: '新谈话',
      supersedesId: first.id,
      files: ['../../etc/=cmd|.txt', 'same.txt', 'SAME.txt', `${'长'.repeat(200)}.txt`, '..'],
    });
    for (const status of ['draft', 'pending', 'unverified', 'held', 'unproved', 'revoked', 'rejected'])
      await enter(deputy, { status, title: `不得导出 ${status}`, files: ['secret.txt'] });

    const bag = await take('officer', deputy);
    const manifest = parsed(bag, 'data/manifest.json');
    expect(manifest).toMatchObject({
      purpose: PURPOSE,
      exportedAt: server.clock.now().toISOString(),
      subject: { kind: 'person', id: deputy, name: '周敏' },
      exporter: { account: 'officer', organ: '澄溪县纪委监委' },
      clearance: { level: 1, readingSlip: null },
      counts: { materials: 2, files: 5, appointments: 1 },
    });
    expect(manifest.reach).toContain('第一监督检查室');
    const names = [...bag.keys()];
    expect(names.filter((name) => name.startsWith('data/materials/'))).toHaveLength(2);
    const files = names.filter((name) => name.startsWith('data/files/'));
    expect(files).toHaveLength(5);
    for (const name of files)
      expect(name).toMatch(/^data\/files\/supervision-notes\/2\/[1-5]-[^/\\<>:"|?*\p{Cc}]+$/u);
    const second = parsed(bag, 'data/materials/supervision-notes/2.json');
    expect(second).toMatchObject({ title: '新谈话', supersedes: first.id, status: { code: 'verified' } });
    for (const [at, file] of second.files.entries())
      expect(bag.get(`data/${file.path}`)!.toString()).toBe(`content ${second.id} ${at}`);
    expect([...bag.values()].some((content) => content.includes('不得导出'))).toBe(false);
    const portrait = await textOf(bag);
    for (const word of ['周敏', '县住房和城乡建设局', '副局长', '新谈话', '旧谈话', PURPOSE])
      expect(portrait).toContain(word);
    expect(portrait).not.toContain('不得导出');
  });

  it('lays what sources state differently side by side and names where each comes from', async () => {
    const { mayor } = server.world.persons;
    const form = { name: '李国强', birthMonth: '1975-05', startedWork: '1996-07' };
    await enter(mayor, { item: 'appointment-form', form, title: '任免表甲' });
    await enter(mayor, {
      item: 'appointment-form',
      form: { ...form, startedWork: '1997-08' },
      title: '任免表乙',
      occurredOn: '2026-02-01',
    });
    const portrait = await textOf(await take('officer', mayor));
    expect(portrait).toContain('来源不一致的事实');
    expect(portrait).toContain('1996-07');
    expect(portrait).toContain('1997-08');
    expect(portrait).toContain('干部任免审批表 2');
  });

  it('gives valid entities that refer to nothing outside the package', async () => {
    const { deputy } = server.world.persons;
    await asSystem((trx) =>
      trx
        .insertInto('kinship')
        .values({
          jurisdiction_id: J,
          id: newId(),
          person_id: deputy,
          relation: 'spouse',
          name: '赵某某',
          organ_id: server.world.organs.room1,
          concerns_person_id: deputy,
        })
        .execute(),
    );
    const bag = await take('officer', deputy);
    const lines = bag.get('data/entities.ftm.json')!.toString().trim().split('\n');
    const entities = lines.map(
      (line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> },
    );
    const ids = new Set(entities.map((entity) => entity.id));
    expect(ids.size).toBe(entities.length);
    const count = (schema: string) => entities.filter((entity) => entity.schema === schema).length;
    expect([count('Person'), count('Position'), count('Occupancy'), count('Family')]).toEqual([2, 1, 1, 1]);
    for (const { schema, properties } of entities) {
      for (const key of ['holder', 'post', 'organization', 'person', 'relative', 'document', 'entity'])
        if (schema !== 'Person') for (const id of properties[key] ?? []) expect(ids).toContain(id);
    }
    const paths = entities.filter((e) => e.schema === 'Document').map((e) => e.properties.fileName![0]!);
    expect(paths.length).toBeGreaterThan(0);
    for (const name of paths) expect(bag.has(`data/${name}`)).toBe(true);
    expect(parsed(bag, 'data/manifest.json').counts.kin).toBe(1);
  });

  it('takes a unit’s dossier along with its team', async () => {
    const { housing } = server.world.units;
    const bag = await take('officer', housing);
    expect(parsed(bag, 'data/manifest.json')).toMatchObject({
      subject: { kind: 'unit' },
      counts: { appointments: 3 },
    });
    expect(await textOf(bag)).toContain('陈立新');
  });

  it('is recorded as an opening before anything leaves', async () => {
    const { deputy } = server.world.persons;
    const rows = await server.services.db.transaction({ jurisdiction: J, ledger: true }, (trx) =>
      trx
        .selectFrom('event')
        .selectAll()
        .where('type', '=', 'dossier.exported')
        .where('subject_id', '=', deputy)
        .execute(),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({
      kind: 'open',
      account_id: server.world.accounts.officer,
      data: { purpose: PURPOSE, counts: { materials: 2 } },
    });
  });
});

describe('what the exporter may not see', () => {
  it('leaves no trace: the package equals that of a dossier which never held it', async () => {
    const { namesakeB } = server.world.persons;
    const { housing } = server.world.units;
    await enter(namesakeB, { title: '内部谈话', files: ['a.txt'] });
    const before = await take('officer', namesakeB);
    const sealed = { item: 'leader-appraisal', title: '密封评价', sealedUnitId: housing };
    await enter(namesakeB, { title: '限制级谈话', classification: 2, files: ['b.txt'] });
    await enter(namesakeB, { title: '封存谈话', classification: 3 });
    await enter(namesakeB, { title: '法院材料', organId: server.world.organs.court });
    await enter(namesakeB, sealed);
    const after = await take('officer', namesakeB);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, content] of before)
      if (name.startsWith('data/') && !name.endsWith('.docx')) expect(after.get(name)).toEqual(content);
    expect(await textOf(after)).toBe(await textOf(before));
  });

  it('comes along up to the clearance once a reading slip is in force, sealed appraisals never', async () => {
    const { namesakeB } = server.world.persons;
    const matters = ['officer', 'head'].map((who) => ({ who, id: newId() }));
    const desk = { organ_id: server.world.organs.room1 };
    await asSystem(async (trx) => {
      await trx
        .insertInto('matter')
        .values(
          matters.map(({ who, id }) => ({
            jurisdiction_id: J,
            id,
            procedure: 'reading',
            pack_code: 'cn-discipline',
            pack_version: server.services.packs.of(J).head.version,
            state: who === 'officer' ? 'opened' : 'requested',
            title: '',
            history: json([]),
            subject_kind: 'person',
            subject_id: namesakeB,
            opened_at: server.clock.now(),
            opened_by: server.world.accounts[who]!,
            ...desk,
          })),
        )
        .execute();
      await trx
        .insertInto('reading_slip')
        .values(
          matters.map(({ who, id }) => ({
            jurisdiction_id: J,
            matter_id: id,
            subject_kind: 'person',
            subject_id: namesakeB,
            account_id: server.world.accounts[who]!,
            purpose: PURPOSE,
            explanation: '',
            until_day: '2026-05-01',
            requested_at: server.clock.now(),
            opened_at: who === 'officer' ? server.clock.now() : null,
            ...desk,
          })),
        )
        .execute();
    });
    const bag = await take('officer', namesakeB);
    expect(parsed(bag, 'data/manifest.json')).toMatchObject({
      clearance: { level: 2, readingSlip: { until: '2026-05-01', items: [] } },
      counts: { materials: 2, files: 2 },
    });
    // A slip that was only asked for opens nothing, whatever the clearance.
    expect(parsed(await take('head', namesakeB), 'data/manifest.json')).toMatchObject({
      clearance: { level: 1, readingSlip: null },
      counts: { materials: 1 },
    });
  });

  it('keeps a dossier of higher classification closed without a slip', async () => {
    const { namesakeA } = server.world.persons;
    await asSystem((trx) =>
      trx.updateTable('dossier').set({ classification: 2 }).where('subject_id', '=', namesakeA).execute(),
    );
    const reply = await ask('officer', namesakeA);
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ code: 'reading-slip-required' });
  });
});

describe('a failure half-way', () => {
  it('cuts the connection and leaves nothing that could pass for a package', async () => {
    const { head } = server.world.persons;
    await enter(head, { files: ['a.txt'] });
    const { stored } = await enter(head, { files: ['b.txt'], occurredOn: '2026-02-02' });
    await server.services.files.remove(J, stored[0]!);
    const url = await server.app.server.listen({ host: '127.0.0.1', port: 0 });
    const reply = await fetch(`${url}/api/dossiers/${head}/export?purpose=x`, {
      headers: { authorization: `Bearer ${server.world.token('officer')}` },
    });
    expect(reply.status).toBe(200);
    const got: Uint8Array[] = [];
    await expect(
      (async () => {
        for await (const part of reply.body!) got.push(part);
      })(),
    ).rejects.toThrow();
    await expect(unzip(Buffer.concat(got))).rejects.toThrow();
  });
});
