import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as clues from '@plumbline/contract/clue';
import { handUpClue } from '@plumbline/contract/clue-route';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import type { Submission, Upload } from '@plumbline/contract/submission';
import * as contract from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import pg from 'pg';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
import { unsealFromLedger } from '../../platform/ledger/sealed.ts';
import { writeWorkbook } from '../../platform/workbook/writer.ts';
import type { TestServer } from '../../testing/index.ts';
import { fill, type TestClient, type TestReply } from '../../testing/test-client.ts';
import { addAccount } from '../dossier/testing.ts';

/** Headings of the default pack's sheet, as a body would write them. */
export const HEADINGS = [
  '姓名',
  '身份证号',
  '所在单位',
  '职务',
  '线索类别',
  '具体类型',
  '线索来源',
  '发生日期',
  '线索摘要',
  '具体内容',
] as const;
export type Heading = (typeof HEADINGS)[number];
export type SheetLine = Partial<Record<string, string | number>>;

/** A line that is right in every cell; a test changes the one it is about. */
export const line = (over: SheetLine = {}): SheetLine => ({
  姓名: '周敏',
  所在单位: '县住房和城乡建设局',
  职务: '副局长',
  线索类别: '信访类',
  具体类型: '来信处理',
  线索来源: '司法机关移送',
  发生日期: '2026-02-10',
  线索摘要: '反映其在招投标中打招呼',
  具体内容: '来信反映其在2025年城东小学改造项目招标前约见投标人。',
  ...over,
});

/** The bytes of an .xlsx with the lines under their headings. */
export async function workbookOf(
  lines: readonly SheetLine[],
  options: { headings?: readonly string[]; sheet?: string; notes?: readonly string[] } = {},
): Promise<Buffer> {
  const headings = options.headings ?? [...new Set(lines.flatMap((one) => Object.keys(one)))];
  const out = new PassThrough();
  const bytes = buffer(out);
  await writeWorkbook(out, {
    sheets: [
      {
        name: options.sheet ?? '季度线索报送表',
        columns: headings.map((header) => ({ key: header, header })),
        rows: lines as Record<string, string>[],
        ...(options.notes ? { notes: options.notes } : {}),
      },
    ],
  });
  return bytes;
}

export const csvOf = (lines: readonly SheetLine[]): string => {
  const headings = [...new Set(lines.flatMap((one) => Object.keys(one)))];
  return [headings, ...lines.map((one) => headings.map((h) => String(one[h] ?? '')))]
    .map((cells) => cells.join(','))
    .join('\r\n');
};

export function upload(
  client: TestClient,
  id: string,
  content: Buffer | string,
  query: { name?: string; digest?: string } = {},
): Promise<TestReply<Upload>> {
  return client.send<Upload>('PUT', fill(contract.uploadWorkbook.path, { id }), {
    query: { name: '2026Q1.xlsx', ...query },
    body: typeof content === 'string' ? Buffer.from(content) : content,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

export const SIGN = { signedBy: '李法官', post: '办公室主任', confirmed: true } as const;

let files = 0;

export interface Around {
  as?: string;
  period?: string;
  /** Nothing but the lines stands in the file. */
  bare?: boolean;
}

/** A body's draft with these lines in it. */
export async function draftOf(
  server: TestServer,
  lines: readonly SheetLine[],
  options: Around = {},
): Promise<Submission> {
  const client = server.as(options.as ?? 'court');
  const draft = await client.must(contract.beginSubmission, { body: { period: options.period ?? '2026Q1' } });
  // No two files are the same, else the second would be told to have been sent in before.
  const notes = options.bare ? [] : [`第${++files}份`];
  const reply = await upload(client, draft.id, await workbookOf(lines, { notes }));
  if (reply.status >= 400) throw new Error(JSON.stringify(reply.body));
  return reply.body.submission;
}

/** The same, handed in. */
export async function handedIn(
  server: TestServer,
  lines: readonly SheetLine[],
  options: Around = {},
): Promise<Submission> {
  const draft = await draftOf(server, lines, options);
  return server
    .as(options.as ?? 'court')
    .must(contract.submitSheet, { params: { id: draft.id }, body: SIGN });
}

/** The same, accepted: the job is done. */
export async function accepted(
  server: TestServer,
  lines: readonly SheetLine[],
  options: Around = {},
): Promise<Submission> {
  const sheet = await handedIn(server, lines, options);
  await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
  await server.work();
  return server.as('orgdept').must(contract.getSubmission, { params: { id: sheet.id } });
}

export const rowsOf = async (client: TestClient, id: string) =>
  (await client.must(rows.listRows, { params: { id }, query: { limit: 200 } })).items;

/** An organ above the county, with two who take in what goes up. */
export async function superior(server: TestServer): Promise<{ id: string; staff: [TestClient, TestClient] }> {
  const { organs } = server.world;
  const id = newId();
  await server.services.db.transaction(systemSettings(1, Object.values(organs)), async (trx) => {
    const organ = { jurisdiction_id: 1, id, kind: 'superior-organ', code: 'city', name: '海州市纪委监委' };
    await trx
      .insertInto('organ')
      .values({ ...organ, active_from: '2020-01-01' })
      .execute();
    const { commission, committee, orgdept } = organs;
    await trx
      .updateTable('organ')
      .set({ parent_id: id })
      .where('jurisdiction_id', '=', 1)
      .where('id', 'in', [commission, committee, orgdept])
      .execute();
  });
  const member = () => addAccount(server, { role: 'intake-officer', organId: id });
  return { id, staff: [await member(), await member()] };
}

/** What tests of clues share: clues on their way, steps, accounts whose roles end, what stands in the database. */
export class Kit {
  readonly server: TestServer;
  readonly owner: pg.Client;
  #above: Promise<string> | undefined;
  constructor(server: TestServer) {
    this.server = server;
    this.owner = new pg.Client({ connectionString: server.ownerUrl });
  }
  bodyOf(over: Record<string, unknown> = {}) {
    return {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受礼金',
      content: '来信反映其在2025年中秋收受礼金。',
      subjectKind: 'person',
      subjectId: this.server.world.persons.deputy,
      organId: this.server.world.organs.casemgmt,
      ...over,
    };
  }
  async register(over: Record<string, unknown> = {}, as: string | TestClient = 'casemgmt') {
    const clue = await this.client(as).must(clues.registerClue, { body: this.bodyOf(over) as never });
    this.server.clock.advance(1000);
    return clue;
  }
  /**
   * A clue that its handlers (the officer, where nobody else is named) broke into one allegation; what speaks against it
   * was looked for and not found.
   */
  async handled(over: Record<string, unknown> = {}, handlers = [this.server.world.accounts.officer!]) {
    const clue = await this.register(over);
    await this.take('casemgmt', clue.matterId, 'assign', { handlers });
    await this.take('officer', clue.matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', against: 'none-found' }],
    });
    return clue;
  }
  /** Such a clue, which somebody proposed to close and the officer asked to close: the approvals are still to come. */
  async closing(
    over: Record<string, unknown> = {},
    by: { client: string | TestClient; handlers?: string[] } = { client: 'officer' },
  ) {
    const clue = await this.handled(over, by.handlers);
    const disposal = { mainProblem: '收受礼金', way: 'close', grounds: '查无实据' };
    await this.take(by.client, clue.matterId, 'propose', disposal);
    await this.take('officer', clue.matterId, 'dispose-closed');
    return clue;
  }
  /** Such a clue, closed by whoever decides about its subject: the head, above some posts with the secretary. */
  async closed(over: Record<string, unknown> = {}) {
    const clue = await this.closing(over);
    const { state } = await this.take('head', clue.matterId, 'approval.approve', undefined, '同意。');
    if (state !== 'closed')
      await this.take('secretary', clue.matterId, 'approval.approve', undefined, '同意。');
    return clue;
  }
  /** Sends an extract of a clue that is judged in steps to a body; @returns the comparison */
  async compare(matterId: string, compareBody: string | undefined): Promise<string> {
    await this.take('officer', matterId, 'compare-elsewhere', { compareBody, why: 'heads' });
    return this.lastOf('officer', matterId);
  }
  enterSteps = (matterId: string) =>
    this.take('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: '未附证据。' });
  /** What a step of the matter began last. */
  async lastOf(who: string | TestClient, matterId: string): Promise<string> {
    return (await this.client(who).must(matters.getMatter, { params: { id: matterId } })).children.at(-1)!.id;
  }
  move(who: string | TestClient, id: string, subjectId: string) {
    return this.client(who).call(clues.moveClue, {
      params: { id },
      body: { subjectKind: 'person', subjectId, reason: '归错' },
    });
  }
  establish(who: string | TestClient, id: string) {
    const basis = { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' };
    return this.clueAct(who, id, 'establish', basis);
  }
  /** Hands a clue up to an organ above, which comes into being with the first one. */
  async handUp(who: string | TestClient, id: string, over: Record<string, unknown> = {}) {
    this.#above ??= superior(this.server).then((one) => one.id);
    const about = [{ kind: 'unregistered', level: 'county-deputy' }];
    const body = { about, receiver: await this.#above, pieces: 2, commitment: 'a'.repeat(64), ...over };
    return this.client(who).call(handUpClue, { params: { id }, body: body as never });
  }
  /** Every row of every table, the queue's too, that has one of the texts, as the database's owner reads them. */
  async rowsWith(...texts: string[]): Promise<string[]> {
    const { rows: tables } = await this.owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await this.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
      found.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return found.filter((row) => texts.some((text) => row.includes(text)));
  }
  /** What the ledger holds sealed, opened with the platform's keys. */
  async openedLedger(): Promise<string> {
    const keys = this.server.services.keys.jurisdiction(1);
    const { rows } = await this.owner.query<{ entity_id: string; sealed: string }>(
      `select entity_id, data->>'sealed' as sealed from event where data ? 'sealed'`,
    );
    return rows
      .map(({ entity_id, sealed }) => JSON.stringify(unsealFromLedger(keys, entity_id, sealed)))
      .join('\n');
  }
  client = (who: string | TestClient) => (typeof who === 'string' ? this.server.as(who) : who);
  call(
    who: string | TestClient,
    id: string,
    action: string,
    data?: unknown,
    reason?: string,
    headers?: Record<string, string>,
  ) {
    return this.client(who).call(matters.actOnMatter, {
      params: { id, action },
      body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
      ...(headers ? { headers } : {}),
    });
  }
  async take(who: string | TestClient, id: string, action: string, data?: unknown, reason?: string) {
    const reply = await this.call(who, id, action, data, reason);
    if (reply.status >= 400) throw new Error(`${String(who)} ${action}: ${JSON.stringify(reply.body)}`);
    this.server.clock.advance(1000);
    return reply.body;
  }
  get = (who: string | TestClient, id: string) =>
    this.client(who).call(matters.getMatter, { params: { id } });
  read = (who: string | TestClient, id: string) => this.client(who).call(clues.getClue, { params: { id } });
  clueAct(who: string | TestClient, id: string, action: string, data?: unknown, reason?: string) {
    return this.client(who).call(clues.actOnClue, {
      params: { id, action },
      body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
    });
  }
  async account(role: string, organId: string, personId?: string) {
    const client = await addAccount(this.server, { role, organId, ...(personId ? { personId } : {}) });
    return { client, id: (await client.must(getSession)).accountId };
  }
  async endGrants(id: string): Promise<void> {
    await this.owner.query("update role_grant set to_day = '2026-04-05' where account_id = $1", [id]);
    this.server.services.forgetSessions();
  }
  async grant(id: string, role: string, organId: string): Promise<void> {
    await this.owner.query(
      `insert into role_grant (jurisdiction_id, id, account_id, role, organ_id, from_day)
       values (1, gen_random_uuid(), $1, $2, $3, '2026-04-06')`,
      [id, role, organId],
    );
    this.server.services.forgetSessions();
  }
  async setAside(matterId: string): Promise<void> {
    await this.owner.query('begin');
    await this.owner.query("set local app.jurisdiction = '1'");
    await this.owner.query('set local role plumbline_search');
    await this.owner.query('select app.set_aside($1, array[$2::uuid])', [
      matterId,
      this.server.world.accounts.sysadmin,
    ]);
    await this.owner.query('commit');
  }
}
