import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordChildClosed } from '../engine/system-steps.ts';
import { addDays } from '../terms/days.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, NOW, Walk, type Who } from '../testing/walk.ts';
import { isGravity, rankOf } from '../warning/fact.ts';
import { evolveMark, isInForce, lastRise, type Mark, NO_MARK, restsOn } from '../warning/mark.ts';

const pack = await defaultPack();

const FACT = '00000000-0000-4000-8000-00000000000a';
const NEW_FACT = '00000000-0000-4000-8000-00000000000b';
const PROPOSAL = {
  facts: [FACT],
  owner: idOf('officer'),
  summary: '外出未报备。',
  handlers: [idOf('officer')],
};
const TOLD = { told: [{ no: 1, fact: '外出未报备。' }], rule: '规定' };
const FILE = '00000000-0000-4000-8700-000000000001';
const DELIVERED = { deliveredOn: '2026-04-08', way: '直接送达', server: '罗志远', receipt: [FILE] };
const HEARD = {
  heardOn: '2026-04-07',
  heardBy: '二人',
  points: [{ no: 1, said: '已补报。' }],
  record: [FILE],
};
const ANSWERS = [{ no: 1, answer: '采信。' }];
const DECISION = { finding: '属实。', answers: ANSWERS, lastDay: '2026-09-30', owner: idOf('officer') };
const TOLERANCE = { applicant: 'person', event: '超期。', grounds: '集体决定。' };
const REVIEW = { replies: [{ no: 1, reply: '复核。' }], finding: '复核。' };
const SENT_BACK = { ...REVIEW, level: 'heavier' };

/** What anybody may try, with what the form says. */
const STEPS: readonly (readonly [action: string, by: Who, data?: object, reason?: string])[] = [
  ['tell', 'officer', TOLD],
  ['explain', 'subject', { points: HEARD.points }],
  ['hear', 'officer', HEARD],
  ['consider', 'officer', { considered: '无。', outcome: 'not-fitting' }],
  ['decide', 'officer', { ...DECISION, level: 'minor' }],
  ['decide', 'officer', { ...DECISION, level: 'heavier' }],
  ['opinions', 'officer', { opinions: [{ no: 1, opinion: '补办。' }], rectifyBy: '2026-05-20' }],
  ['receive', 'subject'],
  ['receive-decision', 'subject'],
  ['receive-opinions', 'subject'],
  ['ask-more-time', 'subject', undefined, '住院。'],
  ['rectify', 'subject', { measures: [{ no: 1, done: '已办。', proof: '附件。' }] }],
  ['accept', 'second', { results: [{ no: 1, checked: '已看。', done: 'yes' }], rectified: 'done' }],
  ['tell-rise', 'officer', { ...TOLD, newFacts: [NEW_FACT] }],
  [
    'raise',
    'officer',
    { cause: 'new-fact', level: 'serious', facts: [NEW_FACT], finding: '属实。', answers: ANSWERS },
  ],
  ['keep', 'officer', undefined, '不升级。'],
  ['lower', 'officer', { level: 'minor', finding: '已纠正。' }],
  ['pause', 'officer', undefined, '住院。'],
  ['go-on', 'officer', undefined, '已出院。'],
  ['change-owner', 'officer', { owner: idOf('second') }, '调岗。'],
  ['ask-tolerance', 'subject', TOLERANCE],
  ['object', 'subject', { objections: [{ no: 1, said: '过重。' }] }],
  ['uphold', 'officer', REVIEW],
  ['revoke', 'officer', REVIEW],
  ['send-back', 'officer', SENT_BACK],
  ['close', 'officer', { conclusion: '销号。' }],
  ['approval.approve', 'head'],
  ['approval.approve', 'secretary'],
  ['approval.reject', 'head', undefined, '不同意。'],
  ['lapse', 'officer'],
  ['lower', 'subject', { level: 'minor', finding: '自降。' }],
  ['close', 'subject', { conclusion: '自销。' }],
];

const begun = () => new Walk(pack, 'warning', 'officer', PROPOSAL);
const markOf = (walk: Walk): Mark =>
  walk.events.reduce((mark, event) => evolveMark(mark, event, walk.machine.zone), NO_MARK);

const ended = (walk: Walk, child: string, state: string) =>
  recordChildClosed(walk.machine, walk.matter, child, state, `${walk.today}${NOW.slice(10)}`);

/** Tries a step; one that is refused changes nothing. */
function attempt(walk: Walk, [action, by, data, reason]: (typeof STEPS)[number]): void {
  if (walk.refusal(action, by, data, reason) === 'allowed') walk.act(action, by, data, reason);
}

const move = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...STEPS) },
  { weight: 2, arbitrary: fc.constantFrom(2, 10, 45) },
  { weight: 1, arbitrary: fc.constantFrom('granted', 'refused') },
);
/** As far as a level in force, so that most walks have something to change. */
const PRELUDE = [
  ['tell', 'officer', TOLD],
  ['hear', 'officer', HEARD],
  ['decide', 'officer', { ...DECISION, level: 'heavier' }],
  ['approval.approve', 'head'],
  ['receive-decision', 'subject'],
] as const;

describe('[P7] [P8] a warning under random orders of actions', () => {
  it('changes by approved decisions, its last day and tolerance alone, and follows from its events', () => {
    let inForce = 0;
    fc.assert(
      fc.property(fc.boolean(), fc.array(move, { maxLength: 40 }), (prepared, moves) => {
        const walk = begun();
        if (prepared) for (const one of PRELUDE) attempt(walk, one as (typeof STEPS)[number]);
        for (const one of moves) {
          const before = markOf(walk);
          const from = walk.events.length;
          if (typeof one === 'number') walk.today = addDays(walk.today, one);
          else if (typeof one === 'string') {
            const child = walk.matter.children.find(({ closed }) => !closed);
            if (child) walk.record(ended(walk, child.id, one === 'granted' ? 'filed' : 'ended'));
          } else attempt(walk, one);
          while (walk.byItself().length > 0);
          const after = markOf(walk);
          const taken = walk.events.slice(from).filter((event) => event.type === 'acted');
          const decided = taken.filter((event) => event.approval !== undefined);
          const bySelf = taken.filter((event) => event.as === 'system').map(({ action }) => action);
          if (after.level !== before.level) expect(decided.length).toBeGreaterThan(0);
          if (isGravity(before.level) && isGravity(after.level) && rankOf(after.level) < rankOf(before.level))
            expect(decided.some(({ action }) => action === 'lower' || action === 'send-back')).toBe(true);
          if (after.endedOn !== before.endedOn)
            expect(decided.length > 0 || bySelf.some((name) => ['lapse', 'tolerate'].includes(name))).toBe(
              true,
            );
          // Where nothing was taken, nothing changed: not by days, copies, requests or refusals.
          if (taken.length === 0) expect(after).toEqual(before);
          const today = walk.today;
          if (isInForce(after, today)) inForce++;
          // In force means decided on, heard, owned, and not beyond its day.
          if (isInForce(after, today)) {
            expect([after.level, after.ownerId].every((value) => value !== null)).toBe(true);
            expect(today <= (after.untilOn ?? '')).toBe(true);
          }
          if (walk.state === 'tolerated') {
            expect(after.voided).toBe(true);
            expect(isInForce(after, today)).toBe(false);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(inForce).toBeGreaterThan(100);
  });

  it('is decided when heard, or when the time to answer is over', () => {
    const walk = begun().act('tell', 'officer', TOLD);
    const decision = { ...DECISION, level: 'heavier', answers: [] };
    walk.today = '2026-06-08';
    // Silence counts from a delivery that is proved, and not before.
    expect(walk.refusal('decide', 'officer', decision)).toBe('term.undelivered');
    walk.today = '2026-04-08';
    expect(walk.refusal('deliver', 'officer', { ...DELIVERED, receipt: [] })).toBe('form');
    expect(walk.refusal('deliver', 'officer', { ...DELIVERED, deliveredOn: '2026-04-07' })).toBe('form');
    walk.act('deliver', 'officer', DELIVERED);
    expect(walk.refusal('decide', 'officer', decision)).toBe('term.running');
    walk.today = '2026-05-06';
    expect(walk.refusal('decide', 'officer', decision)).toBe('allowed');
    expect(begun().refusal('decide', 'officer', decision)).toBe('state');
  });

  it('[S1.28] [S1.30] [S1.32] leads to what its level asks for, and to nothing else', () => {
    const on = (level: string) =>
      begun()
        .act('tell', 'officer', TOLD)
        .act('hear', 'officer', HEARD)
        .act('consider', 'officer', { considered: '无。', outcome: 'not-fitting' })
        .act('decide', 'officer', { ...DECISION, level })
        .act('approval.approve', 'head');
    const of = (walk: Walk) =>
      walk.allowed('officer').filter((name) => ['remind', 'inquire', 'admonish'].includes(name));
    const asked = { problems: '一、外出情况。' };
    const talk = (kind: string) => ({
      kind,
      problem: '外出未报备。',
      day: '2026-04-10',
      from: '09:00',
      until: '10:00',
      place: '谈话室',
      talkers: [idOf('officer'), idOf('second')],
      recorder: idOf('second'),
      outline: '一、说明来意。',
      health: 'good',
      safety: '专人陪同。',
    });
    expect(of(on('heavier'))).toContain('inquire');
    expect(on('heavier').refusal('inquire', 'officer', asked)).toBe('allowed');
    expect(on('minor').refusal('inquire', 'officer', asked)).toBe('guard');
    expect(on('minor').refusal('remind', 'officer', talk('reminder'))).toBe('allowed');
    expect(on('minor').refusal('remind', 'officer', talk('admonition'))).toBe('guard');
    expect(on('serious').refusal('admonish', 'officer', talk('admonition'))).toBe('allowed');
    expect(on('serious').refusal('remind', 'officer', talk('reminder'))).toBe('guard');
    expect(begun().refusal('inquire', 'officer', asked)).toBe('state');
  });

  it('begins on the day of the approval', () => {
    const walk = begun();
    for (const one of PRELUDE) attempt(walk, one as (typeof STEPS)[number]);
    expect(markOf(walk)).toMatchObject({ level: 'heavier', fromOn: NOW.slice(0, 10), untilOn: '2026-09-30' });
  });

  const inForce = () =>
    PRELUDE.reduce((walk, [action, by, data]) => walk.act(action, by, data as object), begun());
  const RECTIFIED = STEPS.filter(([action]) => ['opinions', 'rectify', 'accept'].includes(action));

  it('[S1.35] is closed on what was accepted since the last opinions, never on what they made void', () => {
    const walk = inForce();
    expect(walk.refusal('close', 'officer', { conclusion: '销号。' })).toBe('term.running');
    walk.today = '2026-05-05';
    expect(walk.byItself()).toEqual(['object-over']);
    const close = () => walk.refusal('close', 'officer', { conclusion: '销号。' });
    for (const [action, by, data] of RECTIFIED) {
      if (action === 'accept') expect(close()).toBe('guard');
      walk.act(action, by, data);
    }
    expect(close()).toBe('allowed');
    for (const [action, by, data] of RECTIFIED) {
      walk.act(action, by, data);
      expect([action, close()]).toEqual([action, action === 'accept' ? 'allowed' : 'guard']);
    }
  });

  it('[S1.28] is not decided, and does not rise, while tolerance is to be decided', () => {
    const considered = { considered: '可能符合。', outcome: 'to-be-decided' };
    const application = { ...TOLERANCE, evidence: '会议纪要。' };
    const walk = begun().act('tell', 'officer', TOLD).act('hear', 'officer', HEARD);
    const decide = () => walk.refusal('decide', 'officer', { ...DECISION, level: 'minor' });
    walk.act('consider', 'officer', considered);
    expect(decide()).toBe('guard');
    walk.act('begin-tolerance', 'officer', application);
    expect(decide()).toBe('children.open');
    walk.record(ended(walk, walk.matter.children[0]!.id, 'ended'));
    expect(decide()).toBe('allowed');
    const other = begun().act('tell', 'officer', TOLD).act('hear', 'officer', HEARD);
    other.act('consider', 'officer', considered);
    other.act('consider', 'officer', { considered: '不符合。', outcome: 'not-fitting' });
    expect(other.refusal('decide', 'officer', { ...DECISION, level: 'minor' })).toBe('allowed');
    const raised = inForce().act('consider', 'officer', considered);
    expect(raised.refusal('tell-rise', 'officer', { ...TOLD, newFacts: [] })).toBe('guard');
  });

  it('[S1.29] neither lapses nor is closed while tolerance is being decided, and is of no effect all the same', () => {
    const asked = () => inForce().act('ask-tolerance', 'subject', TOLERANCE);
    for (const [state, end] of [
      ['filed', 'tolerated'],
      ['ended', 'lapsed'],
    ] as const) {
      const walk = asked();
      expect(walk.refusal('close', 'officer', { conclusion: '销号。' })).toBe('children.open');
      walk.today = '2026-10-12';
      expect(walk.byItself()).toEqual(['object-over']);
      expect([walk.byItself(), isInForce(markOf(walk), walk.today)]).toEqual([[], false]);
      walk.record(ended(walk, walk.matter.children[0]!.id, state));
      while (walk.byItself().length > 0);
      expect(walk.state).toBe(end);
    }
  });

  it('[P9] goes back to the level before when an objection to a rise is accepted, and to nothing else', () => {
    const raise = STEPS.find(([action]) => action === 'raise')!;
    const object = STEPS.find(([action]) => action === 'object')!;
    const walk = inForce();
    attempt(walk, object);
    expect(walk.refusal('send-back', 'officer', SENT_BACK)).toBe('guard');
    const review = (action: string, form: object) =>
      ['head', 'secretary'].reduce(
        (now, who) => now.act('approval.approve', who as Who),
        walk.act(action, 'officer', form),
      );
    review('uphold', REVIEW);
    walk.act('tell-rise', 'officer', { ...TOLD, newFacts: [NEW_FACT] }).act('hear', 'officer', HEARD);
    walk.act(raise[0], raise[1], raise[2]).act('approval.approve', 'head');
    expect(markOf(walk)).toMatchObject({ level: 'serious' });
    walk.act(object[0], object[1], object[2]);
    review('send-back', SENT_BACK);
    const mark = markOf(walk);
    expect([walk.state, mark.level, mark.levels.length]).toEqual(['in-force', 'heavier', 3]);
    expect(restsOn(mark).map(({ id }) => id)).toEqual([FACT]);
    expect(lastRise(mark)).toBeUndefined();
  });
});
