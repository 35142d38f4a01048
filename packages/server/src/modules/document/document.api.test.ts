import * as contract from '@plumbline/contract/document';
import * as templates from '@plumbline/contract/template';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
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

const REMINDER = {
  template: 'reminder-letter',
  data: { name: '陈立新', signs: '请销假手续办理不及时。', demands: '严格执行制度。' },
};
const suggestion = (problems: string) => ({
  'body-name': '县住房和城乡建设局',
  origin: '日常监督',
  problems,
  suggestions: '改进',
  'reply-days': '30',
});
const issue = (who: string, over: object = {}) =>
  server.as(who).call(contract.issueDocument, { body: { ...REMINDER, ...over } });
const textIn = (value: unknown) => JSON.stringify(value);
const commission = () => server.world.organs.commission;
const codes = (reply: { body: unknown }) =>
  (reply.body as { faults: { code: string; pointer?: string }[] }).faults.map(
    ({ code, pointer }) => `${pointer} ${code}`,
  );
const eventsOf = async (entityId: string) =>
  (await owner.query('select type from event where entity_id = $1 order by at, id', [entityId])).rows.map(
    (row) => row.type,
  );

describe('issuing a document', () => {
  it('refuses in order: no session, no permission, unknown template, foreign organ, faults of every field at once', async () => {
    const anonymous = await server.as().call(contract.issueDocument, { body: REMINDER });
    expect(anonymous.status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'sysadmin', 'auditor', 'reviewer'])
      expect((await issue(who)).status, who).toBe(403);
    expect((await issue('officer', { template: 'love-letter' })).status).toBe(404);
    expect((await issue('officer', { matterId: newId() })).status).toBe(404);
    expect((await issue('dispatched', { organId: commission() })).status).toBe(403);
    const faulty = await issue('officer', {
      data: { number: '澄纪提〔2026〕99号', shoe: '42', signs: ' ', demands: [{ a: 'b' }] },
    });
    expect(faulty.status).toBe(400);
    expect(codes(faulty)).toEqual([
      '/data/number document.field-fixed',
      '/data/shoe document.field-unknown',
      '/data/demands document.field-shape',
      '/data/name document.field-missing',
      '/data/signs document.field-missing',
    ]);
    expect(textIn(faulty.body)).toContain('reminder-letter');
    expect((await issue('officer', { data: { signs: 'x'.repeat(50_001) } })).status).toBe(400);
    const { rows } = await owner.query('select count(*)::int as n from number_series');
    expect(rows[0].n).toBe(0);
  });

  it('numbers by organ, fills the file, writes the ledger, records that it was read', async () => {
    const reply = await issue('officer');
    expect(reply.status).toBe(201);
    const document = reply.body;
    expect(document).toMatchObject({ number: 'commission提〔2026〕1号', voided: null, allowed: ['void'] });
    const other = (await issue('dispatched')).body;
    expect(other.number).toBe('dispatched提〔2026〕1号');
    const body = await server.as('head').must(contract.openDocument, { params: { id: document.id } });
    expect(textIn(body)).toContain('commission提〔2026〕1号');
    expect(textIn(body)).toContain('请销假手续办理不及时。');
    expect(textIn(body)).toContain('2026年4月6日');
    await server.as('head').must(contract.openDocument, { params: { id: document.id } });
    expect(await eventsOf(document.id)).toEqual(['document.issued', 'document.opened']);
    const file = await server.as('officer').call(contract.downloadDocument, { params: { id: document.id } });
    expect(file.headers['content-type']).toContain('wordprocessingml.document');
    expect(strFromU8(unzipSync(file.raw)['word/document.xml']!)).toContain('严格执行制度。');
  });

  it('shows what the records give before it is issued, and what is still missing, without taking a number', async () => {
    const before = (await owner.query('select sum(last)::int as n from number_series')).rows[0].n;
    const values = await server.as('officer').must(contract.getDocumentValues, {
      query: { template: 'reminder-letter', subjectId: await dossierOf('head') },
    });
    const value = (code: string) => values.fields.find((field) => field.code === code)?.value;
    expect([value('name'), value('unit'), value('post')]).toEqual(['陈立新', '县住房和城乡建设局', '局长']);
    expect(values.organId).toBe(commission());
    const preview = await server.as('officer').must(contract.previewDocument, {
      body: { template: 'reminder-letter', subjectId: await dossierOf('head'), data: { signs: '迟到' } },
    });
    expect(textIn(preview)).toContain('（签发时编号）');
    expect(preview.missing.map((field) => field.code)).toEqual(['demands']);
    expect((await owner.query('select sum(last)::int as n from number_series')).rows[0].n).toBe(before);
  });

  it('is by hand no way round the step that an approval stands before', async () => {
    const admonition = {
      template: 'admonition',
      data: { name: '陈立新', facts: '一件', demands: '改进', 'review-days': '5', effect: '六个月' },
    };
    for (const template of ['admonition', 'inquiry-letter', 'opinion-letter', 'talk-notice']) {
      const reply = await issue('officer', { ...admonition, template });
      expect(codes(reply), template).toEqual(['/template document.by-step']);
    }
  });

  it('gives 50 writers at once numbers without a gap or a repeat, void ones and refusals among them', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        server.as(i % 2 ? 'officer' : 'head').call(contract.issueDocument, {
          body: {
            ...REMINDER,
            template: 'suggestion-letter',
            organId: commission(),
            data: suggestion(`第${i}件`),
            ...(i % 10 === 9 ? { data: { problems: '缺' } } : {}),
          },
        }),
      ),
    );
    const issued = replies.filter((reply) => reply.status === 201).map((reply) => reply.body);
    expect(issued).toHaveLength(45);
    expect(replies.filter((reply) => reply.status === 400)).toHaveLength(5);
    const numbers = issued.map(({ number }) => Number(/(\d+)号$/.exec(number)![1])).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 45 }, (_, i) => i + 1));
    const { rows } = await owner.query(
      `select last from number_series where series = 'document:suggestion' and organ_id = $1`,
      [commission()],
    );
    expect(rows).toEqual([{ last: 45 }]);
    const one = issued[10]!;
    await server.as('officer').must(contract.voidDocument, {
      params: { id: one.id },
      body: { reason: '对象写错', version: one.version },
    });
    const next = await issue('officer', {
      template: 'suggestion-letter',
      data: suggestion('又一件'),
    });
    expect(next.body.number).toBe('commission建〔2026〕46号');
  });

  it('is void once, with a reason, by whoever may; the number stays in the register', async () => {
    const { body } = await issue('officer');
    const params = { id: body.id };
    const ask = (who: string, input: object) =>
      server.as(who).call(contract.voidDocument, { params, body: input });
    expect((await ask('dispatched', { reason: '错', version: 1 })).status).toBe(403);
    expect((await ask('officer', { version: 1 })).status).toBe(400);
    expect((await ask('officer', { reason: '错', version: 7 })).status).toBe(409);
    expect((await ask('officer', { reason: '发错单位', version: 1 })).body.voided).toMatchObject({
      reason: '发错单位',
    });
    expect((await ask('officer', { reason: '错', version: 2 })).status).toBe(409);
    const list = await server.as('officer').must(contract.listDocuments, { query: { state: 'void' } });
    expect(list.items.map((item) => item.number)).toContain(body.number);
    expect((await eventsOf(body.id)).at(-1)).toBe('document.voided');
  });

  it('shows a document only to whom its dossier is open, and never to the person whom it concerns', async () => {
    const { body } = await issue('officer', { subjectId: await dossierOf('head') });
    expect(body.subject).toMatchObject({ kind: 'person', name: '陈立新' });
    const read = async (who: string) =>
      (await server.as(who).call(contract.getDocument, { params: { id: body.id } })).status;
    expect(await read('officer')).toBe(200);
    expect(await read('head')).toBe(200);
    expect(await read('dispatched')).toBe(404);
    expect(await read('subject')).toBe(404);
    const own = await server.as('subject').must(contract.listDocuments, { query: { limit: 200 } });
    expect(own.items).toEqual([]);
    const listed = await server.as('dispatched').must(contract.listDocuments, { query: { limit: 200 } });
    expect(listed.items.map((item) => item.id)).not.toContain(body.id);
    expect((await issue('dispatched', { subjectId: await dossierOf('head') })).status).toBe(404);
  });

  it('pages the register without losing a document', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server.as('head').must(contract.listDocuments, { query: { limit: 20, cursor } });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(45);
  });

  it('says so where LibreOffice is not installed', async () => {
    const { body } = await issue('officer');
    const soffice = process.env.PLUMBLINE_SOFFICE;
    process.env.PLUMBLINE_SOFFICE = '/nowhere/soffice';
    try {
      const reply = await server
        .as('officer')
        .call(contract.downloadDocumentPdf, { params: { id: body.id } });
      expect(reply).toMatchObject({ status: 501, body: { code: 'pdf-unavailable' } });
      expect((await server.as('officer').must(contract.getDocument, { params: { id: body.id } })).pdf).toBe(
        false,
      );
    } finally {
      if (soffice === undefined) delete process.env.PLUMBLINE_SOFFICE;
      else process.env.PLUMBLINE_SOFFICE = soffice;
    }
  });
});

async function dossierOf(name: 'head'): Promise<string> {
  const id = server.world.persons[name];
  await owner.query(
    `insert into dossier (jurisdiction_id, subject_id, subject_kind, opened_at, organ_id, classification, concerns_person_id)
     values (1, $1, 'person', $2, $3, 2, $1) on conflict do nothing`,
    [id, server.clock.now(), server.world.organs.room1],
  );
  return id;
}

describe('replacing a template', () => {
  const query = () => ({
    organId: commission(),
    effectiveFrom: '2026-04-06',
    name: '提醒函（本级）.docx',
    note: '增加落款',
  });
  const own = async (change: (xml: string) => string) => {
    const file = await server
      .as('officer')
      .call(templates.downloadTemplate, { params: { code: 'reminder-letter' } });
    const parts = unzipSync(file.raw);
    parts['word/document.xml'] = strToU8(change(strFromU8(parts['word/document.xml']!)));
    return Buffer.from(zipSync(parts));
  };
  const put = (who: string, file: Uint8Array, over: object = {}) =>
    server.as(who).send<templates.TemplateVersion>('POST', '/api/templates/reminder-letter/versions', {
      query: { ...query(), ...over },
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
  const preview = () => server.as('officer').must(contract.previewDocument, { body: REMINDER });

  it('refuses who may not, foreign organs, and files with unknown or missing fields, by name', async () => {
    const good = await own((xml) => xml);
    expect((await put('head', good)).status).toBe(403);
    expect((await put('officer', good, { organId: server.world.organs.cadre })).status).toBe(403);
    expect((await put('officer', Buffer.from('no docx'))).body).toMatchObject({
      code: 'file-refused',
      faults: [{ code: 'template.no-docx' }],
    });
    const bad = await put('officer', await own((xml) => xml.replace('{signs}', '{shoe}')));
    expect(bad.status).toBe(422);
    expect(textIn(bad.body)).toContain('没有名为“shoe”的字段');
    expect(textIn(bad.body)).toContain('缺少必填字段“提醒事项 (signs)”');
  });

  it('is used from its day on, once a second person has approved it, by the organ and those below', async () => {
    const file = await own((xml) =>
      xml.replace('为体现严管厚爱', '根据本级规定').replace('{unit}{post}', '{unit}'),
    );
    const proposed = await put('officer', file);
    expect(proposed).toMatchObject({
      status: 201,
      body: { state: 'proposed', inForce: false, missing: [{ code: 'post' }], allowed: ['withdraw'] },
    });
    expect(textIn(await preview())).not.toContain('根据本级规定');
    const { id } = proposed.body;
    const decide = (who: string, input: object) =>
      server.as(who).call(templates.decideTemplate, { params: { id }, body: input });
    expect((await decide('officer', { approve: true, version: 1 })).status).toBe(403);
    expect((await decide('head', { approve: false, version: 1 })).status).toBe(400);
    expect((await decide('head', { approve: true, version: 9 })).status).toBe(409);
    expect((await decide('head', { approve: true, version: 1 })).body).toMatchObject({
      state: 'approved',
      inForce: true,
    });
    expect((await decide('head', { approve: true, version: 2 })).status).toBe(409);
    expect(textIn(await preview())).toContain('根据本级规定');
    const below = await server.as('dispatched').must(contract.previewDocument, { body: REMINDER });
    expect(textIn(below)).toContain('根据本级规定');
    const outside = await server.as('orgdept').must(contract.previewDocument, { body: REMINDER });
    expect(textIn(outside)).not.toContain('根据本级规定');
    expect(await eventsOf(id)).toEqual(['template.replaced', 'template.approved']);
  });

  it('counts no earlier than its day, and ends when it is withdrawn', async () => {
    const later = await put('officer', await own((xml) => xml.replace('为体现严管厚爱', '明年规定')), {
      effectiveFrom: '2027-01-01',
    });
    await server.as('head').must(templates.decideTemplate, {
      params: { id: later.body.id },
      body: { approve: true, version: 1 },
    });
    expect(textIn(await preview())).toContain('根据本级规定');
    const detail = await server
      .as('officer')
      .must(templates.getTemplate, { params: { code: 'reminder-letter' } });
    expect(detail.versions.map(({ state, inForce }) => [state, inForce])).toEqual([
      ['approved', false],
      ['approved', true],
    ]);
    const current = detail.versions[1]!;
    const body = { reason: '改用统一模板', version: current.version };
    const params = { id: current.id };
    expect((await server.as('dispatched').call(templates.withdrawTemplate, { params, body })).status).toBe(
      403,
    );
    await server.as('officer').must(templates.withdrawTemplate, { params, body });
    expect(
      (await server.as('officer').call(templates.withdrawTemplate, { params, body: { ...body, version: 3 } }))
        .status,
    ).toBe(409);
    expect(textIn(await preview())).toContain('为体现严管厚爱');
  });

  it('lists the templates of each kind of work in the caller’s language', async () => {
    const zh = await server
      .as('officer')
      .must(templates.listTemplates, { query: { work: 'review-investigation' } });
    expect(zh.items.map((item) => item.code)).toContain('case-filing-approval');
    expect(zh.workKinds.map((kind) => kind.title)).toEqual([
      '日常监督',
      '专项检查',
      '线索处置',
      '初步核实',
      '审查调查',
    ]);
    const en = await server
      .as('officer')
      .must(templates.listTemplates, { headers: { 'accept-language': 'en' } });
    expect(en.items.find((item) => item.code === 'receipt')?.work).toHaveLength(5);
    expect(en.workKinds[0]?.title).toBe('Daily supervision');
    const sample = await server
      .as('officer')
      .must(templates.previewTemplate, { params: { code: 'talk-record' } });
    expect(textIn(sample)).toContain('请说明项目审批的经过。');
  });
});
