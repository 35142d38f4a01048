import { describe, expect, it } from 'vitest';
import { standingOfPanel } from '../engine/panel.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk, type Who } from '../testing/walk.ts';

const pack = await defaultPack();

const MEMBERS: Who[] = ['officer', 'second', 'casemgmt', 'reviewer'];
const PLAN = {
  topic: '问题线索集体研判',
  whenWhere: '4月20日15时，会议室',
  chair: idOf('head'),
  members: MEMBERS.map(idOf),
  recorder: idOf('third'),
};
const MINUTES = {
  decision: '同意开展初步核实。',
};
const say = (vote: string) => ({ vote, view: '意见如下。' });

const called = (subjects = [{ kind: 'person' as const, id: idOf('-subject') }]) =>
  new Walk(pack, 'meeting', 'casemgmt', PLAN, { custodian: 'commission', subjects });
const sitting = (present: Who[] = [...MEMBERS, 'head']) =>
  called().act('open', 'head', { attendance: present.map(idOf) });
const voted = (...votes: string[]) =>
  votes.reduce((walk, vote, i) => walk.act('speak', MEMBERS[i]!, say(vote)), sitting());

describe('meeting', () => {
  it('is called by whoever may convene, and opened by its chair or recorder with those present', () => {
    expect(() => new Walk(pack, 'meeting', 'officer', PLAN)).toThrow('actor.permission');
    expect(called().refusal('open', 'casemgmt', { attendance: [idOf('head')] })).toBe('actor.relation');
    expect(called().refusal('open', 'head', { attendance: [idOf('court')] })).toBe('form');
    expect(called().refusal('speak', 'officer', say('agree'))).toBe('state');
  });

  it('hears its members; strangers and those absent have no voice', () => {
    expect(sitting().refusal('speak', 'dispatched', say('agree'))).toBe('actor.relation');
    expect(sitting(['officer', 'second', 'head']).refusal('speak', 'reviewer', say('agree'))).toBe(
      'actor.relation',
    );
    expect(sitting().refusal('speak', 'officer', { vote: 'agree' })).toBe('form');
    expect(sitting().refusal('speak', 'officer', say('perhaps'))).toBe('form');
  });

  it('lets the chair speak last, and nobody after the chair', () => {
    const walk = voted('agree', 'agree', 'disagree');
    expect(walk.refusal('speak', 'head', say('agree'))).toBe('panel.chair-last');
    walk.act('speak', 'reviewer', say('disagree'));
    expect(walk.refusal('decide', 'head')).toBe('panel.chair-last');
    walk.act('speak', 'head', say('agree'));
    expect(walk.refusal('speak', 'reviewer', say('agree'))).toBe('panel.spoken');
    expect(walk.act('decide', 'head').state).toBe('adopted');
  });

  it('adopts with more than half of all who have a voice, and keeps the dissent', () => {
    const walk = voted('agree', 'disagree', 'disagree', 'abstain').act('speak', 'head', say('agree'));
    walk.act('decide', 'head');
    expect(walk.state).toBe('rejected');
    expect(standingOfPanel(walk.machine, walk.matter, 'session')?.tally).toEqual({
      agree: 2,
      disagree: 2,
      abstain: 1,
    });
  });

  it('decides nothing below two thirds; it is adjourned with a reason', () => {
    const few = sitting(['officer', 'second', 'head']).act('speak', 'officer', say('agree'));
    few.act('speak', 'second', say('agree')).act('speak', 'head', say('agree'));
    expect(few.refusal('decide', 'head')).toBe('panel.quorum');
    expect(few.refusal('adjourn', 'head')).toBe('reason');
    expect(few.act('adjourn', 'head', undefined, '未达人数').state).toBe('called');
  });

  it('takes away the voice of whoever is recused', () => {
    const walk = sitting().act('recusal.declare', 'officer', undefined, '与议题有利害关系');
    expect(walk.refusal('speak', 'officer', say('agree'))).toBe('actor.recused');
    for (const who of MEMBERS.slice(1)) walk.act('speak', who, say('agree'));
    expect(walk.act('speak', 'head', say('agree')).act('decide', 'head').state).toBe('adopted');
  });

  it('goes before, during and after; the recorder writes the minutes and the chair signs them', () => {
    const walk = voted('agree', 'agree', 'agree', 'agree').act('speak', 'head', say('agree'));
    walk.act('decide', 'head');
    expect(walk.running).toEqual(['minutes']);
    expect(walk.refusal('minute', 'head', MINUTES)).toBe('actor.relation');
    walk.act('minute', 'third', MINUTES);
    expect(walk.refusal('sign', 'third')).toBe('actor.relation');
    walk.act('sign', 'head');
    expect([walk.state, walk.running, walk.documents]).toEqual(['closed', [], ['meeting-minutes']]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
  });
});
