import * as matters from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/warning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestClient, type TestServer } from '../../../testing/index.ts';
import { addTeamMember } from '../../dossier/testing.ts';
import { approveAll, delivery, step } from '../admonish.testing.ts';
import { hearing, POINTS, TOLD, today, verified, warned } from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';

let server: TestServer;
let who: string;
let person: TestClient;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set(TEST_NOW);
  const member = await addTeamMember(server, server.world.units.housing!, '清单人员');
  [who, person] = [member.personId, member.client];
});

const mark = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, 'listing', id));
const replayed = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id));
const see = (id: string) => server.as('officer').must(matters.getMatter, { params: { id } });
const take = (account: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(account).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as never } : {}), ...(reason ? { reason } : {}) },
  });
const codes = ({ body }: { body: unknown }) =>
  ((body as { faults?: { code: string }[] }).faults ?? []).map(({ code }) => code);
const ANSWERS = { answers: [{ no: 1, answer: '不予采信。' }] };
const owner = () => server.world.accounts.officer;

const begin = (facts: string[]) =>
  server.as('officer').call(matters.beginMatter, {
    body: {
      procedure: 'special-list',
      subjects: [{ kind: 'person', id: who }],
      data: { facts, owner: owner(), summary: '问题。', handlers: [owner()] },
    },
  });
const hear = async (id: string, tell: string, day = '2026-04-06') => {
  await step(server, 'officer', id, tell, TOLD);
  await step(server, 'officer', id, 'hear', await hearing(server, day));
};
const asked = async (facts: string[], more: object = {}) => {
  const { id } = (await begin(facts)).body;
  await hear(id, 'tell');
  const decision = { finding: '列入。', ...ANSWERS, lastDay: '2026-09-30', owner: owner(), ...more };
  await step(server, 'officer', id, 'enter', decision);
  return id;
};
const listed = async (facts: string[], more: object = {}) => {
  const id = await asked(facts, more);
  await approveAll(server, id);
  await step(server, 'officer', id, 'deliver-decision', await delivery(server, today(server)));
  return id;
};
const work = async (topic: string) => {
  await server.jobs[topic]!({ jurisdiction: 1, payload: {} });
  await server.work();
};
const revoked = async (id: string) => {
  await person.must(matters.actOnMatter, {
    params: { id, action: 'object' },
    body: { data: { objections: [{ no: 1, said: '重。' }] } },
  });
  const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '撤销。' };
  await step(server, 'officer', id, 'revoke', review);
  await approveAll(server, id);
};

describe('[S1.25] [P9] a place on the list', () => {
  it('goes on only once that was told, the person heard and each point answered', async () => {
    const id = await listed([await verified(server, who, 'serious')]);
    const renewal = { finding: '续列。', lastDay: '2026-11-30' };
    expect((await take('officer', id, 'renew', renewal)).status).toBe(409);
    server.clock.set('2026-06-08T02:00:00.000Z');
    await step(server, 'officer', id, 'tell-renewal', TOLD);
    expect((await person.must(matters.getMatter, { params: { id } })).state).toBe('renewing');
    expect((await take('officer', id, 'renew', renewal)).status).toBe(409);
    await person.must(matters.actOnMatter, { params: { id, action: 'explain' }, body: { data: POINTS } });
    expect(codes(await take('officer', id, 'renew', renewal))).toEqual(['covers']);
    await step(server, 'officer', id, 'renew', { ...renewal, ...ANSWERS });
    expect((await mark(id)).untilOn).toBe('2026-09-30');
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({ untilOn: '2026-11-30', endedOn: null });
    expect(await mark(id)).toEqual(await replayed(id));
  });

  it('that has ended goes on no more, although the platform has not ended it yet', async () => {
    const id = await listed([await verified(server, who, 'serious')]);
    server.clock.set('2026-09-29T02:00:00.000Z');
    await hear(id, 'tell-renewal', '2026-09-29');
    const renewal = { finding: '续列。', lastDay: '2026-12-31', ...ANSWERS };
    await step(server, 'officer', id, 'renew', renewal);
    server.clock.set('2026-10-01T02:00:00.000Z');
    await expect(approveAll(server, id)).rejects.toThrow('warning.over');
    await step(server, 'officer', id, 'approval.withdraw');
    expect(codes(await take('officer', id, 'renew', renewal))).toEqual(['warning.over']);
    server.clock.set('2026-10-09T02:00:00.000Z');
    await work('matter.refresh');
    expect((await see(id)).state).toBe('expired');
  });

  it('is the only one of its person: no second one is proposed, and of two decided at once one is refused', async () => {
    const fact = await verified(server, who, 'serious');
    const both = [await asked([fact]), await asked([fact])] as const;
    for (const id of both) await step(server, 'head', id, 'approval.approve', undefined, '同意。');
    const replies = await Promise.all(
      both.map((id) => take('orgdept', id, 'approval.approve', undefined, '同意。')),
    );
    expect(replies.flatMap(codes)).toEqual(['listing.on-list']);
    expect(codes(await begin([fact]))).toEqual(['listing.on-list']);
  });
});

describe('[S1.25] [P9] a place that was revoked on an objection', () => {
  it('is not entered anew on the same fact, in whatever version; one that expired may be', async () => {
    const fact = await verified(server, who, 'serious');
    const id = await listed([fact]);
    await revoked(id);
    expect((await mark(id)).voided).toBe(true);
    expect(codes(await begin([fact]))).toEqual(['warning.relied-on']);
    expect(codes(await begin([await verified(server, who, 'serious', {}, fact)]))).toEqual(['warning.copy']);
    const other = await verified(server, who, 'serious', { date: '2026-03-30' });
    const second = await listed([other], { lastDay: '2026-04-30' });
    server.clock.set('2026-05-08T02:00:00.000Z');
    await work('matter.refresh');
    expect((await see(second)).state).toBe('expired');
    expect((await begin([other])).status).toBe(201);
  });
});

describe('[S1.25] [P2] nothing is left that a place rested on', () => {
  it('when the warning was revoked whose level put the person there: it ends by itself and says so', async () => {
    const warning = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    const id = await listed([]);
    expect((await mark(id)).weighed?.fired).toMatchObject([{ row: 'level-heavier' }]);
    await work('warning.grounds');
    expect((await see(id)).state).toBe('listed');
    await revoked(warning);
    await server.work();
    expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-06' });
    expect(await mark(id)).toEqual(await replayed(id));
    expect((await person.must(matters.getMatter, { params: { id } })).state).toBe('fallen');
    const on = { subjectId: who, standing: 'in-force' as const };
    expect((await server.as('officer').must(contract.listListings, { query: on })).count).toBe(0);
  });

  it('not as long as a fact of its own still puts it there, or where the warning only came to its end', async () => {
    const fact = await verified(server, who, 'serious');
    const warning = await warned(server, who, [fact], 'serious');
    const id = await listed([await verified(server, who, 'serious')]);
    await revoked(warning);
    await work('warning.grounds');
    expect((await see(id)).state).toBe('listed');
    const other = await addTeamMember(server, server.world.units.housing!, '另一人');
    who = other.personId;
    const closed = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    const place = await listed([]);
    server.clock.set('2026-04-28T02:00:00.000Z');
    await work('matter.refresh');
    await step(server, 'officer', closed, 'close', { conclusion: '已纠正。' });
    await approveAll(server, closed);
    await work('warning.grounds');
    expect((await see(place)).state).toBe('listed');
  });
});
