import { getAccount, listAccounts, listGrants } from '@plumbline/contract/identity';
import { listOrgans } from '@plumbline/contract/organs';
import { changePassword, listJurisdictions, signIn } from '@plumbline/contract/session';
import * as contract from '@plumbline/contract/setup';
import { afterEach, describe, expect, it } from 'vitest';
import { type BareServer, startBareServer } from '../../../testing/index.ts';
import { behind } from '../testing.ts';

let server: BareServer;
afterEach(() => server.stop());

const own = (code: string, over: object = {}) => ({
  code,
  choice: 'own' as const,
  jurisdiction: { code: 'yunhu', name: '云湖县', nameEn: 'Yunhu County', pack: 'cn-discipline' },
  organ: { name: '云湖县纪委监委', kind: 'commission' },
  administrators: [
    { role: 'system-administrator', username: '系统员', name: '甲' },
    { role: 'security-administrator', username: 'security', name: '乙' },
    { role: 'security-auditor', username: 'audit', name: '丙' },
  ],
  ...over,
});
const post = (body: object) => server.withToken().call(contract.setUp, { body });
const state = () => server.withToken().must(contract.getSetup);

async function started(options: Parameters<typeof startBareServer>[0] = {}): Promise<string> {
  server = await startBareServer(options);
  return server.app.setUp.code.issue();
}

describe('set-up', () => {
  it('is offered as long as there is no jurisdiction', async () => {
    await started();
    const offered = await state();
    expect(offered).toMatchObject({ needed: true, sample: { possible: false, state: 'none' } });
    const pack = offered.packs.find((one) => one.code === 'cn-discipline')!;
    expect(pack.administrators.map((role) => role.code)).toEqual([
      'system-administrator',
      'security-administrator',
      'security-auditor',
    ]);
    expect(pack.organKinds.map((kind) => kind.code).sort()).toEqual(['administration', 'commission']);
    expect((await server.withToken().must(listJurisdictions)).needsSetup).toBe(true);
  });

  it('refuses wrong codes and slows them down, the right one too', async () => {
    const code = await started();
    const told: string[] = [];
    for (let i = 0; i < 6; i++) {
      const reply = await post(own('AAAA-BBBB-CCCC-DDDD'));
      expect(reply).toMatchObject({
        status: 403,
        body: { code: 'bad-setup-code', title: expect.stringContaining('重新启动') },
      });
      const { faults } = reply.body as unknown as { faults: { pointer: string; detail: string }[] };
      expect(faults[0]!.pointer).toBe('/code');
      told.push(/再错 (\d) 次|须等待更久/.exec(faults[0]!.detail)?.[0] ?? '');
    }
    expect(told).toEqual(['再错 4 次', '再错 3 次', '再错 2 次', '再错 1 次', '须等待更久', '须等待更久']);
    expect(await post(own(code))).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    server.clock.advance(60_000);
    expect((await post(own(code))).status).toBe(201);
  });

  it('needs no English name: the name itself stands for it', async () => {
    const code = await started();
    const jurisdiction = { code: 'yunhu', name: '云湖县', pack: 'cn-discipline' };
    expect((await post(own(code, { jurisdiction }))).status).toBe(201);
    const [made] = (await server.withToken().must(listJurisdictions)).items;
    expect(made).toMatchObject({ name: '云湖县', nameEn: '云湖县' });
  });

  it('knows no code before one was printed', async () => {
    server = await startBareServer();
    expect((await post(own(''))).status).toBe(403);
    expect((await post(own('undefined'))).status).toBe(403);
  });

  it.each<[string, object, string]>([
    [
      'an unknown pack',
      { jurisdiction: { code: 'yunhu', name: 'x', nameEn: 'x', pack: 'none' } },
      '/jurisdiction/pack',
    ],
    ['an unknown kind of organ', { organ: { name: 'x', kind: 'castle' } }, '/organ/kind'],
    ['an organ that can hold no administrators', { organ: { name: 'x', kind: 'court' } }, '/organ/kind'],
    ['a missing administrator', { administrators: own('').administrators.slice(0, 2) }, '/administrators'],
    [
      'one person twice',
      { administrators: own('').administrators.map((account) => ({ ...account, name: '甲' })) },
      '/administrators/1/name',
    ],
    [
      'one user name twice',
      {
        administrators: own('').administrators.map((account, i) => ({
          ...account,
          username: i ? 'Same' : 'same',
        })),
      },
      '/administrators/1/username',
    ],
    [
      'a role twice',
      { administrators: own('').administrators.map((account) => ({ ...account, role: 'security-auditor' })) },
      '/administrators/1/role',
    ],
    [
      'a role with content',
      { administrators: [...own('').administrators, { role: 'organ-head', username: 'head', name: '丁' }] },
      '/administrators/3/role',
    ],
  ])('refuses %s and leaves nothing', async (_, over, pointer) => {
    const code = await started();
    const reply = await post(own(code, over));
    expect(reply.status).toBe(400);
    const { faults } = reply.body as unknown as { faults: { pointer: string; detail: string }[] };
    expect(faults.map((fault) => fault.pointer)).toContain(pointer);
    expect(faults.filter((fault) => !/[\u4e00-\u9fff]/.test(fault.detail))).toEqual([]);
    expect((await state()).needed).toBe(true);
  });

  it('makes a jurisdiction in which the three can begin to work, each with their own part', async () => {
    const code = await started();
    const made = await server
      .withToken()
      .must(contract.setUp, { body: own(code.toLowerCase().replaceAll('-', ' ')) });
    expect(made.accounts.map((account) => account.username)).toEqual(['系统员', 'security', 'audit']);
    expect(made.accounts.map((account) => account.name)).toEqual(
      own('').administrators.map((account) => account.name),
    );
    expect(await state()).toMatchObject({ needed: false, packs: [] });
    const clients = [];
    for (const { username, password } of made.accounts) {
      const reply = await server.withToken().call(signIn, { body: { username, password } });
      expect(reply.body).toMatchObject({ mustChangePassword: true, jurisdiction: { code: 'yunhu' } });
      const [, token] = /plumbline_session=([^;]+)/.exec(String(reply.headers['set-cookie']))!;
      const client = server.withToken(token);
      await client.must(changePassword, { body: { current: password, next: 'quite another phrase' } });
      clients.push(client);
    }
    const [system, security, audit] = clients;
    expect((await system!.must(listOrgans)).items).toMatchObject([
      { name: '云湖县纪委监委', kind: 'commission' },
    ]);
    expect((await audit!.must(listGrants)).items).toHaveLength(3);
    const { items } = await security!.must(listAccounts);
    expect(items.map((item) => item.roles.length)).toEqual([1, 1, 1]);
    const account = await security!.must(getAccount, { params: { id: items[0]!.id } });
    expect(account.allowed).toContain('grant');
    const kept = await behind<{ text: string }>(server, 'select e::text as text from event e');
    for (const { password } of made.accounts)
      expect(kept.filter(({ text }) => text.includes(password))).toEqual([]);
  });

  it('happens once', async () => {
    const code = await started();
    expect((await post(own(code))).status).toBe(201);
    expect(await post(own(code))).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
  });

  it('has one winner of several at once, in this process and from another', async () => {
    const code = await started();
    const here = await Promise.all([post(own(code)), post(own(code)), post(own(code))]);
    expect(here.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(here.map((reply) => reply.status).filter((status) => status !== 201 && status !== 409)).toEqual(
      [],
    );
    await server.stop();
    const again = await started();
    const { createJurisdiction } = await import('./create-jurisdiction.ts');
    const packs = server.services.packs.installed();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => createJurisdiction(server.services, packs, own(again))),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost.map((outcome) => outcome.reason.code)).toEqual(['already-set-up', 'already-set-up']);
    const accounts = await behind(server, 'select id from account');
    expect(accounts).toHaveLength(3);
  });
});

describe('the sample county', () => {
  const sample = (code: string) => ({ code, choice: 'sample' as const });

  it('is not offered where nothing can load it', async () => {
    const code = await started();
    expect((await post(sample(code))).status).toBe(409);
  });

  it('loads behind the answer, tells how far it is, and refuses a second set-up meanwhile', async () => {
    let finish: (() => void) | undefined;
    let given = '';
    const code = await started({
      loadSample: (_, { password, onProgress }) =>
        new Promise((resolve) => {
          given = password;
          onProgress(0.4);
          finish = resolve;
        }),
    });
    const reply = await post(sample(code));
    expect(reply.status).toBe(201);
    expect(reply.body.accounts.map((account) => account.username)).toContain('officer');
    expect(reply.body.accounts.every((account) => account.password === given)).toBe(true);
    expect((await state()).sample).toEqual({ possible: true, state: 'loading', share: 0.4 });
    expect(await post(own(code))).toMatchObject({ status: 409, body: { code: 'setup-running' } });
    finish!();
    await expect.poll(async () => (await state()).sample.state).toBe('done');
  });

  it('can be tried again with the same code after it failed', async () => {
    let fail = true;
    const code = await started({
      loadSample: async () => {
        if (fail) throw new Error('disk full');
      },
      logLevel: 'silent',
    });
    await post(sample(code));
    await expect.poll(async () => (await state()).sample.state).toBe('failed');
    fail = false;
    expect((await post(own(code))).status).toBe(201);
  });
});
