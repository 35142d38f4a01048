import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk } from '../testing/walk.ts';
import { turnsOf } from './turns.ts';

const pack = await defaultPack();
const DRAFT = { problems: '一、项目发包程序情况。', countersigner: idOf('-unithead') };
const walk = () => new Walk(pack, 'inquiry', 'officer', DRAFT);
const turns = ({ machine, matter }: Walk) =>
  turnsOf(machine, matter).map(({ action, by }) => `${action}: ${by.join()}`);

describe('whose turn it is', () => {
  it('names the steps that lead on, with the places that may take them', () => {
    expect(turns(walk())).toEqual(['issue: handler,custodian', 'drop: handler,custodian']);
  });
  it('names nobody while an answer is waited for', () => {
    const asked = walk().act('issue', 'officer');
    expect(turns(asked)).toEqual([]);
    expect(turns(asked.act('approval.approve', 'head'))).toEqual([
      'receive: subject',
      'serve: handler,custodian',
    ]);
  });
  it('names the addressee alone for an answer that nobody else may give, and no step whose guard does not hold', () => {
    const served = walk().act('issue', 'officer').act('approval.approve', 'head').act('receive', 'subject');
    expect(turns(served)).toContain('answer: subject');
    expect(turns(served).join()).not.toMatch(/answer-alone|go-on-unanswered/);
  });
});

describe('what another step waits for', () => {
  it('is the turn of whoever may take it: what was handed in is accepted before it can be closed', () => {
    const warning = new Walk(pack, 'warning', 'officer', {
      facts: ['00000000-0000-4000-8000-00000000000a'],
      owner: idOf('officer'),
      summary: '外出未报备。',
      handlers: [idOf('officer')],
    })
      .act('tell', 'officer', {
        told: [{ no: 1, fact: '外出未报备。' }],
        rule: '规定',
      })
      .act('hear', 'officer', {
        heardOn: '2026-04-07',
        heardBy: '二人',
        points: [{ no: 1, said: '已补报。' }],
        record: ['00000000-0000-4000-8700-000000000001'],
      })
      .act('consider', 'officer', { considered: '无。', outcome: 'not-fitting' })
      .act('decide', 'officer', {
        level: 'minor',
        finding: '属实。',
        answers: [{ no: 1, answer: '采信。' }],
        lastDay: '2026-09-30',
        owner: idOf('officer'),
      })
      .act('approval.approve', 'head')
      .act('opinions', 'officer', {
        opinions: [{ no: 1, opinion: '补办。' }],
        rectifyBy: '2026-05-06',
      });
    const measures = { measures: [{ no: 1, done: '已办。', proof: '附件。' }] };
    const accept = 'accept: owner,handler,custodian';
    expect(turns(warning)).not.toContain(accept);
    expect(turns(warning.act('rectify', 'subject', measures))).toContain(accept);
  });
});

describe('a step that leads on and is not possible yet', () => {
  const why = (one: Walk, who: 'officer' | 'court') =>
    one.unmet(who).map(({ action, text }) => [action, text.zh]);

  it('says what is missing to whoever might take it, and nothing to others', () => {
    const clue = new Walk(pack, 'clue', 'casemgmt', {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      polarity: 'negative',
      title: '反映收受礼金',
      occurredOn: '2026-03-02',
      receivedOn: '2026-03-03',
    })
      .act('assign', 'casemgmt', { handlers: [idOf('officer')] })
      .act('break-down', 'officer', { allegations: [{ no: 1, what: '收受礼金', against: 'not-looked-for' }] })
      .act('enter-steps', 'officer', { unclear: 'truth', whyUnclear: '未附证据。' });
    expect(why(clue, 'officer')).toContainEqual(['screen', '须先完成对比初研']);
    expect(why(clue, 'court')).toEqual([]);
  });
});

describe('a step that each of several people takes', () => {
  it('is the turn of those alone who have not taken it yet', () => {
    const time = { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' };
    const talk = new Walk(pack, 'talk', 'officer', {
      kind: 'reminder',
      problem: '请销假手续办理不及时。',
      ...time,
      health: 'good',
      safety: '安排专人陪同。',
      talkers: [idOf('officer'), idOf('second')],
      recorder: idOf('second'),
      outline: '一、说明来意。',
    })
      .act('submit', 'officer')
      .act('approval.approve', 'head')
      .act('notify', 'officer', time)
      .act('hold', 'officer', {
        ...time,
        day: '2026-04-08',
        rightsTold: true,
        exchanges: [{ question: '请说明情况。', answer: '因公外出。' }],
      })
      .act('confirm', 'subject', { stance: 'agrees' });
    const left = ({ machine, matter }: Walk) =>
      turnsOf(machine, matter).find(({ action }) => action === 'sign')?.left;
    expect(left(talk)).toEqual([idOf('officer'), idOf('second')]);
    expect(left(talk.act('sign', 'officer', { signed: true }))).toEqual([idOf('second')]);
    expect(left(talk.act('sign', 'second', { signed: true }))).toBeUndefined();
  });
});
