import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OcelLog } from './ocel.ts';
import { stageTimes } from './stage-times.ts';
import type { RecordedStep } from './steps.ts';

const step = (n: number, matter: string, at: string, from: string | undefined, to: string): RecordedStep => ({
  id: `e${n}`,
  at,
  matter,
  procedure: 'loan',
  action: from === undefined ? 'begin' : 'go',
  from,
  to,
  account: 'ann',
  organ: 'desk',
  subjects: [{ kind: 'person', id: 'p1' }],
});

describe('stage times', () => {
  const never = () => false;

  it('counts stays from the step that entered a state to the one that left it', () => {
    const steps = [
      step(1, 'm1', '2026-01-01T00:00:00Z', undefined, 'asked'),
      step(2, 'm1', '2026-01-01T06:00:00Z', 'asked', 'asked'),
      step(3, 'm1', '2026-01-02T00:00:00Z', 'asked', 'done'),
      step(4, 'm2', '2026-01-01T00:00:00Z', undefined, 'asked'),
    ];
    const now = '2026-01-03T00:00:00Z';
    expect(stageTimes(steps, now, (_, state) => state === 'done')).toEqual([
      {
        procedure: 'loan',
        state: 'asked',
        ended: 1,
        open: 1,
        median: 24,
        ninth: 24,
        longest: 24,
        oldest: 48,
      },
      {
        procedure: 'loan',
        state: 'done',
        ended: 0,
        open: 0,
        median: null,
        ninth: null,
        longest: null,
        oldest: null,
      },
    ]);
  });

  it('takes the middle and the ninth of ten', () => {
    const steps = Array.from({ length: 10 }, (_, i) => [
      step(2 * i, `m${i}`, '2026-01-01T00:00:00Z', undefined, 'a'),
      step(2 * i + 1, `m${i}`, new Date(Date.UTC(2026, 0, 1, i + 1)).toISOString(), 'a', 'b'),
    ]).flat();
    expect(stageTimes(steps, '2026-01-02T00:00:00Z', never)[0]).toMatchObject({
      ended: 10,
      median: 5,
      ninth: 9,
      longest: 10,
    });
  });

  it('keeps every matter in exactly one open stay, ends a stay for each change of state, and orders its figures', () => {
    const walk = fc.array(
      fc.record({ hours: fc.integer({ min: 0, max: 500 }), to: fc.constantFrom('a', 'b', 'c') }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(walk, { minLength: 1, maxLength: 8 }), (walks) => {
        const steps = walks.flatMap((one, m) => {
          let at = Date.UTC(2026, 0, 1);
          return one.map(({ hours, to }, i) => {
            at += hours * 3_600_000;
            return step(i, `m${m}`, new Date(at).toISOString(), one[i - 1]?.to, to);
          });
        });
        const changes = steps.filter((one) => one.from !== undefined && one.from !== one.to).length;
        const report = stageTimes(steps, '2027-06-01T00:00:00Z', never);
        expect(report.reduce((sum, row) => sum + row.open, 0)).toBe(walks.length);
        expect(report.reduce((sum, row) => sum + row.ended, 0)).toBe(changes);
        for (const row of report.filter(({ ended }) => ended > 0)) {
          expect(row.median!).toBeLessThanOrEqual(row.ninth!);
          expect(row.ninth!).toBeLessThanOrEqual(row.longest!);
        }
      }),
    );
  });
});

describe('an object-centric event log', () => {
  const log = new OcelLog();
  const events = [
    log.add(step(1, 'm1', '2026-01-01T00:00:00Z', undefined, 'asked')),
    log.add({ ...step(2, 'm1', '2026-01-02T00:00:00Z', 'asked', 'done'), account: 'bob', organ: null }),
  ];

  it('has an event a step that names matter, actor, organ and subjects', () => {
    expect(events[0]).toEqual({
      id: 'e1',
      type: 'loan.begin',
      time: '2026-01-01T00:00:00Z',
      attributes: [{ name: 'to', value: 'asked' }],
      relationships: [
        { objectId: 'm1', qualifier: 'matter' },
        { objectId: 'ann', qualifier: 'actor' },
        { objectId: 'desk', qualifier: 'organ' },
        { objectId: 'p1', qualifier: 'subject' },
      ],
    });
    expect(events[1]!.relationships.map((one) => one.objectId)).toEqual(['m1', 'bob', 'p1']);
  });

  it('declares every type and object that an event refers to', () => {
    const declared = new Set([...log.objects].map((object) => object.id));
    for (const { relationships } of events)
      for (const { objectId } of relationships) expect(declared).toContain(objectId);
    expect(log.eventTypes.map((type) => type.name)).toEqual(['loan.begin', 'loan.go']);
    expect(log.objectTypes.map((type) => type.name)).toEqual(['account', 'loan', 'organ', 'person']);
    expect([...log.objects].find((object) => object.id === 'm1')!.attributes).toEqual([
      { name: 'state', value: 'asked', time: '2026-01-01T00:00:00Z' },
      { name: 'state', value: 'done', time: '2026-01-02T00:00:00Z' },
    ]);
  });
});
