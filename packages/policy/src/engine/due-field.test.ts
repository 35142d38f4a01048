import { describe, expect, test } from 'vitest';
import { dueOf } from '../terms/due.ts';
import type { TermRules } from '../terms/record.ts';
import { standingOf } from '../terms/state.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { chineseCalendar } from '../testing/notices.ts';
import { begin, decide } from './decide.ts';
import { isRefusal, type MatterEvent } from './events.ts';
import { replay } from './evolve.ts';
import { machineOf } from './machine.ts';
import type { Actor } from './types.ts';
import type { World } from './world.ts';

const pack = floodGatePack();
const machine = machineOf(pack, 'patrol');
// Already 9 April at the station.
const NOW = '2026-04-08T17:00:00Z';
const TODAY = '2026-04-09';

const actor = (account: string): Actor => ({
  account,
  organs: ['s1'],
  permissions: new Set(['gate.sign']),
  duties: new Set(),
});
const rules: TermRules = {
  limits: { entries: pack.terms, overrides: [], organs: ['s1'] },
  calendar: chineseCalendar,
  zone: 'Asia/Shanghai',
};
const holder = (account: string, organ: string, permission: string) => ({ account, organ, permission });
const world: World = {
  organs: [
    { id: 's1', parentId: 'b1', kind: 'station' },
    { id: 'b1', parentId: null, kind: 'river-board' },
  ],
  holders: [holder('head', 's1', 'gate.sign'), holder('boss', 'b1', 'gate.seal')],
  subjectFacts: [],
  kin: new Set(),
  rules,
};

class Story {
  readonly events: MatterEvent[] = [];
  constructor(tellBy = '2026-04-20') {
    const beginning = { id: 'm1', custodian: 's1', subjects: [] };
    this.take(begin(machine, beginning, actor('keeper'), { data: { tellBy } }, NOW, world));
  }
  get matter() {
    return replay(machine, this.events);
  }
  decide(name: string, data?: object, at = NOW, by = 'keeper') {
    return decide(machine, this.matter, name, actor(by), data ? { data } : {}, at, world);
  }
  act(name: string, data?: object, at = NOW, by = 'keeper'): this {
    return this.take(this.decide(name, data, at, by));
  }
  faults(name: string, data?: object, at = NOW): string[] {
    const decision = this.decide(name, data, at);
    if (!isRefusal(decision)) return [];
    return decision.faults?.map((fault) => `${fault.pointer} ${fault.code}`) ?? [decision.refusal];
  }
  due(term: string) {
    return dueOf(this.matter.terms.find((one) => one.code === term)!, rules);
  }
  private take(decision: ReturnType<typeof decide>): this {
    if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
    this.events.push(...decision.events);
    return this;
  }
}

describe('a term whose last day a form sets', () => {
  test('takes no day that has passed where the matter is kept, and says so at the field', () => {
    expect(() => new Story('2026-04-08')).toThrow('due-past');
    expect(new Story().faults('send', { comeBy: '2026-04-08' })).toEqual(['/comeBy due-past']);
    expect(new Story().faults('send', { comeBy: TODAY })).toEqual([]);
  });

  test('takes no day beyond the limit that the pack gives, as it is counted for the organ', () => {
    // Five days from 9 April: the 14th.
    expect(new Story().faults('send', { comeBy: '2026-04-15' })).toEqual(['/comeBy due-beyond']);
    expect(new Story().faults('send', { comeBy: '2026-04-14' })).toEqual([]);
    const override = { code: 'gate.inspect', organId: 's1', from: '2026-01-01', to: null };
    const own = { ...override, length: { value: 2, unit: 'day' as const } };
    const strict = { ...world, rules: { ...rules, limits: { ...rules.limits, overrides: [own] } } };
    const { matter } = new Story();
    const input = { data: { comeBy: '2026-04-14' } };
    expect(decide(machine, matter, 'send', actor('keeper'), input, NOW, strict)).toMatchObject({
      refusal: 'form',
      faults: [{ pointer: '/comeBy', code: 'due-beyond', text: { zh: '不得晚于2026-04-13' } }],
    });
    // Nothing is let pass unbounded because the caller forgot what it is counted by.
    expect(() => decide(machine, matter, 'send', actor('keeper'), input, NOW)).toThrow('without rules');
  });

  test('does not begin once the day that an earlier form set has passed', () => {
    const story = new Story('2026-04-20');
    expect(story.faults('write', undefined, '2026-04-20T17:00:00Z')).toEqual(['term.passed']);
    expect(story.act('write', undefined, '2026-04-20T01:00:00Z').due('tell')).toMatchObject({
      day: '2026-04-20',
      limit: undefined,
    });
  });

  test('leaves the least time that the pack gives: at the field, and from the opening on', () => {
    const tell = { ...machine.terms!.tell!, due: { field: 'tellBy', atLeast: 'gate.more' } };
    const fair = { ...machine, terms: { ...machine.terms, tell } };
    const from = (tellBy: string) =>
      begin(
        fair,
        { id: 'm1', custodian: 's1', subjects: [] },
        actor('keeper'),
        { data: { tellBy } },
        NOW,
        world,
      );
    expect(from('2026-04-10')).toMatchObject({ faults: [{ pointer: '/tellBy', code: 'due-short' }] });
    const begun = from('2026-04-17');
    if (isRefusal(begun)) throw new Error(begun.refusal);
    const matter = replay(fair, begun.events);
    const dueFrom = (at: string) => {
      const taken = decide(fair, matter, 'write', actor('keeper'), {}, at, world);
      return isRefusal(taken)
        ? taken.refusal
        : replay(fair, [...begun.events, ...taken.events]).terms[0]?.due;
    };
    expect(dueFrom('2026-04-09T01:00:00Z')).toBe('2026-04-17');
    expect(dueFrom('2026-04-20T01:00:00Z')).toBe('2026-04-27');
    expect(() => decide(fair, matter, 'write', actor('keeper'), {}, NOW)).toThrow('without rules');
  });

  test('is asked for with approval, and is not approved once the day has passed: the request goes back', () => {
    const story = new Story()
      .act('seek', { comeBy: '2026-04-11' })
      .act('approval.approve', undefined, NOW, 'head');
    const late = story.decide('approval.approve', undefined, '2026-04-12T01:00:00Z', 'boss');
    expect(late).toMatchObject({ refusal: 'approval.outdated' });
    expect((late as { text: { en: string } }).text.en).toContain('must not have passed already');
    story.act('approval.approve', undefined, '2026-04-11T01:00:00Z', 'boss');
    expect(story.matter.terms).toMatchObject([{ code: 'come', due: '2026-04-11' }]);
  });

  test('ends on the day as it was set, a rest day included, and replays to the same', () => {
    const story = new Story().act('send', { comeBy: '2026-04-12' });
    expect(story.due('come')).toMatchObject({ day: '2026-04-12', missing: [] });
    expect(replay(machine, JSON.parse(JSON.stringify(story.events)))).toEqual(story.matter);
    const [record] = story.matter.terms;
    expect(standingOf(record!, rules, '2026-04-10', [0.3])).toMatchObject({
      state: 'warned',
      due: '2026-04-12',
    });
    expect(standingOf(record!, rules, '2026-04-13', [0.3])).toMatchObject({ state: 'overdue', daysLate: 1 });
  });

  test('stands still and is extended like any other: by calendar days, then off a rest day', () => {
    const story = new Story().act('send', { comeBy: '2026-04-14' });
    story.act('halt', undefined, '2026-04-10T02:00:00Z');
    expect(story.due('come')).toMatchObject({ day: null });
    story.act('resume', undefined, '2026-04-14T02:00:00Z');
    // Four days later it would be Saturday.
    expect(story.due('come')).toMatchObject({ day: '2026-04-20' });
    expect(story.act('longer').due('come')).toMatchObject({ day: '2026-04-23' });
  });

  test('begins standing still where it was stopped before it began, until it is let run on', () => {
    const stopped = () => new Story().act('halt').act('send', { comeBy: '2026-04-13' });
    expect(stopped().due('come')).toMatchObject({ day: null });
    // The day of the opening never counts: three days of four were still to come.
    expect(stopped().act('resume', undefined, '2026-04-14T02:00:00Z').due('come')).toMatchObject({
      day: '2026-04-17',
    });
    // What was let run on, or ended since, stops nothing that begins later.
    const running = { day: '2026-04-13' };
    const resumed = new Story().act('halt').act('resume').act('send', { comeBy: '2026-04-13' });
    expect(resumed.due('come')).toMatchObject(running);
    const anew = new Story().act('send', { comeBy: '2026-04-13' }).act('halt').act('come-in');
    expect(anew.act('send', { comeBy: '2026-04-13' }).matter.terms.at(-1)).toMatchObject({ suspensions: [] });
  });

  test('keeps its day when it runs already: nobody sets another by asking again', () => {
    const story = new Story().act('send', { comeBy: '2026-04-10' });
    expect(story.act('send', { comeBy: '2026-04-14' }).due('come')).toMatchObject({ day: '2026-04-10' });
    expect(story.matter.terms).toHaveLength(1);
  });
});
