import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as contract from '@plumbline/contract/file';
import * as material from '@plumbline/contract/material';
import { search } from '@plumbline/contract/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addVerified, FORMS, openSlip, step, upload, verifyAction } from './testing.ts';
import { MOST_UNDER_WAY, Uploads } from './uploads.ts';

let server: TestServer;
let origin: string;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  origin = server.app.server.listeningOrigin;
});
afterAll(() => server.stop());

const TUS = { 'tus-resumable': '1.0.0' };
const metadata = (name: string) => `filename ${Buffer.from(name).toString('base64')}`;
const signed = (username: string) => ({ authorization: `Bearer ${server.world.token(username)}`, ...TUS });

const create = (username: string, name: string, size: number, headers: Record<string, string> = {}) =>
  fetch(`${origin}${contract.UPLOADS}`, {
    method: 'POST',
    headers: {
      ...signed(username),
      'upload-length': String(size),
      'upload-metadata': metadata(name),
      ...headers,
    },
  });
const send = (username: string, location: string, offset: number, body: Buffer) =>
  fetch(`${origin}${location}`, {
    method: 'PATCH',
    headers: {
      ...signed(username),
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(body),
  });

describe('uploads', () => {
  it('refuses strangers, other people’s uploads, and what is not taken in, before any byte comes', async () => {
    expect((await fetch(`${origin}${contract.UPLOADS}`, { method: 'POST', headers: TUS })).status).toBe(401);
    const refusals = [
      ['报告.exe', 10, 422],
      ['报告', 10, 422],
      ['报告.pdf', 300 * 1024 * 1024, 413],
      ['表格.xlsx', 60 * 1024 * 1024, 422],
    ] as const;
    for (const [name, size, status] of refusals) {
      const reply = await create('officer', name, size);
      expect(reply.status, name).toBe(status);
      expect(reply.headers.get('content-type'), name).toContain('application/problem+json');
    }
    const english = await create('officer', 'report.doc', 10, { 'accept-language': 'en' });
    expect(await english.json()).toMatchObject({
      code: 'file-refused',
      faults: [{ code: 'file.legacy-word' }],
    });
    const own = await create('officer', '笔记.txt', 10);
    const location = own.headers.get('location')!;
    expect((await send('intake', location, 0, Buffer.from('0123456789'))).status).toBe(404);
    const head = await fetch(`${origin}${location}`, { method: 'HEAD', headers: signed('intake') });
    expect(head.status).toBe(404);
  });

  it('refuses one account more than its share of the disk, and nobody else', async () => {
    const begun = [];
    for (let i = 0; i < MOST_UNDER_WAY.count; i++) begun.push(await create('orgdept', `材料${i}.txt`, 10));
    expect(new Set(begun.map(({ status }) => status))).toEqual(new Set([201]));
    const more = await create('orgdept', '又一份.txt', 10);
    expect(more.status).toBe(429);
    expect(await more.json()).toMatchObject({ code: 'uploads-full' });
    expect((await create('officer', '别人的.txt', 10)).status).toBe(201);
    // What is cancelled makes room.
    const location = begun[0]!.headers.get('location')!;
    await fetch(`${origin}${location}`, { method: 'DELETE', headers: signed('orgdept') });
    expect((await create('orgdept', '又一份.txt', 10)).status).toBe(201);
  });

  it.each([
    ['zh', '内容超过大小限制。'],
    ['en', 'The content is over the size limit.'],
  ])('refuses two gigabytes by their declared length: %s', async (language, title) => {
    const reply = await create('officer', '录像.pdf', 2 * 1024 ** 3, { 'accept-language': language });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({ code: 'too-large', title });
  });

  it('goes on where it was cut, several at once, and looks into what came', async () => {
    const content = Buffer.from('走访记录：了解保障房招标情况。'.repeat(40));
    const [first, second] = await Promise.all([
      create('officer', '走访记录.txt', content.length),
      create('officer', '附件.txt', content.length),
    ]);
    const [a, b] = [first.headers.get('location')!, second.headers.get('location')!];
    expect((await send('officer', a, 0, content.subarray(0, 100))).headers.get('upload-offset')).toBe('100');
    const head = await fetch(`${origin}${a}`, { method: 'HEAD', headers: signed('officer') });
    expect(head.headers.get('upload-offset')).toBe('100');
    expect((await send('officer', a, 50, content.subarray(50))).status).toBe(409);
    const [endA, endB] = await Promise.all([
      send('officer', a, 100, content.subarray(100)),
      send('officer', b, 0, content),
    ]);
    expect([endA.status, endB.status]).toEqual([204, 204]);
    const id = a.split('/').at(-1)!;
    const file = await server.as('officer').call(contract.downloadFile, { params: { id } });
    expect(file.raw.equals(content)).toBe(true);
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('走访记录.txt'));
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    const part = await server
      .as('officer')
      .call(contract.downloadFile, { params: { id }, headers: { range: 'bytes=6-11' } });
    expect([part.status, part.raw.toString()]).toEqual([206, content.subarray(6, 12).toString()]);
    expect((await server.as('intake').call(contract.downloadFile, { params: { id } })).status).toBe(404);
  });

  it('refuses content that is not what the name says, and keeps nothing of it', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);
    const created = await create('officer', '扫描件.pdf', png.length);
    const location = created.headers.get('location')!;
    const reply = await send('officer', location, 0, png);
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ faults: [{ code: 'file.content-is-other' }] });
    expect((await fetch(`${origin}${location}`, { method: 'HEAD', headers: signed('officer') })).status).toBe(
      404,
    );
  });

  it('takes in what was complete when the server was killed before its row was written', async () => {
    const uploads = new Uploads(server.app.endpoints);
    const content = Buffer.from('断电前已传完的材料');
    const owner = {
      filename: '断电.txt',
      account: server.world.accounts.officer!,
      organ: server.world.organs.commission,
      jurisdiction: '1',
    };
    const [resumed, swept] = [newId(), newId()];
    for (const id of [resumed, swept]) {
      const { Upload } = await import('@tus/server');
      await uploads.store.create(new Upload({ id, size: content.length, offset: 0, metadata: { ...owner } }));
      await writeFile(path.join(server.services.uploads, id), content);
    }
    const head = await fetch(`${origin}${contract.UPLOADS}/${resumed}`, {
      method: 'HEAD',
      headers: signed('officer'),
    });
    expect(head.status).toBe(200);
    expect(head.headers.get('upload-offset')).toBe(String(content.length));
    expect(await uploads.sweep(server.clock.now())).toMatchObject({ finished: 1 });
    for (const id of [resumed, swept]) {
      const file = await server.as('officer').must(contract.getFileHead, { params: { id } });
      expect(file).toMatchObject({ name: '断电.txt', size: content.length });
    }
    const incomplete = await create('officer', '没传完.txt', 100);
    expect(await uploads.sweep(server.clock.now())).toMatchObject({ abandoned: 0 });
    const later = new Date(Date.now() + 25 * 3_600_000);
    expect((await uploads.sweep(later)).abandoned).toBeGreaterThan(0);
    const gone = await fetch(`${origin}${incomplete.headers.get('location')}`, {
      method: 'HEAD',
      headers: signed('officer'),
    });
    expect(gone.status).toBe(404);
  });
});

describe('files of entries', () => {
  it('are the entry’s: once, with its visibility, findable once it may be', async () => {
    const id = await upload(server, 'officer', '会议纪要.txt', Buffer.from('专题研究琼花路改造项目招投标'));
    const subjectId = server.world.persons.head;
    const body = { item: 'supervision-notes', form: FORMS['supervision-notes'], files: [id] };
    const filed = await server.as('officer').must(material.addMaterial, { params: { subjectId }, body });
    const again = await server.as('officer').call(material.addMaterial, { params: { subjectId }, body });
    expect(again.body).toMatchObject({ faults: [{ pointer: '/files/0', code: 'unknown-file' }] });
    await server.work();
    const find = async () =>
      (await server.as('reviewer').must(search, { query: { q: '琼花路', kind: 'file' } })).items.map(
        (hit) => hit.refId,
      );
    expect(await find()).toEqual([]);
    await step(server, 'reviewer', filed.id, verifyAction(server));
    expect(await find()).toEqual([id]);
    expect((await server.as('reviewer').call(contract.downloadFile, { params: { id } })).status).toBe(200);
    for (const username of ['court', 'unit', 'subject', 'sysadmin', 'auditor'])
      expect(
        (await server.as(username).call(contract.downloadFile, { params: { id } })).status,
        username,
      ).toBe(404);
  });

  it('of a declaration that names kin stay out of search and take the right to read kin', async () => {
    const id = await upload(server, 'officer', '任免表扫描.txt', Buffer.from('配偶刘桂芳，工作单位海棠中学'));
    const subjectId = server.world.persons.head;
    const body = { item: 'appointment-form', form: FORMS['appointment-form'], files: [id] };
    const filed = await server.as('officer').must(material.addMaterial, { params: { subjectId }, body });
    await server.work();
    await step(server, 'reviewer', filed.id, verifyAction(server));
    await server.work();
    for (const q of ['海棠中学', '刘桂芳']) {
      const found = await server.as('reviewer').must(search, { query: { q } });
      expect(found.items, q).toEqual([]);
    }
    expect((await server.as('intake').call(contract.downloadFile, { params: { id } })).status).toBe(404);
    expect((await server.as('officer').call(contract.downloadFile, { params: { id } })).status).toBe(200);
  });

  it('of an entry that is read with a slip stay out of search, and so does all that the entry says', async () => {
    const subjectId = server.world.persons.head;
    const id = await upload(server, 'officer', '木槿.txt', Buffer.from('附件正文提到石榴园'));
    const words = { title: '关于紫薇路的答复', note: '另见茶花街', files: [id] };
    const entry = await addVerified(server, subjectId, 'opinion-replies', words);
    await server.work();
    await openSlip(server, server.as('reviewer'), server.as('head'), subjectId);
    const seen = await server.as('reviewer').must(material.getMaterial, { params: { id: entry } });
    expect([seen.withheldBy, seen.title]).toEqual([null, words.title]);
    const hits = async (q: string) =>
      (await server.as('reviewer').must(search, { query: { q, subjectId } })).items;
    for (const q of ['紫薇路', '茶花街', '石榴园', FORMS['opinion-replies'].requestedBy])
      expect(await hits(q), q).toEqual([]);
    const item = server.services.packs.of(1).catalogue.items.find(({ code }) => code === 'opinion-replies')!;
    expect(await hits(item.title.zh)).toMatchObject([
      { refId: entry, title: { text: item.title.zh }, passages: [] },
    ]);
  });
});
