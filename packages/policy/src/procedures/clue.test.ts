import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordChildClosed } from '../engine/system-steps.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, NOW, Walk, type WalkOptions, type Who } from '../testing/walk.ts';

const pack = await defaultPack();

type Against = 'not-looked-for' | 'none-found' | 'found';
type Way = 'talk-inquiry' | 'verification' | 'hold' | 'close';

const REGISTERED = {
  class: 'petition',
  subType: 'letter-handling',
  polarity: 'negative',
  source: 'report-accusation',
  occurredOn: '2026-03-02',
  receivedOn: '2026-04-08',
  title: '反映收受礼金',
};
const registered = (options?: WalkOptions, more: object = {}) =>
  new Walk(pack, 'clue', 'casemgmt', { ...REGISTERED, ...more }, options);
const assigned = (options?: WalkOptions, more?: object) =>
  registered(options, more).act('assign', 'casemgmt', { handlers: [idOf('officer')] });
const allegations = (...against: Against[]) => ({
  allegations: against.map((one, i) => ({ no: i + 1, what: `问题${i + 1}`, against: one })),
});
const brokenDown = (options?: WalkOptions, ...against: Against[]) =>
  assigned(options).act(
    'break-down',
    'officer',
    allegations(...(against.length ? against : ['found' as const])),
  );
const proposed = (way: Way, options?: WalkOptions, ...against: Against[]) =>
  brokenDown(options, ...against).act('propose', 'officer', {
    mainProblem: '收受礼金',
    way,
    grounds: '按规定处置。',
  });

const STEP: Record<Way, string> = {
  'talk-inquiry': 'dispose-asking',
  verification: 'dispose-verifying',
  hold: 'dispose-held',
  close: 'dispose-closed',
};

/** Who has to approve, in the order in which it goes round. */
function approvers(walk: Walk): Who[] {
  const asked: Who[] = [];
  while (walk.matter.pending) {
    const turn = (['head', 'secretary', 'deskhead', 'orgdept'] as const).find((who) =>
      walk.allowed(who).includes('approval.approve'),
    );
    if (!turn) throw new Error('nobody approves');
    walk.act('approval.approve', turn);
    asked.push(turn);
  }
  return asked;
}

const BOTH: Who[] = ['head', 'secretary'];
const OWN: Who[] = ['head'];
const TOP = { tags: ['top-leader'] };
const UNIT_HEAD = { tags: ['unit-head'] };
const level = (code: string) => ({ level: code });
const UNIT = { kind: 'unit' as const };

interface Case {
  way: Way;
  who: string;
  facts: WalkOptions['facts'];
  against?: Against[];
  /** Approvers in order, or why it is refused. */
  result: Who[] | 'guard';
  state?: string;
  terms?: string[];
  rule: string;
}

// Worked by hand: the four disposals by whom the clue concerns and by what was looked for.
const CASES: Case[] = [
  {
    way: 'talk-inquiry',
    who: 'head of a party or government organ',
    facts: TOP,
    result: BOTH,
    state: 'asking',
    terms: [],
    rule: '党组织主要负责人：报本级党委主要负责人',
  },
  {
    way: 'talk-inquiry',
    who: 'head of a unit',
    facts: UNIT_HEAD,
    result: BOTH,
    state: 'asking',
    terms: [],
    rule: '单位主要负责人',
  },
  {
    way: 'talk-inquiry',
    who: 'department chief',
    facts: level('department-chief'),
    result: BOTH,
    state: 'asking',
    rule: '干部管理权限',
  },
  {
    way: 'talk-inquiry',
    who: 'county deputy',
    facts: level('county-deputy'),
    result: BOTH,
    state: 'asking',
    rule: '干部管理权限',
  },
  {
    way: 'talk-inquiry',
    who: 'section chief',
    facts: level('section-chief'),
    result: BOTH,
    state: 'asking',
    rule: '干部管理权限',
  },
  {
    way: 'talk-inquiry',
    who: 'section deputy',
    facts: level('section-deputy'),
    result: OWN,
    state: 'asking',
    rule: '监察法第四十条',
  },
  {
    way: 'talk-inquiry',
    who: 'below section level',
    facts: level('subsection'),
    result: OWN,
    state: 'asking',
    rule: '监察法第四十条',
  },
  {
    way: 'talk-inquiry',
    who: 'somebody without a post',
    facts: {},
    result: OWN,
    state: 'asking',
    rule: '监察法第四十条',
  },
  {
    way: 'talk-inquiry',
    who: 'somebody for whom nothing was looked for yet',
    facts: {},
    against: ['not-looked-for'],
    result: OWN,
    state: 'asking',
    rule: '询问本人即为查找',
  },
  {
    way: 'verification',
    who: 'head of a party or government organ',
    facts: TOP,
    result: BOTH,
    state: 'verifying',
    terms: [],
    rule: '下级党委主要负责人：报同级党委主要负责人批准',
  },
  {
    way: 'verification',
    who: 'head of a unit',
    facts: UNIT_HEAD,
    result: BOTH,
    state: 'verifying',
    rule: '下级党委主要负责人',
  },
  {
    way: 'verification',
    who: 'department deputy',
    facts: level('department-deputy'),
    result: BOTH,
    state: 'verifying',
    rule: '干部管理权限',
  },
  {
    way: 'verification',
    who: 'county chief',
    facts: level('county-chief'),
    result: BOTH,
    state: 'verifying',
    rule: '干部管理权限',
  },
  {
    way: 'verification',
    who: 'section chief',
    facts: level('section-chief'),
    result: BOTH,
    state: 'verifying',
    rule: '干部管理权限',
  },
  {
    way: 'verification',
    who: 'section rank',
    facts: level('section-rank'),
    result: OWN,
    state: 'verifying',
    rule: '监察法第四十条',
  },
  {
    way: 'verification',
    who: 'somebody without a post',
    facts: {},
    result: OWN,
    state: 'verifying',
    rule: '监察法第四十条',
  },
  {
    way: 'verification',
    who: 'somebody for whom nothing was looked for yet',
    facts: {},
    against: ['found', 'not-looked-for'],
    result: OWN,
    state: 'verifying',
    rule: '核实中查找',
  },
  {
    way: 'hold',
    who: 'head of a unit',
    facts: UNIT_HEAD,
    result: BOTH,
    state: 'held',
    terms: ['rescreen'],
    rule: '暂存待查：定期再筛查',
  },
  {
    way: 'hold',
    who: 'section chief',
    facts: level('section-chief'),
    result: BOTH,
    state: 'held',
    terms: ['rescreen'],
    rule: '暂存待查',
  },
  {
    way: 'hold',
    who: 'section deputy',
    facts: level('section-deputy'),
    result: OWN,
    state: 'held',
    terms: ['rescreen'],
    rule: '暂存待查',
  },
  {
    way: 'hold',
    who: 'somebody without a post',
    facts: {},
    result: OWN,
    state: 'held',
    terms: ['rescreen'],
    rule: '暂存待查',
  },
  {
    way: 'hold',
    who: 'somebody for whom nothing was looked for yet',
    facts: {},
    against: ['not-looked-for'],
    result: OWN,
    state: 'held',
    terms: ['rescreen'],
    rule: '暂不具备核查条件',
  },
  {
    way: 'close',
    who: 'head of a party or government organ',
    facts: TOP,
    result: BOTH,
    state: 'closed',
    terms: [],
    rule: '予以了结',
  },
  {
    way: 'close',
    who: 'section chief',
    facts: level('section-chief'),
    result: BOTH,
    state: 'closed',
    terms: [],
    rule: '予以了结',
  },
  {
    way: 'close',
    who: 'section deputy',
    facts: level('section-deputy'),
    result: OWN,
    state: 'closed',
    terms: [],
    rule: '予以了结',
  },
  {
    way: 'close',
    who: 'somebody without a post',
    facts: {},
    result: OWN,
    state: 'closed',
    terms: [],
    rule: '予以了结',
  },
  {
    way: 'close',
    who: 'somebody for whom it was looked for in vain',
    facts: {},
    against: ['none-found', 'found'],
    result: OWN,
    state: 'closed',
    rule: 'P10',
  },
  {
    way: 'close',
    who: 'somebody for whom nothing was looked for',
    facts: {},
    against: ['not-looked-for'],
    result: 'guard',
    rule: 'P10',
  },
  {
    way: 'close',
    who: 'a head of a unit for whom one point was not looked into',
    facts: TOP,
    against: ['found', 'not-looked-for', 'none-found'],
    result: 'guard',
    rule: 'P10',
  },
  { way: 'close', who: 'a unit', facts: UNIT, result: OWN, state: 'closed', rule: '监察法第四十条' },
  { way: 'talk-inquiry', who: 'a unit', facts: UNIT, result: OWN, state: 'asking', rule: '监察法第四十条' },
  {
    way: 'hold',
    who: 'a unit',
    facts: UNIT,
    result: OWN,
    state: 'held',
    terms: ['rescreen'],
    rule: '监察法第四十条',
  },
];

describe('the four disposals', () => {
  it.each(CASES)('$way for $who ($rule)', ({ way, facts, against = ['found'], result, state, terms }) => {
    const walk = proposed(way, { facts: facts ?? {} }, ...against);
    if (result === 'guard') {
      expect(walk.refusal(STEP[way], 'officer')).toBe('guard');
      return;
    }
    expect(walk.running).toEqual(['opinion']);
    walk.act(STEP[way], 'officer');
    expect(approvers(walk)).toEqual(result);
    expect(walk.state).toBe(state);
    expect(walk.documents).toEqual(['disposal-approval']);
    if (terms) expect(walk.running).toEqual(terms);
  });

  it('takes the way that was proposed and no other, and approves nothing of one’s own', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Way>('talk-inquiry', 'verification', 'hold', 'close'),
        fc.constantFrom<Way>('talk-inquiry', 'verification', 'hold', 'close'),
        (said, done) => {
          const walk = proposed(said);
          expect(walk.refusal(STEP[done], 'officer')).toBe(said === done ? 'allowed' : 'guard');
          if (said !== done) return;
          walk.act(STEP[done], 'officer');
          expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
        },
      ),
    );
  });

  it('proposes nothing before it is broken down, and nothing by anybody else', () => {
    const proposal = { mainProblem: '收受礼金', way: 'hold', grounds: '按规定。' };
    expect(assigned().refusal('propose', 'officer', proposal)).toBe('guard');
    // Others of the organ that keeps it do not see it: see the tests of sight.
    for (const who of ['court', 'subject', 'secretary', 'dispatched'] as const)
      expect(brokenDown().refusal('propose', who, proposal), who).toMatch(/^actor\./);
  });

  it('lets case supervision review what was closed, once and by another person', () => {
    const walk = proposed('close').act('dispose-closed', 'officer');
    approvers(walk);
    expect(walk.refusal('check-closing', 'officer', { opinion: '同意。' })).toMatch(/^actor\./);
    walk.act('check-closing', 'casemgmt', { opinion: '同意。' });
    expect(walk.refusal('check-closing', 'casemgmt2', { opinion: '再次。' })).toBe('order');
  });

  it('takes what is held up again, screens it again, and lets the time run anew', () => {
    const walk = proposed('hold').act('dispose-held', 'officer');
    approvers(walk);
    walk.act('rescreen', 'officer', { finding: '仍无新情况。' });
    expect(walk.running).toEqual(['rescreen']);
    walk.act('revive', 'officer', { newEvidence: '新线索。' });
    expect([walk.state, walk.running]).toEqual(['assigned', ['opinion']]);
  });
});

const DECISION = {
  foundBy: '海州市纪委监委',
  level: 'city',
  decisionNumber: '海纪认〔2026〕3号',
  foundOn: '2026-04-03',
  decision: ['00000000-0000-4000-8000-000000000001'],
};

describe('framing (P5)', () => {
  const closed = () => {
    const walk = proposed('close').act('dispose-closed', 'officer');
    approvers(walk);
    return walk;
  };

  it('is a finding only with the decision of an organ of a city with districts or above', () => {
    expect(closed().refusal('revoke', 'casemgmt', { revocationGrounds: '捏造。' })).toBe('guard');
    expect(closed().refusal('record-decision', 'casemgmt', { ...DECISION, level: 'county' })).toBe('form');
    expect(closed().refusal('record-decision', 'casemgmt', { ...DECISION, decision: [] })).toBe('form');
    expect(closed().refusal('record-decision', 'officer', DECISION)).toMatch(/^actor\./);
    const walk = closed().act('record-decision', 'casemgmt', DECISION);
    walk.act('revoke', 'casemgmt', { revocationGrounds: '捏造。' });
    expect([walk.state, approvers(walk), walk.state]).toEqual([
      'closed',
      ['head', 'orgdept', 'secretary'],
      'revoked',
    ]);
  });

  it('is no conclusion of whoever handles it without that decision; what was not looked for is said before any', () => {
    const screening = (against: string) => {
      const walk = registered().act('assign', 'casemgmt', { handlers: [idOf('officer')] });
      walk.act('break-down', 'officer', { allegations: [{ no: 1, what: '收受礼金', against }] });
      walk.act('enter-steps', 'officer', { unclear: 'truth', whyUnclear: '未附证据。' });
      walk.act('compare-elsewhere', 'officer', { compareBody: idOf('dispatched'), why: 'heads' });
      walk.record(recordChildClosed(walk.machine, walk.matter, walk.matter.children[0]!.id, 'closed', NOW));
      walk.act('screen', 'officer');
      return walk.act('weigh', 'officer', {
        evidence: [{ no: 1, piece: '清单', source: '财政局', reading: 'true', bears: 'contradicts' }],
      });
    };
    const verdict = (code: string) => ({
      conclusions: [{ no: 1, verdict: code, grounds: '查无此事。' }],
      overview: '不实。',
    });
    const open = screening('not-looked-for');
    expect(open.allowed('officer')).not.toContain('conclude-screening');
    expect(open.allowed('officer')).not.toContain('list-difficult');
    expect(open.unmet('officer').map(({ action }) => action)).toContain('conclude-screening');
    const walk = screening('found');
    expect(walk.allowed('officer')).toContain('conclude-screening');
    expect(walk.refusal('conclude-screening', 'officer', verdict('framed'))).toBe('guard');
    expect(walk.refusal('conclude-screening', 'officer', verdict('untrue'))).toBe('allowed');
    walk.act('record-decision', 'casemgmt', DECISION);
    expect(walk.refusal('conclude-screening', 'officer', verdict('framed'))).toBe('allowed');
  });

  it('opens nothing against whoever reported, and is undone on new evidence by case supervision alone', () => {
    const walk = closed().act('record-decision', 'casemgmt', DECISION);
    walk.act('revoke', 'casemgmt', { revocationGrounds: '捏造。' });
    approvers(walk);
    expect(walk.matter.children).toEqual([]);
    for (const who of ['officer', 'subject', 'court'] as const)
      expect(walk.refusal('reinstate', who, { newEvidence: '新证据。' }), who).toMatch(/^actor\./);
    expect(walk.act('reinstate', 'casemgmt', { newEvidence: '新证据。' }).state).toBe('assigned');
  });
});

describe('a named reporter', () => {
  it('is told of acceptance and result, and an anonymous one starts no term', () => {
    expect(registered().running).toEqual(['opinion']);
    const walk = assigned(undefined, { named: true });
    expect(walk.running).toEqual(['acknowledge', 'opinion']);
    const told = { toldOn: '2026-04-08', means: 'phone', said: '已受理。' };
    expect(walk.act('tell-reporter', 'officer', told).running).toEqual(['opinion']);
    walk.act('break-down', 'officer', allegations('found'));
    walk.act('propose', 'officer', { mainProblem: '收受礼金', way: 'close', grounds: '不实。' });
    walk.act('dispose-closed', 'officer');
    approvers(walk);
    expect(walk.running).toEqual(['tell-result']);
    expect(walk.act('tell-result', 'officer', told).running).toEqual(['return-visit']);
    expect(assigned().refusal('tell-reporter', 'officer', told)).toBe('guard');
  });
});
