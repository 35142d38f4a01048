import { describe, expect, it } from 'vitest';
import { recordChildClosed } from '../engine/system-steps.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, NOW, Walk } from '../testing/walk.ts';

const pack = await defaultPack();

const DRAFT = { task: '核查工程款拨付问题。', demands: '查清事实，报送结果。' };
const RECEIVER = { receiver: idOf('dispatched'), reportBy: '2026-04-30' };
const HANDLERS = { handlers: [idOf('dispatched')] };
const ANSWER = { result: '已查清。', evidence: '凭证复印件。' };
const PROGRESS = { asOf: '2026-04-20', progressText: '已调取资料。' };

const drafted = () =>
  new Walk(pack, 'assignment', 'casemgmt', DRAFT, { custodian: 'commission', subjects: [] });
const offered = () => drafted().act('dispatch', 'casemgmt', RECEIVER).act('approval.approve', 'head');
const accepted = () => offered().act('accept', 'dispatched', HANDLERS);
const answered = () => accepted().act('answer', 'dispatched', ANSWER);

describe('assignment', () => {
  it('is begun by whoever assigns, and sent only with approval: the receiver has no place before', () => {
    expect(() => new Walk(pack, 'assignment', 'officer', DRAFT, { subjects: [] })).toThrow(
      'actor.permission',
    );
    const walk = drafted().act('dispatch', 'casemgmt', RECEIVER);
    expect([walk.state, walk.matter.parties.receiver, walk.documents]).toEqual(['drafted', undefined, []]);
    expect(walk.allowed('dispatched')).toEqual([]);
    walk.act('approval.approve', 'head');
    expect(walk.matter.parties.receiver).toEqual([{ kind: 'organ', id: idOf('dispatched') }]);
    expect([walk.state, walk.documents, walk.running]).toEqual([
      'offered',
      ['assignment-letter'],
      ['accept', 'finish'],
    ]);
  });

  it('is accepted or returned by the receiving organ, never by whoever assigned it', () => {
    const walk = offered();
    expect(walk.refusal('accept', 'casemgmt', HANDLERS)).toBe('actor.second-person');
    expect(walk.refusal('accept', 'officer', HANDLERS)).toBe('actor.relation');
    expect(walk.refusal('return', 'dispatched')).toBe('reason');
    expect(offered().act('return', 'dispatched', undefined, '不属本组职责').running).toEqual([]);
    walk.act('accept', 'dispatched', HANDLERS);
    expect([walk.state, walk.running]).toEqual(['accepted', ['finish', 'progress']]);
  });

  it('wants progress again after every report, which the assigner can not give', () => {
    const walk = accepted();
    expect(walk.refusal('report-progress', 'casemgmt', PROGRESS)).toBe('actor.relation');
    walk.act('report-progress', 'dispatched', PROGRESS);
    expect(walk.running).toEqual(['finish', 'progress']);
    expect(walk.matter.terms.filter((term) => term.code === 'progress')).toHaveLength(2);
  });

  it('is urged by a letter of the assigner', () => {
    const letter = {
      assigned: '4月8日交办的事项尚未报告。',
      demands: '请说明原因。',
      answerBy: '2026-04-15',
    };
    expect(accepted().refusal('urge', 'dispatched', letter)).toBe('actor.relation');
    const walk = accepted().act('urge', 'casemgmt2', letter);
    expect(walk.documents.at(-1)).toBe('urging-letter');
    expect(walk.running).toContain('urged');
    expect(walk.act('report-progress', 'dispatched', PROGRESS).running).toEqual(['finish', 'progress']);
  });

  it('ends on the day that the assigner sets: not in the past, not beyond the limit of the pack', () => {
    const on = (reportBy: string) => drafted().refusal('dispatch', 'casemgmt', { ...RECEIVER, reportBy });
    expect([on('2026-04-07'), on('2026-05-09'), on('2026-05-08')]).toEqual(['form', 'form', 'allowed']);
    const finish = offered().matter.terms.find((term) => term.code === 'finish');
    expect(finish).toMatchObject({ due: '2026-04-30', limit: 'assignment.finish' });
  });

  it('waits for its parts before it is answered', () => {
    const walk = accepted().act('divide', 'dispatched', { subtask: '调取付款凭证' });
    const [part] = walk.matter.children;
    expect(part).toMatchObject({ procedure: 'task', as: 'part', waits: true });
    expect(walk.events.at(-1)).toMatchObject({
      children: [{ data: { what: '调取付款凭证' }, parties: { receiver: [{ id: idOf('dispatched') }] } }],
    });
    expect(walk.refusal('answer', 'dispatched', ANSWER)).toBe('children.open');
    walk.record(recordChildClosed(walk.machine, walk.matter, part!.id, 'done', NOW));
    expect(walk.act('answer', 'dispatched', ANSWER).state).toBe('answered');
  });

  it('stands still while the answer is judged, runs on when it is sent back, ends when it is accepted', () => {
    const walk = answered();
    const finish = () => walk.matter.terms.find((term) => term.code === 'finish')!;
    expect(finish().suspensions).toEqual([{ from: NOW }]);
    expect(walk.refusal('close', 'dispatched', { acceptance: '同意' })).toBe('actor.relation');
    expect(walk.refusal('send-back', 'casemgmt')).toBe('reason');
    walk.act('send-back', 'casemgmt', undefined, '佐证不足');
    expect(finish().suspensions).toEqual([{ from: NOW, to: NOW }]);
    expect(walk.running).toEqual(['finish', 'progress']);
    walk.act('answer', 'dispatched', ANSWER).act('close', 'casemgmt', { acceptance: '同意销号' });
    expect([walk.state, walk.running, walk.phases]).toEqual(['closed', [], ['before', 'during', 'after']]);
  });

  it('gets more time with the approval of the organ that assigned it', () => {
    const walk = accepted();
    expect(walk.refusal('extend', 'casemgmt', undefined, '案情复杂')).toBe('actor.relation');
    walk.act('extend', 'dispatched', undefined, '案情复杂');
    expect(walk.refusal('approval.approve', 'deskhead')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect(walk.matter.terms.find((term) => term.code === 'finish')?.extensions).toHaveLength(1);
  });

  it('is handed over within the receiving organ, and recalled before it is accepted', () => {
    const walk = accepted();
    const leaver = { from: { account: idOf('dispatched') }, to: { account: idOf('third') } };
    walk.act('matter.hand-over', 'deskhead', leaver, '调离');
    expect(walk.matter.parties.handler).toEqual([{ kind: 'account', id: idOf('third') }]);
    expect(walk.refusal('recall', 'casemgmt', undefined, '重复')).toBe('state');
    expect(offered().act('recall', 'casemgmt', undefined, '重复交办').running).toEqual([]);
  });
});

describe('task', () => {
  const task = () => new Walk(pack, 'task', 'officer', { what: '调取凭证' }, { subjects: [] });
  it('is done by whoever handles it; another person may correct it', () => {
    expect(task().refusal('finish', 'court', { done: '已调取' })).toBe('actor.relation');
    expect(task().refusal('finish', 'casemgmt', { done: '已调取' })).toBe('actor.permission');
    const walk = task().act('finish', 'officer', { done: '已调取' });
    expect(walk.refusal('step.correct', 'officer', undefined, '误')).toBe('actor.second-person');
    expect(walk.act('step.correct', 'second', undefined, '尚缺两份').state).toBe('open');
    expect(task().refusal('drop', 'officer')).toBe('reason');
  });
});
