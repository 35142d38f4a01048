import { describe, expect, test } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { available, begin, decide } from './decide.ts';
import { isRefusal, type MatterEvent } from './events.ts';
import { evolve, replay } from './evolve.ts';
import { actionsWith, formatNumber, machineFor, machineOf, seriesOf } from './machine.ts';
import { acted } from './step-event.ts';
import { type Actor, type Machine, type Matter, SYSTEM } from './types.ts';

const pack = await defaultPack();
const NOW = '2026-04-08T01:00:00Z';
const UUID = '3f0a3b52-0b1c-4e8e-9b46-2f1d0c7a9e11';

const actor = (account: string, permissions: string[], more: Partial<Actor> = {}): Actor => ({
  account,
  person: `person-of-${account}`,
  organs: [],
  permissions: new Set(permissions),
  duties: new Set(),
  ...more,
});

const liaison = actor('court', ['submission.write'], { organs: ['court'] });
const receiver = actor('orgdept', ['submission.receive', 'submission.write'], { organs: ['orgdept'] });

class Story {
  readonly machine: Machine;
  readonly events: MatterEvent[] = [];
  constructor(code: string) {
    this.machine = machineOf(pack, code);
  }
  get matter(): Matter {
    return replay(this.machine, this.events);
  }
  begin(by: Actor, data?: unknown, more: Partial<Parameters<typeof begin>[1]> = {}): this {
    const beginning = { id: 'm1', custodian: 'orgdept', subjects: [], ...more };
    return this.take(begin(this.machine, beginning, by, { data }, NOW));
  }
  act(name: string, by: Actor, data?: unknown, reason?: string): this {
    return this.take(decide(this.machine, this.matter, name, by, reason ? { data, reason } : { data }, NOW));
  }
  refusal(name: string, by: Actor, data?: unknown, reason?: string): string {
    const decision = decide(this.machine, this.matter, name, by, reason ? { data, reason } : { data }, NOW);
    return isRefusal(decision) ? decision.refusal : 'allowed';
  }
  allowed = (by: Actor): string[] => available(this.machine, this.matter, by);
  private take(decision: ReturnType<typeof decide>): this {
    if (isRefusal(decision)) throw new Error(`${decision.refusal} ${JSON.stringify(decision)}`);
    this.events.push(...decision.events);
    return this;
  }
}

const parties = {
  contributor: [{ kind: 'organ', id: 'court' }],
  receiver: [{ kind: 'organ', id: 'orgdept' }],
} as const;
const signed = { signedBy: '王敏', confirmed: true };
const sheet = () =>
  new Story('submission').begin(liaison, { period: '2026Q1', kind: 'regular' }, { parties });

test('what comes of a step is filed once, also where the pack names the effect besides', () => {
  const action = { ...machineOf(pack, 'talk').actions.close!, effects: ['material.file' as const] };
  expect(acted({} as never, action, {} as never).effects).toEqual(['material.file']);
});

describe('a submission', () => {
  test('is drafted, signed and accepted by the receiving organ', () => {
    const story = sheet();
    expect(story.allowed(liaison)).toEqual(['edit', 'submit', 'sign-nil', 'discard']);
    expect(story.allowed(receiver)).toEqual([]);
    story.act('submit', liaison, signed);
    expect(story.allowed(liaison)).toEqual(['withdraw']);
    expect(story.allowed(receiver)).toEqual(['return-rows', 'send-back', 'accept']);
    story.act('accept', receiver, {});
    expect(story.matter.state).toBe('accepted');
    expect(story.events.at(-1)?.effects).toEqual(['submission.accept', 'notice.contributor']);
  });

  test('is accepted in part once rows were returned; returning leaves the state as it is', () => {
    const story = sheet().act('submit', liaison, signed);
    expect(story.refusal('accept-rest', receiver, {})).toBe('order');
    story.act('return-rows', receiver, { rows: [7] }, '查无此人');
    expect(story.matter.state).toBe('submitted');
    expect(story.refusal('accept', receiver, {})).toBe('order');
    expect(story.allowed(receiver)).toEqual(['return-rows', 'send-back', 'accept-rest']);
    expect(story.act('accept-rest', receiver, {}).matter.state).toBe('partly');
  });

  test('starts its count anew when it comes back after being sent back', () => {
    const story = sheet().act('submit', liaison, signed);
    story.act('return-rows', receiver, { rows: [7] }, '查无此人');
    story.act('send-back', receiver, undefined, '报送期有误').act('submit', liaison, signed);
    expect(story.allowed(receiver)).toContain('accept');
    expect(story.refusal('accept-rest', receiver, {})).toBe('order');
  });

  test('is never accepted by the one who signed it, under whatever account', () => {
    const both = actor('twofold', ['submission.write', 'submission.receive'], {
      organs: ['court', 'orgdept'],
    });
    const story = new Story('submission').begin(both, { period: '2026Q1', kind: 'regular' }, { parties });
    story.act('submit', both, signed);
    expect(story.refusal('accept', both, {})).toBe('actor.second-person');
    const otherAccount = { ...both, account: 'second-account' };
    expect(story.refusal('accept', otherAccount, {})).toBe('actor.second-person');
  });

  test('a nil return, a withdrawn and an accepted sheet accept nothing more', () => {
    const endings = [
      sheet().act('sign-nil', liaison, signed),
      sheet().act('submit', liaison, signed).act('withdraw', liaison, undefined, '重报'),
      sheet().act('submit', liaison, signed).act('accept', receiver, {}),
    ];
    for (const story of endings) {
      expect([...story.allowed(liaison), ...story.allowed(receiver), ...story.allowed(SYSTEM)]).toEqual([]);
      expect(story.refusal('submit', liaison, signed)).toBe('state');
    }
  });
});

describe('refusals', () => {
  const story = sheet();
  test.each<[string, string, Actor, unknown, string | undefined]>([
    ['action.unknown', 'burn', liaison, undefined, undefined],
    ['action.unknown', 'constructor', liaison, undefined, undefined],
    ['actor.relation', 'submit', actor('passer-by', ['submission.write']), signed, undefined],
    ['actor.permission', 'submit', actor('trainee', [], { organs: ['court'] }), signed, undefined],
    ['actor.relation', 'accept', liaison, {}, undefined],
    ['state', 'withdraw', liaison, undefined, '重报'],
    ['form', 'submit', liaison, { signedBy: '王敏' }, undefined],
    ['form', 'submit', liaison, { ...signed, confirmed: false }, undefined],
    ['form', 'submit', liaison, { ...signed, extra: 1 }, undefined],
    ['form', 'discard', liaison, { some: 'data' }, undefined],
  ])('%s: %s', (code, name, by, data, reason) => {
    expect(story.refusal(name, by, data, reason)).toBe(code);
  });

  test('what lies in the person comes before what lies in the state', () => {
    expect(story.refusal('accept', actor('passer-by', []), {})).toBe('actor.relation');
  });

  test('a blank reason is none', () => {
    const sent = sheet().act('submit', liaison, signed);
    expect(sent.refusal('withdraw', liaison, undefined, '  ')).toBe('reason');
    expect(sent.refusal('withdraw', liaison, undefined, '重报')).toBe('allowed');
  });

  test('all faults of a form come at once, by field', () => {
    const decision = decide(story.machine, story.matter, 'submit', liaison, { data: {} }, NOW);
    if (!isRefusal(decision)) throw new Error('expected a refusal');
    expect(decision.faults?.map((f) => f.pointer).sort()).toEqual(['/confirmed', '/signedBy']);
  });

  test('kind and number of subjects are checked at the beginning', () => {
    const officer = actor('officer', ['collection.ask'], { organs: ['orgdept'] });
    const task = { item: 'unit-profile', why: '缺项', due: '2026-05-01' };
    const start = (subjects: Parameters<typeof begin>[1]['subjects']) =>
      begin(
        machineOf(pack, 'collection'),
        { id: 'c', custodian: 'orgdept', subjects },
        officer,
        { data: task },
        NOW,
      );
    expect(start([])).toMatchObject({ refusal: 'subjects' });
    expect(start([{ kind: 'unit', id: 'u1' }])).toMatchObject({ events: [{ type: 'begun', to: 'asked' }] });
  });
});

describe('a material', () => {
  const writer = actor('officer', ['material.write', 'material.verify', 'material.move'], {
    organs: ['commission'],
  });
  const reviewer = actor('reviewer', ['material.verify'], { organs: ['commission'] });
  const draft = () =>
    new Story('material').begin(writer, undefined, {
      custodian: 'commission',
      subjects: [{ kind: 'person', id: 'zhang-1' }],
    });

  test('is verified by a second person only', () => {
    const story = draft();
    expect(story.refusal('verify', writer)).toBe('actor.second-person');
    expect(story.act('verify', reviewer).matter.state).toBe('verified');
  });

  test('is not verified by whoever changed it meanwhile', () => {
    const second = { ...reviewer, permissions: new Set(['material.write', 'material.verify']) };
    expect(draft().act('edit', second).refusal('verify', second)).toBe('actor.second-person');
  });

  test('is superseded by the platform only, never overwritten', () => {
    const story = draft().act('verify', reviewer);
    expect(story.refusal('edit', writer)).toBe('state');
    expect(story.refusal('supersede', writer, { by: UUID })).toBe('actor.relation');
    expect(story.act('supersede', SYSTEM, { by: UUID }).matter.state).toBe('superseded');
  });

  test.each(['draft', 'held', 'verified', 'rejected'])('moves to the right subject in state %s', (state) => {
    const story = draft();
    if (state === 'held') story.act('hold', reviewer, {}, '待查');
    if (state === 'verified') story.act('verify', reviewer);
    if (state === 'rejected') story.act('reject', reviewer, undefined, '不实');
    const to = { subjectKind: 'person', subject: UUID };
    const other = actor('other', ['material.move'], { organs: ['commission'] });
    // What counts is moved by another person than its author.
    if (state === 'verified')
      expect(story.refusal('move', writer, to, '同名误归')).toBe('actor.second-person');
    const mover = state === 'verified' ? other : writer;
    story.act('move', mover, to, '同名误归');
    expect(story.matter).toMatchObject({ state, subjects: [{ kind: 'person', id: UUID }] });
    expect(story.refusal('move', mover, to, '再次')).toBe('subjects');
  });

  test('is out of the hands of its subject, except as its author', () => {
    const self = actor('self', ['material.write', 'material.verify', 'material.move'], {
      person: 'zhang-1',
      organs: ['commission'],
    });
    expect(draft().allowed(self)).toEqual([]);
    const own = new Story('material').begin(self, undefined, {
      custodian: 'commission',
      subjects: [{ kind: 'person', id: 'zhang-1' }],
    });
    expect(own.allowed(self)).toEqual(['edit', 'withdraw']);
  });
});

describe('other procedures of the default pack', () => {
  const approver = actor('head', ['reading.approve', 'reading.request'], { organs: ['commission'] });
  const reader = actor('officer', ['reading.request'], { organs: ['commission'] });
  const about = { custodian: 'commission', subjects: [{ kind: 'person', id: 'p1' }] } as const;
  const purpose = { purpose: 'clue', explanation: '线索处置需要', until: '2026-05-01' };

  test('reading: requested, approved by another, opened, returned', () => {
    const story = new Story('reading').begin(reader, purpose, about);
    expect(story.refusal('open', reader)).toBe('state');
    story.act('approve', approver).act('open', reader).act('return', reader, { noCopies: true });
    expect(story.matter.state).toBe('returned');
  });

  test('reading: nobody approves the own request', () => {
    const story = new Story('reading').begin(approver, purpose, about);
    expect(story.refusal('approve', approver)).toBe('actor.second-person');
  });

  test('reading: a purpose is required', () => {
    const machine = machineOf(pack, 'reading');
    expect(
      begin(machine, { id: 'r', ...about }, reader, { data: { until: '2026-05-01' } }, NOW),
    ).toMatchObject({
      refusal: 'form',
    });
  });

  test('match: waits for a second person', () => {
    const proposal = { subjectKind: 'person', subject: UUID, grounds: ['name'] };
    const proposer = actor('intake', ['match.propose', 'match.confirm'], { organs: ['commission'] });
    const second = actor('reviewer', ['match.confirm'], { organs: ['commission'] });
    const story = new Story('match').begin(proposer, proposal, { custodian: 'commission' });
    expect(story.refusal('confirm', proposer)).toBe('actor.second-person');
    expect(story.act('confirm', second).matter.state).toBe('confirmed');
  });

  test('collection: asked, reminded, supplied by whom it was asked of, closed', () => {
    const asker = actor('officer', ['collection.ask'], { organs: ['commission'] });
    const supplier = actor('unit', ['collection.supply'], { unit: 'u1' });
    const story = new Story('collection').begin(
      asker,
      { item: 'unit-profile', why: '缺项', due: '2026-05-01' },
      {
        custodian: 'commission',
        subjects: [{ kind: 'unit', id: 'u1' }],
        parties: { contributor: [{ kind: 'unit', id: 'u1' }] },
      },
    );
    story.act('remind', SYSTEM, {}).act('remind', asker, { note: '请尽快' });
    expect(story.matter.state).toBe('asked');
    expect(story.refusal('supply', supplier, {})).toBe('form');
    story.act('supply', supplier, { nothing: true }).act('close', asker);
    expect(story.matter.state).toBe('closed');
  });

  test('collection: the subject does not answer what its unit was asked about it', () => {
    const asker = actor('officer', ['collection.ask'], { organs: ['commission'] });
    const subject = actor('subject', ['collection.supply'], { person: 'p1', unit: 'u1' });
    const task = { item: 'head-portrait', why: '缺项', due: '2026-05-01' };
    const unitAsked = { contributor: [{ kind: 'unit', id: 'u1' }] } as const;
    expect(
      new Story('collection').begin(asker, task, { ...about, parties: unitAsked }).allowed(subject),
    ).toEqual([]);
    const personAsked = { contributor: [{ kind: 'person', id: 'p1' }] } as const;
    expect(
      new Story('collection').begin(asker, task, { ...about, parties: personAsked }).allowed(subject),
    ).toEqual(['supply']);
  });

  test('instruction: the unit reports, the custodian closes', () => {
    const keeper = actor('officer', ['instruction.write'], { organs: ['commission'] });
    const unit = actor('unit', ['instruction.report'], { unit: 'u1' });
    const story = new Story('instruction').begin(
      keeper,
      { material: UUID, requirement: '抓好落实', due: '2026-06-30' },
      { custodian: 'commission', subjects: [{ kind: 'unit', id: 'u1' }] },
    );
    expect(story.refusal('close', keeper)).toBe('state');
    story.act('report', unit, { asOf: '2026-05-01', state: 'under-way', measures: '已部署' });
    expect(story.act('close', keeper).matter.state).toBe('closed');
  });

  test('clue: registered, corrected, and established by a second person with its document', () => {
    const registrar = actor('intake', ['clue.register', 'clue.establish'], { organs: ['commission'] });
    const second = actor('reviewer', ['clue.establish'], { organs: ['commission'] });
    const data = {
      class: 'reward-punishment',
      subType: 'award',
      polarity: 'positive',
      source: 'member-submission',
      occurredOn: '2026-02-03',
      receivedOn: '2026-04-08',
      title: '先进个人',
    };
    const story = new Story('clue').begin(registrar, data, about);
    expect(seriesOf(story.machine, data)?.series).toBe('positive');
    story.act('correct', registrar, { ...data, title: '县先进个人' }, '补全');
    const basis = { basis: '表彰决定', date: '2026-02-01', issuer: '县委' };
    expect(story.refusal('establish', registrar, basis)).toBe('actor.second-person');
    expect(story.act('establish', second, basis).matter.state).toBe('established');
    expect(
      begin(story.machine, { id: 'c2', ...about }, registrar, { data: { ...data, subType: 'annual' } }, NOW),
    ).toMatchObject({
      refusal: 'form',
      faults: [{ pointer: '/subType', code: 'list' }],
    });
  });
});

describe('machines', () => {
  test('are found by service and searched by effect, never by name', () => {
    const machine = machineFor(pack, 'submission');
    expect(actionsWith(machine, 'submission.accept')).toEqual(['accept', 'accept-rest']);
    expect(machine.packVersion).toBe(pack.head.version);
    expect(() => machineOf(pack, 'nonsense')).toThrow('nonsense');
  });

  test('number by pattern', () => {
    expect(formatNumber('{organ}线〔{year}〕{seq:5}号', { organ: '县纪', year: 2026, seq: 42 })).toBe(
      '县纪线〔2026〕00042号',
    );
    expect(formatNumber('{seq}/{year}', { organ: '', year: 2026, seq: 7 })).toBe('7/2026');
    expect(seriesOf(machineOf(pack, 'material'), {})).toBeUndefined();
    expect(seriesOf(machineOf(pack, 'reading'), {})?.series).toBe('default');
  });
});

describe('evolve', () => {
  const [first, second] = sheet().act('submit', liaison, signed).events as [MatterEvent, MatterEvent];
  const machine = machineOf(pack, 'submission');
  test.each<[string, MatterEvent[]]>([
    ['an empty history', []],
    ['a history without its beginning', [second]],
    ['a repeated event', [first, second, second]],
    ['two beginnings', [first, first]],
    ['an event from another state', [first, { ...second, from: 'accepted' } as MatterEvent]],
    ['an event into an unknown state', [first, { ...second, to: 'limbo' }]],
  ])('refuses %s', (_, events) => {
    expect(() => replay(machine, events)).toThrow();
  });
  test('refuses events of another procedure', () => {
    expect(() => evolve(machineOf(pack, 'clue'), undefined, first)).toThrow('submission');
  });
});
