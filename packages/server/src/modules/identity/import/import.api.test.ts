import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as contract from '@plumbline/contract/identity';
import { signIn } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../platform/workbook/reader.ts';
import { writeWorkbook } from '../../../platform/workbook/writer.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { behind } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const FILE = { 'content-type': 'application/octet-stream' };
const sysadmin = () => server.as('sysadmin');

const HEADERS = ['用户名', '姓名', '角色', '机关', '单位', '起始日期', '截止日期'];
const csv = (...lines: string[][]) =>
  Buffer.from([HEADERS, ...lines].map((line) => line.join(',')).join('\n'));

async function xlsx(headers: string[], lines: string[][]): Promise<Buffer> {
  const stream = new PassThrough();
  const columns = headers.map((header, i) => ({ key: `c${i}`, header }));
  const rows = lines.map((line) => Object.fromEntries(line.map((text, i) => [`c${i}`, text])));
  const [bytes] = await Promise.all([
    buffer(stream),
    writeWorkbook(stream, { sheets: [{ name: '账号', columns, rows }] }),
  ]);
  return bytes;
}

const send = (route: { method: string; path: string }, body: Buffer, as = 'sysadmin') =>
  server
    .as(as)
    .send<Record<string, never> & { faults: Fault[]; rows: object[]; id: string }>(route.method, route.path, {
      headers: FILE,
      body,
    });
interface Fault {
  sheet: string;
  row: number;
  column?: string;
  code: string;
  detail: string;
}
const preview = (body: Buffer) => send(contract.previewAccounts, body);
const accounts = async () => (await behind(server, 'select id from account')).length;

describe('a workbook of accounts', () => {
  it.each<[string, string[][], [number, string, string][]]>([
    ['a missing name', [['wangwei', '', '', '', '', '', '']], [[2, 'B', 'required']]],
    ['a user name with spaces', [['wang wei', '王伟', '', '', '', '', '']], [[2, 'A', 'username-form']]],
    ['a taken user name', [['OFFICER', '王伟', '', '', '', '', '']], [[2, 'A', 'username-taken']]],
    [
      'an unknown role',
      [['wangwei', '王伟', '国王', '澄溪县纪委监委', '', '', '']],
      [[2, 'C', 'unknown-code']],
    ],
    [
      'an unknown organ',
      [['wangwei', '王伟', '复核岗', '没有的机关', '', '', '']],
      [[2, 'D', 'no-such-organ']],
    ],
    [
      'an organ of a wrong kind',
      [['wangwei', '王伟', '复核岗', '澄溪县人民法院', '', '', '']],
      [[2, 'D', 'role-not-in-this-organ']],
    ],
    [
      'a role without a place',
      [['wangwei', '王伟', '复核岗', '', '', '', '']],
      [[2, 'D', 'role-held-in-organ']],
    ],
    [
      'an organ without a role',
      [['wangwei', '王伟', '', '澄溪县人民法院', '', '', '']],
      [[2, 'C', 'role-for-organ']],
    ],
    [
      'an unknown unit',
      [['wangwei', '王伟', '单位联络员', '', '没有的局', '', '']],
      [[2, 'E', 'no-such-unit']],
    ],
    [
      'an impossible day',
      [['wangwei', '王伟', '复核岗', '澄溪县纪委监委', '', '2026-02-30', '']],
      [[2, 'F', 'day.impossible']],
    ],
    [
      'an end before the beginning',
      [['wangwei', '王伟', '复核岗', '澄溪县纪委监委', '', '2026-05-01', '2026-04-30']],
      [[2, 'G', 'ends-before-it-begins']],
    ],
    [
      'two administrators in one account',
      [
        ['wangwei', '王伟', '系统管理员', '平台管理办公室', '', '', ''],
        ['WangWei', '王伟', '安全审计员', '平台管理办公室', '', '', ''],
      ],
      [[3, 'C', 'role-conflict']],
    ],
    [
      'two names for one account',
      [
        ['wangwei', '王伟', '', '', '', '', ''],
        ['wangwei', '王维', '', '', '', '', ''],
      ],
      [[3, 'B', 'other-name-before']],
    ],
    [
      'several faults at once',
      [
        ['a', '', '复核岗', '', '', '', ''],
        ['wangwei', '王伟', '国王', '', '', '近期', ''],
      ],
      [
        [2, 'A', 'username-form'],
        [2, 'B', 'required'],
        [2, 'D', 'role-held-in-organ'],
        [3, 'C', 'unknown-code'],
        [3, 'F', 'day.not-a-date'],
      ],
    ],
  ])('is refused for %s, cell by cell, and leaves nothing', async (_, lines, expected) => {
    const before = await accounts();
    const shown = await preview(csv(...lines));
    expect(shown.status).toBe(200);
    const found = shown.body.faults.map((fault) => [fault.row, fault.column, fault.code]);
    expect(found.sort()).toEqual(expected);
    for (const fault of shown.body.faults) expect(fault.detail).toMatch(/[\u4e00-\u9fff]/);
    const committed = await send(contract.importAccounts, csv(...lines));
    expect(committed.status).toBe(400);
    expect(committed.body.faults).toEqual(shown.body.faults);
    expect(await accounts()).toBe(before);
  });

  it.each<[string, Buffer, number, string]>([
    ['no heading', Buffer.from('a,b\nc,d\n'), 200, 'header.not-found'],
    ['a missing column', Buffer.from('用户名,角色\nwangwei,复核岗\n'), 200, 'header.missing'],
    ['nothing below the heading', Buffer.from('用户名,姓名\n'), 200, 'no-account-rows'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0', 'latin1'), 422, 'workbook.not-a-workbook'],
  ])('with %s is refused with its reason', async (_, bytes, status, code) => {
    const reply = await preview(bytes);
    expect(reply.status).toBe(status);
    expect(reply.body.faults.map((fault) => fault.code)).toContain(code);
  });

  it('with more rows than can be taken at once is refused', async () => {
    const lines = Array.from({ length: 1100 }, (_, i) => [`u${i}`, '姓名', '', '', '', '', '']);
    expect((await preview(csv(...lines))).status).toBe(422);
  });

  it('is understood in any order of columns, in English, from a spreadsheet', async () => {
    const bytes = await xlsx(
      ['Until', 'Role', 'Name', 'Organ', 'Username'],
      [['2026-12-31', 'Reviewer', '赵敏', 'commission', ' zhaomin ']],
    );
    const reply = await preview(bytes);
    expect(reply.body).toMatchObject({ accounts: 1, roles: 1, faults: [] });
    expect(reply.body.rows).toMatchObject([
      { row: 2, username: 'zhaomin', name: '赵敏', role: 'reviewer', roleTitle: '复核岗', to: '2026-12-31' },
    ]);
  });
});

describe('importing', () => {
  const lines = [
    ['钱七', '钱七', '复核岗', '澄溪县纪委监委', '', '', '2026-12-31'],
    ['钱七', '钱七', '监督检查岗', '澄溪县纪委监委', '', '2026-06-01', ''],
    ['lianluo', '孙八', '单位联络员', '', '县财政局', '', ''],
    ['plain', '李九', '', '', '', '', ''],
  ];
  let importId: string;

  it('opens all accounts, none of them with a role yet', async () => {
    const reply = await send(contract.importAccounts, csv(...lines));
    expect(reply).toMatchObject({ status: 201, body: { accounts: 3, roles: 3 } });
    importId = reply.body.id;
    const { items } = await sysadmin().must(contract.listAccounts, { query: { state: 'without-role' } });
    expect(items.map((item) => item.username)).toEqual(['lianluo', 'plain', '钱七']);
  });

  it('hands the initial passwords out once, to who imported', async () => {
    const params = { id: importId };
    const route = contract.getInitialPasswords;
    const other = await server
      .as('sysadmin')
      .must(contract.createAccount, { body: { username: 'sys2', name: 'x' } });
    await server.as('secadmin').must(contract.createGrant, {
      params: { id: other.id },
      body: {
        role: 'system-administrator',
        organId: server.world.organs.admin,
        from: '2026-04-06',
        basis: 'x',
      },
    });
    const { token } = await tokenOf('sys2', other.initialPassword);
    expect((await server.withToken(token).call(route, { params })).status).toBe(404);
    const file = await sysadmin().call(route, { params });
    expect(file.headers['content-disposition']).toMatch(/attachment/);
    const cells: string[] = [];
    for await (const event of readWorkbook({ bytes: file.raw }))
      if (event.type === 'row') cells.push(...event.cells.map((cell) => cell.text));
    const password = cells[cells.indexOf('lianluo') + 2]!;
    const signedIn = await server.as().call(signIn, { body: { username: 'lianluo', password } });
    expect(signedIn.body).toMatchObject({ mustChangePassword: true, unitId: server.world.units.finance });
    expect((await sysadmin().call(route, { params })).status).toBe(404);
  });

  async function tokenOf(username: string, password: string) {
    const reply = await server.as().call(signIn, { body: { username, password } });
    await server.services.db.transaction({ jurisdiction: 1, accounts: true }, (trx) =>
      trx
        .updateTable('credential')
        .set({ must_change: false })
        .where('account_id', '=', reply.body.accountId)
        .execute(),
    );
    server.services.forgetSessions();
    return { token: /plumbline_session=([^;]+)/.exec(String(reply.headers['set-cookie']))![1] };
  }

  it('leaves the roles to the security administrator: all of a decision or none', async () => {
    const secadmin = server.as('secadmin');
    expect((await sysadmin().call(contract.listGrantProposals)).status).toBe(403);
    const { items } = await secadmin.must(contract.listGrantProposals);
    expect(items.map((item) => [item.username, item.roleTitle, item.proposedBy])).toEqual([
      ['钱七', '复核岗', 'sysadmin'],
      ['钱七', '监督检查岗', 'sysadmin'],
      ['lianluo', '单位联络员', 'sysadmin'],
    ]);
    const decide = (ids: string[], decision: 'grant' | 'refuse') =>
      secadmin.call(contract.decideGrantProposals, { body: { ids, decision, basis: '任职通知' } });
    const [first, second, third] = items.map((item) => item.id);
    const mixed = await decide([first!, server.world.organs.court], 'grant');
    expect(mixed).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/ids/1', code: 'proposal-not-open' }] },
    });
    expect((await secadmin.must(contract.listGrantProposals)).items).toHaveLength(3);
    expect(await decide([first!, third!], 'grant')).toMatchObject({ status: 200, body: { decided: 2 } });
    expect(await decide([second!], 'refuse')).toMatchObject({ status: 200 });
    expect(await decide([second!], 'grant')).toMatchObject({ status: 400 });
    expect((await secadmin.must(contract.listGrantProposals)).items).toEqual([]);
    const { items: grants } = await secadmin.must(contract.listGrants, {
      query: { accountId: items[0]!.accountId },
    });
    expect(grants).toMatchObject([
      { role: 'reviewer', from: '2026-04-06', to: '2026-12-31', basis: '任职通知' },
    ]);
  });

  it('refuses a proposal that the rules forbid by now', async () => {
    await send(contract.importAccounts, csv(['zhou', '周十', '安全审计员', '平台管理办公室', '', '', '']));
    const secadmin = server.as('secadmin');
    const [proposal] = (await secadmin.must(contract.listGrantProposals)).items;
    await secadmin.must(contract.createGrant, {
      params: { id: proposal!.accountId },
      body: { role: 'reviewer', organId: server.world.organs.commission, from: '2026-04-06', basis: 'x' },
    });
    const reply = await secadmin.call(contract.decideGrantProposals, {
      body: { ids: [proposal!.id], decision: 'grant', basis: 'x' },
    });
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'administrator-with-content', faults: [{ pointer: '/ids/0/role' }] },
    });
  });

  it('brings in one of two equal workbooks sent at once', async () => {
    const bytes = csv(['once', '吴一', '', '', '', '', '']);
    const replies = await Promise.all([1, 2].map(() => send(contract.importAccounts, bytes)));
    const [first, second] = replies.sort((a, b) => a.status - b.status);
    expect(first!.status).toBe(201);
    // Found by the check when the first was done by then, else by the unique index.
    const taken = { faults: [expect.objectContaining({ code: 'username-taken' })] };
    expect(second).toMatchObject(second!.status === 400 ? { body: taken } : { status: 409 });
    const { items } = await server.as('sysadmin').must(contract.listAccounts, { query: { q: 'once' } });
    expect(items).toHaveLength(1);
  });
});

describe('the template', () => {
  it('reads back as what it asks for', async () => {
    const file = await sysadmin().call(contract.getAccountTemplate);
    const cells: string[] = [];
    for await (const event of readWorkbook({ bytes: file.raw }, { sheet: '账号' }))
      if (event.type === 'row') cells.push(...event.cells.map((cell) => cell.text));
    expect(cells.slice(1)).toEqual(HEADERS);
    expect((await preview(file.raw)).body.faults.map((fault) => fault.code)).toEqual(['no-account-rows']);
  });
});
