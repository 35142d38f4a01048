import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gravity } from '../pack/catalogue.schema.ts';
import { GRAVITIES } from '../pack/catalogue.schema.ts';
import type { Fact } from './fact.ts';
import { factOf, rankOf } from './fact.ts';
import { CAUSES, type Rise, refuseRise } from './rise.ts';

const fact = (id: string, matter = id, kind: Fact['kind'] = 'conduct'): Fact => ({
  id,
  matter,
  kind,
  grave: 'minor',
});
const anyFact = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    matter: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom<Fact['kind']>('conduct', 'false-answer'),
  })
  .map(({ id, matter, kind }) => fact(id, matter, kind));
const anyRise: fc.Arbitrary<Rise> = fc.record({
  level: fc.constantFrom<Gravity>(...GRAVITIES),
  since: fc.constant('2026-05-06'),
  to: fc.constantFrom(...GRAVITIES, undefined, 'four'),
  cause: fc.constantFrom(...CAUSES, undefined, 'recurrence', 'copies'),
  chosen: fc.array(anyFact, { maxLength: 3 }),
  relied: fc.array(anyFact, { maxLength: 3 }),
  lapses: fc.array(fc.constantFrom('2026-05-01', '2026-05-06', '2026-05-07'), { maxLength: 2 }),
});

describe('[P7] a rise', () => {
  it('has one of three proved causes, leads up, and rests on no copy', () => {
    let rose = 0;
    fc.assert(
      fc.property(anyRise, (rise) => {
        if (refuseRise(rise) !== undefined) return;
        rose++;
        expect(rankOf(rise.to as Gravity)).toBeGreaterThan(rankOf(rise.level));
        for (const one of rise.chosen)
          expect(rise.relied.some(({ id, matter }) => id === one.id || matter === one.matter)).toBe(false);
        if (rise.cause === 'own-lapse') expect(rise.lapses.some((day) => day > rise.since)).toBe(true);
        else expect(rise.chosen.length).toBeGreaterThan(0);
        if (rise.cause === 'false-answer')
          expect(rise.chosen.some(({ kind }) => kind === 'false-answer')).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(rose).toBeGreaterThan(20);
  });

  it('is refused to copies, however many and from whomever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom(...CAUSES.slice(0, 2)), (n, cause) => {
        const chosen = Array.from({ length: n }, (_, i) => fact(`copy${i}`, 'm', 'false-answer'));
        const rise = {
          level: 'minor',
          since: '2026-05-06',
          to: 'serious',
          cause,
          chosen,
          lapses: [],
        } as const;
        expect(refuseRise({ ...rise, relied: [fact('first', 'm')] })).toBe('copy');
      }),
    );
  });
});

describe('what an entry says', () => {
  const warns = { grave: 'gravity', kind: 'nature', about: 'topic', on: 'happened' };
  it.each([
    [{ gravity: 'minor' }, { grave: 'minor', kind: 'conduct' }],
    [
      { gravity: 'serious', nature: 'inaction', topic: '甲' },
      { grave: 'serious', kind: 'inaction', about: '甲' },
    ],
    [
      { gravity: 'minor', happened: '2026-03-01' },
      { grave: 'minor', kind: 'conduct', on: '2026-03-01' },
    ],
    [{ gravity: 'none' }, undefined],
    [{}, undefined],
  ])('%o', (form, said) => expect(factOf({ warns }, form)).toEqual(said));

  it('counts only entries that say what the item asks for', () => {
    const item = {
      warns: {
        grave: 'gravity',
        otherwise: 'minor' as const,
        as: 'assessment' as const,
        only: { polarity: ['negative'] },
      },
    };
    expect(factOf(item, { polarity: 'negative' })).toEqual({ grave: 'minor', kind: 'assessment' });
    expect(factOf(item, { polarity: 'negative', gravity: 'heavier' })?.grave).toBe('heavier');
    expect(factOf(item, { polarity: 'positive', gravity: 'serious' })).toBeUndefined();
    expect(factOf({}, { gravity: 'serious' })).toBeUndefined();
  });
});
