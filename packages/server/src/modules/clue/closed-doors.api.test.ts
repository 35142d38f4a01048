import * as clues from '@plumbline/contract/clue';
import { handUpClue } from '@plumbline/contract/clue-route';
import { createDelegation } from '@plumbline/contract/delegation';
import { listNotices } from '@plumbline/contract/desk';
import { issueDocument, listDocuments, openDocument, voidDocument } from '@plumbline/contract/document';
import { actOnMaterial, getMaterial, listMaterials } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';

import * as contract from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add } from '../dossier/testing.ts';
import { accepted, draftOf, handedIn, Kit, line, rowsOf, SIGN, superior } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const act = async (who: Parameters<Kit['client']>[0], id: string, action: string, over: object = {}) => {
  const client = kit.client(who);
  const { version } = await client.must(getMaterial, { params: { id } });
  return client.call(actOnMaterial, { params: { id, action }, body: { version, ...over } as never });
};

describe('one person alone', () => {
  it('does not both move an entry to somebody and verify that it is about him', async () => {
    const { persons } = server.world;
    const { id } = await add(server, 'officer', persons.deputy!, 'supervision-notes');
    await act('reviewer', id, 'move', {
      reason: '归错',
      data: { subjectKind: 'person', subject: persons.mayor },
    });
    const ver = await act('reviewer', id, 'verify');
    expect(ver.status).toBe(403);
  });

  it('moves no established clue that he registered, so that it counts as a fact about somebody else', async () => {
    const { persons, organs } = server.world;
    const manager = await kit.account('case-supervisor', organs.commission!);
    const clue = await manager.client.must(clues.registerClue, { body: kit.bodyOf() as never });
    const basis = { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' };
    expect((await kit.clueAct('reviewer', clue.id, 'establish', basis)).status).toBe(200);
    const moved = await manager.client.call(clues.moveClue, {
      params: { id: clue.id },
      body: { subjectKind: 'person', subjectId: persons.mayor!, reason: '归错' } as never,
    });
    await server
      .as('officer')
      .must(listMaterials, { params: { subjectId: persons.mayor! }, query: {} as never });
    expect([403, 409]).toContain(moved.status);
  });
});

describe('hand-up', () => {
  it('is refused, not broken, where a clarification came of the clue', async () => {
    const receiverOfH8 = await above();
    const { accounts } = server.world;
    const clue = await kit.register({}, 'casemgmt');
    await kit.owner.query(`select 1`);
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.officer] });
    await kit.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take('officer', clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'close',
      grounds: '查无实据',
    });
    await kit.take('officer', clue.matterId, 'dispose-closed');
    for (const who of ['head', 'secretary']) {
      const r = await kit.call(who, clue.matterId, 'approval.approve');
      if (r.body.state === 'closed') break;
    }
    await kit.call('officer', clue.matterId, 'clarify', {
      points: '经查不属实',
      basis: '核查报告',
      written: true,
      harm: ['work'],
      circle: '本人',
    });
    await kit.take('officer', clue.matterId, 'revive', { evidence: '又来一信' });
    const up = await server.as('casemgmt').call(handUpClue, {
      params: { id: clue.id },
      body: {
        about: [{ kind: 'unregistered', level: 'county-deputy' }],
        receiver: receiverOfH8,
        pieces: 1,
        commitment: 'a'.repeat(64),
      } as never,
    });
    expect(up.status).not.toBe(500);
  });
});

const ABOVE = [{ kind: 'unregistered' as const, level: 'county-deputy' }];
let aboveId: Promise<string> | undefined;
const above = () => (aboveId ??= superior(server).then((one) => one.id));
const handUp = async (who: string, id: string, headers?: Record<string, string>) =>
  server.as(who).call(handUpClue, {
    params: { id },
    body: { about: ABOVE, receiver: await above(), pieces: 1, commitment: 'a'.repeat(64) } as never,
    ...(headers ? { headers } : {}),
  });
async function rowsWith(...texts: string[]) {
  const { rows: tables } = await kit.owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await kit.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    found.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return found.filter((row) => texts.some((text) => row.includes(text)));
}

describe('hand-up leaves nothing', () => {
  it('nor the row that was returned before and mended in a supplement', async () => {
    const WORD = '玛瑙笔洗';
    const sheet = await handedIn(server, [
      line({ 线索摘要: `反映其收受${WORD}` }),
      line({ 姓名: '陈立新', 职务: '局长' }),
    ]);
    await server
      .as('orgdept')
      .must(rows.returnRows, { params: { id: sheet.id }, body: { rows: [1], reason: '发生日期请核对' } });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    await server.work();
    const next = await server
      .as('court')
      .call(contract.beginSubmission, { body: { period: '2026Q1', returnedFrom: sheet.id } as never });
    await rowsOf(server.as('court'), next.body.id);
    await server.as('court').call(rows.fixRow, {
      params: { id: next.body.id, row: 1 } as never,
      body: { cells: { content: '来信反映其收受玛瑙笔洗，2026年1月3日。' } } as never,
      headers: { 'idempotency-key': 'row-fix-000001' },
    });
    await server.as('court').call(contract.submitSheet, { params: { id: next.body.id }, body: SIGN });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: next.body.id }, body: {} });
    await server.work();
    const { items } = await server
      .as('orgdept')
      .must(clues.listClues, { query: { submissionId: next.body.id } as never });
    await handUp('orgdept', items[0]!.id);
    await server.work();
    const left = await rowsWith(WORD);
    await rowsOf(server.as('orgdept'), sheet.id);
    expect(left).toEqual([]);
  });

  it('nor takes it one person alone, while another one handles it', async () => {
    const { accounts } = server.world;
    const clue = await kit.register({ organId: undefined }, 'intake');
    await kit.call('intake', clue.matterId, 'assign', { handlers: [accounts.officer] });
    const data = { allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }] };
    await kit.take('officer', clue.matterId, 'break-down', data);
    await kit.take('officer', clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'verification',
      grounds: '具体可查',
    });
    const up = await handUp('intake', clue.id);
    await server.as('officer').must(listNotices, { query: {} as never });
    await server.as('casemgmt').must(listNotices, { query: {} as never });
    expect([403, 409]).toContain(up.status);
  });
});

describe('papers', () => {
  it('says no other than what was approved and issued, when issued by hand again', async () => {
    const { accounts, persons } = server.world;
    const { id } = await server.as('officer').must(matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: persons.head! }],
        data: {
          kind: 'admonition',
          problem: '履职不力。',
          whenWhere: '4月10日，谈话室',
          talkers: [accounts.officer, accounts.reviewer],
          recorder: accounts.officer,
          outline: '一、说明来意。',
        },
      } as never,
    });
    await kit.take('officer', id, 'submit-admonition');
    for (const who of ['head', 'orgdept', 'secretary']) await kit.take(who, id, 'approval.approve');
    await kit.take('officer', id, 'notify', { when: '4月10日', where: '谈话室' });
    await kit.take('head', id, 'hold-admonition', {
      when: '4月10日',
      where: '谈话室',
      rightsTold: true,
      exchanges: [{ question: '问', answer: '答' }],
    });
    await kit.take('subject', id, 'confirm', { stance: 'agrees' });
    await kit.take('officer', id, 'admonish', { facts: '履职不力。', demands: '改进。' });
    const paper = await server.as('officer').call(issueDocument, {
      body: {
        template: 'admonition',
        matterId: id,
        data: { facts: '收受管理服务对象巨额财物，包养情妇。', demands: '退出领导岗位。' },
      } as never,
    });
    await server.as('subject').must(listDocuments, { query: {} as never });
    expect(paper.status).toBe(400);
  });
});

describe('letters and offers', () => {
  it('officer alone voids no letter that head approved', async () => {
    const { persons } = server.world;
    const { id } = await server.as('officer').must(matters.beginMatter, {
      body: {
        procedure: 'inquiry',
        subjects: [{ kind: 'person', id: persons.deputy! }],
        data: { problems: '一、项目发包程序。', contact: '罗' },
      } as never,
    });
    await kit.take('officer', id, 'issue');
    await kit.take('head', id, 'approval.approve');
    const { items } = await server.as('officer').must(listDocuments, { query: { matterId: id } as never });
    const paper = items[0]!;
    const gone = await server.as('officer').call(voidDocument, {
      params: { id: paper.id },
      body: { version: paper.version, reason: '作废' } as never,
    });
    expect(gone.status).toBe(403);
  });

  it('offers no clue to the organ whose head it is about', async () => {
    const { persons, organs } = server.world;
    await kit.account('organ-head', organs.dispatched!, persons.namesakeB);
    const clue = await kit.register({ subjectId: persons.namesakeB! });
    const sent = await kit.call('casemgmt', clue.matterId, 'transfer', {
      receiver: organs.dispatched,
      why: '反映其收受和田玉',
      papers: 1,
    });
    const child = (await kit.get('casemgmt', clue.matterId)).body.children?.at(-1)?.id;
    child ? await kit.get('dispatched', child) : undefined;
    child ? await kit.call('dispatched', child, 'accept', { came: 1 }) : undefined;
    expect(sent.status).not.toBe(200);
  });
});

describe('the volume of an established clue', () => {
  const basis = { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' };
  const rowsOfMatter = async (matterId: string) =>
    (
      await kit.owner.query(
        'select item, title, status, room, subject_id, form::text as form from material where matter_id = $1 order by id',
        [matterId],
      )
    ).rows;
  it('is not turned into a second entry of the special file by a move, a correction or a new confirmation', async () => {
    const { organs, persons } = server.world;
    const manager = await kit.account('case-supervisor', organs.commission!);
    const clue = await manager.client.must(clues.registerClue, {
      body: kit.bodyOf({
        organId: organs.commission,
        title: '反映收受珊瑚',
        content: '来信反映收受珊瑚一株。',
      }) as never,
    });
    expect((await kit.clueAct('reviewer', clue.id, 'establish', basis)).status).toBe(200);
    await kit.call(manager.client, clue.matterId, 'file-volume', {
      summary: '查实',
      retention: 'ten',
      pages: 3,
      note: '备考',
    });
    await server.work();
    const before = await rowsOfMatter(clue.matterId);
    await kit.call('reviewer', clue.matterId, 'reopen', undefined, '再核');
    const { actions } = await manager.client.must(matters.getMatter, { params: { id: clue.matterId } });
    const { given } = actions.find(({ code }) => code === 'correct')!;
    const corrected = { ...given, title: '反映收受珊瑚摆件' };
    await kit.call(manager.client, clue.matterId, 'correct', corrected, '更正');
    await kit.clueAct('head', clue.id, 'establish', basis);
    const mid = await rowsOfMatter(clue.matterId);
    await server
      .as('officer')
      .must(listMaterials, { params: { subjectId: persons.deputy! }, query: {} as never });
    await server.as('reviewer').call(clues.moveClue, {
      params: { id: clue.id },
      body: { subjectKind: 'person', subjectId: persons.mayor!, reason: '归错' } as never,
    });
    await server.work();
    const after = await rowsOfMatter(clue.matterId);
    expect
      .soft(mid.find((r) => r.item === 'clue-materials')?.title)
      .toBe(before.find((r) => r.item === 'clue-materials')?.title);
    expect(mid.find((r) => r.item === 'clue-materials')?.room).toBe(1);
    expect(after.filter((r) => r.item === 'special-file' && r.room < 2).length).toBe(1);
  });
});

describe('papers and recusals', () => {
  it('the form of approval issued by hand again is not the subject’s to read', async () => {
    const { accounts, persons } = server.world;
    const { id } = await server.as('officer').must(matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: persons.head! }],
        data: {
          kind: 'reminder',
          problem: '履职不力。',
          whenWhere: '4月10日，谈话室',
          talkers: [accounts.officer, accounts.reviewer],
          recorder: accounts.officer,
          outline: '一、先问城东项目，观察其反应。',
        },
      } as never,
    });
    await kit.take('officer', id, 'submit');
    for (const who of ['head', 'secretary']) await kit.call(who, id, 'approval.approve');
    await kit.take('officer', id, 'notify', { when: '4月10日', where: '谈话室' });
    const paper = await server
      .as('officer')
      .call(issueDocument, { body: { template: 'talk-approval', matterId: id, data: {} } as never });
    const open = await server.as('subject').call(openDocument, { params: { id: paper.body.id } });
    expect(JSON.stringify(open.body)).not.toContain('观察其反应');
  });

  it('whoever is recused from a clue works on nothing that it began', async () => {
    const { accounts, organs } = server.world;
    const first = await kit.account('dossier-officer', organs.commission!);
    const clue = await kit.register();
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [first.id, accounts.officer] });
    await kit.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take('officer', clue.matterId, 'enter-steps', { unclear: 'truth', grounds: '未附证据。' });
    await kit.take('officer', clue.matterId, 'compare-elsewhere', {
      compareBody: organs.dispatched,
      why: 'heads',
    });
    const child = (await kit.get('officer', clue.matterId)).body.children[0]!.id;
    await kit.call(first.client, clue.matterId, 'recusal.declare', undefined, '系同学');
    await kit.get(first.client, clue.matterId);
    const kid = await kit.get(first.client, child);
    const write = await kit.call(first.client, child, 'write', { points: '请说明。' });
    await kit.take('officer', clue.matterId, 'compare-elsewhere', {
      compareBody: organs.procuratorate,
      why: 'heads',
    });
    const kids = (await kit.get('officer', clue.matterId)).body.children;
    expect(kids).toHaveLength(2);
    const later = await kit.get(first.client, kids.at(-1)!.id);
    expect(kid.status).toBe(404);
    expect(write.status).not.toBe(200);
    expect(later.status).toBe(404);
  });
});

describe('panels, origins, workbooks', () => {
  it('who spoke against it is not left out of the meeting afterwards', async () => {
    const { accounts } = server.world;
    const head = server.as('head');
    const plan = {
      topic: '研究立案',
      whenWhere: '四月八日',
      chair: accounts.head,
      members: [accounts.officer, accounts.reviewer],
      recorder: accounts.orgdept,
    };
    const { id } = await head.must(matters.beginMatter, {
      body: { procedure: 'meeting', subjects: [], data: plan } as never,
    });
    await kit.take('head', id, 'open', { attendance: [accounts.head, accounts.officer, accounts.reviewer] });
    await kit.take('officer', id, 'speak', { vote: 'disagree', view: '证据不足' });
    await kit.take('reviewer', id, 'speak', { vote: 'disagree', view: '证据不足' });
    await kit.take('head', id, 'adjourn', undefined, '休会');
    await kit.call('head', id, 'replan', {
      ...plan,
      members: [accounts.casemgmt, accounts.intake],
    });
    await kit.call('head', id, 'open', { attendance: [accounts.head, accounts.casemgmt, accounts.intake] });
    for (const who of ['casemgmt', 'intake', 'head'])
      await kit.call(who, id, 'speak', { vote: 'agree', view: '同意' });
    const dec = await kit.call('head', id, 'decide');
    expect(dec.body.state).not.toBe('adopted');
  });

  it('a clue gives no title of the restricted entry that it was made of', async () => {
    const { persons } = server.world;
    const { id } = await add(server, 'officer', persons.head!, 'opinion-replies', {
      title: '拟提拔人选意见',
    });
    await act('reviewer', id, 'verify');
    const r = await server.as('orgdept').call(clues.registerClue, {
      body: kit.bodyOf({ organId: undefined, subjectId: persons.head, materialId: id }) as never,
    });
    const seen: Record<string, unknown> = {};
    for (const who of ['reviewer', 'orgdept2', 'intake', 'head']) {
      const m = await server.as(who).call(getMaterial, { params: { id } });
      const c = await kit.read(who, r.body.id);
      seen[who] = [m.status, m.body.title, c.status, c.body.origin?.title];
    }
    // Whoever may not read the title of the entry does not read it on the clue.
    for (const [who, [, title, , origin]] of Object.entries(seen) as [
      string,
      [number, string | null, number, string | null],
    ][])
      if (title === null) expect(origin ?? null, who).toBeNull();
  });

  it('whoever approved that it was closed does not review the closing', async () => {
    const { accounts } = server.world;
    const clue = await kit.register();
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.officer] });
    await kit.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take('officer', clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'close',
      grounds: '查无实据',
    });
    await kit.take('officer', clue.matterId, 'dispose-closed');
    await kit.take('head', clue.matterId, 'approval.approve');
    const check = await kit.call('head', clue.matterId, 'check-closing', { opinion: '同意了结' });
    expect(check.status).toBe(403);
  });

  it('no earlier upload of the sheet outlives the hand-up', async () => {
    const WORD = '犀角杯';
    const sheet = await draftOf(server, [line({ 线索摘要: `反映其收受${WORD}` })], { period: '2024Q3' });
    const first = (await kit.owner.query('select file_store from submission where id = $1', [sheet.id]))
      .rows[0].file_store as string;
    const { upload, workbookOf } = await import('./testing.ts');
    await upload(
      server.as('court'),
      sheet.id,
      await workbookOf([line({ 线索摘要: `反映其收受${WORD}`, 发生日期: '2026-02-12' })], {
        notes: ['再报'],
      }),
    );
    await server.work();
    const now = (await kit.owner.query('select file_store from submission where id = $1', [sheet.id])).rows[0]
      .file_store as string;
    await server.as('court').must(contract.submitSheet, { params: { id: sheet.id }, body: SIGN });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    await server.work();
    const { items } = await server
      .as('orgdept')
      .must(clues.listClues, { query: { submissionId: sheet.id } as never });
    await handUp('orgdept', items[0]!.id);
    await server.work();
    const [a, b] = [await server.services.files.has(1, first), await server.services.files.has(1, now)];
    expect([a, b]).toEqual([false, false]);
  });
});

describe('delegates', () => {
  it('whoever proposed the disposal does not approve it for somebody absent', async () => {
    const { accounts, organs } = server.world;
    const first = await kit.account('dossier-officer', organs.commission!);
    const clue = await kit.register();
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [first.id, accounts.officer] });
    await server.as('head').must(createDelegation, {
      body: { takerId: first.id, from: '2026-04-06', to: '2026-04-10', reason: '外出' } as never,
    });
    await kit.take(first.client, clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take(first.client, clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'close',
      grounds: '查无实据',
    });
    await kit.take('officer', clue.matterId, 'dispose-closed');
    const ap = await kit.call(first.client, clue.matterId, 'approval.approve');
    expect(ap.status).not.toBe(200);
  });

  it('a role that ended leaves no way to read by an own old decision', async () => {
    const { accounts, organs } = server.world;
    const boss = await kit.account('organ-head', organs.commission!);
    const clue = await kit.register();
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.officer] });
    await kit.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take('officer', clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'close',
      grounds: '查无实据',
    });
    await kit.take('officer', clue.matterId, 'dispose-closed');
    await kit.take(boss.client, clue.matterId, 'approval.approve');
    await kit.endGrants(boss.id);
    await kit.grant(boss.id, 'dossier-officer', organs.room1!);
    await server.work();
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    const seen = await kit.get(boss.client, clue.matterId);
    expect(seen.status).toBe(404);
  });
});

describe('terms', () => {
  it('naming the handler again, or offering it and recalling the offer, gives no new month for the opinion', async () => {
    const { accounts, organs } = server.world;
    const clue = await kit.register();
    const other = await kit.register();
    for (const one of [clue, other])
      await kit.take('casemgmt', one.matterId, 'assign', { handlers: [accounts.officer] });
    const before = (await kit.get('casemgmt', clue.matterId)).body.dueOn;
    const was = server.clock.now().toISOString();
    server.clock.set('2026-05-04T02:00:00.000Z');
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.officer] });
    const after = (await kit.get('casemgmt', clue.matterId)).body.dueOn;
    await kit.take('casemgmt', other.matterId, 'transfer', {
      receiver: organs.dispatched,
      why: '由其办理',
      papers: 1,
    });
    const child = (await kit.get('casemgmt', other.matterId)).body.children.at(-1)!.id;
    await kit.take('casemgmt', child, 'recall', undefined, '误选');
    const round = (await kit.get('casemgmt', other.matterId)).body;
    server.clock.set(was);
    expect(after).toBe(before);
    expect(round.dueOn).toBe(before);
  });
});

describe('burying and blocking', () => {
  it('one person takes no established fact out of the dossier', async () => {
    const { organs } = server.world;
    const manager = await kit.account('case-supervisor', organs.commission!);
    const clue = await kit.register({}, 'casemgmt');
    const basis = { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' };
    expect((await kit.clueAct('head', clue.id, 'establish', basis)).status).toBe(200);
    const re = await kit.call(manager.client, clue.matterId, 'reopen', undefined, '再核');
    const wd = await kit.call(manager.client, clue.matterId, 'withdraw', undefined, '误登');
    expect([re.status, wd.status]).not.toEqual([200, 200]);
  });
});

describe('traces', () => {
  it('a part of a report does not tell of another part that is set aside or was handed up', async () => {
    const { persons } = server.world;
    const a = await kit.register();
    const b = await kit.register({
      subjectId: persons.mayor,
      sameReportAs: a.id,
      title: '反映镇长收受香炉',
      content: '来信反映收受香炉。',
    });
    const c = await kit.register({ title: '反映另一事', content: '来信反映另一事甲乙丙丁。' });
    const d = await kit.register({
      subjectId: persons.mayor,
      sameReportAs: c.id,
      title: '反映镇长公车',
      content: '来信反映公车私用若干次。',
    });
    await kit.setAside(a.matterId);
    await handUp('casemgmt', c.id);
    await server.work();
    const seen = [];
    for (const [part, gone] of [
      [b, a],
      [d, c],
    ] as const) {
      const m = JSON.stringify((await kit.get('reviewer', part.matterId)).body);
      const cl = JSON.stringify((await kit.read('reviewer', part.id)).body);
      seen.push([m.includes(gone.id), cl.includes(gone.id)]);
    }
    // The ledger alone still knows its number.
    const left = (await rowsWith(c.id)).filter((row) => !row.startsWith('public.event '));
    expect(left).toEqual([]);
    expect(seen.flat()).not.toContain(true);
  });
});

describe('offers of the page, and whom the extract goes to', () => {
  it('whoever supervises clues may hand up, as the page offers', async () => {
    const clue = await kit.register();
    const offered = (await kit.read('head', clue.id)).body.actions.find((one) => one.handsUp);
    const up = await handUp('head', clue.id);
    expect(offered).toBeDefined();
    expect(up.status).toBe(201);
  });

  it('the extract goes to no body whose head it is about', async () => {
    const { persons, organs, accounts } = server.world;
    await kit.account('organ-head', organs.procuratorate!, persons.mayor);
    await kit.account('organ-head', organs.dispatched!, persons.mayor);
    const clue = await kit.register({ subjectId: persons.mayor });
    await kit.take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.officer] });
    await kit.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    await kit.take('officer', clue.matterId, 'enter-steps', { unclear: 'truth', grounds: '未附证据。' });
    const sent = await kit.call('officer', clue.matterId, 'compare-elsewhere', {
      compareBody: organs.dispatched,
      why: 'heads',
    });
    expect(sent.status).toBe(400);
  });
});

const textOf = async (bytes: Buffer) =>
  (await extractText({ bytes, type: 'xlsx' }, { timeoutMs: 30_000, maxChars: 100_000 })).text;

describe('a row about oneself', () => {
  it('whoever is the subject or kin of a clue learns nothing from a stub, the sheet or the same-report list', async () => {
    const { persons, organs } = server.world;
    const self = await kit.account('cadre-supervision-officer', organs.cadre!, persons.deputy);
    const sheet = await accepted(
      server,
      [line({ 线索摘要: '反映其收受石砚' }), line({ 姓名: '陈立新', 职务: '局长' })],
      { period: '2025Q2' },
    );
    const rows = await rowsOf(self.client, sheet.id).catch((e) => String(e));
    expect(JSON.stringify(rows)).not.toContain('石砚');
    const told = await self.client.must(contract.getSubmission, { params: { id: sheet.id } });
    expect(told).toMatchObject({ rowCount: 1, counts: { total: 1 } });
    const { items } = await self.client.must(contract.listSubmissions, { query: {} as never });
    expect(items.find(({ id }) => id === sheet.id)).toMatchObject({ rowCount: 1 });
    // Nor does whoever sends sheets in read it in the workbook, unless it was theirs to write.
    const liaison = await kit.account('member-liaison', organs.court!, persons.deputy);
    const file = await liaison.client.send('GET', `/api/submissions/${sheet.id}/workbook`);
    expect(file.status).toBe(200);
    expect(await textOf(file.raw)).not.toContain('石砚');
    const whole = await server.as('court').send('GET', `/api/submissions/${sheet.id}/workbook`);
    expect(await textOf(whole.raw)).toContain('石砚');
    // It was accepted whole all the same.
    expect((await rowsOf(server.as('orgdept'), sheet.id)).map(({ state }) => state)).toEqual([
      'accepted',
      'accepted',
    ]);
  });
});

describe('the own row', () => {
  it('nobody returns or accepts the row about himself or his spouse', async () => {
    const { persons, organs } = server.world;
    const self = await kit.account('cadre-supervision-officer', organs.cadre!, persons.namesakeB);
    const sheet = await handedIn(
      server,
      [
        line({ 姓名: '王伟', 所在单位: '县财政局', 职务: '副局长', 线索摘要: '反映其收受端砚' }),
        line({ 姓名: '陈立新', 职务: '局长' }),
      ],
      { period: '2025Q1' },
    );
    await rowsOf(self.client, sheet.id).catch((e) => String(e));
    const ret = await self.client.call(rows.returnRows, {
      params: { id: sheet.id },
      body: { rows: [1], reason: '线索不具体，不予受理' },
    });
    await rowsOf(server.as('orgdept'), sheet.id);
    expect(ret.status).not.toBe(200);
  });
});

describe('the row about the spouse', () => {
  it('nobody reads or returns the row about his spouse', async () => {
    const { persons, organs } = server.world;
    const kin = await kit.account('cadre-supervision-officer', organs.cadre!, persons.namesakeA);
    await server.as('officer').must(createKin, {
      params: { id: persons.mayor! },
      body: { relation: 'spouse', name: '王伟', personId: persons.namesakeA },
    } as never);
    await server.work();
    const sheet = await handedIn(
      server,
      [
        line({ 姓名: '李国强', 所在单位: '柳林镇', 职务: '镇长', 线索摘要: '反映其收受歙砚' }),
        line({ 姓名: '陈立新', 职务: '局长' }),
      ],
      { period: '2024Q2' },
    );
    const seen = await rowsOf(kin.client, sheet.id).catch((e) => String(e));
    const ret = await kin.client.call(rows.returnRows, {
      params: { id: sheet.id },
      body: { rows: [1], reason: '线索不具体，不予受理' },
    });
    expect(JSON.stringify(seen)).not.toContain('歙砚');
    expect(ret.status).not.toBe(200);
  });
});
