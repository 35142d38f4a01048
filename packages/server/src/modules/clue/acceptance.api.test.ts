import * as clues from '@plumbline/contract/clue';
import * as contract from '@plumbline/contract/submission';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../platform/jobs/worker.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { ACCEPT_TOPIC, STAGE_TOPIC } from './jobs.ts';
import { handedIn, line, rowsOf, type SheetLine, upload, workbookOf } from './testing.ts';

let server: TestServer;
let owner: pg.Client;
/** Looks at what the others do, outside of any transaction: inside one the picture would stand still. */
let watcher: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  watcher = new pg.Client({ connectionString: server.ownerUrl });
  await Promise.all([owner.connect(), watcher.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), watcher.end()]);
  await server.stop();
});

const lines = (count: number, about: string): SheetLine[] =>
  Array.from({ length: count }, (_, i) =>
    line({
      线索摘要: `${about}第${i}件`,
      具体类型: i % 3 ? '来信处理' : '表彰奖励',
      线索类别: i % 3 ? '信访类' : '奖惩类',
    }),
  );

/** The work that an acceptance left, taken out of the outbox. */
async function leftJob(topic: string): Promise<Job> {
  const { rows } = await owner.query<{ jurisdiction_id: number; payload: Record<string, unknown> }>(
    'delete from outbox where topic = $1 returning jurisdiction_id, payload',
    [topic],
  );
  return { jurisdiction: rows[0]!.jurisdiction_id, payload: rows[0]!.payload };
}

const count = async (table: string, where = 'true') =>
  Number((await owner.query<{ n: string }>(`select count(*) as n from ${table} where ${where}`)).rows[0]!.n);

/** Everything that an acceptance writes. */
const written = async (submission: string) => ({
  clues: await count('clue', `submission_id = '${submission}'`),
  materials: await count('material'),
  matters: await count('matter', "procedure <> 'submission'"),
  entries: await count('search_entry'),
  numbers: (await owner.query('select series, last from number_series order by series')).rows,
  rows: (
    await owner.query(
      'select state, count(*)::int from submission_row where submission_id = $1 group by 1 order by 1',
      [submission],
    )
  ).rows,
});

/** Holds the job at its last table, waits until it stands there, and kills its backend. */
async function killWhileWriting(work: Promise<void>): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query ilike '%insert into search_entry%'`,
    );
    if (!rows.length) continue;
    await watcher.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    break;
  }
  await work.then(
    () => expect.fail('the job outlived its backend'),
    () => undefined,
  );
}

describe('acceptance', () => {
  it('killed in the middle has not happened at all; run again it happens whole, with no number lost', async () => {
    const sheet = await handedIn(server, lines(2500, '中断'), { period: '2025Q4' });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    const job = await leftJob(ACCEPT_TOPIC);
    const before = await written(sheet.id);
    await owner.query('begin');
    await owner.query('lock table search_entry in access exclusive mode');
    await killWhileWriting(server.jobs[ACCEPT_TOPIC]!(job)).finally(() => owner.query('rollback'));
    expect(await written(sheet.id)).toEqual(before);
    const still = await server.as('orgdept').must(contract.getSubmission, { params: { id: sheet.id } });
    expect(still).toMatchObject({ busy: true, acceptedAt: null });

    await server.jobs[ACCEPT_TOPIC]!(job);
    const done = await server.as('orgdept').must(contract.getSubmission, { params: { id: sheet.id } });
    expect(done).toMatchObject({ busy: false, job: { state: 'done' }, counts: { accepted: 2500, ready: 0 } });
    const { rows } = await owner.query<{ polarity: string; numbers: string[] }>(
      'select polarity, array_agg(number order by number) as numbers from clue where submission_id = $1 group by 1 order by 1',
      [sheet.id],
    );
    for (const { polarity, numbers } of rows) {
      const seq = numbers.map((number) => Number(/(\d{5})号$/.exec(number)![1]));
      expect(seq, polarity).toEqual(seq.map((_, i) => i + 1));
    }
    const again = await written(sheet.id);
    await server.jobs[ACCEPT_TOPIC]!(job);
    expect(await written(sheet.id)).toEqual(again);
  });

  it('run by two workers at once happens once', async () => {
    const sheet = await handedIn(server, lines(30, '并发'), { period: '2025Q3' });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    const job = await leftJob(ACCEPT_TOPIC);
    await Promise.all([server.jobs[ACCEPT_TOPIC]!(job), server.jobs[ACCEPT_TOPIC]!(job)]);
    expect(await count('clue', `submission_id = '${sheet.id}'`)).toBe(30);
    const done = await server.as('orgdept').must(contract.getSubmission, { params: { id: sheet.id } });
    expect(done).toMatchObject({ busy: false, job: { state: 'done' } });
  });

  it('asks anew whether the account may: a role taken away in between ends the job', async () => {
    const sheet = await handedIn(server, lines(3, '收回'), { period: '2025Q2' });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    const job = await leftJob(ACCEPT_TOPIC);
    const account = server.world.accounts.orgdept;
    await owner.query("update role_grant set to_day = '2026-01-01' where account_id = $1", [account]);
    await server.jobs[ACCEPT_TOPIC]!(job);
    await owner.query('update role_grant set to_day = null where account_id = $1', [account]);
    expect(await count('clue', `submission_id = '${sheet.id}'`)).toBe(0);
  });

  it('may be begun again when the job died with its process', async () => {
    const sheet = await handedIn(server, lines(3, '重来'), { period: '2025Q1' });
    const accept = () =>
      server.as('orgdept').call(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    expect((await accept()).status).toBe(202);
    const lost = await leftJob(ACCEPT_TOPIC);
    expect((await accept()).status).toBe(409);
    server.clock.advance(6 * 60_000);
    expect((await accept()).status).toBe(202);
    await server.work();
    expect(await count('clue', `submission_id = '${sheet.id}'`)).toBe(3);
    await server.jobs[ACCEPT_TOPIC]!(lost);
    expect(await count('clue', `submission_id = '${sheet.id}'`)).toBe(3);
  });

  it('shows near-identical rows and clues beside, to each only what they may see', async () => {
    const text = {
      线索摘要: '反映其违规操办女儿婚宴',
      具体内容: '2025年国庆期间在县城某酒店设宴三十余桌，收受管理服务对象礼金。',
    };
    await handedIn(server, [line(text)], { period: '2024Q4', as: 'procuratorate' }).then(async (sheet) => {
      await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
      await server.work();
    });
    const sheet = await handedIn(
      server,
      [line(text), line({ ...text, 线索摘要: '反映其违规操办女儿婚宴。' })],
      {
        period: '2024Q4',
      },
    );
    const seen = async (as: string) =>
      (await rowsOf(server.as(as), sheet.id)).map((row) => row.twins.map((twin) => twin.where));
    expect(await seen('court')).toEqual([['sheet'], ['sheet']]);
    for (const found of await seen('orgdept')) expect(found.sort()).toEqual(['file', 'sheet']);
  });

  it('tells the same from the almost the same: a comma or another subject is not the same', async () => {
    const text = {
      线索摘要: '反映其收受1.5万元',
      具体内容: '2026年春节前在办公室收受承包商现金1.5万元，未上交。',
    };
    const first = await handedIn(server, [line(text)], { period: '2023Q4' });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: first.id }, body: {} });
    await server.work();
    const second = await handedIn(
      server,
      [
        line({
          ...text,
          具体内容: '2026 年春节前在办公室收受承包商现金１.5万元，未上交。',
          发生日期: '2026-02-11',
        }),
        line({ ...text, 线索摘要: '反映其收受15万元' }),
        line({ ...text, 姓名: '陈立新', 职务: '局长' }),
      ],
      { period: '2023Q4' },
    );
    const seen = async (as: string) =>
      (await rowsOf(server.as(as), second.id)).map((row) =>
        row.twins.filter((twin) => twin.identical).map(({ where, accepted }) => [where, accepted]),
      );
    const [same, comma, other] = await seen('orgdept');
    expect(same!.sort()).toEqual([
      ['earlier', true],
      ['file', true],
    ]);
    expect([comma, other]).toEqual([[], []]);
    expect(await seen('court')).toEqual([[['earlier', true]], [], []]);
  });
});

describe('a large workbook', () => {
  it('is read by a job, and a refused one leaves nothing and says why', async () => {
    const court = server.as('court');
    const draft = await court.must(contract.beginSubmission, { body: { period: '2024Q3' } });
    const padding = '详情'.repeat(2000);
    const many = lines(600, '大表').map((one, i) => ({
      ...one,
      具体内容: `${i}${padding}${Math.sqrt(i)}`,
      备注: `${i}`,
    }));
    const bytes = Buffer.concat([Buffer.from(`\ufeff${csv(many)}`)]);
    expect(bytes.length).toBeGreaterThan(1024 * 1024);
    const reply = await upload(court, draft.id, bytes);
    expect(reply.status).toBe(202);
    expect(reply.body).toMatchObject({ jobId: expect.any(String), submission: { busy: true, allowed: [] } });
    expect((await upload(court, draft.id, await workbookOf([line()]))).status).toBe(409);
    const progress = await court.send<{ state: string }>('GET', `/api/jobs/${reply.body.jobId}`);
    expect(progress.body.state).toBe('waiting');
    await server.work();
    const done = await court.must(contract.getSubmission, { params: { id: draft.id } });
    expect(done).toMatchObject({ busy: false, rowCount: 600, job: { kind: 'stage', state: 'done' } });

    const broken = await upload(court, draft.id, Buffer.from(csv(many).replace('发生日期', '某日')));
    expect(broken.status).toBe(202);
    const job = await leftJob(STAGE_TOPIC);
    await server.jobs[STAGE_TOPIC]!(job);
    const after = await court.must(contract.getSubmission, { params: { id: draft.id } });
    expect(after).toMatchObject({
      busy: false,
      rowCount: 600,
      job: { state: 'failed', faults: [{ code: 'header.missing' }] },
    });
    expect(await server.services.files.has(1, String(job.payload.store))).toBe(false);
  });
});

const csv = (many: readonly SheetLine[]): string => {
  const heads = Object.keys(many[0]!);
  return [heads.join(','), ...many.map((one) => heads.map((head) => String(one[head])).join(','))].join('\n');
};

describe('direct registration', () => {
  it('takes its number in turn while a sheet is accepted', async () => {
    const sheet = await handedIn(server, lines(20, '同时'), { period: '2024Q2' });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    const job = await leftJob(ACCEPT_TOPIC);
    const register = () =>
      server.as('orgdept2').must(clues.registerClue, {
        body: {
          class: 'petition',
          subType: 'letter-handling',
          source: 'petition-letter',
          occurredOn: '2026-03-01',
          title: '同时登记',
          subjectKind: 'person',
          subjectId: server.world.persons.deputy,
        },
      });
    await Promise.all([server.jobs[ACCEPT_TOPIC]!(job), register(), register()]);
    const { rows } = await owner.query<{ polarity: string; n: number; last: number }>(`
      select c.polarity, count(distinct c.number)::int as n, max(s.last) as last from clue c
      join organ o on o.id = c.organ_id and o.code = 'cadre'
      join number_series s on s.organ_id = c.organ_id and s.series = 'clue:' || c.polarity
      where c.number is not null group by 1`);
    for (const { n, last } of rows) expect(n).toBe(last);
  });
});
