import { listNotices } from '@plumbline/contract/desk';
import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/reading';
import { actionsWith } from '@plumbline/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { machineForService } from '../matter/index.ts';
import { DAILY_TOPIC, dossierJobs } from './jobs.ts';
import { addVerified, openSlip } from './testing.ts';
import { Uploads } from './uploads.ts';

let server: TestServer;
let restricted: string;
const request = (until: string, items?: string[]) => ({
  purpose: 'ecology',
  explanation: '政治生态研判需要',
  until,
  ...(items ? { items } : {}),
});
beforeAll(async () => {
  server = await startTestServer();
  restricted = await addVerified(server, server.world.persons.deputy, 'opinion-replies', {
    title: '关于周敏的意见回复',
  });
});
afterAll(() => server.stop());

const subject = () => ({ subjectId: server.world.persons.deputy });
const headOf = async (username: string) => {
  const page = await server.as(username).must(dossier.getDossier, { params: subject() });
  return {
    head: page.catalogue
      .flatMap((group) => group.items.flatMap((item) => item.materials))
      .find((m) => m.id === restricted)!,
    section: page.portrait.sections.find((s) => s.materialId === restricted)!,
    line: page.timeLine.find((entry) => entry.refId === restricted)!,
    page,
  };
};
const openings = () =>
  server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
    trx
      .selectFrom('event')
      .select(['type', 'account_id'])
      .where('kind', '=', 'open')
      .where('entity_id', '=', restricted)
      .execute(),
  );
const act = (username: string, id: string, effect: string, body: object = {}) =>
  server.as(username).call(actOnMatter, {
    params: {
      id,
      action: actionsWith(machineForService(server.services.packs.of(1), 'reading'), effect)[0]!,
    },
    body,
  });

describe('restricted entries', () => {
  it('show as item, day and classification only, to whoever has no slip', async () => {
    for (const username of ['officer', 'reviewer', 'head']) {
      const { head, section, line } = await headOf(username);
      expect(head, username).toMatchObject({
        title: null,
        withheld: true,
        classification: 2,
        item: 'opinion-replies',
      });
      expect(section, username).toMatchObject({ withheld: true, values: [] });
      expect(line, username).toMatchObject({ withheld: true, title: '廉政意见回复材料' });
      const entry = await server.as(username).must(material.getMaterial, { params: { id: restricted } });
      expect(entry, username).toMatchObject({
        form: null,
        title: null,
        note: null,
        withheld: true,
        attachments: [],
      });
    }
    const page = await server.as('head').call(dossier.getDossier, { params: subject() });
    expect(page.raw.toString()).not.toContain('意见回复需');
    expect(page.raw.toString()).not.toContain('关于周敏的意见回复');
    // The reviewer read the draft to verify it, and that is on record; reading heads is not.
    expect(await openings()).toEqual([
      { type: 'material.opened', account_id: server.world.accounts.reviewer },
    ]);
  });
});

describe('reading slips (S0.7)', () => {
  it('refuse in order: no session, bad input, not visible, not permitted', async () => {
    const body = request('2026-04-10');
    expect((await server.as().call(contract.requestReading, { params: subject(), body })).status).toBe(401);
    for (const [wrong, pointer] of [
      [request('2026-04-01'), '/until'],
      [request('2026-05-01'), '/until'],
      [request('2026-04-10', ['no-such-item']), '/items/0'],
      [{ ...body, purpose: 'curiosity' }, '/data/purpose'],
    ] as const) {
      const reply = await server
        .as('officer')
        .call(contract.requestReading, { params: subject(), body: wrong });
      expect([
        reply.status,
        (reply.body as never as { faults: { pointer: string }[] }).faults[0]?.pointer,
      ]).toEqual([400, pointer]);
    }
    expect(
      (await server.as('intake').call(contract.requestReading, { params: subject(), body })).status,
    ).toBe(404);
    for (const username of ['court', 'unit', 'subject', 'auditor'])
      expect(
        (await server.as(username).call(contract.requestReading, { params: subject(), body })).status,
        username,
      ).toBe(403);
  });

  it('take another person’s approval and an opening; the return ends them', async () => {
    const { matterId } = await server.as('officer').must(contract.requestReading, {
      params: subject(),
      body: request('2026-04-10'),
    });
    expect((await act('officer', matterId, 'reading.grant')).status).toBe(403);
    const waiting = await server
      .as('head')
      .must(contract.listReadingSlips, { query: { scope: 'to-approve' } });
    expect(waiting.items.map((slip) => slip.matterId)).toEqual([matterId]);
    expect((await act('officer', matterId, 'reading.open')).status).toBe(409);
    expect((await act('head', matterId, 'reading.grant')).status).toBe(200);
    expect((await headOf('officer')).head.withheld).toBe(true);
    expect((await act('officer', matterId, 'reading.open')).status).toBe(200);
    const open = await headOf('officer');
    expect(open.head).toMatchObject({ title: '关于周敏的意见回复', withheld: false });
    expect(open.page.slip).toMatchObject({ matterId, until: '2026-04-10' });
    expect((await headOf('reviewer')).head.withheld).toBe(true);
    const entry = await server.as('officer').must(material.getMaterial, { params: { id: restricted } });
    expect(entry.form).toMatchObject({ purpose: 'promotion' });
    await server.as('officer').must(material.getMaterial, { params: { id: restricted } });
    const own = (await openings()).filter((event) => event.account_id === server.world.accounts.officer);
    expect(own).toEqual([{ type: 'material.opened', account_id: server.world.accounts.officer }]);
    const machine = machineForService(server.services.packs.of(1), 'reading');
    const giveBack = Object.entries(machine.actions).find(
      ([, action]) => action.form && action.effects.includes('reading.end'),
    )![0];
    await server.as('officer').must(actOnMatter, {
      params: { id: matterId, action: giveBack },
      body: { data: { noCopies: true } },
    });
    expect((await headOf('officer')).head.withheld).toBe(true);
  });

  it('open the items that they name, and nothing after their day', async () => {
    await openSlip(server, server.as('reviewer'), server.as('head'), subject().subjectId);
    expect((await headOf('reviewer')).head.withheld).toBe(false);
    const { matterId } = await server.as('officer').must(contract.requestReading, {
      params: subject(),
      body: request('2026-04-08', ['personal-matters']),
    });
    await act('head', matterId, 'reading.grant');
    await act('officer', matterId, 'reading.open');
    expect((await headOf('officer')).head.withheld).toBe(true);
    server.clock.set('2026-04-11T02:00:00.000Z');
    expect((await headOf('reviewer')).head.withheld).toBe(true);
    const run = dossierJobs(server.app.endpoints, () => new Uploads(server.app.endpoints))[DAILY_TOPIC]!;
    await run({ jurisdiction: 1, payload: {} });
    const ledger = await server.as('head').must(contract.listReadingSlips, { query: { scope: 'ledger' } });
    expect(ledger.items.every((slip) => slip.endedAt !== null && !slip.inForce)).toBe(true);
    expect(ledger.items).toHaveLength(3);
    expect(
      (await server.as('officer').call(contract.listReadingSlips, { query: { scope: 'ledger' } })).status,
    ).toBe(403);
    expect((await server.as('officer').must(contract.listReadingSlips, {})).items).toHaveLength(2);
  });
});

describe('the reading ledger and its slips (S0.7)', () => {
  const ledger = async (query: object) =>
    (await server.as('head').must(contract.listReadingSlips, { query: { scope: 'ledger', ...query } })).items;

  it('show a slip to nobody without a session, without sight of it, or by a wrong address', async () => {
    const [slip] = await ledger({});
    const params = { id: slip!.matterId };
    expect((await server.as().call(contract.getReadingSlip, { params })).status).toBe(401);
    expect((await server.as('head').call(contract.getReadingSlip, { params: { id: 'x' } })).status).toBe(400);
    for (const username of ['court', 'unit', 'subject', 'intake', 'auditor'])
      expect((await server.as(username).call(contract.getReadingSlip, { params })).status, username).toBe(
        404,
      );
    // The dossier is in their sight; who reads it and why is not theirs to know, by either address.
    const byOfficer = (await ledger({})).find((one) => one.readerId === server.world.accounts.officer)!;
    const ids = { id: byOfficer.matterId };
    for (const username of ['orgdept', 'reviewer', 'dispatched']) {
      const client = server.as(username);
      const replies = [
        await client.call(contract.getReadingSlip, { params: ids }),
        await client.call(getMatter, { params: ids }),
      ];
      for (const reply of replies) {
        expect([403, 404], username).toContain(reply.status);
        expect(reply.raw.toString(), username).not.toContain('政治生态研判需要');
      }
    }
    expect((await server.as('reviewer').call(getMatter, { params: ids })).status).toBe(403);
    for (const username of ['officer', 'head'])
      expect((await server.as(username).call(getMatter, { params: ids })).status, username).toBe(200);
    const bad = { scope: 'ledger', from: 'yesterday' };
    expect((await server.as('head').call(contract.listReadingSlips, { query: bad })).status).toBe(400);
  });

  it('narrow by reader or subject, purpose, day and whether it has ended', async () => {
    const all = await ledger({});
    expect(await ledger({ open: 'true' })).toEqual([]);
    expect(await ledger({ open: 'false' })).toHaveLength(all.length);
    expect(await ledger({ purpose: 'ecology' })).toHaveLength(all.length);
    expect(await ledger({ purpose: 'case' })).toEqual([]);
    expect(await ledger({ q: '周敏' })).toHaveLength(all.length);
    expect(await ledger({ q: 'reviewer' })).toHaveLength(1);
    expect(await ledger({ q: '100%' })).toEqual([]);
    const day = all[0]!.requestedAt.slice(0, 10);
    expect(await ledger({ from: day, to: day })).toHaveLength(all.length);
    expect(await ledger({ to: '2026-01-01' })).toEqual([]);
  });

  it('tell the reader that another person decides, and everybody what was done', async () => {
    const { matterId } = await server.as('officer').must(contract.requestReading, {
      params: subject(),
      body: request('2026-04-16'),
    });
    const params = { id: matterId };
    const own = await server.as('officer').must(contract.getReadingSlip, { params });
    expect(own).toMatchObject({ waitsForOther: true, allowed: ['cancel'] });
    const toDecide = await server.as('head').must(contract.getReadingSlip, { params });
    expect(toDecide.waitsForOther).toBe(false);
    expect(toDecide.allowed).toEqual(['approve', 'refuse']);
    const refusal = await server
      .as('head')
      .call(actOnMatter, { params: { ...params, action: 'refuse' }, body: {} });
    expect(refusal.status).toBe(400);
    await server
      .as('head')
      .must(actOnMatter, { params: { ...params, action: 'refuse' }, body: { reason: '与在办事项无关' } });
    const after = await server.as('officer').must(contract.getReadingSlip, { params });
    expect(after).toMatchObject({ waitsForOther: false, inForce: false, allowed: [] });
    expect(after.steps.at(-1)).toMatchObject({ action: 'refuse', reason: '与在办事项无关' });
    const notices = await server.as('officer').must(listNotices, {});
    expect(notices.items.map((notice) => notice.link)).toContain(`/reading-slips/${matterId}`);
  });

  it('say that a slip would open an entry, and no more once one is open', async () => {
    const params = { id: restricted };
    expect((await server.as('officer').must(material.getMaterial, { params })).withheldBy).toBe('slip');
    await openSlip(server, server.as('reviewer'), server.as('head'), subject().subjectId, '2026-04-16');
    expect((await server.as('reviewer').must(material.getMaterial, { params })).withheldBy).toBe(null);
  });
});

describe('openings', () => {
  it('are on record once per account, dossier and quarter of an hour, also when two come at once', async () => {
    const call = { params: { subjectId: server.world.persons.mayor }, body: { purpose: '日常监督' } };
    const twice = await Promise.all([
      server.as('officer').must(dossier.openDossier, call),
      server.as('officer').must(dossier.openDossier, call),
    ]);
    expect(twice.map((reply) => reply.recorded).sort()).toEqual([false, true]);
    server.clock.advance(14 * 60_000);
    expect(await server.as('officer').must(dossier.openDossier, call)).toEqual({ recorded: false });
    server.clock.advance(2 * 60_000);
    expect(await server.as('officer').must(dossier.openDossier, call)).toEqual({ recorded: true });
    expect((await server.as('intake').call(dossier.openDossier, call)).status).toBe(404);
  });

  it('leave one trace of who reads without announcing it, also twice at once, and none of who may not', async () => {
    const { mayor } = server.world.persons;
    const read = () => server.as('reviewer').must(dossier.getDossier, { params: { subjectId: mayor } });
    await Promise.all([read(), read()]);
    await read();
    await server.as('intake').call(dossier.getDossier, { params: { subjectId: mayor } });
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx
        .selectFrom('event')
        .select(['account_id'])
        .where('type', '=', 'dossier.read')
        .where('entity_id', '=', mayor)
        .execute(),
    );
    expect(events).toEqual([{ account_id: server.world.accounts.reviewer }]);
  });
});
