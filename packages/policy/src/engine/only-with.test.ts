import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Procedure } from '../pack/procedure.schema.ts';
import { opened, termChanges } from './terms.ts';

const procedure = {
  terms: { tell: { limit: 'named.ack', onlyWith: 'named' }, work: { limit: 'clue.opinion' } },
  actions: {},
} as unknown as Procedure;
const NOTHING = { terms: [], acts: [] };

it('opens a term that is wanted only with a yes where the answer was yes, and all others as before', () => {
  const answer = fc.constantFrom(true, false, 'true', 1, null, undefined);
  fc.assert(
    fc.property(answer, fc.boolean(), (named, asked) => {
      const data = asked ? { named } : {};
      const changes = termChanges(procedure, { opens: ['tell', 'work'] }, NOTHING, data);
      expect(changes.map((change) => change.term)).toEqual(
        asked && named === true ? ['tell', 'work'] : ['work'],
      );
      expect(opened(procedure, { opens: ['tell'] }, [], data)).toEqual(
        asked && named === true ? ['tell'] : [],
      );
    }),
  );
});

it('opens a term that is wanted only with values of fields where all of them were said', () => {
  const negative = {
    terms: { opinion: { limit: 'clue.opinion', onlyWith: { polarity: 'negative', clear: 'no' } } },
  } as unknown as Procedure;
  const said = (data: Record<string, unknown>) => opened(negative, { opens: ['opinion'] }, [], data);
  expect(said({ polarity: 'negative', clear: 'no' })).toEqual(['opinion']);
  for (const data of [{}, { polarity: 'negative' }, { polarity: 'positive', clear: 'no' }])
    expect(said(data)).toEqual([]);
});
