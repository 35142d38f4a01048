import { addDays, type CatalogueItem } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPacks } from '../../platform/packs/read-packs.ts';
import { findItem } from './catalogue.ts';
import { itemStates, neededSince, silenceText, whyNeeded } from './gaps.rules.ts';
import { owedBy, type Surroundings } from './owed.rules.ts';
import { isOpen } from './reading.rules.ts';
import { remindsToday } from './terms.rules.ts';
import { appointmentEntries, inOrder } from './time-line.rules.ts';

const pack = (await readPacks()).find((p) => p.head.code === 'cn-discipline')!;
const TODAY = '2026-04-06';
const item = (code: string): CatalogueItem => findItem(pack, code)!;

describe('itemStates', () => {
  const states = (newest: Record<string, string>, from = '2026-01-01') =>
    new Map(
      itemStates(
        pack,
        { kind: 'person', levels: ['section-chief'], tags: ['top-leader'] },
        new Map(Object.entries(newest)),
        TODAY,
        () => from,
      ).map((state) => [state.item.code, state]),
    );

  it.each([
    ['annual-assessment', {}, 'missing', '2026-01-01'],
    ['annual-assessment', { 'annual-assessment': '2026-01-15' }, null, null],
    // P15M: the last day still counts.
    ['annual-assessment', { 'annual-assessment': '2025-01-06' }, null, null],
    ['annual-assessment', { 'annual-assessment': '2025-01-05' }, 'stale', '2026-04-06'],
    // Silence of an item that nobody needs is no gap.
    ['media-person', {}, null, null],
    // What the platform files by itself is nobody's to supply.
    ['special-file', {}, null, null],
    ['opinion-replies', { 'opinion-replies': '1999-01-01' }, null, null],
  ] as const)('%s with %o has the gap %s since %s', (code, newest, gap, since) => {
    expect(states(newest).get(code)).toMatchObject({ gap, since });
  });

  it.each([
    // In post since 2021, loaded in 2026: it has been missing since 2021.
    ['annual-assessment', [{ from: '2021-03-01', level: 'clerk', tags: [] }], '2021-03-01'],
    // Needed by the later post alone.
    [
      'personal-matters',
      [
        { from: '2019-01-01', level: 'clerk', tags: [] },
        { from: '2023-05-01', level: 'section-chief', tags: ['top-leader'] },
      ],
      '2023-05-01',
    ],
    ['annual-assessment', [{ from: null, level: 'clerk', tags: [] }], '2026-04-01'],
    ['annual-assessment', [], '2026-04-01'],
  ] as const)('%s of the holder of %o is needed since %s', (code, posts, since) => {
    expect(neededSince(item(code), posts, '2026-04-01')).toBe(since);
  });

  it('asks for what the post needs and says why', () => {
    const plain = { kind: 'person', levels: ['clerk'], tags: [] } as const;
    const head = { kind: 'person', levels: ['section-chief'], tags: ['top-leader', 'leading'] } as const;
    expect(whyNeeded(pack, item('leader-appraisal'), plain, 'zh')).toBeNull();
    expect(whyNeeded(pack, item('leader-appraisal'), head, 'zh')).toBe('因其属于：一把手');
    expect(whyNeeded(pack, item('personal-matters'), head, 'en')).toBe(
      'Needed because of: Section level, chief',
    );
    expect(whyNeeded(pack, item('annual-assessment'), plain, 'en')).toContain('Every supervised person');
  });

  it('names silence by its last year', () => {
    expect(silenceText(item('personal-matters'), '2024-01-30', 'zh')).toBe(
      '2024年以后没有新的个人有关事项报告',
    );
    expect(silenceText(item('personal-matters'), null, 'en')).toBe('No "Report on personal matters" on file');
  });

  it('never has a gap that is not required, and a stale one since its first stale day', () => {
    const codes = pack.catalogue.items.map((i) => i.code);
    const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2016-01-01', n));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...codes), day),
        fc.subarray(pack.postTags.map((t) => t.code)),
        fc.subarray(pack.postLevels.map((l) => l.code)),
        day,
        (newest, tags, levels, from) => {
          const traits = { kind: 'person' as const, tags, levels };
          for (const state of itemStates(pack, traits, new Map(Object.entries(newest)), TODAY, () => from)) {
            if (state.gap === null) expect(state.since).toBeNull();
            else {
              expect(state.required).toBe(true);
              expect(whyNeeded(pack, state.item, traits, 'zh')).not.toBeNull();
              expect(state.since).toBe(state.gap === 'stale' ? state.freshness.staleFrom : from);
              if (state.gap === 'stale') expect(state.since! <= TODAY).toBe(true);
            }
          }
        },
      ),
    );
  });
});

describe('owedBy', () => {
  const around: Surroundings = {
    subject: { kind: 'person', id: 'p', name: '陈立新' },
    units: [{ id: 'u', name: '县住建局' }],
    custodian: { id: 'room', name: '第一监督检查室' },
    organs: [
      { id: 'd1', name: '派驻第一组', kind: 'dispatched-office', supervises: true },
      { id: 'd2', name: '派驻第二组', kind: 'dispatched-office', supervises: true },
      { id: 't1', name: '柳林镇纪委', kind: 'town-commission', supervises: true },
      { id: 't2', name: '青石镇纪委', kind: 'town-commission', supervises: true },
      { id: 'org', name: '组织部', kind: 'organisation-department', supervises: true },
    ],
    supervising: new Set(['d1']),
  };
  const ids = (code: string, team: Parameters<typeof owedBy>[2] = []) =>
    owedBy(item(code), around, team).map(({ kind, id }) => `${kind}:${id}`);

  it.each([
    ['personal-matters', ['person:p', 'organ:org']],
    ['annual-assessment', ['unit:u', 'organ:org']],
    // Of several organs of one kind the one that supervises the unit.
    ['head-portrait', ['unit:u', 'organ:d1']],
    // Town commissions that supervise other units are not among them.
    ['supervision-notes', ['organ:d1', 'organ:room']],
    ['clue-materials', []],
  ])('%s is owed by %o', (code, expected) => {
    expect(ids(code)).toEqual(expected);
  });

  it('asks the members of the team one by one, never the appraised', () => {
    const team = ['a', 'p', 'b'].map((id) => ({ kind: 'person' as const, id, name: id }));
    expect(ids('leader-appraisal', team)).toEqual(['person:a', 'person:b']);
    expect(ids('leader-appraisal')).toEqual(['unit:u']);
  });
});

describe('isOpen', () => {
  const slip = (...items: string[]) => ({ items });
  it.each([
    [1, false, [], true],
    [2, true, [], false],
    [2, false, [slip()], false],
    [2, true, [slip()], true],
    [2, true, [slip('other-person')], false],
    [2, true, [slip('other-person'), slip('opinion-replies')], true],
    [3, true, [slip()], true],
  ])('classification %i, permission %s, slips %o: %s', (classification, mayOpenRestricted, slips, open) => {
    expect(isOpen(pack, { mayOpenRestricted, slips }, { classification, item: 'opinion-replies' })).toBe(
      open,
    );
  });
});

describe('remindsToday', () => {
  it.each([
    ['2026-04-20', null, '2026-04-16', false],
    ['2026-04-20', null, '2026-04-17', true],
    ['2026-04-20', '2026-04-17', '2026-04-17', false],
    ['2026-04-20', '2026-04-17', '2026-04-19', false],
    ['2026-04-20', '2026-04-17', '2026-04-20', true],
    ['2026-04-20', '2026-04-20', '2026-04-26', false],
    ['2026-04-20', '2026-04-20', '2026-04-27', true],
    ['2026-04-20', null, '2026-08-01', true],
  ])('due %s, reminded %s, on %s: %s', (dueOn, remindedOn, today, expected) => {
    expect(remindsToday({ dueOn, remindedOn }, today)).toBe(expected);
  });

  it('reminds at most once a day and at most weekly when late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (days) => {
        let remindedOn: string | null = null;
        let count = 0;
        for (let n = 0; n <= days; n++) {
          const today = addDays('2026-04-10', n);
          if (!remindsToday({ dueOn: '2026-04-20', remindedOn }, today)) continue;
          remindedOn = today;
          count++;
          expect(remindsToday({ dueOn: '2026-04-20', remindedOn }, today)).toBe(false);
        }
        expect(count).toBeLessThanOrEqual(2 + Math.ceil(days / 7));
      }),
    );
  });
});

describe('the time line', () => {
  const row = (from: string | null, to: string | null) => ({
    id: `${from}`,
    person_id: 'p',
    person_name: '陈立新',
    unit_id: 'u',
    unit_name: '县住建局',
    post: '局长',
    level: null,
    tags: [],
    kind: 'appointed',
    from_day: from,
    from_precision: 'month' as const,
    to_day: to,
    to_precision: 'day' as const,
    present: true,
    own: true,
  });

  it('has beginnings and ends that have come, not those to come', () => {
    const entries = appointmentEntries(
      [
        row('2018-03-01', '2021-01-01'),
        row('2021-01-02', '2027-01-01'),
        row('2026-05-01', null),
        row(null, null),
      ],
      'person',
      TODAY,
      'zh',
    );
    expect(entries.map((e) => [e.day, e.kind, e.precision])).toEqual([
      ['2018-03-01', 'appointment', 'month'],
      ['2021-01-01', 'departure', 'day'],
      ['2021-01-02', 'appointment', 'month'],
    ]);
    expect(inOrder(entries).map((e) => e.day)).toEqual(['2021-01-02', '2021-01-01', '2018-03-01']);
  });
});
