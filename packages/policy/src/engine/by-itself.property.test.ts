import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Procedure } from '../pack/procedure.schema.ts';
import { calendarOf } from '../terms/calendar.ts';
import { addDays } from '../terms/days.ts';
import { standingOf } from '../terms/state.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { begin, decide } from './decide.ts';
import { dueByItself } from './due-by-itself.ts';
import { type Decision, isRefusal } from './events.ts';
import { evolve } from './evolve.ts';
import { machineOf } from './machine.ts';
import { recordChildClosed } from './system-steps.ts';
import { openTerms } from './terms.ts';
import { type Actor, type Matter, SYSTEM } from './types.ts';
import type { World } from './world.ts';

const text = { zh: '甲', en: 'A' };
const pack = floodGatePack();
pack.procedures.watch = Procedure.parse({
  procedure: 'watch',
  title: text,
  subjects: { kinds: ['person'], min: 0, max: 9 },
  initial: 'kept',
  begin: { by: ['custodian'], opens: ['until'] },
  terms: {
    until: { title: text, limit: 'gate.inspect', extend: { limit: 'gate.more', times: 9 } },
    check: { title: text, limit: 'gate.answer' },
  },
  states: {
    kept: { title: text, status: 'open' },
    doubted: { title: text, status: 'open' },
    over: { title: text, status: 'done', final: true },
    cleared: { title: text, status: 'done', final: true },
  },
  actions: {
    look: { title: text, from: ['kept', 'doubted'], by: ['custodian'], closes: ['check'], opens: ['check'] },
    halt: { title: text, from: ['kept', 'doubted'], by: ['custodian'], suspends: 'all' },
    resume: { title: text, from: ['kept', 'doubted'], by: ['custodian'], resumes: 'all' },
    longer: { title: text, from: ['kept', 'doubted'], by: ['custodian'], extends: 'until' },
    doubt: { title: text, from: 'kept', to: 'doubted', by: ['custodian'] },
    trust: { title: text, from: 'doubted', to: 'kept', by: ['custodian'] },
    order: {
      title: text,
      from: ['kept', 'doubted'],
      by: ['custodian'],
      spawns: [{ procedure: 'order', as: 'parts', dataFrom: {} }],
    },
    note: {
      title: text,
      from: ['kept', 'doubted'],
      by: ['system'],
      closes: ['check'],
      byItself: { term: 'check' },
    },
    clear: {
      title: text,
      from: ['kept', 'doubted'],
      to: 'cleared',
      by: ['system'],
      byItself: { child: 'parts', states: ['come'] },
    },
    lapse: {
      title: text,
      from: 'kept',
      to: 'over',
      by: ['system'],
      closes: ['until'],
      byItself: { term: 'until' },
    },
  },
});
// What the child is asked for is not what is tried here.
pack.procedures.order = Procedure.parse({
  ...pack.procedures.order,
  begin: { by: ['system'] },
  states: { ...pack.procedures.order!.states, lost: { title: text, status: 'done', final: true } },
  actions: {
    ...pack.procedures.order!.actions,
    lose: { title: text, from: 'placed', to: 'lost', by: ['custodian'] },
  },
});
const machine = machineOf(pack, 'watch');

const keeper: Actor = { account: 'ann', organs: ['station'], permissions: new Set(), duties: new Set() };
const FIRST = '2026-04-01';
const at = (day: string) => `${day}T01:00:00Z`;
const worldOn = (today: string): World => ({
  organs: [],
  holders: [],
  subjectFacts: [],
  kin: new Set(),
  today,
  rules: {
    limits: { entries: pack.terms, overrides: [], organs: [] },
    calendar: calendarOf({ years: [2026], days: [], weekend: [6, 7] }),
    zone: machine.zone,
  },
});

const applied = (matter: Matter | undefined, decision: Decision): Matter | undefined =>
  isRefusal(decision)
    ? matter
    : decision.events.reduce<Matter | undefined>((now, event) => evolve(machine, now, event), matter);

const begun = () =>
  applied(
    undefined,
    begin(machine, { id: 'm', custodian: 'station', subjects: [] }, keeper, {}, at(FIRST)),
  ) as Matter;

/** What the platform does when it looks on a day; how many steps it took. */
function refreshed(matter: Matter, day: string): { matter: Matter; taken: string[] } {
  const taken: string[] = [];
  let now = matter;
  for (let due = dueByItself(machine, now, worldOn(day)); due.length > 0; ) {
    const name = due[0]!;
    const decision = decide(machine, now, name, SYSTEM, { ids: [] }, at(day), worldOn(day));
    if (isRefusal(decision)) throw new Error(`${name} was owed and refused`);
    now = applied(now, decision)!;
    taken.push(name);
    if (taken.length > 20) throw new Error('the platform never comes to an end');
    due = dueByItself(machine, now, worldOn(day));
  }
  return { matter: now, taken };
}

const step = fc.oneof(
  fc.constantFrom(
    'look',
    'halt',
    'resume',
    'longer',
    'doubt',
    'trust',
    'order',
    'come',
    'lost',
    'note',
    'lapse',
  ),
  fc.integer({ min: 1, max: 9 }),
);

/** Another step by a person, or the end of a child; a step that is refused changes nothing. */
function tried(matter: Matter, name: string, day: string): Matter {
  if (name === 'come' || name === 'lost') {
    const open = matter.children.find((child) => !child.closed);
    return open ? applied(matter, recordChildClosed(machine, matter, open.id, name, at(day)))! : matter;
  }
  const ids = [`child-${matter.seq}`];
  return applied(matter, decide(machine, matter, name, keeper, { ids }, at(day), worldOn(day)))!;
}

describe('a step that goes by itself', () => {
  it('is taken when its time has come, never before, and once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let [matter, day] = [begun(), FIRST];
        for (const one of steps) {
          if (typeof one === 'number') day = addDays(day, one);
          else matter = tried(matter, one, day);
          const before = matter;
          const late = openTerms(before).filter(
            (record) => standingOf(record, worldOn(day).rules!, day)?.state === 'overdue',
          );
          const { matter: after, taken } = refreshed(before, day);
          const ended = machine.states[before.state]!.final;
          const come = before.children.some(({ closed }) => closed?.state === 'come');
          const isLate = (code: string) => late.some((record) => record.code === code);
          expect(taken.includes('note')).toBe(!ended && isLate('check'));
          expect(after.state === 'cleared' && !ended).toBe(!ended && come);
          expect(taken.includes('lapse')).toBe(!ended && !come && before.state === 'kept' && isLate('until'));
          expect(refreshed(after, day).taken).toEqual([]);
          matter = after;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes to the same when the platform was down and looks only at the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('look', 'halt', 'resume', 'longer', 'doubt', 'order', 'come'), {
          maxLength: 12,
        }),
        fc.integer({ min: 1, max: 30 }),
        (steps, days) => {
          let [matter, day] = [begun(), FIRST];
          for (const name of steps) matter = tried(matter, name, day);
          let daily = matter;
          for (let i = 0; i <= days; i++) {
            daily = refreshed(daily, day).matter;
            day = addDays(day, 1);
          }
          const late = refreshed(matter, addDays(day, -1)).matter;
          expect(late.state).toBe(daily.state);
          // Where the matter ended nobody counts its terms any more.
          const running = (one: Matter) =>
            machine.states[one.state]!.final ? [] : openTerms(one).map(({ code }) => code);
          expect(running(late)).toEqual(running(daily));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused to the platform itself before its time', () => {
    const refusal = decide(machine, begun(), 'lapse', SYSTEM, {}, at(FIRST), worldOn(FIRST));
    expect(refusal).toMatchObject({ refusal: 'order' });
    expect(dueByItself(machine, begun(), undefined)).toEqual([]);
  });
});
