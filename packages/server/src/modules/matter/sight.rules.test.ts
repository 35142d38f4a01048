import type { Machine, Matter } from '@plumbline/policy';
import { NO_RECORDS, NOBODY } from '@plumbline/policy';
import { describe, expect, it } from 'vitest';
import { accountDesk, deciderDesk, placeDesk } from '../../platform/access/place-desk.ts';
import { asideDesk } from '../../platform/access/set-aside.ts';
import { THE_PLATFORM } from '../../platform/access/system-actor.ts';
import { sightOf } from './sight.ts';

const machine = (narrow: boolean) =>
  ({ narrow, states: { open: { title: {}, status: 'pending', shownTo: ['unit'] } } }) as unknown as Machine;
const matter = {
  ...NO_RECORDS,
  id: 'm',
  state: 'open',
  custodian: 'keeper',
  subjects: [{ kind: 'person', id: 'subject' }],
  parties: {
    receiver: [
      { kind: 'organ', id: 'keeper' },
      { kind: 'organ', id: 'other' },
    ],
    handler: [{ kind: 'account', id: 'officer' }],
    unit: [{ kind: 'unit', id: 'bureau' }],
  },
  acts: [{ action: 'begin', seq: 1, at: '', account: 'clerk' }],
} as unknown as Matter;

describe('who sees a matter besides the reach of its organ', () => {
  it('is who has a place in it, and who began it', () => {
    expect(sightOf(machine(false), matter, NOBODY).readers.sort()).toEqual(
      ['bureau', 'clerk', 'keeper', 'officer', 'other'].sort(),
    );
  });

  it('is, where it is narrow, neither who began it nor the whole organ that keeps it', () => {
    expect(sightOf(machine(true), matter, NOBODY)).toEqual({
      readers: ['other', 'officer', 'bureau'],
      outside: ['bureau'],
      barred: ['subject'],
      kept: { person: 'subject', unit: null },
    });
  });

  it('is, in a state that sets it aside, the desk of the permission and the platform alone', () => {
    const aside = {
      narrow: true,
      states: { open: { title: {}, status: 'revoked', seenBy: 'clue.supervise' } },
    } as unknown as Machine;
    const { readers, barred } = sightOf(aside, matter, NOBODY);
    expect(readers).toEqual([THE_PLATFORM, asideDesk('clue.supervise', 'keeper')]);
    expect(barred).toEqual(['subject']);
    expect(asideDesk('clue.supervise', 'keeper')).not.toBe(asideDesk('clue.supervise', 'other'));
    expect(asideDesk('clue.supervise', 'keeper')).not.toBe(asideDesk('clue.read', 'keeper'));
  });

  it('is not who has a blind place: it is there for what the matter begins', () => {
    const blind = {
      ...machine(true),
      parties: { receiver: { title: {}, kinds: ['organ'], blind: true } },
    } as unknown as Machine;
    expect(sightOf(blind, matter, NOBODY).readers).toEqual(['officer', 'bureau']);
  });

  it('is kept from whom it is about, a unit with everybody there, until a state shows it to them', () => {
    const about = (kind: 'person' | 'unit', shownTo: string[]) =>
      sightOf(
        { states: { open: { title: {}, status: 'pending', shownTo } } } as unknown as Machine,
        { ...matter, subjects: [{ kind, id: 'subject' }] },
        NOBODY,
      ).kept;
    expect(about('person', ['unit'])).toEqual({ person: 'subject', unit: null });
    expect(about('unit', ['subject'])).toEqual({ person: null, unit: 'subject' });
    expect(about('unit', ['unit'])).toEqual({ person: null, unit: null });
    expect(about('person', ['subject'])).toEqual({ person: null, unit: null });
  });

  it('is not an organ that stands outside, but in the states that are shown to it', () => {
    const readersIn = (shownTo: string[]) =>
      sightOf(
        {
          narrow: true,
          parties: { receiver: { title: {}, kinds: ['organ'], outside: true } },
          states: { open: { title: {}, status: 'pending', shownTo } },
        } as unknown as Machine,
        matter,
        NOBODY,
      ).readers;
    expect(readersIn(['unit'])).toEqual(['officer', 'bureau']);
    expect(readersIn(['receiver'])).toEqual(['officer', 'other']);
  });

  it('is whoever decided on it and has a place in it, as long as they hold what that asks for', () => {
    const asking = {
      ...machine(true),
      parties: { handler: { title: {}, kinds: ['account'], permission: ['matter.handle'] } },
    } as unknown as Machine;
    const decided = {
      ...matter,
      acts: [
        ...matter.acts,
        { action: 'approval.approve', account: 'head', seq: 2, at: '2026-04-06T02:00:00Z' },
      ],
    } as unknown as Matter;
    const { readers } = sightOf(asking, decided, NOBODY);
    expect(readers).toContain(accountDesk('matter.handle', 'officer'));
    expect(readers).toContain(deciderDesk('head'));
    expect(readers).not.toContain('officer');
    expect(readers).not.toContain('head');
  });

  it('is, of an organ whose place asks for a permission, whoever holds it there', () => {
    const asking = {
      ...machine(true),
      parties: { receiver: { title: {}, kinds: ['organ'], permission: ['clue.register'] } },
    } as unknown as Machine;
    const { readers } = sightOf(asking, matter, NOBODY);
    expect(readers).toEqual([placeDesk('clue.register', 'other'), 'officer', 'bureau']);
  });
});
