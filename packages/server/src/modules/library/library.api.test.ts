import { readFile } from 'node:fs/promises';
import * as contract from '@plumbline/contract/library';
import { actOnMatter, beginMatter, getMatter } from '@plumbline/contract/matter';
import { addZoneMember, createZone, endZoneMember } from '@plumbline/contract/registry-zones';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { officePackage, plainPdf, sampleDocx } from '../../platform/files/testing.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { mirrorRegulations } from './mirror-pack.ts';
import { endVersion, publishVersion, writeVersion } from './version.store.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await mirror();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const mirror = () => server.app.endpoints.runAsSystem(1, mirrorRegulations);
const RULES = '第一章　总则\n第一条　为规范采购，制定本办法。\n第二条　采购应当公开。\n对照：是否公开？';
const item = (over: object = {}) => ({
  store: 'regulations',
  sort: 'local-rule',
  title: '澄溪县采购监督办法',
  audience: 'officers',
  effectiveFrom: '2026-01-01',
  text: RULES,
  ...over,
});
type Written = { id: string; versionId: string; matterId: string };

const act = async (who: string, matterId: string, action: string, body: object = {}) =>
  server.as(who).call(actOnMatter, { params: { id: matterId, action }, body: body as never });
const write = (over: object = {}, who = 'officer') =>
  server.as(who).must(contract.addLibraryItem, { body: item(over) });
async function publish(written: Written, by = 'reviewer'): Promise<void> {
  expect((await act('officer', written.matterId, 'propose')).status).toBe(200);
  expect((await act(by, written.matterId, 'publish')).status).toBe(200);
}
const read = (who: string, id: string, query: object = {}) =>
  server.as(who).call(contract.getLibraryItem, { params: { id }, query });
const titles = async (who: string, query: object = {}) =>
  (await server.as(who).must(contract.listLibrary, { query })).items.map((one) => one.title);

describe('writing an entry', () => {
  it('refuses in order', async () => {
    const send = (who: string | undefined, over: object = {}) =>
      server.as(who).call(contract.addLibraryItem, { body: item(over) });
    expect((await send(undefined)).status).toBe(401);
    for (const who of ['head', 'reviewer', 'court', 'unit', 'subject', 'sysadmin', 'auditor'])
      expect((await send(who)).status, who).toBe(403);
    expect((await send('officer', { organId: server.world.organs.cadre })).status).toBe(403);
    const wrong = await send('officer', {
      sort: 'poem',
      audience: 'organs',
      classification: 9,
    });
    expect(wrong.status).toBe(400);
    for (const over of [
      { store: 'nowhere' },
      { sort: 'poem' },
      { audience: 'nobody' },
      { text: '' },
      { text: '第一条 甲\n第一条 乙' },
      { store: 'archives', sort: 'person', audience: 'organ' },
      { audience: 'everyone', classification: 1 },
      { store: 'collections', sort: 'study', members: [] },
      { store: 'collections', sort: 'study', members: [{ itemId: newId() }] },
    ])
      expect((await send('officer', over)).status, JSON.stringify(over)).toBe(400);
  });

  it('is published by a second person, and a draft is seen by its organ alone', async () => {
    const written = await write({ title: '两人审定' });
    // The organization department has reach into the organ, which is not enough for its drafts.
    for (const who of ['court', 'procuratorate', 'unit', 'orgdept', 'auditor']) {
      expect((await read(who, written.id)).status, who).not.toBe(200);
      expect(await titles(who, { drafts: 'true' }).catch(() => []), who).not.toContain('两人审定');
    }
    const draft = { params: { id: written.versionId } };
    expect((await server.as('orgdept').call(contract.getLibraryVersion, draft)).status).toBe(404);
    expect((await server.as('orgdept').call(contract.compareLibraryVersions, draft)).status).toBe(404);
    expect((await server.as('orgdept').call(contract.getLibrarySource, draft)).status).not.toBe(200);
    const articles = await server.as('officer').must(contract.getLibraryItem, { params: { id: written.id } });
    const cited = { query: { ids: articles.parts.map((part) => part.id).join(',') } };
    expect((await server.as('officer').must(contract.listArticles, cited)).items).toHaveLength(2);
    expect((await server.as('orgdept').must(contract.listArticles, cited)).items).toEqual([]);
    expect((await read('reviewer', written.id)).body).toMatchObject({ published: false, waiting: true });
    expect(await titles('officer')).not.toContain('两人审定');
    expect(await titles('officer', { drafts: 'true' })).toContain('两人审定');
    expect((await act('officer', written.matterId, 'propose')).status).toBe(200);
    expect((await act('officer', written.matterId, 'publish')).status).toBe(403);
    expect((await act('reviewer', written.matterId, 'publish')).status).toBe(200);
    for (const who of ['orgdept', 'court']) expect((await read(who, written.id)).status, who).toBe(200);
    // For officers: supervised units and persons do not see it.
    for (const who of ['unit', 'subject']) expect((await read(who, written.id)).status, who).toBe(404);
    const everyone = await write({ title: '人人可见', audience: 'everyone' });
    await publish(everyone);
    for (const who of ['unit', 'subject']) expect((await read(who, everyone.id)).status, who).toBe(200);
    expect(await titles('unit')).not.toContain('两人审定');
  });

  it('keeps ID and telephone numbers inside the organ', async () => {
    const written = await write({
      store: 'cases',
      sort: 'warning',
      title: '案例一',
      text: '一、案情\n王某（11010519491231002X）收受礼金。',
    });
    await act('officer', written.matterId, 'propose');
    const reply = await act('reviewer', written.matterId, 'publish');
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ code: 'library.identifying' }] } });
    expect(JSON.stringify(reply.body)).not.toContain('19491231');
    expect((await read('reviewer', written.id)).body).toMatchObject({ published: false });
  });

  it('keeps them inside wherever they stand beside the text', async () => {
    const NUMBER = '138 0013 8000';
    for (const over of [
      { title: `联系人${NUMBER}` },
      { titleEn: `Call ${NUMBER}` },
      { issuer: `某局${NUMBER}` },
      { documentNumber: NUMBER },
      { note: `问${NUMBER}` },
      { text: `第一条 甲\n对照：是否致电${NUMBER}？` },
      { store: 'cases', sort: 'warning', text: '一、联系\n138\n0013\n8000' },
    ]) {
      const written = await write({ title: '旁注', ...over });
      await act('officer', written.matterId, 'propose');
      const reply = await act('reviewer', written.matterId, 'publish');
      expect(reply, JSON.stringify(over)).toMatchObject({
        status: 400,
        body: { faults: [{ code: 'library.identifying' }] },
      });
      expect(JSON.stringify(reply.body)).not.toContain('0013');
    }
    const allowed = await write({
      title: '编号与金额',
      documentNumber: '澄纪〔2026〕3号',
      text: '第一条 1,234,567元，2026-03-01至2026-04-01，电话0393-12345678。',
    });
    await publish(allowed);
  });

  it('refuses what no text holds, in words', async () => {
    for (const [over, code] of [
      [{ text: '第一条 甲\0' }, 'broken-text'],
      [{ title: '甲\0乙' }, 'broken-text'],
      [{ title: '甲\n乙' }, 'hidden-characters'],
      [{ title: '甲\u2028乙' }, 'hidden-characters'],
      [{ title: '甲\u202e乙' }, 'hidden-characters'],
      [{ note: '\ud800' }, 'broken-text'],
      [{ store: 'regulations\0' }, 'broken-text'],
    ] as const) {
      const reply = await server.as('officer').call(contract.addLibraryItem, { body: item(over) });
      expect(reply, JSON.stringify(over)).toMatchObject({
        status: 400,
        body: { faults: [{ code, detail: expect.stringContaining('请删去') }] },
      });
    }
  });

  it('keeps the parts of a published version, and all of one that is taken down, even from a defect', async () => {
    const written = await write({ title: '不改' });
    await publish(written);
    await server.app.endpoints.runAsSystem(1, async (ctx) => {
      const gone = await ctx.trx
        .deleteFrom('library_part')
        .where('version_id', '=', written.versionId)
        .executeTakeFirst();
      expect(Number(gone.numDeletedRows)).toBe(0);
    });
    const tried = (change: (ctx: Ctx) => Promise<unknown>) =>
      server.app.endpoints.runAsSystem(1, async (ctx) => {
        await change(ctx);
      });
    const version = (ctx: Ctx) => ctx.trx.updateTable('library_version').where('id', '=', written.versionId);
    await expect(tried((ctx) => version(ctx).set({ number: 9 }).execute())).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      tried((ctx) => ctx.trx.updateTable('library_part').set({ text: '改' }).execute()),
    ).rejects.toThrow(/permission denied/);
    await expect(
      tried((ctx) => ctx.trx.deleteFrom('library_version').where('id', '=', written.versionId).execute()),
    ).rejects.toThrow(/permission denied/);
    expect(((await read('court', written.id)).body as contract.LibraryItem).parts).toHaveLength(3);
    const row = async () =>
      (
        await owner.query(
          `select effective_from::text, note, source_text, published_at, published_by, withdrawn_at
             from library_version where id = $1`,
          [written.versionId],
        )
      ).rows[0];
    const stood = await row();
    expect(stood).toMatchObject({ published_at: expect.any(Date), withdrawn_at: null });
    const unchangeable = [
      { note: '改' },
      { effective_from: '2026-01-01' },
      { source_text: '改' },
      { published_at: null },
      { published_by: null },
      { withdrawn_at: new Date() },
    ];
    const changing = async () => {
      for (const set of unchangeable)
        await expect(
          tried((ctx) => version(ctx).set(set).execute()),
          JSON.stringify(set),
        ).rejects.toThrow(/permission denied/);
      // What writes and publishes drafts finds no version that stands.
      await tried((ctx) =>
        writeVersion(ctx, written.versionId, { effectiveFrom: '2026-01-01', note: '改', text: '改' }),
      );
      await tried((ctx) => publishVersion(ctx, written.versionId));
    };
    await changing();
    expect(await row()).toEqual(stood);
    expect((await act('reviewer', written.matterId, 'withdraw', { reason: '废止' })).status).toBe(200);
    const ended = await row();
    expect(ended).toEqual({ ...stood, withdrawn_at: expect.any(Date) });
    await changing();
    await tried((ctx) => endVersion(ctx, written.versionId));
    expect(await row()).toEqual(ended);
  });

  it('lets no organ write, publish or end the draft of another', async () => {
    const draft = await write({ title: '别处的草稿' });
    const outside = { ...systemSettings(1, [server.world.organs.court!]), registry: false };
    await server.services.db.transaction(outside, async (trx) => {
      const ctx = { trx, now: server.clock.now(), actor: { accountId: null } } as unknown as Ctx;
      await writeVersion(ctx, draft.versionId, { effectiveFrom: '2026-01-01', note: '改', text: '改' });
      await publishVersion(ctx, draft.versionId);
      await endVersion(ctx, draft.versionId);
    });
    const { rows } = await owner.query(
      'select note, published_at, withdrawn_at from library_version where id = $1',
      [draft.versionId],
    );
    expect(rows).toEqual([{ note: '', published_at: null, withdrawn_at: null }]);
  });

  it('its audience may be narrowed or widened, by whoever may publish once it is published', async () => {
    const written = await write({ title: '范围', audience: 'organ' });
    const edit = (who: string, body: object) =>
      server.as(who).call(contract.editLibraryItem, {
        params: { id: written.id },
        body: { version: 1, ...body } as never,
      });
    for (const who of ['reviewer', 'court']) expect((await edit(who, {})).status).not.toBe(200);
    expect((await edit('officer', { audience: 'nobody' })).status).toBe(400);
    expect((await edit('officer', { title: '范围一' })).body).toMatchObject({ version: 2 });
    expect((await edit('officer', { title: '范围二' })).status).toBe(409);
    await publish(written);
    const version = ((await read('reviewer', written.id)).body as contract.LibraryItem).version;
    expect((await edit('officer', { audience: 'everyone', version })).status).toBe(403);
    expect((await read('unit', written.id)).status).toBe(404);
    expect((await edit('reviewer', { audience: 'everyone', version })).status).toBe(200);
    expect((await read('unit', written.id)).status).toBe(200);
    const { id } = await server
      .as('reviewer')
      .must(contract.getLibraryByCode, { params: { code: 'integrity-code' } });
    const pack = await server.as('reviewer').call(contract.editLibraryItem, {
      params: { id },
      body: { title: '别的', version: 1 },
    });
    expect(pack.status).toBe(403);
  });

  it('two who write a draft at once: one of them sees 409', async () => {
    const written = await write({ title: '同时修改' });
    const edit = (text: string) =>
      server.as('officer').call(contract.editLibraryVersion, {
        params: { id: written.versionId },
        body: { effectiveFrom: '2026-02-01', text, version: 1 },
      });
    const replies = await Promise.all([edit('第一条 甲'), edit('第一条 乙')]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect(
      (
        await server.as('officer').call(contract.addLibraryVersion, {
          params: { id: written.id },
          body: { effectiveFrom: '2026-03-01', text: RULES },
        })
      ).body,
    ).toMatchObject({ code: 'draft-exists' });
  });
});

describe('versions', () => {
  it('a newer text holds from its day; the older stays to be read, and the differences are told', async () => {
    const first = await write({ title: '新旧办法' });
    await publish(first);
    const second = await server.as('officer').must(contract.addLibraryVersion, {
      params: { id: first.id },
      body: { effectiveFrom: '2026-05-01', text: `${RULES}\n第三条　投诉七日内答复。`, note: '增加投诉' },
    });
    for (const who of ['court', 'orgdept'])
      expect((await read(who, first.id)).body).toMatchObject({
        versions: [{ number: 1 }],
        waiting: false,
      });
    await publish(second);
    const before = (await read('court', first.id)).body as contract.LibraryItem;
    expect(before.parts.at(-1)?.label).toBe('第二条');
    expect(before.versions.map((one) => [one.number, one.inForce])).toEqual([
      [2, false],
      [1, true],
    ]);
    const changes = await server.as('court').must(contract.compareLibraryVersions, {
      params: { id: second.versionId },
    });
    expect(changes.rows.filter((row) => row.change !== 'same')).toEqual([
      { label: '第三条', change: 'added', before: null, after: '投诉七日内答复。' },
    ]);
    server.clock.set('2026-05-01T02:00:00.000Z');
    const after = (await read('court', first.id)).body as contract.LibraryItem;
    server.clock.set('2026-04-06T02:00:00.000Z');
    expect(after.parts.at(-1)?.label).toBe('第三条');
    expect((await act('reviewer', second.matterId, 'withdraw', { reason: '有误' })).status).toBe(200);
    expect((await read('court', first.id)).body).toMatchObject({
      published: true,
      versions: [{ number: 1 }],
    });
    expect((await act('reviewer', first.matterId, 'withdraw', { reason: '废止' })).status).toBe(200);
    expect((await read('court', first.id)).status).toBe(404);
  });
});

describe('finding', () => {
  it('finds words of articles with the article in which they stand, and only in what is seen', async () => {
    await publish(await write({ title: '礼品登记办法', text: '第一条 甲\n第二条 收到礼品应当登记上交。' }));
    await write({ title: '未公布的礼品办法', text: '第一条 礼品。' });
    const page = await server.as('court').must(contract.listLibrary, { query: { q: '礼品' } });
    expect(page.items.map((one) => one.title)).toContain('礼品登记办法');
    expect(page.items.map((one) => one.title)).not.toContain('未公布的礼品办法');
    const hit = page.items.find((one) => one.title === '礼品登记办法')!;
    expect(hit.passages).toMatchObject([{ label: '第二条', number: '2' }]);
    const [start, end] = hit.passages[0]!.marks[0]!;
    expect(hit.passages[0]!.text.slice(start, end)).toBe('礼品');
    expect((await server.as('court').call(contract.listLibrary, { query: { q: '？' } })).status).toBe(400);
  });

  it('pages through everything once', async () => {
    for (let i = 0; i < 5; i++)
      await publish(await write({ store: 'guides', sort: 'method', title: `方法${i}` }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server.as('court').must(contract.listLibrary, {
        query: { store: 'guides', limit: 2, cursor },
      });
      seen.push(...page.items.map((one) => one.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(5);
  });
});

describe('regulations of the pack', () => {
  it('stand in the library once, for everyone, in both languages, with their questions', async () => {
    expect(await mirror()).toBe(0);
    const { id } = await server
      .as('unit')
      .must(contract.getLibraryByCode, { params: { code: 'integrity-code' } });
    const entry = await server.as('unit').must(contract.getLibraryItem, { params: { id } });
    expect(entry).toMatchObject({ fromPack: true, effectiveFrom: '2016-01-01', allowed: [] });
    expect(entry.parts).toHaveLength(8);
    const english = await server
      .as('unit')
      .must(contract.getLibraryItem, { params: { id }, locale: 'en' } as never);
    expect(english.id).toBe(id);
    const articles = await server.as('officer').must(contract.listArticles, {
      query: { itemId: id, questions: 'true' },
    });
    expect(articles.items.every((one) => one.question && one.inForce)).toBe(true);
  });

  it('an office writes the full text as a newer version, which the pack does not overwrite', async () => {
    const { id } = await server
      .as('officer')
      .must(contract.getLibraryByCode, { params: { code: 'petition-work' } });
    const full = await server.as('officer').must(contract.addLibraryVersion, {
      params: { id },
      body: { effectiveFrom: '2022-05-01', text: '第一条 甲\n第二条 乙' },
    });
    await publish(full);
    expect(await mirror()).toBe(0);
    const entry = await server.as('unit').must(contract.getLibraryItem, { params: { id } });
    expect(entry.versionId).toBe(full.versionId);
  });
});

describe('sharing with a zone', () => {
  let zone: string;
  beforeAll(async () => {
    const created = await server.as('orgdept').must(createZone, {
      body: { kind: 'zone', code: 'east', name: '城东片区', activeFrom: '2026-01-01' } as never,
    });
    zone = created.id;
  });
  const share = (who: string, body: object) =>
    server
      .as(who)
      .call(contract.addShare, { body: { zoneId: zone, reason: '协作区共享', ...body } as never });

  it('refuses in order', async () => {
    const { id } = await write({ title: '共享拒绝', audience: 'organ' });
    for (const who of ['officer', 'court', 'unit', 'auditor'])
      expect((await share(who, { itemId: id })).status, who).toBe(403);
    expect((await share('head', { itemId: newId() })).status).toBe(404);
    for (const body of [
      {},
      { itemId: id, store: 'cases' },
      { store: 'nowhere' },
      { store: 'cases', to: '2026-01-01' },
    ])
      expect((await share('head', body)).status, JSON.stringify(body)).toBe(400);
    expect((await share('head', { store: 'cases', zoneId: newId() })).status).toBe(400);
  });

  it('opens entries of the organ to the members, for the time of the share and no longer', async () => {
    const guide = await write({
      store: 'guides',
      sort: 'zone-guide',
      title: '协作区工作指引',
      audience: 'organ',
    });
    await publish(guide);
    expect((await read('court', guide.id)).status).toBe(404);
    const joined = await server.as('orgdept').must(addZoneMember, {
      params: { id: zone },
      body: { role: 'town-member', holderId: server.world.organs.court, from: '2026-01-01' } as never,
    });
    const reply = await share('head', { store: 'guides', to: '2026-04-30' });
    expect(reply).toMatchObject({ status: 201, body: { active: true, allowed: ['end'] } });
    expect((await read('court', guide.id)).status).toBe(200);
    expect((await read('procuratorate', guide.id)).status).toBe(404);
    // Whatever is published later belongs to the store too.
    const later = await write({ store: 'guides', sort: 'zone-guide', title: '补充指引', audience: 'organ' });
    await publish(later);
    expect((await read('court', later.id)).status).toBe(200);
    server.clock.set('2026-05-04T02:00:00.000Z');
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect((await read('court', guide.id)).status).toBe(404);
    server.clock.set('2026-04-06T02:00:00.000Z');
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect((await read('court', guide.id)).status).toBe(200);
    await server.as('orgdept').must(endZoneMember, {
      params: { id: joined.id },
      body: { version: 1, on: '2026-04-05' },
    });
    expect((await read('court', guide.id)).status).toBe(404);
    await server.as('orgdept').must(addZoneMember, {
      params: { id: zone },
      body: { role: 'town-member', holderId: server.world.organs.court, from: '2026-04-06' } as never,
    });
    expect((await read('court', guide.id)).status).toBe(200);
    const { id, version } = reply.body as contract.LibraryShare;
    const end = (v: number) =>
      server.as('head').call(contract.endShare, { params: { id }, body: { version: v } });
    expect((await end(version + 1)).status).toBe(409);
    expect((await end(version)).body).toMatchObject({ active: false, allowed: [] });
    expect((await read('court', guide.id)).status).toBe(404);
  });
});

describe('sharing what must not leave', () => {
  let zone: string;
  beforeAll(async () => {
    const created = await server.as('orgdept').must(createZone, {
      body: { kind: 'zone', code: 'west', name: '城西片区', activeFrom: '2026-01-01' } as never,
    });
    zone = created.id;
    await server.as('orgdept').must(addZoneMember, {
      params: { id: zone },
      body: { role: 'town-member', holderId: server.world.organs.court, from: '2026-01-01' } as never,
    });
  });
  const share = (body: object) =>
    server.as('head').call(contract.addShare, { body: { zoneId: zone, reason: '协作', ...body } as never });
  const inner = (over: object = {}) =>
    write({ store: 'cases', sort: 'warning', title: '内部案例', audience: 'organ', ...over });
  const NAMED = { text: '一、案情\n王某（11010519491231002X）收受礼金。' };

  it('names nobody by number, whether the entry, its store or a later text is shared', async () => {
    const named = await inner(NAMED);
    await publish(named);
    const refused = { status: 400, body: { faults: [{ code: 'library.identifying' }] } };
    expect(await share({ itemId: named.id })).toMatchObject(refused);
    expect(await share({ store: 'cases' })).toMatchObject(refused);
    expect(await share({ store: 'cases', from: '2026-08-01' })).toMatchObject(refused);
    expect((await act('reviewer', named.matterId, 'withdraw', { reason: '有误' })).status).toBe(200);
    expect((await share({ store: 'cases', from: '2026-04-07' })).status).toBe(201);
    // The share begins tomorrow; what is published before it is asked today.
    const later = await inner(NAMED);
    await act('officer', later.matterId, 'propose');
    expect(await act('reviewer', later.matterId, 'publish')).toMatchObject(refused);
  });

  it('the job that opens shared entries leaves out what names somebody, however it came there', async () => {
    const entry = await inner({ title: '后来共享' });
    await publish(entry);
    await owner.query(`update library_item set title = '电话13800138000' where id = $1`, [entry.id]);
    server.clock.set('2026-04-08T02:00:00.000Z');
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect((await read('court', entry.id)).status).toBe(404);
    await owner.query(`update library_item set title = '甲' where id = $1`, [entry.id]);
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    expect((await read('court', entry.id)).status).toBe(200);
    server.clock.set('2026-04-06T02:00:00.000Z');
  });

  it('ends with the entry: what is taken down is seen by its organ alone', async () => {
    const entry = await inner({ store: 'guides', sort: 'zone-guide', title: '将撤下' });
    await publish(entry);
    expect((await share({ itemId: entry.id })).status).toBe(201);
    expect((await read('court', entry.id)).status).toBe(200);
    expect((await act('reviewer', entry.matterId, 'withdraw', { reason: '废止' })).status).toBe(200);
    expect((await read('court', entry.id)).status).toBe(404);
    const { rows } = await owner.query('select readers from library_item where id = $1', [entry.id]);
    expect(rows[0].readers).toEqual([]);
    // Left over from before: neither the policy nor the job lets them in.
    await owner.query('update library_item set readers = array[$2::uuid] where id = $1', [entry.id, zone]);
    const seen = await server.as('court').must(contract.listLibrary, { query: { store: 'guides' } });
    expect(seen.items.map((one) => one.id)).not.toContain(entry.id);
    expect((await read('court', entry.id)).status).toBe(404);
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} } as never);
    const settled = await owner.query('select readers from library_item where id = $1', [entry.id]);
    expect(settled.rows[0].readers).toEqual([]);
  });
});

describe('the text of a file', () => {
  const FIXTURES = new URL('../../platform/files/fixtures/', import.meta.url);
  const extract = (name: string, body: Uint8Array, who = 'officer') =>
    server.as(who).send<{ text: string }>('POST', '/api/library/extractions', {
      query: { name },
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });

  it('is read to the last character', async () => {
    expect((await extract('a.txt', Buffer.from('第一条 甲'), 'court')).status).toBe(403);
    expect(await extract('a.txt', Buffer.from('第一条 中文'))).toMatchObject({
      status: 200,
      body: { text: '第一条 中文' },
    });
    // 中文 in GB 18030.
    expect((await extract('b.txt', Buffer.from('d6d0cec4', 'hex'))).body.text).toBe('中文');
    const docx = await extract('c.docx', await sampleDocx(['第一条　为规范采购。', '第二条　公开。']));
    expect(docx.status).toBe(200);
    expect(docx.body.text).toContain('第一条　为规范采购。');
    expect(docx.body.text).toContain('第二条　公开。');
    expect((await extract('d.pdf', plainPdf(['Plumbline']))).body.text).toContain('Plumbline');
  });

  it('is refused with words where the file is not what it should be', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    const files: [name: string, bytes: Buffer][] = [
      ['macro.docx', await officePackage([macro])],
      ['bomb.docx', await officePackage([word], { 'word/document.xml': Buffer.alloc(40 * 1024 * 1024) })],
      ['locked.pdf', await readFile(new URL('encrypted-password.pdf', FIXTURES))],
      ['cut.docx', (await sampleDocx(['甲'])).subarray(0, 400)],
    ];
    for (const [name, bytes] of files) {
      const reply = (await extract(name, bytes)) as { status: number; body: unknown };
      expect(reply, name).toMatchObject({ status: 422, body: { code: 'file-refused' } });
      const { faults } = reply.body as { faults: { detail: string }[] };
      expect(faults[0]!.detail, name).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });
});

describe('collections', () => {
  it('put entries together, and name those that the reader may not see as nothing', async () => {
    const open = await write({ title: '公开办法', audience: 'everyone' });
    const inner = await write({ title: '内部办法', audience: 'organ' });
    await publish(open);
    await publish(inner);
    const collection = await write({
      store: 'collections',
      sort: 'study',
      title: '采购专题',
      text: '一、学习要求',
      audience: 'everyone',
      members: [
        { itemId: open.id, number: '2' },
        { itemId: inner.id, note: '内部' },
      ],
    });
    await publish(collection);
    const seen = (await read('unit', collection.id)).body as contract.LibraryItem;
    expect(seen.parts.map((part) => [part.kind, part.member?.title ?? null])).toEqual([
      ['heading', null],
      ['member', '公开办法'],
      ['member', null],
    ]);
    const member = (await read('unit', open.id)).body as contract.LibraryItem;
    expect(member.inCollections).toEqual([{ id: collection.id, title: '采购专题' }]);
  });
});

describe('a check against rules', () => {
  it('is begun with findings by article, named on the matter, counted at the entry', async () => {
    const { id } = await server
      .as('officer')
      .must(contract.getLibraryByCode, { params: { code: 'integrity-code' } });
    const { items } = await server.as('officer').must(contract.listArticles, {
      query: { itemId: id, questions: 'true' },
    });
    const data = {
      facts: '反映收受礼金',
      findings: items.map((one, i) => ({
        article: one.id,
        finding: i === 1 ? 'found' : 'none',
        ground: '谈话笔录',
      })),
    };
    const begun = await server.as('officer').must(beginMatter, {
      body: {
        procedure: 'rule-check',
        subjects: [{ kind: 'person', id: server.world.persons.head }],
        data,
      } as never,
    });
    const matter = await server.as('reviewer').must(getMatter, { params: { id: begun.id } });
    expect(matter.names[items[1]!.id]).toBe('《中国共产党廉洁自律准则》第二条');
    expect((await act('officer', begun.id, 'confirm')).status).toBe(403);
    expect((await act('reviewer', begun.id, 'confirm')).status).toBe(200);
    const entry = await server.as('officer').must(contract.getLibraryItem, { params: { id } });
    expect(entry.citedBy).toBe(1);
    // Who may not see the matter does not learn that it is there.
    expect(((await read('unit', id)).body as contract.LibraryItem).citedBy).toBe(0);
  });
});
