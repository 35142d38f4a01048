import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed } from '../intake/uses.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk, type WalkOptions, type Who } from '../testing/walk.ts';

const pack = await defaultPack();

const COMMITMENT = {
  from: '2026-01-01',
  to: '2026-03-31',
  draws: 2,
  source: '中国福利彩票双色球第2026045期',
  sourceOn: '2026-04-21',
  digits: 14,
};
const NUMBER = { number: '02091417232805', publishedIn: '中国福利彩票官方网站' };

describe('spot-check', () => {
  const options: WalkOptions = { subjects: [] };
  const committed = () =>
    new Walk(pack, 'spot-check', 'officer', undefined, options).act('commit', 'officer', COMMITMENT);

  it('concerns nobody by itself and is committed to by whoever handles or supervises matters', () => {
    expect(() => new Walk(pack, 'spot-check', 'officer', undefined)).toThrow('subjects');
    expect(() => new Walk(pack, 'spot-check', 'court', undefined, options)).toThrow('actor.relation');
    const walk = new Walk(pack, 'spot-check', 'casemgmt', undefined, options);
    for (const wrong of [
      { digits: 4 },
      { draws: 0 },
      { to: '2026-04-09' },
      { sourceOn: '2026-04-07' },
      { source: undefined },
    ])
      expect(walk.refusal('commit', 'casemgmt', { ...COMMITMENT, ...wrong }), JSON.stringify(wrong)).toBe(
        'form',
      );
    expect(walk.refusal('draw', 'officer', NUMBER)).toBe('state');
    expect(walk.act('commit', 'casemgmt', COMMITMENT).running).toEqual(['publish']);
  });

  it('is drawn by another person than whoever committed to it, and committed to once', () => {
    const walk = committed();
    expect(walk.refusal('draw', 'officer', NUMBER)).toBe('actor.second-person');
    expect(walk.refusal('commit', 'second', COMMITMENT)).toBe('state');
    expect(walk.refusal('draw', 'second', { ...NUMBER, number: '02 09 14' })).toBe('form');
    expect(walk.act('draw', 'second', NUMBER).state).toBe('drawn');
    expect(walk.refusal('draw', 'casemgmt', NUMBER)).toBe('state');
    for (const who of ['officer', 'second', 'head'] as Who[])
      expect(walk.refusal('finish', who), who).toBe('actor.relation');
  });

  it('is given up only with a reason and an approval, and never once it was drawn', () => {
    const walk = committed();
    expect(walk.refusal('void', 'officer')).toBe('reason');
    walk.act('void', 'officer', undefined, '该期号码停止开奖。');
    expect(walk.state).toBe('committed');
    expect(walk.act('approval.approve', 'head').state).toBe('voided');
    expect(committed().act('draw', 'second', NUMBER).refusal('void', 'officer', undefined, '不抽了')).toBe(
      'state',
    );
  });
});

describe('answer-check', () => {
  const letter = { letter: idOf('town'), letterNumber: '澄纪函询〔2026〕0003号', spotCheck: idOf('room') };
  const finding = (result: string) => ({
    means: '调阅合同。',
    facts: '该项目未经集体研究。',
    inFavour: '付款手续齐全。',
    finding: result,
  });
  const POINTS = {
    points: [
      { no: 1, statement: '曾口头商量。' },
      { no: 2, statement: '时间紧。' },
    ],
  };
  const REPLIES = [
    { no: 1, answer: '无记录。' },
    { no: 2, answer: '可以补议。' },
  ];
  const DECISION = { decision: '回复与会议记录不符。', grave: 'heavier', answers: REPLIES };
  const begun = () => new Walk(pack, 'answer-check', 'system', letter);
  const found = (result: string) => begun().act('check', 'officer', finding(result));
  const told = (result: string) => found(result).act('tell', 'officer');
  const held = () =>
    told('false')
      .act('explain', 'subject', POINTS)
      .act('hold-false', 'second', DECISION)
      .act('approval.approve', 'head');
  const objected = () =>
    held().act('object', 'subject', { objections: [{ no: 1, objection: '有微信记录。' }] });
  const review = (outcome: string) => ({
    outcome,
    review: '核对微信记录。',
    replies: [{ no: 1, reply: '日期在付款之后。' }],
  });

  it('begins for a letter that was drawn and not otherwise, and the person sees nothing of it yet', () => {
    expect(() => new Walk(pack, 'answer-check', 'officer', letter)).toThrow('actor.relation');
    for (const walk of [begun(), found('false')])
      expect([walk.shownTo, walk.allowed('subject')]).toEqual([[], []]);
  });

  it('ends at once where the answer was truthful, and the person is told', () => {
    const walk = found('truthful');
    expect(walk.refusal('tell', 'officer')).toBe('guard');
    walk.act('close-truthful', 'officer');
    expect([walk.state, walk.shownTo, walk.running]).toEqual(['truthful', ['subject'], []]);
    expect(walk.events.at(-1)!.effects).toEqual(['answer-check.truthful', 'notice.subject']);
    expect(isAllowed(pack.uses, 'done', 'warning-level')).toBe(false);
  });

  it('holds nothing against anybody before the facts were told and the person was heard, or let the time pass', () => {
    for (const [result, step] of [
      ['inaccurate', 'hold-inaccurate'],
      ['false', 'hold-false'],
    ] as const) {
      expect(found(result).refusal(step, 'second', DECISION)).toBe('state');
      const walk = told(result);
      expect(walk.shownTo).toEqual(['subject']);
      expect(walk.refusal(step, 'second', DECISION)).toBe('term.undelivered');
      walk.act('receive', 'subject');
      expect(walk.refusal(step, 'second', DECISION)).toBe('term.running');
      walk.today = '2026-04-16';
      const quiet: object = { ...DECISION, answers: undefined };
      const { grave: _, ...note } = quiet as { grave?: string };
      expect(walk.refusal(step, 'second', step === 'hold-false' ? quiet : note)).toBe('allowed');
    }
  });

  it('answers each point that the person made', () => {
    const walk = told('inaccurate').act('explain', 'subject', POINTS);
    const note = { decision: '记忆有误。' };
    for (const answers of [undefined, REPLIES.slice(1), [...REPLIES, { no: 3, answer: '无此点。' }]])
      expect(walk.refusal('hold-inaccurate', 'officer', { ...note, answers })).toBe('form');
    expect(walk.act('hold-inaccurate', 'officer', { ...note, answers: REPLIES }).state).toBe('inaccurate');
  });

  it('is heard anew on what is found anew', () => {
    const walk = told('false')
      .act('explain', 'subject', POINTS)
      .act('check', 'officer', finding('inaccurate'));
    expect(walk.state).toBe('found');
    walk.act('tell', 'officer');
    expect(walk.refusal('hold-inaccurate', 'officer', { decision: '记忆有误。', answers: REPLIES })).toBe(
      'term.undelivered',
    );
    walk.act('receive', 'subject');
    expect(walk.refusal('hold-inaccurate', 'officer', { decision: '记忆有误。', answers: REPLIES })).toBe(
      'term.running',
    );
  });

  it('takes a second person and an approval to hold an answer false, and says how to object', () => {
    const walk = told('false').act('explain', 'subject', POINTS);
    expect(walk.refusal('hold-false', 'officer', DECISION)).toBe('actor.second-person');
    expect(walk.refusal('hold-inaccurate', 'second', { decision: '记忆有误。', answers: REPLIES })).toBe(
      'guard',
    );
    walk.act('hold-false', 'second', DECISION);
    expect(walk.state).toBe('told');
    expect(walk.refusal('approval.approve', 'second')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.running, walk.documents]).toEqual([
      'decided',
      ['deliver'],
      ['answer-check-notice'],
    ]);
  });

  it('stands as a fact only when the time to object has passed, by itself', () => {
    const walk = held();
    walk.today = '2026-06-30';
    expect(walk.byItself()).toEqual([]);
    walk.today = '2026-04-08';
    walk.act('receive-decision', 'subject');
    walk.today = '2026-04-29';
    expect(walk.byItself()).toEqual([]);
    walk.today = '2026-04-30';
    expect(walk.byItself()).toEqual(['stand']);
    const { status } = walk.machine.states[walk.state]!;
    expect([walk.state, status, isAllowed(pack.uses, status, 'warning-level')]).toEqual([
      'proved',
      'verified',
      true,
    ]);
    expect(pack.catalogue.items.find(({ code }) => code === 'false-answer')!.warns).toMatchObject({
      as: 'false-answer',
    });
  });

  it('is reviewed where the person objects: answered point by point, upheld with the approval of one more than held it false, or checked anew', () => {
    const walk = objected();
    walk.today = '2026-06-30';
    expect(walk.byItself()).toEqual([]);
    expect(walk.refusal('uphold', 'officer', review('dismissed'))).toBe('actor.second-person');
    expect(walk.refusal('uphold', 'second', { ...review('dismissed'), replies: [] })).toBe('form');
    expect(walk.refusal('uphold', 'second', review('upheld'))).toBe('guard');
    walk.act('uphold', 'second', review('dismissed'));
    // The head alone had approved that it is false.
    expect(walk.act('approval.approve', 'head').state).toBe('objected');
    expect(walk.act('approval.approve', 'secretary').state).toBe('proved');
    const again = objected().act('reopen', 'second', review('upheld'));
    expect([again.state, again.running]).toEqual(['open', ['check']]);
    expect(again.act('check', 'officer', finding('truthful')).act('close-truthful', 'officer').state).toBe(
      'truthful',
    );
  });

  /** Whatever is tried in whatever order: a verified fact has behind it a hearing, a second person, an approval and the time to object. */
  it('never proves anything false without hearing, second person, approval and objection', () => {
    const steps: readonly [string, Who, object?][] = [
      ['check', 'officer', finding('false')],
      ['check', 'second', finding('inaccurate')],
      ['tell', 'officer'],
      ['explain', 'subject', POINTS],
      ['receive', 'subject'],
      ['receive-decision', 'subject'],
      ['hold-inaccurate', 'officer', { decision: '记忆有误。', answers: REPLIES }],
      ['hold-false', 'second', DECISION],
      ['hold-false', 'officer', DECISION],
      ['approval.approve', 'head'],
      ['object', 'subject', { objections: [{ no: 1, objection: '有微信记录。' }] }],
      ['reopen', 'second', review('upheld')],
      ['uphold', 'second', review('dismissed')],
      ['approval.approve', 'secretary'],
    ];
    let proved = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(40)), { minLength: 20, maxLength: 60 }),
        (taken) => {
          const walk = begun();
          for (const [[step, who, data], days] of taken) {
            walk.today = new Date(Date.parse(walk.today) + days * 86_400_000).toISOString().slice(0, 10);
            walk.byItself();
            if (walk.refusal(step, who, data) === 'allowed') walk.act(step, who, data);
          }
          if (walk.state !== 'proved') return;
          proved++;
          const acts = walk.matter.acts;
          const decided = acts.findLast(({ action }) => action === 'hold-false')!;
          const checked = acts.findLast(({ action, seq }) => action === 'check' && seq < decided.seq)!;
          expect(decided.person).not.toBe(checked.person);
          expect(
            acts.some(({ action, seq }) => action === 'tell' && seq > checked.seq && seq < decided.seq),
          ).toBe(true);
          expect(
            acts.some(({ action, person }) => action === 'approval.approve' && person === idOf('-head')),
          ).toBe(true);
        },
      ),
      { numRuns: 300, seed: 58 },
    );
    expect(proved).toBeGreaterThan(0);
  });
});
