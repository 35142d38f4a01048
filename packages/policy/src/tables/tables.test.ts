import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecisionTable } from '../pack/table.schema.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { evaluateTable } from './evaluate-table.ts';
import { gapsOf } from './table-gaps.ts';

const alarm = floodGatePack().tables.alarm as DecisionTable;

describe('a decision table', () => {
  test('says which row counts and by which values', () => {
    expect(evaluateTable(alarm, { level: 4, storm: true, gate: 'new' })).toEqual({
      fired: [{ row: 'new-gate', gives: { call: 'low' }, because: { level: 4, storm: true, gate: 'new' } }],
    });
    expect(evaluateTable(alarm, { level: 5, storm: false, gate: 'old' })).toEqual({
      fired: [{ row: 'high-water', gives: { call: 'high' }, because: { level: 5 } }],
    });
  });
  test('names what is missing or outside its domains', () => {
    expect(evaluateTable(alarm, { level: -1, gate: 'none' })).toEqual({ unfit: ['level', 'storm', 'gate'] });
    expect(evaluateTable(alarm, { level: 1.5, storm: true, gate: 'new' })).toEqual({ unfit: ['level'] });
  });
});

const cell = fc.oneof(
  fc.record({ from: fc.option(fc.nat(6), { nil: undefined }), to: fc.option(fc.nat(6), { nil: undefined }) }),
  fc.constant(undefined),
);
const anyTable = fc
  .record({
    hit: fc.constantFrom('unique' as const, 'first' as const),
    rows: fc.array(
      fc.record({
        level: cell,
        storm: fc.option(fc.boolean(), { nil: undefined }),
        gate: fc.option(fc.subarray(['old', 'new'], { minLength: 1 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(
    ({ hit, rows }): DecisionTable => ({
      ...alarm,
      hit,
      rows: rows.map((when, i) => ({
        ...alarm.rows[0]!,
        id: `r${i}`,
        when: Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined)) as never,
      })),
    }),
  );

test('the proof agrees with trying every value', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      let missing = false;
      let overlap = false;
      for (let level = 0; level <= 8; level++) {
        for (const storm of [true, false]) {
          for (const gate of ['old', 'new']) {
            const fits = evaluateTable({ ...table, hit: 'collect' }, { level, storm, gate });
            const count = 'fired' in fits ? fits.fired.length : -1;
            missing ||= count === 0;
            overlap ||= count > 1;
          }
        }
      }
      const gaps = gapsOf(table);
      expect(gaps.missing !== undefined).toBe(missing);
      expect(gaps.overlap !== undefined).toBe(overlap && table.hit === 'unique');
      if (gaps.missing) expect(evaluateTable(table, gaps.missing)).toEqual({ fired: [] });
    }),
    { numRuns: 300 },
  );
});
