import { describe, expect, it } from 'vitest';
import { checkChildren } from '../check/check-children.ts';
import { Action, type State } from '../pack/procedure.schema.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { available, begin, decide } from './decide.ts';
import { isRefusal, type MatterEvent } from './events.ts';
import { evolve, replay, start } from './evolve.ts';
import { machineOf } from './machine.ts';
import { recordAbsorbed, recordReleased } from './system-steps.ts';
import type { Actor, Matter } from './types.ts';

const NOW = '2026-04-08T01:00:00Z';
const keeper: Actor = {
  account: 'keeper',
  organs: ['s1'],
  permissions: new Set(['gate.staff']),
  duties: new Set(),
};

/** The flood gates, where what was merged may be parted again. */
function partable(partOnly = true) {
  const pack = floodGatePack();
  const { repair } = pack.procedures as Record<
    string,
    { states: Record<string, State>; actions: Record<string, Action> }
  >;
  repair!.states.merged!.final = false;
  repair!.actions.merge!.suspends = 'all';
  repair!.actions.leave = Action.parse({
    title: { zh: '分出', en: 'Leave' },
    from: 'merged',
    by: ['custodian'],
    permission: 'gate.staff',
    requiresReason: true,
    parts: true,
  });
  if (!partOnly) repair!.actions.note!.from.push('merged');
  return pack;
}
const machine = machineOf(partable(), 'repair');

function reported(id: string): { events: MatterEvent[]; matter: Matter } {
  const decision = begin(
    machine,
    { id, custodian: 's1', subjects: [{ kind: 'unit', id: 'u1' }] },
    keeper,
    { data: { cause: 'rust', depth: 1 } },
    NOW,
  );
  if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
  return { events: decision.events, matter: start(decision.events[0] as never) };
}
function take(story: ReturnType<typeof reported>, action: string, input: object) {
  const decision = decide(machine, story.matter, action, keeper, input, NOW);
  if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
  story.events.push(...decision.events);
  for (const event of decision.events) story.matter = evolve(machine, story.matter, event);
}

describe('parting from the matter that another one joined', () => {
  it('gives back state, terms and what was said, and the merging counts no more', () => {
    const story = reported('m');
    const before = story.matter;
    take(story, 'merge', { data: { into: 'other' } });
    expect(story.matter).toMatchObject({ state: 'merged', joined: 'other', data: { into: 'other' } });
    expect(story.matter.terms[0]!.suspensions).toHaveLength(1);
    expect(available(machine, story.matter, keeper)).toContain('leave');
    expect(available(machine, story.matter, keeper)).not.toContain('name');
    take(story, 'leave', { reason: 'another gate' });
    const { seq, acts, ...now } = story.matter;
    const { seq: was, acts: had, ...then } = before;
    expect(now).toEqual(then);
    expect(seq).toBe(was + 2);
    expect(acts.slice(had.length).map((act) => [act.action, act.undone ?? false])).toEqual([
      ['merge', true],
      ['leave', false],
    ]);
    expect(replay(machine, story.events)).toEqual(story.matter);
    take(story, 'merge', { data: { into: 'third' } });
    expect(story.matter.joined).toBe('third');
  });

  it('needs a reason, and something that was joined', () => {
    const story = reported('m');
    expect(decide(machine, story.matter, 'leave', keeper, { reason: 'x' }, NOW)).toMatchObject({
      refusal: 'state',
    });
    take(story, 'merge', { data: { into: 'other' } });
    expect(decide(machine, story.matter, 'leave', keeper, {}, NOW)).toMatchObject({ refusal: 'reason' });
    const odd = { ...story.matter };
    delete odd.apart;
    expect(decide(machine, odd, 'leave', keeper, { reason: 'x' }, NOW)).toMatchObject({ refusal: 'order' });
  });

  it('is noted in the other matter, which takes none while it goes on elsewhere itself', () => {
    const other = reported('other');
    const note = (decision: ReturnType<typeof recordReleased>) => {
      if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
      for (const event of decision.events) other.matter = evolve(machine, other.matter, event);
    };
    expect(recordReleased(other.matter, 'm', NOW)).toMatchObject({ refusal: 'order' });
    note(recordAbsorbed(machine, other.matter, 'm', NOW));
    note(recordAbsorbed(machine, other.matter, 'n', NOW));
    expect(other.matter.absorbed).toEqual(['m', 'n']);
    note(recordReleased(other.matter, 'm', NOW));
    expect(other.matter.absorbed).toEqual(['n']);
    note(recordReleased(other.matter, 'n', NOW));
    expect(other.matter).not.toHaveProperty('absorbed');
    const joined = reported('m');
    take(joined, 'merge', { data: { into: 'other' } });
    expect(recordAbsorbed(machine, joined.matter, 'x', NOW)).toMatchObject({ refusal: 'state' });
  });

  it('is sound in a pack only where nothing but records and the parting is possible', () => {
    const problems = (pack: ReturnType<typeof floodGatePack>) =>
      checkChildren(pack, 'repair', pack.procedures.repair!)
        .map(({ code }) => code)
        .filter((code) => code === 'join.state');
    expect(problems(partable())).toEqual([]);
    expect(problems(partable(false))).toEqual([]);
    const wide = partable();
    wide.procedures.repair!.actions.mend!.from.push('merged');
    expect(problems(wide)).toEqual(['join.state']);
  });
});
