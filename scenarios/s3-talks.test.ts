import { listNotices } from '@plumbline/contract/desk';
import { listDocuments } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale('s3-talks', 'S3 · A talk, a meeting that votes');

const begin = (who: string, why: string, procedure: string, data: object, person?: string) =>
  tale.story.must(who, why, matters.beginMatter, {
    body: { procedure, subjects: person ? [{ kind: 'person', id: person }] : [], data },
  });
const take = (who: string, why: string, id: string, action: string, body: object = {}) =>
  tale.story.must(who, why, matters.actOnMatter, { params: { id, action }, body });
const refused = (who: string, why: string, id: string, action: string, body: object = {}) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body });
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const accountOf = async (who: string) => (await sessionOf(who)).accountId;

describe('a talk', () => {
  it('is planned, approved, notified, held by two, checked by the person, reported, closed and filed', async () => {
    const { story } = tale;
    story.chapter('A reminder talk');
    const person = (await sessionOf('subject')).personId!;
    const talkers = [await accountOf('officer'), await accountOf('intake')];
    const plan = {
      kind: 'reminder',
      problem: '请销假手续办理不及时。',
      day: '2026-04-10',
      from: '09:00',
      until: '10:00',
      place: '谈话室',
      health: 'good',
      safety: '安排专人陪同，备好常用药品。',
      talkers,
      recorder: talkers[1],
      outline: '一、说明来意。二、听取说明。',
    };
    const alone = await story.call('officer', 'Nobody talks alone.', matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: person }],
        data: { ...plan, talkers: talkers.slice(0, 1) },
      },
    });
    expect(alone.status).toBe(400);
    const { id, number } = await begin('officer', 'The plan.', 'talk', plan, person);
    expect(number).toMatch(/谈〔2026〕\d{4}号$/);
    await take('officer', 'Sent for approval.', id, 'submit');
    expect((await refused('officer', 'Nobody approves an own plan.', id, 'approval.approve')).status).toBe(
      403,
    );
    await take('head', 'Approved.', id, 'approval.approve', { reason: '同意。' });
    expect((await seen('subject', id)).status).toBe(404);
    await take('officer', 'The person is notified, in writing.', id, 'notify', {
      data: { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' },
    });
    expect((await seen('subject', id)).body).toMatchObject({ outside: true, data: {} });
    const { items: told } = await (await tale.aside('subject')).must(listNotices, { query: {} });
    expect(told[0]).toMatchObject({ title: '请按通知参加谈话', link: `/matters/${id}` });
    const record = {
      day: '2026-04-06',
      from: '09:05',
      until: '10:00',
      place: '谈话室',
      rightsTold: true,
      exchanges: [{ question: '请说明情况。', answer: '因公外出，补办手续。' }],
    };
    expect(
      (await refused('dispatched', 'A stranger to it holds no talk.', id, 'hold', { data: record })).status,
    ).not.toBe(200);
    await take('officer', 'Held, and written down.', id, 'hold', { data: record });
    const report = { result: '情况清楚。', inFavour: '已补办手续。', proposal: 'close' };
    expect(
      (
        await refused('officer', 'No report before the person has checked the record.', id, 'report', {
          data: report,
        })
      ).status,
    ).toBe(409);
    await take('subject', 'The person checks the record and corrects a time.', id, 'confirm', {
      data: {
        stance: 'corrects',
        corrections: [
          { where: '第1问', instead: '时间应为下午。', initials: (await sessionOf('subject')).name },
        ],
      },
    });
    expect(
      (
        await refused('officer', 'Nor before talkers and recorder have signed it.', id, 'report', {
          data: report,
        })
      ).status,
    ).toBe(409);
    for (const who of ['officer', 'intake'])
      await take(who, 'Signs the record with its correction.', id, 'sign', { data: { signed: true } });
    await take('officer', 'The report.', id, 'report', { data: report });
    await take('officer', 'Closing is asked for.', id, 'close');
    const before = await filedTalks(person);
    await take('head', 'And approved.', id, 'approval.approve', { reason: '同意了结。' });
    expect((await seen('officer', id)).body).toMatchObject({ state: 'closed', final: true, phase: 'after' });
    const { items } = await (await tale.aside('officer')).must(listDocuments, { query: { matterId: id } });
    expect(items).toHaveLength(4);
    // What came out of it stands in the dossier, restricted; what was only to be talked about does not.
    expect(await filedTalks(person)).toBe(before + 1);
    expect(
      (await (await tale.aside('subject')).call(getDossier, { params: { subjectId: person } })).status,
    ).toBe(403);
  });

  async function filedTalks(subjectId: string): Promise<number> {
    const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId } });
    const items = page.catalogue.flatMap((group) => group.items);
    return items.find((item) => item.code === 'supervision-talk')!.materials.length;
  }
});

describe('a meeting', () => {
  it('hears every member, the chair last, keeps dissent and produces its minutes', async () => {
    const { story } = tale;
    story.chapter('A meeting that votes');
    const members = ['officer', 'intake', 'reviewer'];
    const { id } = await begin('casemgmt', 'A meeting is called.', 'meeting', {
      topic: '问题线索集体研判',
      whenWhere: '4月20日15时，会议室',
      chair: await accountOf('head'),
      members: await Promise.all(members.map(accountOf)),
      recorder: await accountOf('casemgmt'),
    });
    const attendance = await Promise.all([...members, 'head'].map(accountOf));
    expect(
      (await refused('officer', 'Only chair or recorder opens it.', id, 'open', { data: { attendance } }))
        .status,
    ).toBe(403);
    await take('head', 'The chair opens it.', id, 'open', { data: { attendance } });
    const say = (vote: string) => ({ data: { vote, view: '意见如下。' } });
    expect((await refused('head', 'The chair speaks last.', id, 'speak', say('agree'))).status).toBe(409);
    await take('officer', 'In favour.', id, 'speak', say('agree'));
    await take('intake', 'In favour.', id, 'speak', say('agree'));
    await take('reviewer', 'Against: the dissent is kept.', id, 'speak', say('disagree'));
    await take('head', 'And the chair.', id, 'speak', say('agree'));
    await take('head', 'The decision.', id, 'decide');
    const decided = (await seen('head', id)).body;
    expect(decided.state).toBe('adopted');
    const [panel] = decided.panels;
    expect(
      panel!.members.find((member) => member.vote && member.vote !== panel!.members[0]!.vote),
    ).toBeTruthy();
    expect(panel!.votes.map((vote) => vote.count).sort()).toEqual([0, 1, 3]);
  });
});
