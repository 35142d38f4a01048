import { describe, expect, it } from 'vitest';
import { rowFor } from '../engine/approval/chain.ts';
import { phaseOf } from '../engine/machine.ts';
import type { SubjectFacts } from '../engine/world.ts';
import { defaultPack } from '../testing/default-pack.ts';

const pack = await defaultPack();

/** The permissions of each step: `a+b` are two organs jointly. */
function chain(code: string, facts: Partial<SubjectFacts>): string[] {
  const authority = pack.authorities.find((one) => one.code === code)!;
  const row = rowFor(authority, [{ kind: 'person', tags: [], ...facts }])!;
  return row.chain.map((step) =>
    step.all.map((seat) => seat.permission.replace('matter.approve', '') || 'head').join('+'),
  );
}

describe('the authority matrix (S4.32)', () => {
  it('has rows for each of the five kinds of work, and templates for each of them (S4.31)', () => {
    const kinds = pack.workKinds.map((kind) => kind.code);
    expect(kinds).toEqual([
      'daily-supervision',
      'special-inspection',
      'clue-handling',
      'preliminary-verification',
      'review-investigation',
    ]);
    for (const kind of kinds) {
      expect(
        pack.authorities.some((one) => one.work === kind),
        kind,
      ).toBe(true);
      expect(
        pack.templates.templates.some((one) => one.work.includes(kind)),
        kind,
      ).toBe(true);
    }
  });

  it.each<[string, Partial<SubjectFacts>, string[]]>([
    ['talk.hold', {}, ['head']],
    ['talk.hold', { level: 'section-deputy' }, ['head']],
    ['talk.hold', { tags: ['top-leader'] }, ['head', '-party']],
    ['talk.hold', { level: 'county-deputy' }, ['head', '-party']],
    ['talk.admonish', {}, ['head+-jointly']],
    ['talk.admonish', { level: 'section-rank' }, ['head+-jointly', '-party']],
    ['talk.admonish', { tags: ['unit-head'] }, ['head+-jointly', '-party']],
    ['warning.decide', { level: 'section-deputy' }, ['head']],
    ['warning.decide', { tags: ['top-leader'] }, ['head', '-party']],
    ['list.enter', {}, ['head+-jointly']],
    ['inspection.launch', { kind: 'unit', unitKind: 'town' }, ['head', '-party']],
    ['inspection.launch', { kind: 'unit', unitKind: 'school' }, ['head']],
    ['clue.dispose', { level: 'section-deputy' }, ['head']],
    ['clue.dispose', { level: 'section-chief' }, ['head', '-party']],
    ['inquiry.issue', { level: 'section-chief' }, ['head', '-party']],
    ['verification.open', { tags: ['top-leader'] }, ['head', '-party']],
    ['case.file', { level: 'section-deputy' }, ['head', '-party']],
    ['case.file', { level: 'clerk' }, ['head']],
  ])('%s of %o', (code, facts, expected) => {
    expect(chain(code, facts)).toEqual(expected);
  });

  it('says of every row where it comes from', () => {
    for (const { rows } of pack.authorities) {
      for (const { source } of rows) expect(source.zh && source.en).toBeTruthy();
    }
  });
});

describe('procedures that run no service', () => {
  const own = Object.values(pack.procedures).filter((one) => one.service === undefined);
  it('are those of this folder', () => {
    expect(own.map((one) => one.procedure).sort()).toEqual([
      'answer-check',
      'appraisal',
      'assignment',
      'audit',
      'clarification',
      'clue-stub',
      'clue-transfer',
      'comparison',
      'inaction',
      'inquiry',
      'joint-review',
      'meeting',
      'opinion-reply',
      'opinion-supplement',
      'ordered-resignation',
      'public-report',
      'reminder',
      'resignation',
      'retaliation',
      'rule-check',
      'sign',
      'special-list',
      'spot-check',
      'style-assessment',
      'talk',
      'talk-attendance',
      'talk-return',
      'talk-session',
      'task',
      'tolerance',
      'verification',
      'warning',
    ]);
  });
  it.each(own.map((one) => [one.procedure, one] as const))('%s', (_, procedure) => {
    const { states, actions, staffing } = procedure;
    expect(staffing, 'hand-over and recusal').toBeDefined();
    // What has not ended is no fact: nothing of it reaches an outward use (P2).
    // What was decided and is in force is told as such, by whoever may see it.
    const decided = ['warning', 'special-list'].includes(procedure.procedure)
      ? Object.keys(states).filter((code) => states[code]!.phase === 'during')
      : [];
    const factual = new Set(pack.statuses.filter((one) => one.factual).map((one) => one.code));
    for (const [code, state] of Object.entries(states)) {
      if (!state.final) expect(factual.has(state.status), code).toBe(decided.includes(code));
      else expect(phaseOf(procedure, code), code).toBe('after');
    }
    // No person or unit sees the first state, in which nothing is approved yet, but of what they asked for themselves.
    const asked = ['tolerance', 'resignation'].includes(procedure.procedure);
    // What the platform alone begins came of a step that was taken by somebody in the office.
    const told = procedure.begin.by.every((by) => by === 'system');
    const first = asked || told ? [] : (states[procedure.initial]?.shownTo ?? []);
    expect(first.filter((place) => !procedure.parties?.[place]?.outside)).toEqual([]);
    // What is sent to somebody is sent by a step that only those in the office take; what the person signs is no such paper.
    for (const { document, by } of Object.values(actions)) {
      if (document && document !== 'promise-letter') expect(by).not.toContain('subject');
    }
  });
});
