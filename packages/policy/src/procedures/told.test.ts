import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk } from '../testing/walk.ts';

const pack = await defaultPack();

describe('whom a matter concerns', () => {
  it('is told whenever something is entered on paper in their name', () => {
    const untold = Object.entries(pack.procedures).flatMap(([code, { actions, states }]) =>
      Object.entries(actions).flatMap(([name, { proof, effects, from, to }]) => {
        const shown = (to === undefined ? from : [to]).some((state) =>
          states[state]?.shownTo?.includes('subject'),
        );
        return proof && shown && !effects.includes('notice.subject') ? [`${code}.${name}`] : [];
      }),
    );
    expect(untold).toEqual([]);
    expect(pack.procedures.warning!.actions['record-measures']!.effects).toContain('notice.subject');
    expect(pack.procedures['talk-return']!.actions['take-on-paper']!.effects).toContain('notice.receiver');
  });

  it.each([
    ['inquiry', 'ask-again'],
    ['tolerance', 'reopen'],
    ['talk', 'cancel'],
    ['talk-attendance', 'miss'],
    ['talk-attendance', 'note-refusal'],
  ])('is told what becomes of it, and finds it where the notice leads: %s %s', (code, name) => {
    const { actions, states } = pack.procedures[code]!;
    const { effects, to } = actions[name]!;
    expect([effects.includes('notice.subject'), states[to!]!.shownTo]).toEqual([
      true,
      expect.arrayContaining(['subject']),
    ]);
  });

  it('is never left with an invitation to a talk that is dropped without a word', () => {
    const { actions, states } = pack.procedures.talk!;
    const silent = Object.values(actions).filter(
      ({ from, to, effects }) =>
        from.includes('notified') &&
        to !== undefined &&
        states[to]!.final &&
        !effects.includes('notice.subject'),
    );
    expect(silent).toEqual([]);
    const time = { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' };
    const walk = new Walk(pack, 'talk', 'officer', {
      kind: 'reminder',
      problem: '请销假手续办理不及时。',
      ...time,
      health: 'good',
      safety: '安排专人陪同。',
      talkers: [idOf('officer'), idOf('second')],
      recorder: idOf('second'),
      outline: '一、说明来意。',
    });
    walk.act('submit', 'officer').act('approval.approve', 'head').act('notify', 'officer', time);
    expect(walk.refusal('drop', 'officer', undefined, '已澄清')).toBe('state');
    walk.act('cancel', 'officer', undefined, '已澄清');
    expect([walk.state, walk.shownTo]).toEqual(['cancelled', ['subject']]);
  });
});
