import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { begin, decide } from './engine/decide.ts';
import { type Decision, isRefusal, type MatterEvent } from './engine/events.ts';
import { replay } from './engine/evolve.ts';
import { machineOf, phaseOf } from './engine/machine.ts';
import { openTerms } from './engine/terms.ts';
import type { Actor } from './engine/types.ts';
import type { World } from './engine/world.ts';
import { loadPack } from './node.ts';
import { defaultPack } from './testing/default-pack.ts';

const DIR = fileURLToPath(new URL('../../../packs/inspectorate', import.meta.url));
const { pack, problems } = await loadPack(DIR);
const machine = machineOf(pack!, 'report');
const NOW = '2026-04-08T01:00:00Z';
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

/** Account → number of its id, role. */
const STAFF = {
  clerk: [1, 'reporting-officer'],
  inspector: [2, 'inspector'],
  reviewer: [3, 'reviewing-inspector'],
  general: [4, 'inspector-general'],
  delegate: [5, 'ministerial-delegate'],
  official: [6, 'public-official'],
} as const;
type Who = keyof typeof STAFF;

const permissionsOf = (who: Who) =>
  pack!.roles.find((role) => role.code === STAFF[who][1])?.permissions ?? [];
const actor = (who: Who): Actor => ({
  account: id(STAFF[who][0]),
  person: `p-${who}`,
  organs: who === 'official' ? [] : ['hq'],
  permissions: new Set(who === 'official' ? [] : permissionsOf(who)),
  duties: new Set(),
});
const world = (tags: string[]): World => ({
  organs: [{ id: 'hq', parentId: null, kind: 'inspectorate' }],
  holders: (Object.keys(STAFF) as Who[]).flatMap((who) =>
    permissionsOf(who).map((permission) => ({
      account: id(STAFF[who][0]),
      person: `p-${who}`,
      organ: 'hq',
      permission,
    })),
  ),
  subjectFacts: [{ kind: 'person', tags }],
  kin: new Set(),
});

class Story {
  events: MatterEvent[] = [];
  readonly #tags: string[];
  constructor(tags: string[] = []) {
    this.#tags = tags;
    const subjects = [{ kind: 'person' as const, id: 'p-official' }];
    const data = { received: '2026-04-06', channel: 'internal', summary: 'Gifts from a supplier.' };
    this.#take(begin(machine, { id: 'm', custodian: 'hq', subjects }, actor('clerk'), { data }, NOW));
  }
  get matter() {
    return replay(machine, this.events);
  }
  get running() {
    return openTerms(this.matter).map((term) => term.code);
  }
  #decide(name: string, by: Who, data?: object, reason?: string): Decision {
    const input = { ...(data ? { data } : {}), ...(reason ? { reason } : {}) };
    return decide(machine, this.matter, name, actor(by), input, NOW, world(this.#tags));
  }
  refusal(name: string, by: Who, data?: object, reason?: string): string {
    const decision = this.#decide(name, by, data, reason);
    return isRefusal(decision) ? decision.refusal : 'allowed';
  }
  act(name: string, by: Who, data?: object, reason?: string): this {
    return this.#take(this.#decide(name, by, data, reason));
  }
  #take(decision: Decision): this {
    if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
    this.events.push(...structuredClone(decision.events));
    return this;
  }
}

const BOARD = { chair: id(3), assessors: [id(1), id(2)] };
const vote = (word: string) => ({ vote: word, grounds: 'Because.' });
const assessed = (word: string, tags?: string[]) =>
  new Story(tags)
    .act('acknowledge', 'clerk', { next: 'A board will assess it.' })
    .act('convene', 'clerk', BOARD)
    .act('open', 'reviewer')
    .act('opine', 'clerk', vote(word))
    .act('opine', 'inspector', vote(word))
    .act('opine', 'reviewer', vote('abstain'))
    .act('settle', 'reviewer');
const found = (tags?: string[]) =>
  assessed('follow-up', tags)
    .act('plan', 'inspector', { inspector: id(2), scope: 'Invoices.', protection: 'Kept apart.' })
    .act('ask', 'inspector', { question: 'What did you receive?' })
    .act('state', 'official', { statement: 'A pen.' })
    .act('find', 'inspector', { finding: 'A pen.', against: 'Its value.', result: 'unsubstantiated' });

describe('the second pack', () => {
  it('is sound, leads in English and shares no role, organ, post or procedure of its own with the default pack', async () => {
    expect(problems).toEqual([]);
    expect(pack?.head.locales[0]).toBe('en');
    const other = await defaultPack();
    const own = (one: typeof other) =>
      [
        one.organKinds,
        one.postLevels,
        one.postTags,
        one.workKinds,
        one.authorities,
        one.templates.templates,
      ].flatMap((list) => list.map((entry) => entry.code));
    const shared = new Set(own(other));
    // Whoever runs the platform is the same everywhere.
    expect(own(pack!).filter((code) => shared.has(code) && code !== 'administration')).toEqual([]);
  });

  it('keeps the times of the directive: seven days and three months', () => {
    const length = (code: string) => pack!.terms.find((term) => term.code === code)?.length;
    expect(length('report.acknowledge')).toEqual({ value: 7, unit: 'day' });
    expect(length('report.feedback')).toEqual({ value: 3, unit: 'month' });
  });

  it('receives, assesses, addresses and concludes', () => {
    const story = new Story();
    expect(story.running).toEqual(['acknowledge', 'assess']);
    expect(story.refusal('convene', 'clerk', BOARD)).toBe('guard');
    expect(story.refusal('acknowledge', 'official', { next: 'x' })).toBe('actor.relation');
    const whole = found();
    whole.act('conclude', 'inspector', { feedback: 'Not substantiated.' });
    expect(whole.refusal('approval.approve', 'inspector')).toBe('approval.not-yours');
    whole.act('approval.approve', 'general');
    expect([whole.matter.state, whole.running]).toEqual(['concluded', []]);
    const phases = whole.events.map((event) => phaseOf(machine, event.to));
    expect(phases.filter((phase, i) => phase !== phases[i - 1])).toEqual(['before', 'during', 'after']);
  });

  it('follows up only what the board wants followed up, and finds nothing against a person unheard', () => {
    expect(assessed('no-follow-up').matter.state).toBe('declined');
    const story = assessed('follow-up').act('plan', 'inspector', {
      inspector: id(2),
      scope: 'Invoices.',
      protection: 'Kept apart.',
    });
    const finding = { finding: 'A pen.', against: 'Its value.', result: 'substantiated' };
    expect(story.refusal('find', 'inspector', finding)).toBe('guard');
    story.act('ask', 'inspector', { question: 'What did you receive?' });
    expect(story.refusal('state', 'inspector', { statement: 'x' })).toBe('actor.relation');
    expect(story.refusal('go-on', 'inspector')).toBe('reason');
    expect(story.act('go-on', 'inspector', undefined, 'No answer.').running).toContain('statement');
  });

  it('wants the minister’s delegate as well where an accounting officer is concerned', () => {
    const story = found(['accounting-officer']).act('conclude', 'inspector', { feedback: 'Done.' });
    story.act('approval.approve', 'delegate');
    expect(story.matter.state).toBe('found');
    expect(story.act('approval.approve', 'general').matter.state).toBe('concluded');
  });

  it('is English where it says so: no text was left untranslated', () => {
    const left: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        const wrong =
          key === 'en'
            ? /[\p{Script=Han}，。；：（）“”]/u
            : key === 'zh'
              ? /^[^\p{Script=Han}]*$/u
              : undefined;
        if (typeof child === 'string' && wrong?.test(child)) left.push(child);
        walk(child);
      }
    };
    walk(pack);
    expect(left).toEqual([]);
  });
});
