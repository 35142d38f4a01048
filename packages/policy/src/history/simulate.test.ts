import { describe, expect, it } from 'vitest';
import { begin, decide } from '../engine/decide.ts';
import { isRefusal, type MatterEvent } from '../engine/events.ts';
import { evolve } from '../engine/evolve.ts';
import { machineOf } from '../engine/machine.ts';
import type { Matter } from '../engine/types.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { calendarOf } from '../terms/calendar.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { simulate } from './simulate.ts';

const people = {
  account: 'a',
  organs: ['station'],
  permissions: new Set(['gate.staff']),
  duties: new Set<never>(),
};

/** A repair that was reported, given an engineer, looked at, halted and resumed. */
function history(): MatterEvent[] {
  const machine = machineOf(floodGatePack(), 'repair');
  const events: MatterEvent[] = [];
  let matter: Matter | undefined;
  const keep = (decision: ReturnType<typeof begin>) => {
    if (isRefusal(decision)) throw new Error(decision.refusal);
    for (const event of decision.events) {
      matter = evolve(machine, matter, event);
      events.push(event);
    }
  };
  const at = (day: number) => `2026-03-0${day}T02:00:00.000Z`;
  const subjects = [{ kind: 'unit' as const, id: 'gate' }];
  keep(
    begin(
      machine,
      { id: 'm', custodian: 'station', subjects },
      people,
      { data: { depth: 3, cause: 'leak' } },
      at(2),
    ),
  );
  keep(
    decide(
      machine,
      matter!,
      'name',
      people,
      { data: { engineer: ['a'], members: ['b'], chair: 'c' } },
      at(3),
    ),
  );
  keep(decide(machine, matter!, 'halt', people, { reason: 'storm' }, at(4)));
  keep(decide(machine, matter!, 'resume', people, {}, at(5)));
  keep(decide(machine, matter!, 'look', people, {}, at(6)));
  return events;
}

const rulesOf = (pack: Pack) => ({
  calendar: calendarOf({ years: [2026], days: [], weekend: [6, 7] }),
  zone: 'Asia/Shanghai',
  limits: { entries: pack.terms, overrides: [], organs: ['station'] },
});

function differences(change: (pack: Pack) => unknown) {
  const past = floodGatePack();
  const next = floodGatePack();
  change(next);
  const machine = next.procedures.repair ? machineOf(next, 'repair') : undefined;
  return simulate(machineOf(past, 'repair'), machine, history(), {
    past: rulesOf(past),
    next: rulesOf(next),
  }).map(({ seq, code }) => [seq, code]);
}

const repair = (pack: Pack) => pack.procedures.repair!;

describe('looking at the past under other rules', () => {
  it('finds nothing under the same rules', () => {
    expect(differences(() => undefined)).toEqual([]);
  });

  it.each<[string, (pack: Pack) => unknown, [number, string][]]>([
    ['a procedure that is gone', (p) => delete p.procedures.repair, [[1, 'procedure.gone']]],
    ['an action that is gone', (p) => delete repair(p).actions.halt, [[3, 'action.gone']]],
    ['an action of another state', (p) => (repair(p).actions.look!.from = ['planned']), [[5, 'from']]],
    ['another target', (p) => (repair(p).actions.look!.to = 'planned'), [[5, 'to']]],
    ['another taker', (p) => (repair(p).actions.look!.by = ['chair']), [[5, 'by']]],
    ['another permission', (p) => (repair(p).actions.name!.permission = ['gate.sign']), [[2, 'permission']]],
    ['a reason', (p) => (repair(p).actions.look!.requiresReason = true), [[5, 'reason']]],
    ['a condition', (p) => (repair(p).actions.look!.when = 'data.depth > 9'), [[5, 'guard']]],
    ['a second person', (p) => (repair(p).actions.look!.secondPerson = ['halt']), [[5, 'second-person']]],
    ['an approval', (p) => (repair(p).actions.look!.approval = 'gate.drain'), [[5, 'approval']]],
    ['a step before it', (p) => (repair(p).actions.look!.unless = ['halt']), [[5, 'order']]],
    ['other terms', (p) => delete repair(p).actions.look!.closes, [[5, 'terms']]],
    ['another status', (p) => (repair(p).states.reported!.status = 'done'), [[5, 'status']]],
    [
      'a longer form',
      (p) =>
        (p.forms = { ...p.forms, report: { ...p.forms.report!, required: ['depth', 'cause', 'colour'] } }),
      [[1, 'form']],
    ],
    [
      'another limit',
      (p) => (p.terms.find((term) => term.code === 'gate.inspect')!.length = { value: 9, unit: 'day' }),
      [[1, 'due']],
    ],
  ])('finds %s', (_, change, expected) => {
    expect(differences(change)).toEqual(expected);
  });
});

describe('a term whose day was set in a form', () => {
  const patrol = machineOf(floodGatePack(), 'patrol');
  const rules = { past: rulesOf(floodGatePack()), next: rulesOf(floodGatePack()) };
  const begun = begin(
    patrol,
    { id: 'm', custodian: 'station', subjects: [] },
    people,
    { data: { tellBy: '2026-03-20' } },
    '2026-03-02T02:00:00.000Z',
  ) as { events: MatterEvent[] };
  const matter = evolve(patrol, undefined, begun.events[0]!);
  const written = decide(patrol, matter, 'write', people, {}, '2026-03-03T02:00:00.000Z');
  const events = [...begun.events, ...(written as { events: MatterEvent[] }).events];
  const next = (change: (terms: NonNullable<Procedure['terms']>) => unknown) => {
    const pack = floodGatePack();
    change(pack.procedures.patrol!.terms!);
    return simulate(patrol, machineOf(pack, 'patrol'), events, rules).map(({ was, now }) => [was, now]);
  };

  it('is the same day under the same rule, and counted where a limit takes its place', () => {
    expect(next(() => undefined)).toEqual([]);
    expect(next((terms) => (terms.tell = { title: terms.tell!.title, limit: 'gate.answer' }))).toEqual([
      ['2026-03-20', '2026-03-09'],
    ]);
  });
});
