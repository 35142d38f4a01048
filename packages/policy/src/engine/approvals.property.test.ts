import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Procedure } from '../pack/procedure.schema.ts';
import { openSeats } from './approval/approvers.ts';
import { available, begin, decide } from './decide.ts';
import { isRefusal, type MatterEvent } from './events.ts';
import { evolve, replay } from './evolve.ts';
import type { PersonRef } from './refs.ts';
import { isSamePerson } from './relations.ts';
import { type Actor, isRefused, type Machine, type Matter } from './types.ts';
import type { World } from './world.ts';

const STATES = ['s0', 's1', 's2'];
const NAMES = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'];
const TERMS = ['t0', 't1'];
const text = { zh: '甲', en: 'A' };
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const terms = some(fc.subarray(TERMS, { minLength: 1 }));
const PANEL = [
  { code: 'p', step: 'convene' },
  { code: 'p', step: 'opine' },
  { code: 'p', step: 'conclude' },
];

const anyAction = fc.record({
  from: fc.subarray(STATES, { minLength: 1 }),
  to: some(fc.constantFrom(...STATES)),
  by: fc.constant(['custodian', 'subject', 'voice']),
  approval: some(fc.constant('x')),
  rejectedTo: some(fc.constantFrom(...STATES)),
  whilePending: some(fc.boolean()),
  opens: terms,
  closes: terms,
  suspends: some(fc.constant('all' as const)),
  resumes: some(fc.constant('all' as const)),
  correctable: some(fc.boolean()),
  spawns: some(fc.constant([{ procedure: 'kid', as: 'kid', waits: true }])),
  needsChildren: fc.option(fc.constant('closed' as const), { nil: undefined, freq: 6 }),
  panel: fc.option(fc.constantFrom(...PANEL), { nil: undefined, freq: 2 }),
});

const step = { title: text, all: [{ permission: 'p.one', organ: 'custodian' as const }] };
const joint = { title: text, all: [step.all[0]!, { permission: 'p.two', organ: { kind: 'board' } }] };

/** Any procedure with approvals, terms, panels and children that the schema admits, sound or not. */
const anyMachine: fc.Arbitrary<Machine> = fc
  .record({
    actions: fc.array(anyAction, { minLength: 3, maxLength: NAMES.length }),
    chain: fc.array(fc.constantFrom(step, joint), { minLength: 1, maxLength: 3 }),
    repeats: fc.boolean(),
  })
  .map(({ actions, chain, repeats }) => ({
    ...Procedure.parse({
      procedure: 'foreign',
      title: text,
      subjects: { kinds: ['person'], min: 0, max: 9 },
      initial: 's0',
      begin: { by: ['custodian'], opens: ['t0'] },
      parties: { voice: { title: text, kinds: ['account'] } },
      terms: { t0: { title: text, limit: 'l' }, t1: { title: text, limit: 'l', closedOnlyBy: ['subject'] } },
      panels: {
        p: {
          title: text,
          members: 'voice',
          chair: 'voice',
          quorum: '1/2',
          majority: { share: '1/2' },
          options: { yes: { title: text, counts: 'for' }, no: { title: text, counts: 'against' } },
        },
      },
      staffing: { by: ['custodian'] },
      states: Object.fromEntries(STATES.map((s) => [s, { title: text, status: 'any', final: s === 's2' }])),
      actions: Object.fromEntries(
        actions.map((action, i) => [NAMES[i], { title: text, form: 'f', ...action }]),
      ),
    }),
    packVersion: '1.0.0',
    zone: 'Asia/Shanghai',
    validate: () => [],
    fieldsOf: () => [],
    authority: () => ({
      code: 'x',
      title: text,
      work: 'w',
      rows: [{ chain, repeats, source: text, standing: 'default' as const }],
    }),
  }));

const PEOPLE: PersonRef[] = ['ann', 'bob', 'cy', 'dee', 'eve'].map((account, i) => ({
  account,
  // Ann and Bob are one person.
  person: `p${i === 1 ? 0 : i}`,
}));
const anyPerson = fc.constantFrom(...PEOPLE);

const anyWorld: fc.Arbitrary<World> = fc
  .record({
    holders: fc.array(
      fc.record({
        who: anyPerson,
        permission: fc.constantFrom('p.one', 'p.two'),
        organ: fc.constantFrom('o', 'b', 'top'),
        absent: fc.option(anyPerson, { nil: undefined, freq: 3 }),
      }),
      { maxLength: 14 },
    ),
    kin: fc.subarray(['p2', 'p4']),
  })
  .map(({ holders, kin }) => ({
    organs: [
      { id: 'o', parentId: 'b', kind: 'post' },
      { id: 'b', parentId: 'top', kind: 'board' },
      { id: 'top', parentId: null, kind: 'top' },
    ],
    holders: holders.map(({ who, absent, ...rest }) => ({
      ...who,
      ...rest,
      ...(absent ? { delegateOf: absent } : {}),
    })),
    subjectFacts: [{ kind: 'person', tags: [] }],
    kin: new Set(kin),
  }));

const VERBS = [
  'approval.approve',
  'approval.return',
  'approval.reject',
  'approval.withdraw',
  'step.correct',
  'recusal.declare',
];
const anyStep = fc.record({
  name: fc.constantFrom(...NAMES, ...VERBS, 'approval.approve', 'approval.approve'),
  pick: some(fc.nat()),
  who: anyPerson,
  vote: fc.constantFrom('yes', 'no'),
});

const NOW = '2026-01-05T08:00:00Z';
interface Seen {
  before: Matter;
  after: Matter;
  events: MatterEvent[];
}

function run(
  machine: Machine,
  world: World,
  steps: { name: string; pick: number | undefined; who: PersonRef; vote: string }[],
) {
  const actorOf = (who: PersonRef): Actor => ({
    ...who,
    organs: ['o'],
    permissions: new Set(),
    duties: new Set(),
  });
  const beginning = {
    id: 'm',
    custodian: 'o',
    subjects: [{ kind: 'person' as const, id: 'p3' }],
    parties: { voice: PEOPLE.map(({ account }) => ({ kind: 'account' as const, id: account })) },
  };
  const begun = begin(machine, beginning, actorOf(PEOPLE[0]!), {}, NOW);
  if (isRefusal(begun)) throw new Error(begun.refusal);
  const events = [...begun.events];
  let matter = replay(machine, events);
  const seen: Seen[] = [];
  steps.forEach(({ name, pick, who, vote }, i) => {
    // Now and then somebody whose turn it is, so that requests come to an end.
    const turn =
      matter.pending && pick !== undefined && pick % 3 > 0
        ? openSeats(matter, matter.pending, world)[0]?.holders[0]
        : undefined;
    const actor = actorOf(turn ?? who);
    const open = available(machine, matter, actor, world);
    const chosen = turn
      ? 'approval.approve'
      : ((pick === undefined ? undefined : open[pick % Math.max(open.length, 1)]) ?? name);
    const verb = chosen.includes('.');
    const input = { reason: 'because', ids: [`k${i}`], ...(verb ? {} : { data: { vote } }) };
    const decision = decide(machine, matter, chosen, actor, input, NOW, world);
    if (isRefusal(decision)) return;
    expect(open).toContain(chosen);
    const before = matter;
    for (const event of decision.events) matter = evolve(machine, matter, event);
    events.push(...decision.events);
    seen.push({ before, after: matter, events: decision.events });
  });
  return { events, matter, seen, world };
}

const story = [anyMachine, anyWorld, fc.array(anyStep, { minLength: 8, maxLength: 30 })] as const;
const holds = (check: (told: ReturnType<typeof run>, machine: Machine) => void, numRuns = 150) =>
  fc.assert(
    fc.property(...story, (machine, world, steps) => check(run(machine, world, steps), machine)),
    { numRuns },
  );

test('replaying gives the same matter, and only declared states are reached', () => {
  holds(({ events, matter }, machine) => {
    expect(replay(machine, structuredClone(events))).toEqual(matter);
    for (const event of events) expect(STATES).toContain(event.to);
  });
});

test('no term is lost, and one that only the addressee closes is closed by nobody else', () => {
  holds(({ seen }) => {
    for (const { before, after, events } of seen) {
      const undone = events.some((event) => event.type === 'corrected');
      if (!undone) expect(after.terms.length).toBeGreaterThanOrEqual(before.terms.length);
      before.terms.forEach((term, i) => {
        const then = undone ? term : after.terms[i];
        expect(then?.openedSeq).toBe(term.openedSeq);
        if (term.closedSeq !== undefined && !undone) expect(then?.closedSeq).toBe(term.closedSeq);
        if (term.code !== 't1' || term.closedSeq !== undefined || then?.closedSeq === undefined) return;
        expect(events.find((event) => event.seq === then.closedSeq)?.as).toBe('subject');
      });
    }
  });
});

test('an approval counts no barred person and no person twice', () => {
  holds(({ seen, world }) => {
    for (const { before, events } of seen) {
      const [event] = events;
      if (event?.type !== 'approved') continue;
      const pending = before.pending!;
      for (const one of event.for ? [event, event.for] : [event]) {
        expect(isSamePerson(one, pending)).toBe(false);
        expect(one.person).not.toBe('p3');
        expect(world.kin.has(one.person!)).toBe(false);
        expect(before.recusals.some((recusal) => isSamePerson(recusal, one))).toBe(false);
        const earlier = pending.approvals.filter((a) => !pending.repeats || a.step === event.step);
        expect(earlier.some((a) => isSamePerson(a, one) || (a.for && isSamePerson(a.for, one)))).toBe(false);
      }
    }
  });
});

test('an action with an approval is never taken without all of its chain', () => {
  holds(({ seen }, machine) => {
    for (const { before, events } of seen) {
      const taken = events.find((event) => event.type === 'acted');
      if (taken?.type !== 'acted' || machine.actions[taken.action]?.approval === undefined) continue;
      expect(taken.approval).toBe(before.pending?.seq);
      const seats = before.pending!.chain.flatMap(({ all }) => all).length;
      expect(before.pending!.approvals.length + 1).toBe(seats);
      expect(isSamePerson(taken, before.pending!)).toBe(true);
    }
  });
});

test('a correction restores exactly', () => {
  holds(({ seen }) => {
    seen.forEach(({ after, events }, i) => {
      const [event] = events;
      if (event?.type !== 'corrected') return;
      const taken = seen[i - 1]!;
      const asked = taken.events.at(-1);
      const { seq: _, acts: __, undo: ___, pending, children: ____, ...before } = taken.before;
      expect(after).toMatchObject(before);
      expect(after.pending).toEqual(asked?.type === 'acted' && asked.approval ? undefined : pending);
      expect(event.counters).toBe(asked?.seq);
    });
  });
});

test('nothing is decided but by what is available, and the stories go far', () => {
  let approved = 0;
  let corrected = 0;
  holds(({ seen }) => {
    approved += seen.filter(({ events }) =>
      events.some((e) => e.type === 'acted' && e.approval !== undefined),
    ).length;
    corrected += seen.filter(({ events }) => events.some((e) => e.type === 'corrected')).length;
    for (const { events } of seen) expect(events.some(isRefused)).toBe(false);
  }, 600);
  expect(approved).toBeGreaterThan(3);
  expect(corrected).toBeGreaterThan(3);
});
