import { listNotices } from '@plumbline/contract/desk';
import { listDocuments } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { getRegistryLists } from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale(
  's3-measures',
  'S3 · Rigid measures: audit, public report, appraisal, two ways to resign',
);

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const refused = async (who: string, why: string, id: string, action: string, data?: object) =>
  (
    await tale.story.call(who, why, matters.actOnMatter, {
      params: { id, action },
      body: data ? { data } : {},
    })
  ).status;
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const stateOf = async (id: string, who = 'officer') => (await seen(who, id)).body.state;
const termOf = async (id: string, code: string) =>
  (await seen('officer', id)).body.terms.find((term) => term.code === code)?.state;
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const papers = async (who: string, id: string) =>
  (await (await tale.aside(who)).must(listDocuments, { query: { matterId: id } })).items.map(
    ({ template }) => template,
  );

async function begin(why: string, procedure: string, data: object): Promise<string> {
  const person = (await sessionOf('subject')).personId!;
  const { accountId } = await sessionOf('officer');
  const { id } = await tale.story.must('officer', why, matters.beginMatter, {
    body: {
      procedure,
      subjects: [{ kind: 'person', id: person }],
      data: { ...data, handlers: [accountId] },
    },
  });
  return id;
}
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string): Promise<string[]> {
  const by: string[] = [];
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await seen(who, id);
    if (status !== 200 || !body.allowed.includes('approval.approve')) continue;
    await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
    by.push(who);
  }
  return by;
}
async function filedMeasures(): Promise<number> {
  const { personId } = await sessionOf('subject');
  const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId: personId! } });
  return page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === 'rigid-measure')!.materials
    .length;
}

describe('[S3.31] rigid measures', () => {
  it('an audit is asked of the audit office, commented on by the person, answered for and filed', async () => {
    tale.story.chapter('Audit of economic responsibility');
    const { organs } = await (await tale.aside('officer')).must(getRegistryLists);
    const id = await begin('Several projects ran over their estimates.', 'audit', {
      reason: '任期内多个项目超概算。',
      from: '2023-01-01',
      to: '2025-12-31',
      auditor: organs.find(({ name }) => name.includes('审计'))!.id,
    });
    expect((await seen('subject', id)).status).toBe(404);
    await take('officer', 'The audit is asked for.', id, 'commission');
    await approve(id);
    expect([await stateOf(id), await termOf(id, 'audit')]).toEqual(['commissioned', 'running']);
    await take('officer', 'The draft comes.', id, 'draft', {
      receivedOn: '2026-04-06',
      draft: '两个项目未履行概算调整审批。',
    });
    expect((await seen('subject', id)).body.data).toEqual({ draft: '两个项目未履行概算调整审批。' });
    const report = {
      reportNumber: '澄审报〔2026〕6号',
      result: '未发现违规使用资金。',
      answers: '一项意见采纳。',
      demands: '完善审批。',
    };
    expect(await refused('officer', 'Not before the person said something.', id, 'report', report)).toBe(409);
    await take('subject', 'The person comments.', id, 'comment', {
      comment: '其中一个项目已经审批，附批复。',
    });
    await take('officer', 'The result, with an answer to the comment.', id, 'report', report);
    expect(await papers('subject', id)).toEqual(['audit-result']);
    expect(
      await refused('officer', 'Nobody else puts it right.', id, 'rectify', { rectified: '已整改' }),
    ).toBe(403);
    await take('subject', 'Put right.', id, 'rectify', { rectified: '已补办审批，完善制度。' });
    await take('officer', 'Not enough.', id, 'demand-again', undefined, '制度尚未印发。');
    await take('subject', 'Put right again.', id, 'rectify', { rectified: '制度已印发。' });
    const before = await filedMeasures();
    await take('officer', 'Accepted.', id, 'close');
    await approve(id);
    expect([await stateOf(id), await filedMeasures()]).toEqual(['closed', before + 1]);
  });

  it('a public report is handed in by the person, spoken, judged, and answered for', async () => {
    tale.story.chapter('Public report on integrity');
    const id = await begin('Complaints about attitude.', 'public-report', {
      reason: '服务对象反映较集中。',
      audience: '县纪委委员、服务对象代表',
      whenWhere: '4月20日上午，县政府礼堂',
    });
    await take('officer', 'Planned.', id, 'notify');
    await approve(id);
    expect(await papers('subject', id)).toEqual(['public-report-notice']);
    expect(await refused('officer', 'Nobody else reports.', id, 'submit', { report: '述廉报告。' })).toBe(
      403,
    );
    await take('subject', 'The report.', id, 'submit', { report: '一年来履行廉洁自律情况如下。' });
    const session = {
      heldOn: '2026-04-06',
      present: 30,
      questions: '问：审批时限？答：已压缩。',
      good: 20,
      fair: 8,
      poor: 4,
    };
    expect(await refused('officer', 'More votes than people.', id, 'hold', session)).toBe(409);
    await take('officer', 'Held.', id, 'hold', { ...session, poor: 2 });
    await take('officer', 'The result.', id, 'tell', {
      result: '满意20票，基本满意8票，不满意2票。',
      followUp: '压缩时限。',
    });
    await take('subject', 'Put right.', id, 'rectify', { rectified: '审批时限压缩一半。' });
    await take('officer', 'Accepted.', id, 'close');
    await approve(id);
    expect(await stateOf(id)).toBe('closed');
  });

  it('a democratic appraisal counts from two thirds on, names nobody, and hears the person', async () => {
    tale.story.chapter('Democratic appraisal');
    const id = await begin('After the public report.', 'appraisal', {
      reason: '了解履职情况。',
      voters: 48,
      whenWhere: '4月21日，局会议室',
    });
    await take('officer', 'Planned.', id, 'launch');
    await approve(id);
    const count = { heldOn: '2026-04-06', given: 31, good: 20, fair: 8, poor: 3 };
    expect(await refused('officer', 'Fewer than two thirds.', id, 'count', count)).toBe(409);
    expect(await refused('officer', 'The votes do not add up.', id, 'count', { ...count, given: 33 })).toBe(
      409,
    );
    await take('officer', 'Counted.', id, 'count', { ...count, given: 32, good: 21 });
    expect((await seen('subject', id)).status).toBe(404);
    await take('officer', 'Told.', id, 'tell', { result: '好21票，较好8票，差3票。' });
    expect(await papers('subject', id)).toEqual(['measure-feedback']);
    expect(await refused('officer', 'Not filed before the person could answer.', id, 'close')).toBe(409);
    await take('subject', 'A word to it.', id, 'state', { statement: '将改进沟通。' });
    await take('officer', 'Filed.', id, 'close');
    await approve(id);
    expect(await stateOf(id)).toBe('closed');
  });

  it('who takes the blame applies, may take it back until it is decided, and is answered by both organs jointly', async () => {
    tale.story.chapter('Resignation, taking the blame');
    const application = { reason: '对安全生产事故负主要领导责任。', appliedOn: '2026-04-01' };
    const back = await begin('A written application.', 'resignation', application);
    await take('subject', 'Taken back.', back, 'take-back', undefined, '愿意继续整改。');
    expect(await stateOf(back)).toBe('retracted');
    const id = await begin('A written application.', 'resignation', application);
    expect(await termOf(id, 'answer')).toBe('running');
    await take('officer', 'Reviewed.', id, 'review', {
      review: '符合引咎辞职情形。',
      duties: '月底前完成工作交接。',
    });
    await take('officer', 'Proposed.', id, 'accept', { finding: '同意辞去局长职务。' });
    expect(await approve(id)).toEqual(['head', 'orgdept', 'secretary']);
    expect(await refused('subject', 'Too late to take it back.', id, 'take-back')).toBe(409);
    expect(await papers('subject', id)).toEqual(['resignation-answer']);
    expect(await termOf(id, 'answer')).toBe('met');
    await take('officer', 'Carried out.', id, 'close', { result: '已办理免职手续。' });
    expect(await stateOf(id)).toBe('closed');
  });

  it('nobody is ordered to resign unheard; the objection is answered once, and the person resigns or is relieved', async () => {
    tale.story.chapter('Ordered resignation');
    const id = await begin('Proposed.', 'ordered-resignation', {
      reason: '长期失察。',
      facts: '三次检查均未整改重大隐患。',
    });
    expect((await seen('subject', id)).status).toBe(404);
    await take('officer', 'Told of the facts.', id, 'inform');
    expect((await seen('subject', id)).body.data).toEqual({ facts: '三次检查均未整改重大隐患。' });
    const order = { finding: '责令辞去局长职务。', answers: '一、关于人手不足：不能免除责任。' };
    expect(await refused('officer', 'Nobody is ordered unheard.', id, 'order', order)).toBe(409);
    await take('subject', 'The person explains.', id, 'state', { statement: '人手不足。' });
    const told = (await (await tale.aside('officer')).must(listNotices, { query: {} as never })).items;
    expect(told[0]).toMatchObject({ title: '责令辞职 · 陈述申辩', link: `/matters/${id}` });
    await take('officer', 'Ordered.', id, 'order', order);
    expect(await approve(id)).toEqual(['head', 'orgdept', 'secretary']);
    expect(await papers('subject', id)).toEqual(['ordered-resignation-notice']);
    expect(
      await refused('officer', 'Nobody is relieved before the time to answer is over.', id, 'relieve'),
    ).toBe(409);
    await take('subject', 'The order is received: the time runs.', id, 'receive');
    expect((await seen('subject', id)).body).toMatchObject({
      dueOn: '2026-04-21',
      terms: [{ code: 'resign' }],
    });
    await take('subject', 'The person objects.', id, 'object', { objection: '第三次检查已完成整改。' });
    await take('officer', 'The order stands.', id, 'uphold', { reply: '一、整改未通过验收。' });
    await approve(id);
    expect(await refused('subject', 'It was reviewed once.', id, 'object', { objection: '再次申诉。' })).toBe(
      409,
    );
    await take('subject', 'The person resigns.', id, 'resign', { resignation: '申请辞去局长职务。' });
    const before = await filedMeasures();
    await take('officer', 'Carried out.', id, 'close', { result: '已办理免职手续。' });
    expect([await stateOf(id), await filedMeasures()]).toEqual(['closed', before + 1]);
  });
});
