import { listBars } from '@plumbline/contract/bar';
import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { ensureDossier } from '../../dossier/index.ts';
import { admonish, approveAll, step } from '../admonish.testing.ts';
import { rebuildBars } from './rebuild-bars.ts';

const DAY = 24 * 60 * 60 * 1000;
let server: TestServer;
let person: string;
let talk: string;
beforeAll(async () => {
  server = await startTestServer();
  person = server.world.persons.deputy;
  await server.app.endpoints.runAsSystem(1, (ctx) =>
    ensureDossier(
      ctx,
      { kind: 'person', id: person },
      { byFiling: false, organId: server.world.organs.commission },
    ),
  );
  talk = await admonish(server, person);
});
afterAll(() => server.stop());

const bars = (who: string | undefined, id = person) => server.as(who).call(listBars, { params: { id } });
const inForce = async () => (await server.as('officer').must(listBars, { params: { id: person } })).items;
const rows = () =>
  server.app.endpoints.runAsSystem(1, (ctx) => ctx.trx.selectFrom('bar').selectAll().orderBy('id').execute());

/** Lets an account be that person while something is done: nobody of the small county is. */
async function actAs(personId: string, work: () => Promise<unknown>): Promise<void> {
  const set = (to: string | null) =>
    server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx
        .updateTable('account')
        .set({ person_id: to })
        .where('id', '=', server.world.accounts.subject!)
        .execute(),
    );
  await set(personId);
  await work();
  await set(null);
}

describe('what an admonition bars from', () => {
  it('is told to nobody without a session, without sight of the dossier, or near to the person', async () => {
    expect((await bars(undefined)).status).toBe(401);
    expect((await bars('court')).status).toBe(403);
    expect((await bars('officer', newId())).status).toBe(404);
    const { accounts, persons } = server.world;
    const set = (personId: string | null) =>
      server.app.endpoints.runAsSystem(1, (ctx) =>
        ctx.trx
          .updateTable('account')
          .set({ person_id: personId })
          .where('id', '=', accounts.dispatched!)
          .execute(),
      );
    await set(persons.namesakeA);
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx
        .insertInto('kinship')
        .values({
          jurisdiction_id: 1,
          id: newId(),
          person_id: person,
          kin_person_id: persons.namesakeA,
          relation: 'spouse',
          name: '王伟',
          organ_id: server.world.organs.commission,
        })
        .execute(),
    );
    expect((await bars('dispatched')).status).toBe(404);
    await set(null);
  });

  it('begins on the day with an owner and two last days, and stands for whoever reads the dossier', async () => {
    const items = await inForce();
    expect(items.map(({ kind, from, until, owner }) => [kind, from, until, owner])).toEqual([
      ['no-promotion', '2026-04-06', '2026-10-06', 'officer'],
      ['no-honours', '2026-04-06', '2026-10-06', 'officer'],
    ]);
    expect(items.every(({ matterId }) => matterId === talk)).toBe(true);
  });

  it('is the same when it is written anew from the ledger', async () => {
    const before = await rows();
    expect(before).toHaveLength(2);
    expect(await server.app.endpoints.runAsSystem(1, rebuildBars)).toBe(2);
    expect(await rows()).toEqual(before);
  });

  it('runs no time of the person before the admonition is delivered with a receipt', async () => {
    const running = async () =>
      (await server.as('officer').must(matters.getMatter, { params: { id: talk } })).terms
        .filter(({ state }) => state === 'running')
        .map(({ code }) => code);
    expect(await running()).toEqual(['follow-up']);
    const unproved = { deliveredOn: '2026-04-06', way: '直接送达', server: '罗志远' };
    const { status } = await server.as('officer').call(matters.actOnMatter, {
      params: { id: talk, action: 'deliver' },
      body: { data: unproved },
    });
    expect(status).toBe(400);
    await actAs(person, () => step(server, 'subject', talk, 'receive'));
    expect(await running()).toEqual(['follow-up', 'self-review', 'object']);
  });

  it('asks for a self-criticism in five working days, lets the person object in fifteen, and follows up after six months', async () => {
    const { terms } = await server.as('officer').must(matters.getMatter, { params: { id: talk } });
    expect(terms.filter(({ state }) => state === 'running').map(({ code, dueOn }) => [code, dueOn])).toEqual([
      // The sixth of October is a holiday: what somebody has to do moves to a working day, a bar does not.
      ['follow-up', '2026-10-08'],
      ['self-review', '2026-04-13'],
      ['object', '2026-04-27'],
    ]);
  });

  it('is over after the last day without anybody doing anything', async () => {
    const daysTo = (day: string) => (Date.parse(day) - Date.parse('2026-04-06')) / DAY;
    server.clock.advance(daysTo('2026-10-06') * DAY);
    expect(await inForce()).toHaveLength(2);
    server.clock.advance(DAY);
    expect(await inForce()).toEqual([]);
    expect((await rows()).every(({ ended_on }) => ended_on === null)).toBe(true);
    server.clock.advance(-daysTo('2026-10-07') * DAY);
  });

  it('ends at once when the admonition is revoked with approval, and stays so when written anew', async () => {
    const refused = await server
      .as('officer')
      .call(matters.actOnMatter, { params: { id: talk, action: 'revoke-admonition' }, body: {} });
    expect(refused.status).toBe(400);
    await step(server, 'officer', talk, 'revoke-admonition', undefined, '经复核，认定事实有误。');
    expect(await inForce()).toHaveLength(2);
    await approveAll(server, talk);
    expect(await inForce()).toEqual([]);
    const ended = await rows();
    expect(ended.every(({ ended_by_matter }) => ended_by_matter === talk)).toBe(true);
    await server.app.endpoints.runAsSystem(1, rebuildBars);
    expect(await rows()).toEqual(ended);
  });

  it('ends when tolerance is granted for what led to it', async () => {
    const other = await admonish(server, person);
    expect(await inForce()).toHaveLength(2);
    // Nobody of the small county is that person: the tolerance is begun within the talk by the platform's own way.
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx
        .updateTable('account')
        .set({ person_id: person })
        .where('id', '=', server.world.accounts.subject!)
        .execute(),
    );
    await step(server, 'subject', other, 'ask-tolerance', {
      applicant: 'person',
      event: '试行容缺受理造成超期。',
      grounds: '集体决定，个人无获利。',
    });
    const { children } = await server.as('officer').must(matters.getMatter, { params: { id: other } });
    const asked = children[0]!.id;
    await step(server, 'officer', asked, 'check', {
      facts: '经查阅会议记录，超期系系统接口未按期上线所致。',
      noPrivateGain: true,
      diligent: true,
      democratic: true,
      remedied: true,
      safetyAccident: false,
      ecologicalDamage: false,
      breach: false,
      inFavour: '集体研究，已补办。',
      against: '未提前报备。',
    });
    await step(server, 'subject', asked, 'explain', { statement: '均已补办。' });
    await step(server, 'officer', asked, 'grant', { finding: '予以容错。', answers: '予以采信。' });
    expect(await inForce()).toHaveLength(2);
    await approveAll(server, asked);
    expect(await inForce()).toEqual([]);
    await server.work();
    expect(await server.as('officer').must(matters.getMatter, { params: { id: other } })).toMatchObject({
      state: 'revoked',
      final: true,
    });
  });
});
