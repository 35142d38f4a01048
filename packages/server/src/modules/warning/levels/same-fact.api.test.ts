import * as materials from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/warning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '../../../testing/add-account.ts';
import { startTestServer, TEST_NOW, type TestClient, type TestServer } from '../../../testing/index.ts';
import { addTeamMember, moveAction } from '../../dossier/testing.ts';
import { approveAll, step } from '../admonish.testing.ts';
import {
  decision,
  finding,
  heard,
  hearing,
  proposal,
  tellingOf,
  verified,
  warned,
} from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';

let server: TestServer;
let who: string;
let person: TestClient;
let reviser: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  reviser = await addAccount(server, { role: 'reviewer', organId: server.world.organs.commission! });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set(TEST_NOW);
  const member = await addTeamMember(server, server.world.units.housing!, '被预警人');
  [who, person] = [member.personId, member.client];
});

const mark = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, 'warning', id));
const replayed = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id));
const take = (id: string, action: string, data: object) =>
  server.as('officer').call(matters.actOnMatter, { params: { id, action }, body: { data: data as never } });
const codes = ({ body }: { body: unknown }) =>
  ((body as { faults?: { code: string }[] }).faults ?? []).map(({ code }) => code);
const begin = async (facts: string[]) =>
  codes(
    await server.as('officer').call(matters.beginMatter, {
      body: {
        procedure: 'warning',
        subjects: [{ kind: 'person', id: who }],
        data: proposal(server, facts),
      },
    }),
  );
const onMaterial = async (id: string, action: string, data?: object) => {
  const { version } = await reviser.must(materials.getMaterial, { params: { id } });
  await reviser.must(materials.actOnMaterial, {
    params: { id, action },
    body: { version, reason: '有误', ...(data ? { data: data as never } : {}) },
  });
};
const at = (day: string) => server.clock.set(`${day}T02:00:00.000Z`);
const raise = {
  level: 'heavier',
  finding: '属实。',
  answers: [{ no: 1, answer: '不予采信。' }],
  because: '情节。',
};
const tellRise = async (id: string, day: string, ...newFacts: string[]) => {
  await step(server, 'officer', id, 'tell-rise', tellingOf(...newFacts));
  await step(server, 'officer', id, 'hear', await hearing(server, day));
};
const rise = async (id: string, facts: string[], cause = 'new-fact') =>
  codes(await take(id, 'raise', { ...raise, cause, facts }));
const grounds = async () => {
  await server.jobs['warning.grounds']!({ jurisdiction: 1, payload: {} });
  await server.work();
};
const weigh = async (facts: string[]) => {
  const query = { subjectId: who, for: 'warning' as const, facts: facts.join(',') };
  const { level, distinct } = await server.as('officer').must(contract.weighWarning, { query });
  return [level, distinct];
};

describe('[P3] [P7] a fact that carried a warning comes in no other dress', () => {
  it('as a newer version, or a version of that: it neither warns nor raises nor makes anything recur', async () => {
    const fact = await verified(server, who, 'minor');
    const id = await warned(server, who, [fact], 'minor');
    at('2026-04-08');
    const second = await verified(server, who, 'serious', { date: '2026-04-07' }, fact);
    const third = await verified(server, who, 'serious', { date: '2026-04-07' }, second);
    expect(await begin([third])).toEqual(['warning.copy']);
    expect(await weigh([third])).toEqual(['serious', 1]);
    await tellRise(id, '2026-04-08');
    expect(await rise(id, [third])).toEqual(['warning.copy']);
    // Its ground is there still, in a newer version.
    await grounds();
    expect(await mark(id)).toMatchObject({ voided: false, endedOn: null });
    // What the newer version makes graver weighs no more when something else raises the level.
    const other = await verified(server, who, 'heavier', { date: '2026-04-07' });
    await step(server, 'officer', id, 'keep', undefined, '另行告知。');
    await tellRise(id, '2026-04-08', other);
    const plain = { ...raise, because: undefined, cause: 'new-fact', facts: [other] };
    expect(codes(await take(id, 'raise', { ...plain, level: 'serious' }))).toEqual(['warning.because']);
    expect(codes(await take(id, 'raise', plain))).toEqual([]);
  });

  it('entered anew after its copy was revoked, with another day as well', async () => {
    const text = finding('minor');
    const [fact, kept] = [await verified(server, who, 'minor', text), await verified(server, who, 'minor')];
    const id = await warned(server, who, [fact, kept], 'minor');
    await onMaterial(fact, 'revoke');
    at('2026-04-08');
    const again = await verified(server, who, 'minor', text);
    const shifted = await verified(server, who, 'serious', {
      ...text,
      date: '2026-04-07',
      gravity: 'serious',
    });
    expect(await begin([again])).toEqual(['warning.copy']);
    expect(await begin([shifted])).toEqual(['warning.copy']);
    await tellRise(id, '2026-04-08');
    expect(await rise(id, [again])).toEqual(['warning.copy']);
    expect(await rise(id, [shifted])).toEqual(['warning.copy']);
  });

  it('standing whole in a longer entry of the day', async () => {
    const content =
      '经调阅差旅报销凭证和公务用车行驶记录，三月上旬以调研名义前往外地，实际未开展调研活动，住宿超出规定标准，费用在下属事业单位列支，本人对上述情况予以认可并退缴。';
    const text = finding('minor', { content });
    await warned(server, who, [await verified(server, who, 'minor', text)], 'minor');
    const more = [
      '同期会议安排、值班登记、印章使用、物资采购等事项均按程序办理，有关台账齐全。',
      '合同签订前征求了法律顾问意见，档案整理由办公室专人负责，保密检查未见异常。',
      '群众反映的道路照明问题已转城市管理部门处理，办结后电话回访，群众表示满意。',
      '年度预算执行进度与计划基本一致，结余资金按规定上缴，固定资产盘点账实相符。',
    ];
    const padded = `${content}${more.join('')}`;
    const longer = await verified(server, who, 'serious', { ...text, content: padded, gravity: 'serious' });
    expect(await begin([longer])).toEqual(['warning.copy']);
  });

  it('entered anew after it was moved to somebody else', async () => {
    const text = finding('minor');
    const fact = await verified(server, who, 'minor', text);
    await warned(server, who, [fact], 'minor');
    const to = { subjectKind: 'person', subject: server.world.persons.namesakeB };
    await onMaterial(fact, moveAction(server), to);
    await grounds();
    expect(await begin([await verified(server, who, 'minor', text)])).toEqual(['warning.copy']);
  });

  const tell = (action: string, data: object) => (id: string) =>
    person.must(matters.actOnMatter, { params: { id, action }, body: { data: data as never } });
  it.each<[string, (id: string) => Promise<unknown>, boolean]>([
    [
      'closed',
      async (id) => {
        at('2026-04-28');
        await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
        await server.work();
        await step(server, 'officer', id, 'close', { conclusion: '已纠正。' });
      },
      false,
    ],
    ['past its last day', async () => at('2026-10-09'), false],
    [
      'revoked on an objection',
      async (id) => {
        await tell('object', { objections: [{ no: 1, said: '重。' }] })(id);
        const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '撤销。' };
        await step(server, 'officer', id, 'revoke', review);
      },
      true,
    ],
    [
      'tolerated',
      async (id) => {
        await tell('ask-tolerance', { applicant: 'person', event: '超期。', grounds: '集体决定。' })(id);
        const { children } = await server.as('officer').must(matters.getMatter, { params: { id } });
        const child = children.at(-1)!.id;
        const met = { noPrivateGain: true, diligent: true, democratic: true, remedied: true };
        const free = { safetyAccident: false, ecologicalDamage: false, breach: false };
        const said = { facts: '属实。', inFavour: '有记录。', against: '无。' };
        await step(server, 'officer', child, 'check', { ...met, ...free, ...said });
        await tell('explain', { statement: '无补充。' })(child);
        await step(server, 'officer', child, 'grant', { finding: '予以容错。', answers: '采信。' });
        await approveAll(server, child);
      },
      true,
    ],
  ])('after the warning was %s', async (_, end, voided) => {
    const text = finding('minor');
    const fact = await verified(server, who, 'minor', text);
    const id = await warned(server, who, [fact], 'minor');
    await end(id);
    await approveAll(server, id);
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    await server.work();
    expect(await mark(id)).toMatchObject({ voided, endedOn: expect.any(String) });
    const copy = await verified(server, who, 'minor', text);
    const newer = await verified(server, who, 'serious', {}, fact);
    expect(await begin([copy])).toEqual(['warning.copy']);
    expect(await begin([newer])).toEqual(['warning.copy']);
  });

  it('a warning of which no fact counts any more rises by nothing', async () => {
    const fact = await verified(server, who, 'minor');
    const id = await warned(server, who, [fact], 'minor');
    at('2026-04-08');
    const fresh = await verified(server, who, 'serious', { date: '2026-04-07' });
    await tellRise(id, '2026-04-08');
    await onMaterial(fact, 'revoke');
    expect(await rise(id, [fresh])).toEqual(['warning.fact-gone']);
    expect(await rise(id, [], 'own-lapse')).toEqual(['warning.fact-gone']);
    await grounds();
    expect(await mark(id)).toMatchObject({ level: 'minor', voided: true });
    expect(await mark(id)).toEqual(await replayed(id));
  });

  it.each(['one after the other', 'at once'])(
    'two proposals on one fact, decided %s, become one warning',
    async (how) => {
      const fact = await verified(server, who, 'heavier');
      const both = [await heard(server, who, [fact]), await heard(server, who, [fact])] as const;
      for (const id of both) await step(server, 'officer', id, 'decide', decision(server, 'heavier'));
      const approve = (id: string) =>
        server.as('head').call(matters.actOnMatter, {
          params: { id, action: 'approval.approve' },
          body: { reason: '同意。' },
        });
      const replies =
        how === 'at once'
          ? await Promise.all(both.map(approve))
          : [await approve(both[0]), await approve(both[1])];
      expect(replies.flatMap(codes)).toEqual(['warning.relied-on']);
      const marks = await Promise.all(both.map(mark));
      expect(marks.filter(({ fromOn }) => fromOn !== null)).toHaveLength(1);
      expect(marks).toEqual(await Promise.all(both.map(replayed)));
    },
  );
});
