import { listNotices } from '@plumbline/contract/desk';
import * as materials from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/warning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '../../../testing/add-account.ts';
import { startTestServer, TEST_NOW, type TestClient, type TestServer } from '../../../testing/index.ts';
import { moveAction } from '../../dossier/testing.ts';
import { approveAll, step } from '../admonish.testing.ts';
import { decision, finding, hearing, proposal, TOLD, tellingOf, verified, warned } from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

const person = (name: keyof TestServer['world']['persons']) => server.world.persons[name];
const take = (who: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
const begin = (subject: string, facts: readonly string[]) =>
  server.as('officer').call(matters.beginMatter, {
    body: {
      procedure: 'warning',
      subjects: [{ kind: 'person', id: subject }],
      data: proposal(server, facts),
    },
  });
const see = (id: string) => server.as('officer').must(matters.getMatter, { params: { id } });
const mark = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, 'warning', id));
const replayed = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id));
/** Status of what the matter left in the dossier, and how it says that it ended. */
const filedOf = (matterId: string) =>
  server.app.endpoints.runAsSystem(1, async (ctx) => {
    const rows = await ctx.trx
      .selectFrom('material')
      .select(['status', 'form'])
      .where('matter_id', '=', matterId)
      .execute();
    return rows.map(({ status, form }) => {
      const { ending, endedOn } = form as Record<string, unknown>;
      return [status, ending, endedOn];
    });
  });
const lookAgain = async () => {
  await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
  await server.work();
};
const weigh = async (subjectId: string, facts: string[]) => {
  const query = { subjectId, for: 'warning' as const, facts: facts.join(',') };
  const { level, fired } = await server.as('officer').must(contract.weighWarning, { query });
  return [level, fired.map(({ row }) => row)];
};
const codes = ({ body }: { body: unknown }) =>
  ((body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(({ pointer, code }) => [
    pointer,
    code,
  ]);
const OPINIONS = {
  opinions: [{ no: 1, opinion: '补办手续。' }],
  rectifyBy: '2026-04-20',
};
const MEASURES = { measures: [{ no: 1, done: '已补办。', proof: '补办单。' }] };
const RISE = {
  level: 'heavier',
  finding: '属实。',
  answers: [{ no: 1, answer: '不予采信。' }],
  because: '情节。',
};

it('[S1.29] tolerance that is granted after the last day leaves nothing of the warning', async () => {
  const who = person('head');
  const first = await verified(server, who, 'minor');
  const id = await warned(server, who, [first], 'minor', { lastDay: '2026-04-10' });
  const asked = { applicant: 'person', event: '先行先试超期。', grounds: '集体决定。' };
  await step(server, 'subject', id, 'ask-tolerance', asked);
  const child = (await see(id)).children.at(-1)!.id;
  server.clock.set('2026-04-28T02:00:00.000Z');
  await lookAgain();
  // It waits for the decision on tolerance, of no effect all the same.
  expect((await see(id)).state).toBe('in-force');
  expect((await mark(id)).endedOn).toBeNull();
  const later = await verified(server, who, 'minor', { date: '2026-04-12' });
  expect(await weigh(who, [later])).toEqual(['heavier', ['minor-again']]);
  const met = { noPrivateGain: true, diligent: true, democratic: true, remedied: true };
  const free = { safetyAccident: false, ecologicalDamage: false, breach: false };
  const said = { facts: '属实。', inFavour: '有记录。', against: '无。' };
  await step(server, 'officer', child, 'check', { ...met, ...free, ...said });
  await step(server, 'subject', child, 'explain', { statement: '无补充。' });
  await step(server, 'officer', child, 'grant', { finding: '予以容错。', answers: '采信。' });
  await approveAll(server, child);
  expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-28' });
  expect(await mark(id)).toEqual(await replayed(id));
  expect(await weigh(who, [later])).toEqual(['minor', ['minor']]);
  await step(server, 'officer', child, 'file', { toldOn: '2026-04-13', toldTo: '本人' });
  await server.work();
  await lookAgain();
  expect((await see(id)).state).toBe('tolerated');
  const { tolerated } = await server
    .as('officer')
    .must(contract.readWarningStanding, { params: { subjectId: who } });
  expect(tolerated.map((one) => one.id)).toContain(id);
  expect(await filedOf(id)).toEqual([]);
});

it('[S1.35] what a warning leaves in the dossier says how it ended, and is withdrawn with its ground', async () => {
  const who = person('mayor');
  const facts = [await verified(server, who, 'minor'), await verified(server, who, 'minor')] as const;
  const [lapsed, closed] = [
    await warned(server, who, [facts[0]], 'minor', { lastDay: '2026-04-10' }),
    await warned(server, who, [facts[1]], 'minor'),
  ];
  server.clock.set('2026-04-28T02:00:00.000Z');
  await lookAgain();
  await step(server, 'officer', closed, 'close', { conclusion: '已纠正。' });
  await approveAll(server, closed);
  expect(await filedOf(lapsed)).toEqual([['done', 'lapsed', '2026-04-10']]);
  expect(await filedOf(closed)).toEqual([['done', 'closed', '2026-04-28']]);
  const { version } = await server.as('reviewer').must(materials.getMaterial, { params: { id: facts[0] } });
  const to = { subjectKind: 'person', subject: person('namesakeB') };
  await server.as('reviewer').must(materials.actOnMaterial, {
    params: { id: facts[0], action: moveAction(server) },
    body: { version, data: to, reason: '张冠李戴' },
  });
  await server.jobs['warning.grounds']!({ jurisdiction: 1, payload: {} });
  await server.work();
  expect(await mark(lapsed)).toMatchObject({ voided: true });
  expect(await mark(lapsed)).toEqual(await replayed(lapsed));
  expect(await filedOf(lapsed)).toEqual([['withdrawn', 'lapsed', '2026-04-10']]);
  expect(await filedOf(closed)).toEqual([['done', 'closed', '2026-04-28']]);
});

describe('[P9] a rise that was objected to', () => {
  it('is taken back to the level before, and what it rose by raises nothing any more', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
      because: '首次。',
    });
    const rise = async (facts: string[]) => {
      const told = await take('officer', id, 'tell-rise', tellingOf(...facts));
      if (told.status !== 200) return told;
      await step(server, 'officer', id, 'hear', await hearing(server, '2026-04-06'));
      return take('officer', id, 'raise', { ...RISE, cause: 'new-fact', facts });
    };
    const review = { replies: [{ no: 1, reply: '采纳。' }], level: 'minor', finding: '不应升级。' };
    const object = () => step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '重。' }] });
    server.clock.set('2026-04-08T02:00:00.000Z');
    const fresh = await verified(server, who, 'heavier', { date: '2026-04-07' });
    expect((await rise([fresh])).status).toBe(200);
    await approveAll(server, id);
    expect((await mark(id)).level).toBe('heavier');
    await object();
    expect(codes(await take('officer', id, 'send-back', { ...review, level: 'heavier' }))).toEqual([
      ['/data/level', 'warning.not-before'],
    ]);
    await step(server, 'officer', id, 'send-back', review);
    expect((await mark(id)).level).toBe('heavier');
    await approveAll(server, id);
    expect(await see(id)).toMatchObject({ state: 'in-force', data: { level: 'minor' } });
    const shown = await server.as('subject').must(matters.getMatter, { params: { id } });
    expect(shown.data).toMatchObject({ level: 'minor' });
    // What the higher level would have led to is not begun any more.
    expect((await take('officer', id, 'inquire', { problems: '一、外出。' })).status).toBe(409);
    expect(await mark(id)).toMatchObject({ level: 'minor', voided: false, endedOn: null });
    expect(await mark(id)).toEqual(await replayed(id));
    const { items } = await server.as('officer').must(contract.listWarnings, { query: { matterId: id } });
    expect(items[0]!.facts).toHaveLength(1);
    expect(codes(await rise([fresh]))).toEqual([['/data/newFacts/0', 'warning.relied-on']]);
  });

  it('is the only thing that is taken back: what did not rise, or fell since, is not', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
      because: '首次。',
    });
    server.clock.set('2026-04-08T02:00:00.000Z');
    const facts = [await verified(server, who, 'heavier', { date: '2026-04-07' })];
    await step(server, 'officer', id, 'tell-rise', tellingOf(...facts));
    await step(server, 'officer', id, 'hear', await hearing(server, '2026-04-06'));
    await step(server, 'officer', id, 'raise', { ...RISE, cause: 'new-fact', facts });
    await approveAll(server, id);
    await step(server, 'officer', id, 'lower', { level: 'minor', finding: '已纠正。' });
    await approveAll(server, id);
    await step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '重。' }] });
    const review = { replies: [{ no: 1, reply: '采纳。' }], level: 'minor', finding: '不应升级。' };
    expect(codes(await take('officer', id, 'send-back', review))).toEqual([['/data', 'warning.no-rise']]);
  });
});

describe('[P9] nobody decides on what he asked for himself', () => {
  it('an owner who may ask and approve is refused, with another account as well; another person approves', async () => {
    const who = person('namesakeA');
    const organId = server.world.organs.commission!;
    const personId = person('mayor');
    const roles = await Promise.all(
      ['dossier-officer', 'organ-head'].map((role) => addAccount(server, { role, organId, personId })),
    );
    const [asking, approving] = roles as [TestClient, TestClient];
    const fact = await verified(server, who, 'heavier');
    const owner = await server.app.endpoints.runAsSystem(1, async (ctx) => {
      const query = ctx.trx.selectFrom('account as a').innerJoin('role_grant as g', 'g.account_id', 'a.id');
      const held = query.where('a.person_id', '=', personId).where('g.role', '=', 'organ-head');
      return (await held.select('a.id').executeTakeFirstOrThrow()).id;
    });
    const { id } = await asking.must(matters.beginMatter, {
      body: {
        procedure: 'warning',
        subjects: [{ kind: 'person', id: who }],
        data: { ...proposal(server, [fact]), owner },
      },
    });
    const act = (client: TestClient, action: string, data?: object, reason?: string) =>
      client.call(matters.actOnMatter, {
        params: { id, action },
        body: { ...(data ? { data: data as never } : {}), ...(reason ? { reason } : {}) },
      });
    expect((await act(asking, 'tell', TOLD)).status).toBe(200);
    expect((await act(asking, 'hear', await hearing(server, '2026-04-06', asking))).status).toBe(200);
    expect((await act(asking, 'decide', decision(server, 'heavier', { owner }))).status).toBe(200);
    for (const client of [asking, approving])
      expect((await act(client, 'approval.approve', undefined, '同意。')).status).toBe(403);
    expect((await mark(id)).fromOn).toBeNull();
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({ level: 'heavier', ownerId: owner });
  });
});

describe('[P3] one matter carries one warning', () => {
  it('what another warning rests on, or its copy, is refused and makes nothing recur; what came after it does', async () => {
    const who = person('namesakeA');
    const text = finding('minor');
    const fact = await verified(server, who, 'minor', text);
    await warned(server, who, [fact], 'minor');
    const copy = await verified(server, who, 'minor', text);
    expect(codes(await begin(who, [fact]))).toEqual([['/data/facts/0', 'warning.relied-on']]);
    expect(codes(await begin(who, [copy]))).toEqual([['/data/facts/0', 'warning.copy']]);
    expect(await weigh(who, [fact])).toEqual(['minor', ['minor']]);
    const known = await verified(server, who, 'minor', { date: '2026-03-09' });
    expect(await weigh(who, [known])).toEqual(['minor', ['minor']]);
    server.clock.set('2026-04-08T02:00:00.000Z');
    const again = await verified(server, who, 'minor', { date: '2026-04-07' });
    expect(await weigh(who, [again])).toEqual(['heavier', ['minor-again']]);
  });
});

describe('[P1] filed to the wrong person', () => {
  it('voids what rests on it alone, tells the owner, and makes nothing recur', async () => {
    const [who, right] = [person('deputy'), person('namesakeB')];
    const fact = await verified(server, who, 'heavier');
    const id = await warned(server, who, [fact], 'heavier');
    const lookForGrounds = async () => {
      await server.jobs['warning.grounds']!({ jurisdiction: 1, payload: {} });
      await server.work();
    };
    await lookForGrounds();
    expect(await mark(id)).toMatchObject({ voided: false, endedOn: null });
    const { version } = await server.as('reviewer').must(materials.getMaterial, { params: { id: fact } });
    await server.as('reviewer').must(materials.actOnMaterial, {
      params: { id: fact, action: moveAction(server) },
      body: { version, data: { subjectKind: 'person', subject: right }, reason: '张冠李戴' },
    });
    const seen = async () => {
      const { items } = await server.as('officer').must(contract.listWarnings, { query: { matterId: id } });
      return items.map(({ standing, facts }) => [standing, facts]);
    };
    expect(await seen()).toEqual([['in-force', [{ id: fact, title: null, stands: false }]]]);
    await lookForGrounds();
    await lookForGrounds();
    expect(await mark(id)).toMatchObject({ voided: true, endedOn: '2026-04-06' });
    expect(await mark(id)).toEqual(await replayed(id));
    expect(await seen()).toEqual([['ended', [{ id: fact, title: null, stands: false }]]]);
    const { items } = await server.as('officer').must(listNotices, { query: {} });
    expect(
      items.filter(({ kind, link }) => kind === 'warning.voided' && link === `/matters/${id}`),
    ).toHaveLength(1);
    server.clock.set('2026-04-08T02:00:00.000Z');
    const later = await verified(server, who, 'minor', { date: '2026-04-07' });
    expect(await weigh(who, [later])).toEqual(['minor', ['minor']]);
  });
});

describe('[P7] no level rises', () => {
  it('because the person objected, or was being heard, while the time to put right ran', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor');
    await step(server, 'officer', id, 'opinions', OPINIONS);
    await step(server, 'subject', id, 'receive-opinions');
    await step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '重。' }] });
    expect((await take('officer', id, 'rectify', MEASURES)).status).toBe(403);
    expect((await take('subject', id, 'rectify', MEASURES)).status).toBe(200);
    server.clock.set('2026-04-28T02:00:00.000Z');
    await lookAgain();
    await step(server, 'officer', id, 'uphold', { replies: [{ no: 1, reply: '否。' }], finding: '维持。' });
    await approveAll(server, id);
    await step(server, 'officer', id, 'tell-rise', tellingOf());
    expect((await take('subject', id, 'rectify', MEASURES)).status).toBe(200);
    await step(server, 'officer', id, 'hear', await hearing(server, '2026-04-28'));
    expect(codes(await take('officer', id, 'raise', { ...RISE, cause: 'own-lapse' }))).toEqual([
      ['/data/cause', 'warning.no-lapse'],
    ]);
  });

  it('by a fact that was verified before the present level, or after the last day', async () => {
    const who = person('mayor');
    const [fact, kept] = [await verified(server, who, 'minor'), await verified(server, who, 'heavier')];
    server.clock.set('2026-04-07T02:00:00.000Z');
    const id = await warned(server, who, [fact], 'minor', { lastDay: '2026-04-10' });
    const tell = async (...facts: string[]) => {
      await step(server, 'officer', id, 'tell-rise', tellingOf(...facts));
      await step(server, 'officer', id, 'hear', await hearing(server, '2026-04-07'));
    };
    await tell(kept);
    const rise = (facts: string[]) => take('officer', id, 'raise', { ...RISE, cause: 'new-fact', facts });
    expect(codes(await rise([kept]))).toEqual([['/data/facts', 'warning.known']]);
    server.clock.set('2026-04-08T02:00:00.000Z');
    const fresh = await verified(server, who, 'heavier');
    // The person was heard on another entry.
    expect(codes(await rise([fresh]))).toEqual([['/data/facts/0', 'warning.not-told']]);
    await step(server, 'officer', id, 'keep', undefined, '另行告知。');
    await tell(fresh);
    expect((await rise([fresh])).status).toBe(200);
    // Nobody looked yet, and still it is over.
    server.clock.set('2026-04-13T02:00:00.000Z');
    await expect(approveAll(server, id)).rejects.toThrow('warning.over');
    expect((await mark(id)).level).toBe('minor');
  });
});

describe('[P9] what the person says', () => {
  it('is not written over by a hearing: each point is answered', async () => {
    const who = person('head');
    const { id } = (await begin(who, [await verified(server, who, 'heavier')])).body;
    await step(server, 'officer', id, 'tell', TOLD);
    const points = ['甲', '乙', '丙'].map((said, i) => ({ no: i + 1, said }));
    await step(server, 'subject', id, 'explain', { points });
    expect((await take('officer', id, 'hear', await hearing(server, '2026-04-06'))).status).toBe(409);
    expect(
      codes(await take('officer', id, 'decide', decision(server, 'heavier', { because: '一' }))),
    ).toEqual([['/data/answers', 'covers']]);
  });

  it('an objection is reviewed however late, and accepted it leaves nothing, lapses included', async () => {
    const who = person('head');
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
      lastDay: '2026-05-29',
      because: '首次。',
    });
    await step(server, 'officer', id, 'opinions', OPINIONS);
    await step(server, 'subject', id, 'receive-opinions');
    await step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '重。' }] });
    server.clock.set('2026-06-08T02:00:00.000Z');
    await lookAgain();
    expect((await see(id)).state).toBe('objected');
    const listed = await server.as('officer').must(contract.listWarnings, {
      query: { matterId: id, standing: 'in-force' },
    });
    expect(listed.count).toBe(0);
    await step(server, 'officer', id, 'revoke', { replies: [{ no: 1, reply: '采纳。' }], finding: '撤销。' });
    await approveAll(server, id);
    expect(await mark(id)).toMatchObject({ voided: true });
    expect(await mark(id)).toEqual(await replayed(id));
  });
});
