import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTerms } from '../engine/terms.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk, type WalkOptions, type Who } from '../testing/walk.ts';

const pack = await defaultPack();

const DRAFT = { problems: '一、项目发包程序情况。', countersigner: idOf('-unithead') };
const SERVICE = {
  deliveredOn: '2026-04-08',
  'document-name': '函询通知书',
  way: '直接送达',
  server: '罗志远',
  receipt: ['00000000-0000-4000-8000-000000000001'],
};
const ANSWERS = {
  answers: [{ problem: '项目发包', explanation: '经集体研究。' }],
  selfExamination: '对照问题自查，会前沟通不够。',
};
const SIGNED = { rectification: '六月底前完善议事规则。', signature: '赵启明' };
const ANSWER = { ...ANSWERS, ...SIGNED, promise: true };
const SCAN = { scan: ['00000000-0000-4000-8000-000000000001'] };
const PAPER = {
  ...ANSWERS,
  ...SCAN,
  promised: true,
  ...SIGNED,
  handedInOn: '2026-04-07',
  handedInBy: '本人爱人',
  told: '电话告知',
};
const MORE = { more: '补充一份会议记录。', promise: true };
const assessed = (outcome: string) => ({ assessment: '说明清楚。', inFavour: '有会议记录佐证。', outcome });
const CLOSING = { received: '2026-04-07', finding: '予以采信。' };

const drafted = (options?: WalkOptions, more: object = {}) =>
  new Walk(pack, 'inquiry', 'officer', { ...DRAFT, ...more }, options);
const issued = () => drafted().act('issue', 'officer').act('approval.approve', 'head');
const served = () => issued().act('receive', 'subject');
const answered = () => served().act('answer', 'subject', ANSWER);
const complete = () => answered().act('countersign', 'unithead', { opinion: '情况属实。' });

describe('inquiry', () => {
  it('is drafted by whoever handles matters and goes out only with approval', () => {
    expect(() => new Walk(pack, 'inquiry', 'court', DRAFT)).toThrow('actor.relation');
    expect(() => drafted({}, { problems: '' })).toThrow('form');
    const walk = drafted();
    expect([walk.shownTo, walk.allowed('subject')]).toEqual([[], []]);
    walk.act('issue', 'officer');
    expect([walk.state, walk.documents]).toEqual(['drafted', []]);
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    expect(walk.refusal('approval.approve', 'subject')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.documents, walk.shownTo]).toEqual(['issued', ['inquiry-letter'], ['subject']]);
  });

  it('forgets in a changed draft whom and what it leaves out', () => {
    const walk = drafted({}, { contact: '罗志远' });
    expect(walk.matter.parties.countersigner).toHaveLength(1);
    walk.act('revise', 'officer', { problems: '一、招标程序情况。' });
    expect(walk.matter.parties.countersigner).toEqual([]);
    expect(walk.matter.data).toEqual({ problems: '一、招标程序情况。' });
    walk.act('issue', 'officer').act('approval.approve', 'head').act('receive', 'subject');
    expect(walk.allowed('subject')).toContain('answer-alone');
    // A step that does not go on with what was said takes nothing away.
    const other = served();
    other.act('ask-more-time', 'subject', undefined, '出差');
    expect(other.matter.parties.countersigner).toHaveLength(1);
  });

  it('goes to the party secretary as well where the person is a top leader or head of a section', () => {
    for (const facts of [{ tags: ['top-leader'] }, { level: 'section-chief' }]) {
      const walk = drafted({ facts }).act('issue', 'officer').act('approval.approve', 'head');
      expect(walk.state).toBe('drafted');
      expect(walk.act('approval.approve', 'secretary').state).toBe('issued');
    }
  });

  it('counts the answer from delivery: signed for by the person, or proved by a receipt', () => {
    expect(issued().running).toEqual(['deliver']);
    expect(issued().refusal('answer', 'subject', ANSWER)).toBe('state');
    expect(issued().refusal('receive', 'officer')).toBe('actor.relation');
    expect(issued().refusal('receive', 'unithead')).toBe('actor.relation');
    expect(served().running).toEqual(['reply']);
    const walk = issued().act('serve', 'officer', SERVICE);
    expect([walk.running, walk.documents.at(-1)]).toEqual([['reply'], 'receipt']);
  });

  it('is answered by nobody but the person, and nothing else ends the time for it', () => {
    const walk = served();
    for (const who of ['officer', 'unithead', 'head', 'casemgmt', 'stranger'] as const) {
      expect(walk.refusal('answer', who, ANSWER), who).toBe('actor.relation');
    }
    for (const missing of ['promise', 'selfExamination', 'rectification', 'signature'])
      expect(walk.refusal('answer', 'subject', { ...ANSWER, [missing]: undefined }), missing).toBe('form');
    expect(walk.refusal('answer', 'subject', { ...ANSWER, promise: false })).toBe('form');
    const closers = Object.entries(walk.machine.actions).filter(([, action]) =>
      action.closes?.includes('reply'),
    );
    expect(closers.length).toBeGreaterThan(1);
    // The platform only by rule, once the days in which the person may contradict a paper are over; others only with the
    // person's own word on paper.
    for (const [name, { byItself, proof, by }] of closers)
      expect(by, name).toEqual(byItself ? ['system'] : proof ? ['handler', 'custodian'] : ['subject']);
    walk.act('answer', 'subject', ANSWER);
    expect(walk.matter.terms.find((term) => term.code === 'reply')?.closedSeq).toBe(walk.matter.seq);
    expect(walk.running).toEqual(['countersign', 'report']);
  });

  it('gives more time twice at most, with a reason and approval, and takes an answer meanwhile', () => {
    const walk = served();
    expect(walk.refusal('ask-more-time', 'subject')).toBe('reason');
    walk.act('ask-more-time', 'subject', undefined, '出差在外');
    expect(walk.refusal('extend', 'officer')).toBe('reason');
    const extend = () => walk.act('extend', 'officer', undefined, '本人申请').act('approval.approve', 'head');
    extend();
    walk.act('extend', 'officer', undefined, '再次申请');
    expect(walk.allowed('subject')).toEqual(['ask-more-time', 'answer', 'ask-tolerance']);
    walk.act('approval.approve', 'head');
    expect(walk.refusal('extend', 'officer', undefined, '三次')).toBe('term.extensions');
    expect(walk.matter.terms.find((term) => term.code === 'reply')?.extensions).toHaveLength(2);
  });

  it('[P7] counts no request for more time that nobody answered, and no illness, against the person', () => {
    const late = (walk: Walk) => {
      walk.today = '2026-07-08';
      return walk.refusal('go-on-unanswered', 'officer', undefined, '逾期未复。');
    };
    expect(late(served())).toBe('allowed');
    const asked = served().act('ask-more-time', 'subject', undefined, '住院治疗');
    expect(late(asked)).toBe('term.running');
    // Once it is answered the time runs on from where it stood.
    asked.act('go-on', 'officer', undefined, '材料已备，不予延期');
    asked.today = '2026-07-09';
    expect(asked.refusal('go-on-unanswered', 'officer', undefined, '逾期未复。')).toBe('term.running');
    expect(late(served().act('pause', 'officer', undefined, '住院治疗'))).toBe('term.running');
    const often = served();
    for (const _ of [1, 2, 3]) often.act('ask-more-time', 'subject', undefined, '出差');
    expect(often.refusal('ask-more-time', 'subject', undefined, '出差')).toBe('guard');
  });

  it('lets an answer overtake a request for more time', () => {
    const walk = served().act('extend', 'officer', undefined, '本人申请').act('answer', 'subject', ANSWER);
    expect([walk.state, walk.matter.pending]).toEqual(['answered', undefined]);
    expect(walk.refusal('approval.approve', 'head')).toBe('state');
  });

  it('is countersigned by the head of the unit alone, who sees nothing before; or it is waived with a reason', () => {
    expect(served().shownTo).not.toContain('countersigner');
    const walk = answered();
    expect(walk.refusal('countersign', 'officer', { opinion: '属实' })).toBe('actor.relation');
    expect(walk.refusal('countersign', 'subject', { opinion: '属实' })).toBe('actor.relation');
    expect(walk.refusal('assess', 'officer', assessed('accept'))).toBe('state');
    expect(complete().state).toBe('complete');
    expect(walk.refusal('waive', 'officer')).toBe('reason');
    expect(walk.act('waive', 'officer', undefined, '本人为主要负责人').running).toEqual(['report']);
  });

  it('never lets the person countersign the own answer', () => {
    const walk = drafted({}, { countersigner: idOf('-subject') }).act('issue', 'officer');
    walk.act('approval.approve', 'head').act('receive', 'subject').act('answer', 'subject', ANSWER);
    expect(walk.refusal('countersign', 'subject', { opinion: '属实' })).toBe('actor.relation');
  });

  it('goes before, during and after, and closes with approval and a notice to the person', () => {
    const walk = complete();
    expect(walk.refusal('assess', 'officer', { ...assessed('accept'), inFavour: '' })).toBe('form');
    walk.act('assess', 'officer', assessed('accept'));
    expect(walk.shownTo).toEqual([]);
    expect(walk.refusal('forward', 'officer', { forwardTo: '初核' })).toBe('guard');
    walk.act('close', 'officer', CLOSING).act('approval.approve', 'head');
    expect([walk.state, walk.running, walk.shownTo]).toEqual(['closed', [], ['subject']]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    expect(walk.documents).toEqual(['inquiry-letter', 'promise-letter', 'inquiry-closing']);
  });

  it('asks again, or is taken further, as the assessment says', () => {
    const again = complete().act('assess', 'officer', assessed('ask-again'));
    expect(again.refusal('close', 'officer', CLOSING)).toBe('guard');
    again.act('ask-again', 'officer', { problems: '补充说明。' }).act('approval.approve', 'head');
    expect([again.state, again.running, again.matter.data.problems]).toEqual([
      'issued',
      ['deliver'],
      '补充说明。',
    ]);
    again.act('receive', 'subject').act('answer', 'subject', ANSWER);
    expect(again.matter.terms.filter((term) => term.code === 'reply')).toHaveLength(2);
    const further = complete().act('assess', 'officer', assessed('verify'));
    expect(further.refusal('forward', 'officer', { forwardTo: '谈话' })).toBe('guard');
    const plan = { problem: '发包程序', group: '罗志远、邓家宁', scope: '调阅会议记录', limit: '一个月' };
    further.act('verify', 'officer', plan).act('approval.approve', 'head');
    expect(further.state).toBe('forwarded');
    expect(further.matter.children).toMatchObject([{ procedure: 'verification', as: 'verification' }]);
    const talk = complete().act('assess', 'officer', assessed('talk'));
    talk.act('forward', 'officer', { forwardTo: '提醒谈话' });
    expect(talk.act('approval.approve', 'head').state).toBe('forwarded');
  });

  it('goes on without an answer only when the time is over, with approval; a late answer ends it', () => {
    const walk = served();
    expect(walk.refusal('go-on-unanswered', 'officer', undefined, '未复')).toBe('term.running');
    walk.today = '2026-05-08';
    walk.act('go-on-unanswered', 'officer', undefined, '逾期未复');
    expect(walk.state).toBe('served');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.running]).toEqual(['complete', ['reply', 'report']]);
    expect(walk.act('supplement', 'subject', MORE).running).toEqual(['report']);
  });

  it('never runs for an undelivered letter, and a late countersignature is not the time of the person', () => {
    const undelivered = issued();
    undelivered.today = '2026-08-01';
    expect(undelivered.matter.terms.map(({ code }) => code)).toEqual(['deliver']);
    expect(undelivered.refusal('go-on-unanswered', 'officer', undefined, '逾期未复')).toBe('state');
    const walk = answered();
    walk.today = '2026-08-01';
    walk.act('countersign', 'unithead', { opinion: '情况属实。' });
    const { reply, countersign } = walk.machine.terms!;
    expect(walk.matter.terms.find(({ code }) => code === 'reply')?.closedAt?.slice(0, 10)).toBe('2026-04-08');
    expect(reply!.overdue!.notify).toContain('subject');
    expect(countersign!.overdue!.notify).not.toContain('subject');
  });

  it('is over for the person by nothing that the office does, in whatever order and time (P7)', () => {
    const steps: readonly [string, Who, object?, string?][] = [
      ['enter-paper', 'officer', PAPER],
      ['countersign', 'unithead', { opinion: '属实。' }],
      ['waive', 'officer', undefined, '应当回避'],
      ['assess', 'officer', assessed('ask-again')],
      ['ask-again', 'officer', { problems: '补充。' }],
      ['serve', 'officer', SERVICE],
      ['go-on-unanswered', 'officer', undefined, '逾期未复'],
      ['extend', 'officer', undefined, '本人申请'],
      ['approval.approve', 'head'],
    ];
    let stood = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(12)), { minLength: 6, maxLength: 30 }),
        (taken) => {
          const walk = served();
          for (const [[step, who, data, reason], days] of taken) {
            walk.today = new Date(Date.parse(walk.today) + days * 86_400_000).toISOString().slice(0, 10);
            walk.byItself();
            if (walk.refusal(step, who, data, reason) === 'allowed') walk.act(step, who, data, reason);
          }
          const { acts, terms } = walk.matter;
          for (const { closedSeq } of terms.filter(({ code }) => code === 'reply')) {
            if (closedSeq === undefined) continue;
            stood++;
            expect(acts.find(({ seq }) => seq === closedSeq)?.action).toBe('let-stand');
            expect(acts.some(({ action, seq }) => action === 'enter-paper' && seq < closedSeq)).toBe(true);
          }
        },
      ),
      { numRuns: 150, seed: 58 },
    );
    expect(stood).toBeGreaterThan(0);
  });

  describe('an answer on paper', () => {
    const paper = () => served().act('enter-paper', 'officer', PAPER);

    it('is entered by whoever handles it, with the scan and who handed it in; the person is told, and the time stands still', () => {
      const walk = served();
      for (const missing of ['scan', 'handedInBy', 'told', 'handedInOn', 'selfExamination'])
        expect(walk.refusal('enter-paper', 'officer', { ...PAPER, [missing]: undefined }), missing).toBe(
          'form',
        );
      expect(walk.refusal('enter-paper', 'officer', { ...PAPER, handedInOn: '2026-04-09' })).toBe('form');
      expect(walk.refusal('enter-paper', 'subject', PAPER)).toBe('actor.relation');
      expect(walk.refusal('enter-paper-alone', 'officer', PAPER)).toBe('guard');
      walk.act('enter-paper', 'officer', PAPER);
      expect([walk.state, walk.shownTo]).toEqual(['answered', ['subject', 'countersigner']]);
      expect(walk.events.at(-1)!.effects).toContain('notice.subject');
      const reply = walk.matter.terms.find(({ code }) => code === 'reply')!;
      expect([reply.closedAt, reply.suspensions]).toEqual([undefined, [{ from: expect.any(String) }]]);
      const alone = drafted({}, { countersigner: undefined })
        .act('issue', 'officer')
        .act('approval.approve', 'head');
      expect(alone.act('receive', 'subject').act('enter-paper-alone', 'officer', PAPER).state).toBe(
        'complete',
      );
    });

    it('is nobody else’s to confirm or contradict; contradicted it counts for nothing and the time runs on', () => {
      const walk = paper();
      for (const step of ['confirm-paper', 'contradict'])
        expect(walk.refusal(step, 'officer', undefined, '不是'), step).toBe('actor.relation');
      expect(walk.refusal('contradict', 'subject')).toBe('reason');
      walk.act('countersign-on-paper', 'officer', {
        opinion: '属实。',
        signedOn: '2026-04-08',
        countersignScan: SCAN.scan,
      });
      walk.act('contradict', 'subject', undefined, '该回复不是本人所写。');
      const still = ({ suspensions }: { suspensions: readonly { to?: string }[] }) =>
        suspensions.some(({ to }) => !to);
      const standing = () => openTerms(walk.matter).map((term) => [term.code, still(term)]);
      // The time of others stands still until there is an answer again, and is not the person's to end.
      expect([walk.state, standing()]).toEqual([
        'served',
        [
          ['reply', false],
          ['report', true],
        ],
      ]);
      expect(walk.events.at(-1)!.effects).toEqual(['answer.gone', 'notice.handlers']);
      walk.act('answer', 'subject', ANSWER);
      expect(standing()).toEqual([
        ['report', false],
        ['countersign', false],
      ]);
      for (const step of ['confirm-paper', 'contradict'])
        expect(walk.refusal(step, 'subject', undefined, '不是'), step).toBe('guard');
      walk.act('countersign', 'unithead', { opinion: '属实。' });
      expect(walk.act('assess', 'officer', assessed('accept')).state).toBe('assessed');
    });

    it('is not assessed before the person confirmed it or let the days for contradicting it pass', () => {
      const confirmed = paper().act('waive', 'officer', undefined, '纸质回复已有签署意见');
      expect(confirmed.refusal('assess', 'officer', assessed('accept'))).toBe('term.running');
      confirmed.act('confirm-paper', 'subject');
      expect(confirmed.running).toEqual(['report']);
      expect(confirmed.act('assess', 'officer', assessed('accept')).state).toBe('assessed');
      const silent = paper().act('waive', 'officer', undefined, '纸质回复已有签署意见');
      silent.today = '2026-04-15';
      expect(silent.byItself()).toEqual([]);
      silent.today = '2026-04-16';
      expect(silent.byItself()).toEqual(['let-stand']);
      expect([silent.byItself(), silent.running]).toEqual([[], ['report']]);
      silent.act('assess', 'officer', assessed('ask-again'));
      silent.act('ask-again', 'officer', { problems: '补充。' }).act('approval.approve', 'head');
      silent.act('receive', 'subject').act('enter-paper', 'officer', PAPER);
      expect(silent.running).toEqual(['reply', 'contest', 'countersign', 'report']);
      expect(silent.act('confirm-paper', 'subject').running).toEqual(['countersign', 'report']);
    });

    it('brings a promise signed by hand along, which is filed once the paper stands', () => {
      expect(served().refusal('enter-paper', 'officer', { ...PAPER, promised: undefined })).toBe('form');
      expect(paper().events.at(-1)!.effects).not.toContain('material.file');
      expect(paper().act('confirm-paper', 'subject').events.at(-1)!.effects).toContain('material.file');
      const { actions } = paper().machine;
      for (const step of ['answer', 'answer-alone', 'confirm-paper', 'let-stand'])
        expect(actions[step]!.files, step).toMatchObject({ item: 'promise', status: 'verified' });
      for (const step of ['confirm-paper', 'let-stand'])
        expect(actions[step]!.files!.onlyWith, step).toBe('promised');
    });
  });

  it('lets another person correct an assessment, and drops a draft with a reason', () => {
    const walk = complete().act('assess', 'officer', assessed('accept'));
    expect(walk.refusal('step.correct', 'officer', undefined, '误')).toBe('actor.second-person');
    expect(walk.act('step.correct', 'second', undefined, '结论有误').state).toBe('complete');
    expect(walk.running).toEqual(['report']);
    expect(drafted().refusal('drop', 'officer')).toBe('reason');
    expect(drafted().act('drop', 'officer', undefined, '不再函询').state).toBe('dropped');
    expect(served().refusal('drop', 'officer', undefined, '不再函询')).toBe('state');
  });
});
