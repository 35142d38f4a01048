import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Submission, Upload } from '@plumbline/contract/submission';
import * as contract from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
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
