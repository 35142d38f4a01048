import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Procedure } from '../pack/procedure.schema.ts';
import { RELATIONS as FIXED } from '../pack/procedure-parts.schema.ts';
import { available, begin, decide } from './decide.ts';
import { isRefusal, type MatterEvent } from './events.ts';
import { evolve, replay } from './evolve.ts';
import { isSamePerson } from './relations.ts';
import { type Actor, BEGIN, type Machine } from './types.ts';

const STATES = ['s0', 's1', 's2', 's3'];
const ACTIONS = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'];
const PERMISSIONS = ['x.one', 'x.two'];
const RELATIONS: string[] = [...FIXED];
const none = fc.constant(undefined);
const text = { zh: '甲', en: 'A' };

/** Any procedure that the schema admits, sound or not: the engine must hold even for those. */
const anyProcedure: fc.Arbitrary<Machine> = fc
  .record({
    finals: fc.subarray(STATES.slice(1), { maxLength: 2 }),
    actions: fc.array(
      fc.record({
        from: fc.subarray(STATES, { minLength: 1 }),
        to: fc.option(fc.constantFrom(...STATES), { nil: undefined }),
        by: fc.subarray(RELATIONS, { minLength: 1 }),
        permission: fc.subarray(PERMISSIONS),
        requiresReason: fc.boolean(),
        secondPerson: fc.option(fc.subarray([BEGIN, ...ACTIONS]), { nil: undefined }),
        after: fc.oneof(
          { weight: 4, arbitrary: none },
          { weight: 1, arbitrary: fc.subarray(ACTIONS, { minLength: 1 }) },
        ),
        unless: fc.oneof({ weight: 4, arbitrary: none }, { weight: 1, arbitrary: fc.subarray(ACTIONS) }),
      }),
      { minLength: 3, maxLength: ACTIONS.length },
    ),
  })
  .map(({ finals, actions }) => ({
    ...Procedure.parse({
      procedure: 'foreign',
      title: text,
      subjects: { kinds: ['person'], min: 0, max: 9 },
      initial: 's0',
      begin: { by: RELATIONS },
      states: Object.fromEntries(
        STATES.map((s) => [s, { title: text, status: 'any', final: finals.includes(s) }]),
      ),
      actions: Object.fromEntries(actions.map((a, i) => [ACTIONS[i], { title: text, ...a }])),
    }),
    packVersion: '1.0.0',
    zone: 'Asia/Shanghai',
    validate: () => [],
    fieldsOf: () => [],
    authority: () => undefined,
  }));

const anyActor: fc.Arbitrary<Actor> = fc.record({
  account: fc.constantFrom('ann', 'bob', 'cy', 'dee'),
  person: fc.constantFrom('p1', 'p2', 'p3'),
  permissions: fc.subarray(PERMISSIONS).map((p) => new Set(p)),
  duties: fc.oneof(fc.constant([...RELATIONS]), fc.subarray(RELATIONS)).map((r) => new Set(r)),
});

/** A step is a shot in the dark, or (`pick`) one of what is possible, so that stories go far. */
const anyStep = fc.record({
  action: fc.constantFrom(...ACTIONS, 'no-such-action'),
  pick: fc.option(fc.nat(), { nil: undefined }),
  actor: anyActor,
  reason: fc.constantFrom('because', 'because', ''),
});
type Step = { action: string; pick: number | undefined; actor: Actor; reason: string };

const NOW = '2026-01-05T08:00:00Z';

/** Runs a story and hands every step, taken or refused, to the observer. */
function run(
  machine: Machine,
  first: Actor,
  steps: readonly Step[],
  observe: (step: {
    before: ReturnType<typeof replay>;
    action: string;
    actor: Actor;
    taken: MatterEvent[] | undefined;
  }) => void = () => {},
) {
  const begun = begin(
    machine,
    { id: 'm', custodian: 'o', subjects: [] },
    { ...first, duties: new Set(RELATIONS) },
    {},
    NOW,
  );
  if (isRefusal(begun)) throw new Error(begun.refusal);
  const events = [...begun.events];
  let matter = replay(machine, events);
  for (const { action: blind, pick, actor, reason } of steps) {
    const open = available(machine, matter, actor);
    const action = (pick === undefined ? undefined : open[pick % Math.max(open.length, 1)]) ?? blind;
    const decision = decide(machine, matter, action, actor, { reason }, NOW);
    const taken = isRefusal(decision) ? undefined : decision.events;
    observe({ before: matter, action, actor, taken });
    for (const event of taken ?? []) {
      events.push(event);
      matter = evolve(machine, matter, event);
    }
  }
  return { matter, events };
}

const story = [anyProcedure, anyActor, fc.array(anyStep, { minLength: 5, maxLength: 30 })] as const;
const RUNS = { numRuns: 300 };

describe('for any procedure, actors and order of steps', () => {
  test('nothing outside `available` succeeds, and what is available fails only for its input', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        run(machine, first, steps, ({ before, action, actor, taken }) => {
          const open = available(machine, before, actor);
          if (taken) expect(open).toContain(action);
          for (const name of open) {
            expect(isRefusal(decide(machine, before, name, actor, { reason: 'because' }, NOW))).toBe(false);
          }
        });
      }),
      RUNS,
    );
  });

  test('a final state accepts nothing from anybody', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        run(machine, first, steps, ({ before, actor, taken }) => {
          if (machine.states[before.state]?.final !== true) return;
          expect(taken).toBeUndefined();
          expect(available(machine, before, actor)).toEqual([]);
        });
      }),
      RUNS,
    );
  });

  test('only declared states are reached, and only along a declared action', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        const { events } = run(machine, first, steps);
        for (const event of events) {
          expect(STATES).toContain(event.to);
          if (event.type === 'begun') continue;
          const action = machine.actions[event.action];
          expect(action?.from).toContain(event.from);
          expect(event.to).toBe(action?.to ?? event.from);
          expect(action?.by).toContain(event.as);
        }
      }),
      RUNS,
    );
  });

  test('replaying the events gives the same matter, and any prefix is a matter too', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        const { matter, events } = run(machine, first, steps);
        expect(replay(machine, structuredClone(events))).toEqual(matter);
        for (let n = 1; n <= events.length; n++) {
          expect(replay(machine, events.slice(0, n))).toMatchObject({ seq: n, state: events[n - 1]?.to });
        }
      }),
      RUNS,
    );
  });

  test('a second person is never the first, whatever the account', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        const { matter } = run(machine, first, steps);
        matter.acts.forEach((act, i) => {
          const others = machine.actions[act.action]?.secondPerson ?? [];
          for (const earlier of matter.acts.slice(0, i)) {
            if (others.includes(earlier.action)) expect(isSamePerson(earlier, act)).toBe(false);
          }
        });
      }),
      RUNS,
    );
  });

  test('nobody acts without the relation and one of the permissions, the platform aside', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        run(machine, first, steps, ({ action, actor, taken }) => {
          const { by = [], permission = [] } = machine.actions[action] ?? {};
          if (!taken || taken[0]?.as === 'system' || permission.length === 0) return;
          expect(by).toContain(taken[0]?.as);
          expect(permission.some((p) => actor.permissions.has(p))).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test('the stories tried do go far', () => {
    const lengths = fc
      .sample(fc.tuple(...story), { numRuns: 300, seed: 7 })
      .map(([machine, first, steps]) => {
        return run(machine, first, steps).events.length;
      });
    expect(lengths.filter((n) => n >= 5).length).toBeGreaterThan(100);
  });

  test('deciding changes nothing', () => {
    fc.assert(
      fc.property(...story, (machine, first, steps) => {
        run(machine, first, steps, ({ before, action, actor }) => {
          const copy = structuredClone(before);
          decide(machine, before, action, actor, {}, NOW);
          expect(before).toEqual(copy);
        });
      }),
      RUNS,
    );
  });
});
