import * as contract from '@plumbline/contract/identity';
import { getSession, signIn } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import type { TestClient } from '../../../testing/test-client.ts';
import { behind, givePasswords, inSession, PASSWORD } from '../testing.ts';
import { SoftAuthenticator } from './soft-authenticator.ts';

let server: TestServer;
let officer: TestClient;
let key: SoftAuthenticator;
beforeAll(async () => {
  server = await startTestServer();
  await givePasswords(server, 'officer', 'head', 'reviewer');
  officer = await inSession(server, 'officer');
  key = new SoftAuthenticator();
});
afterAll(() => server.stop());

const begin = (client: TestClient) => client.must(contract.beginPasskey, { body: { password: PASSWORD } });
const beginSignIn = () => server.as().must(contract.beginPasskeySignIn);
const answer = (body: object) => server.as().call(contract.signInByPasskey, { body: { answer: body } });
const refused = { status: 401, body: { code: 'passkey-refused' } };

describe('adding a passkey', () => {
  it('needs a session and the password', async () => {
    const byToken = await server.as('officer').call(contract.beginPasskey, { body: { password: PASSWORD } });
    expect(byToken).toMatchObject({ status: 403, body: { code: 'session-required' } });
    const wrong = await officer.call(contract.beginPasskey, { body: { password: 'wrong' } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
  });

  it('names neither the person nor the account in what the authenticator keeps', async () => {
    const options = await begin(officer);
    const handle = Buffer.from((options.user as { id: string }).id, 'base64url');
    expect(handle).toHaveLength(20);
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

  it.each<[string, Parameters<SoftAuthenticator['create']>[1]]>([
    ['another origin', { origin: 'https://plumbline.example' }],
    ['another relying party', { rpId: 'plumbline.example' }],
    ['nobody there to prove it', { unverified: true }],
    ['an answer to something else', { type: 'webauthn.get' }],
  ])('refuses %s', async (_, wrong) => {
    const made = new SoftAuthenticator().create(await begin(officer), wrong);
    expect(await officer.call(contract.addPasskey, { body: { name: 'x', answer: made } })).toMatchObject(
      refused,
    );
  });

  it('refuses a challenge of another session, of another account, made up, or over', async () => {
    const add = (client: TestClient, options: Record<string, unknown>) =>
      client.call(contract.addPasskey, {
        body: { name: 'x', answer: new SoftAuthenticator().create(options) },
      });
    const head = await inSession(server, 'head');
    expect(await add(officer, await begin(head))).toMatchObject(refused);
    expect(await add(await inSession(server, 'officer'), await begin(officer))).toMatchObject(refused);
    expect(
      await add(officer, { ...(await begin(officer)), challenge: Buffer.alloc(54).toString('base64url') }),
    ).toMatchObject(refused);
    const options = await begin(officer);
    server.clock.advance(5 * 60_000);
    expect(await add(officer, options)).toMatchObject(refused);
    expect((await officer.must(contract.getProfile)).passkeys).toEqual([]);
  });

  it('keeps the one that answered, once', async () => {
    const made = key.create(await begin(officer));
    const body = { name: '办公室钥匙', answer: made };
    expect(await officer.call(contract.addPasskey, { body })).toMatchObject({
      status: 201,
      body: { name: '办公室钥匙' },
    });
    expect(await officer.call(contract.addPasskey, { body })).toMatchObject(refused);
    const options = await begin(officer);
    expect(options.excludeCredentials).toMatchObject([{ id: made.id }]);
  });
});

describe('signing in by passkey', () => {
  it('opens a session without name or password, even while the password is locked', async () => {
    for (let i = 0; i < 6; i++)
      await server.as().call(signIn, { body: { username: 'officer', password: 'wrong' } });
    const reply = await answer(key.get(await beginSignIn()));
    expect(reply).toMatchObject({ status: 201, body: { username: 'officer', method: 'passkey' } });
    const cookie = String(reply.headers['set-cookie']).split(';')[0]!;
    expect((await server.as().call(getSession, { headers: { cookie } })).body.method).toBe('passkey');
  });

  it.each<[string, Parameters<SoftAuthenticator['get']>[1]]>([
    ['a forged signature', { forged: true }],
    ['another origin', { origin: 'http://localhost:4601' }],
    ['another relying party', { rpId: 'example.org' }],
    ['nobody there to prove it', { unverified: true }],
    ['a counter that went back', { counter: 1 }],
    ['an answer to something else', { type: 'webauthn.create' }],
    ['an account that is none', { userHandle: Buffer.alloc(20, 7).toString('base64url') }],
    ['a handle that is none of ours', { userHandle: 'eA' }],
  ])('refuses %s', async (_, wrong) => {
    await answer(key.get(await beginSignIn()));
    expect(await answer(key.get(await beginSignIn(), wrong))).toMatchObject(refused);
  });

  it('refuses an answer that was used, one to a challenge for adding, and one too late', async () => {
    const used = key.get(await beginSignIn());
    expect((await answer(used)).status).toBe(201);
    expect(await answer(used)).toMatchObject(refused);
    expect(await answer(key.get(await begin(officer)))).toMatchObject(refused);
    const late = await beginSignIn();
    server.clock.advance(5 * 60_000);
    expect(await answer(key.get(late))).toMatchObject(refused);
  });

  it('lets exactly one of the same answer sent twice at once in', async () => {
    const twice = key.get(await beginSignIn());
    const replies = await Promise.all([answer(twice), answer(twice)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 401]);
  });

  it('is over for a removed key and a closed account', async () => {
    const reviewer = await inSession(server, 'reviewer');
    const other = new SoftAuthenticator();
    await reviewer.must(contract.addPasskey, {
      body: { name: 'x', answer: other.create(await begin(reviewer)) },
    });
    expect((await answer(other.get(await beginSignIn()))).status).toBe(201);
    await server.as('sysadmin').must(contract.closeAccount, {
      params: { id: server.world.accounts.reviewer! },
      body: { version: 1, reason: 'x' },
    });
    expect(await answer(other.get(await beginSignIn()))).toMatchObject(refused);
  });

  it('keeps of used challenges only those that could come again', async () => {
    server.clock.advance(10 * 60_000);
    await answer(key.get(await beginSignIn()));
    const rows = await behind(server, 'select digest from spent_challenge');
    expect(rows).toHaveLength(1);
  });
});

describe('the own passkeys', () => {
  it('are named and removed by their owner only, with the password', async () => {
    officer = await inSession(server, 'officer');
    const [passkey] = (await officer.must(contract.getProfile)).passkeys;
    const params = { id: passkey!.id };
    const head = await inSession(server, 'head');
    expect((await head.call(contract.renamePasskey, { params, body: { name: 'mine' } })).status).toBe(404);
    expect((await head.call(contract.removePasskey, { params, body: { password: PASSWORD } })).status).toBe(
      404,
    );
    await officer.must(contract.renamePasskey, { params, body: { name: '备用' } });
    expect((await officer.must(contract.getProfile)).passkeys).toMatchObject([{ name: '备用' }]);
    expect((await officer.call(contract.removePasskey, { params, body: { password: 'no' } })).status).toBe(
      401,
    );
    await officer.must(contract.removePasskey, { params, body: { password: PASSWORD } });
    expect(await answer(key.get(await beginSignIn()))).toMatchObject(refused);
  });
});

describe('a plain http address', () => {
  it.each(['http://192.168.1.5:4600', 'http://plumbline.example'])(
    '%s has no passkeys and says so',
    async (origin) => {
      const before = server.services.origin;
      server.services.origin = origin;
      const begun = await server.as().call(contract.beginPasskeySignIn);
      const profile = await officer.must(contract.getProfile);
      server.services.origin = before;
      expect(begun).toMatchObject({ status: 409, body: { code: 'insecure-origin' } });
      expect(profile.passkeysPossible).toBe(false);
    },
  );
});
