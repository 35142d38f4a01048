import type { AddressInfo } from 'node:net';
import * as contract from '@plumbline/contract/delivery';
import { listNotices, readNotices } from '@plumbline/contract/desk';
import { createAccount, resetPassword } from '@plumbline/contract/identity';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { leaveDailyWork } from '../../../platform/jobs/daily.ts';
import { type Mailer, smtpMailer } from '../../../platform/notices/mailer.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../../testing/index.ts';
import { digestOfFeed } from './delivery.store.ts';
import { DIGEST_TOPIC } from './mail-jobs.ts';

interface Received {
  to: string[];
  subject: string;
  text: string;
}

const received: Received[] = [];
let refusing = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onRcptTo: (_address, _session, done) => done(refusing ? new Error('mailbox full') : null),
  async onData(stream, session, done) {
    const mail = await PostalMime.parse(Buffer.concat(await stream.toArray()));
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    received.push({ to, subject: mail.subject ?? '', text: mail.text ?? '' });
    done();
  },
});

let server: TestServer;
let mailer: Mailer;
beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { port } = smtp.server.address() as AddressInfo;
  mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Plumbline <noreply@plumbline.example>');
  server = await startTestServer({ mailer });
});
afterAll(async () => {
  await server.stop();
  mailer.close();
  await new Promise<void>((closed) => smtp.close(closed));
});
afterEach(() => {
  received.length = 0;
  refusing = false;
});

const code = () => received.at(-1)!.text.match(/\d{6}/)![0];

async function confirmed(who: string, mode: 'each' | 'digest'): Promise<string> {
  const address = `${who}@county.example`;
  await server.as(who).must(contract.setDelivery, { body: { mode, address } });
  await server.work();
  await server.as(who).must(contract.confirmAddress, { body: { code: code() } });
  received.length = 0;
  return address;
}

/** Leaves a notice as the platform does, about a matter whose words must not leave it. */
async function tell(principals: string[]): Promise<void> {
  const { endpoints } = server.app;
  await endpoints.runAsSystem(1, async (ctx) =>
    notify(ctx, { to: principals, kind: 'reading.begin', params: { about: '秘密' }, link: '/reading-slips' }),
  );
}

describe('the address', () => {
  it('is refused when it is none, missing, or mail is impossible', async () => {
    const officer = server.as('officer');
    const set = (body: Record<string, unknown>) => officer.call(contract.setDelivery, { body });
    expect((await set({ mode: 'each', address: 'no address' })).status).toBe(400);
    expect((await set({ mode: 'each', address: 'a@b.example\r\nBcc: c@d.example' })).status).toBe(400);
    expect((await set({ mode: 'each', address: null })).status).toBe(400);
    expect((await set({ mode: 'sometimes', address: null })).status).toBe(400);
    const silent = await startTestServer();
    const reply = await silent
      .as('officer')
      .call(contract.setDelivery, { body: { mode: 'each', address: 'officer@county.example' } });
    expect(reply).toMatchObject({ status: 409, body: { code: 'no-mail-server' } });
    expect((await silent.as('officer').must(contract.getDelivery)).mailPossible).toBe(false);
    await silent.stop();
  });

  it('counts only once the code sent to it was typed in', async () => {
    const head = server.as('head');
    const address = 'head@county.example';
    const set = await head.must(contract.setDelivery, { body: { mode: 'each', address } });
    expect(set).toMatchObject({ mode: 'each', address, confirmed: false, mailPossible: true });
    await server.work();
    expect(received).toMatchObject([{ to: [address], subject: '准绳：邮箱确认码' }]);
    const right = code();
    await tell([server.world.accounts.head!]);
    await server.work();
    expect(received).toHaveLength(1);
    const wrong = right === '000000' ? '000001' : '000000';
    expect(await head.call(contract.confirmAddress, { body: { code: wrong } })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/code', code: 'code-wrong' }] },
    });
    expect((await head.must(contract.confirmAddress, { body: { code: right } })).confirmed).toBe(true);
    // Asking again, as a browser does after silence, comes to the same.
    expect((await head.must(contract.confirmAddress, { body: { code: right } })).confirmed).toBe(true);
  });

  it('lets nobody guess: five wrong codes, or half an hour, and it is over', async () => {
    const reviewer = server.as('reviewer');
    const body = { mode: 'each', address: 'reviewer@county.example' } as const;
    await reviewer.must(contract.setDelivery, { body });
    await server.work();
    const right = code();
    const wrong = right === '111111' ? '111112' : '111111';
    for (let i = 0; i < 5; i++) await reviewer.call(contract.confirmAddress, { body: { code: wrong } });
    const over = { status: 400, body: { faults: [{ code: 'code-over' }] } };
    expect(await reviewer.call(contract.confirmAddress, { body: { code: right } })).toMatchObject(over);
    await reviewer.must(contract.setDelivery, { body });
    await server.work();
    const late = code();
    server.clock.advance(30 * 60_000);
    expect(await reviewer.call(contract.confirmAddress, { body: { code: late } })).toMatchObject(over);
    server.clock.set(TEST_NOW);
  });

  it('gets ten codes a day at most, so that it is no way to fill another’s mailbox', async () => {
    const ask = (i: number) =>
      server.as('intake').call(contract.setDelivery, {
        body: { mode: 'each', address: `victim${i % 2}@county.example` },
      });
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await ask(i)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
    await server.work();
    expect(received.length).toBeLessThanOrEqual(10);
    expect(
      (await server.as('intake').call(contract.setDelivery, { body: { mode: 'off', address: null } })).status,
    ).toBe(200);
    server.clock.advance(86_400_000);
    expect((await ask(0)).status).toBe(200);
    server.clock.set(TEST_NOW);
    received.length = 0;
  });

  it('is nobody else’s to see, and stands sealed in the table and not at all in the ledger', async () => {
    await confirmed('casemgmt', 'each');
    expect((await server.as('sysadmin').must(contract.getDelivery)).address).toBeNull();
    const rows = await server.services.db.transaction(
      { jurisdiction: 1, account: server.world.accounts.sysadmin!, accounts: true },
      (trx) => trx.selectFrom('delivery').selectAll().execute(),
    );
    expect(rows.map((row) => row.account_id)).not.toContain(server.world.accounts.casemgmt);
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select('data').where('entity', '=', 'delivery').execute(),
    );
    expect(events.length).toBeGreaterThan(2);
    expect(JSON.stringify(events)).not.toContain('@');
  });
});

describe('mail', () => {
  it('says that there is something, how many and where, in the language of the account', async () => {
    const address = await confirmed('officer', 'each');
    await tell([server.world.accounts.officer!]);
    await tell([server.world.accounts.officer!]);
    await server.work();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ to: [address], subject: '准绳：2 条未读提醒' });
    expect(received[0]!.text).toContain('http://localhost:4600/notices');
    expect(received[0]!.text).not.toMatch(/秘密|阅档|reading/);
  });

  it('goes to the people of a unit or an organ, and to nobody twice', async () => {
    const address = await confirmed('unit', 'each');
    await tell([server.world.units.housing!, server.world.accounts.unit!]);
    await server.work();
    expect(received.map((mail) => mail.to)).toEqual([[address]]);
    received.length = 0;
    const orgdept = await confirmed('orgdept', 'each');
    await tell([server.world.organs.cadre!]);
    await server.work();
    expect(received.map((mail) => mail.to)).toEqual([[orgdept]]);
    received.length = 0;
    await server.work();
    expect(received).toEqual([]);
  });

  it('comes again when the mail server refused it', async () => {
    const address = await confirmed('dispatched', 'each');
    await tell([server.world.accounts.dispatched!]);
    refusing = true;
    await expect(server.work()).rejects.toThrow();
    expect(received).toEqual([]);
    refusing = false;
    await tell([server.world.accounts.dispatched!]);
    await server.work();
    expect(received).toMatchObject([{ to: [address], subject: '准绳：2 条未读提醒' }]);
  });

  it('sends the digest once a day, from seven in the morning, to who chose it and has something unread', async () => {
    const address = await confirmed('secretary', 'digest');
    const { accounts } = server.world;
    await tell([accounts.secretary!]);
    await server.work();
    expect(received).toEqual([]);
    const { db, clock } = server.services;
    const daily = async (moment: string) => {
      server.clock.set(moment);
      await leaveDailyWork(db, clock, [DIGEST_TOPIC]);
      await server.work();
      return received.splice(0).map((mail) => mail.to[0]);
    };
    expect(await daily('2026-04-06T22:30:00.000Z')).toEqual([]);
    expect(await daily('2026-04-06T23:30:00.000Z')).toEqual([address]);
    expect(await daily('2026-04-07T03:00:00.000Z')).toEqual([]);
    const { items } = await server.as('secretary').must(listNotices);
    await server.as('secretary').must(readNotices, { body: { ids: items.map((item) => item.id) } });
    expect(await daily('2026-04-08T00:30:00.000Z')).toEqual([]);
    server.clock.set(TEST_NOW);
  });
});

describe('the calendar', () => {
  const feedOf = (url: string) => ({ params: { feed: url.split('/').at(-1)! } });
  const read = async (url: string) => server.as().call(contract.getCalendarFeed, feedOf(url));

  /** An open matter of the officer's that is due on a day. */
  async function due(day: string): Promise<void> {
    const { world, services } = server;
    await services.db.transaction({ jurisdiction: 1 }, async (trx, send) => {
      send(
        trx.insertInto('matter').values({
          jurisdiction_id: 1,
          id: newId(),
          procedure: 'collection',
          pack_code: 'cn-discipline',
          pack_version: services.packs.of(1).head.version,
          state: 'asked',
          title: '秘密事项',
          history: JSON.stringify({ parties: {}, acts: [], enteredSeq: 1 }),
          due_on: day,
          opened_at: services.clock.now(),
          organ_id: world.organs.commission!,
        }),
      );
    });
  }

  it('is not found without its address', async () => {
    const reply = await read('http://localhost:4600/api/calendar/feeds/guessed.ics');
    expect(reply.status).toBe(404);
  });

  it('shows how many matters are due on which day, and nothing of them', async () => {
    await due('2026-04-20');
    await due('2026-04-20');
    await due('2026-05-06');
    const { url } = await server.as('officer').must(contract.makeCalendar);
    const reply = await read(url);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = reply.raw.toString().replaceAll('\r\n ', '');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(text).toContain('DTSTART;VALUE=DATE:20260420');
    expect(text).toContain('SUMMARY:准绳：2 项到期');
    expect(text).toContain('DTSTART;VALUE=DATE:20260506');
    expect(text).not.toContain('秘密');
    const other = await server.as('unit').must(contract.makeCalendar);
    expect((await read(other.url)).raw.toString()).not.toContain('VEVENT');
  });

  it('ends with its address, or when a new one is made', async () => {
    const officer = server.as('officer');
    const first = await officer.must(contract.makeCalendar);
    const second = await officer.must(contract.makeCalendar);
    expect((await read(first.url)).status).toBe(404);
    expect((await read(second.url)).status).toBe(200);
    await officer.must(contract.endCalendar);
    expect((await read(second.url)).status).toBe(404);
    expect((await officer.call(contract.endCalendar)).status).toBe(404);
    expect((await officer.must(contract.getDelivery)).calendarSince).toBeNull();
  });

  it('ends with a new password that an administrator made', async () => {
    const { id } = await server.as('sysadmin').must(createAccount, {
      body: { username: 'forgetful', name: 'forgetful' },
    });
    await server.services.db.transaction({ jurisdiction: 1, account: id }, async (trx) => {
      await trx
        .insertInto('delivery')
        .values({ jurisdiction_id: 1, account_id: id, calendar_hash: digestOfFeed('secret') })
        .execute();
    });
    expect((await read('/secret.ics')).status).toBe(200);
    await server.as('sysadmin').must(resetPassword, { params: { id }, body: { reason: '本人遗忘' } });
    await server.work();
    expect((await read('/secret.ics')).status).toBe(404);
  });
});
