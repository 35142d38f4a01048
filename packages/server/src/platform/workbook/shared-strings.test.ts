import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextTable } from './shared-strings.ts';

test('every text is found at its number, whether its block is closed or not', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 40 }), fc.nat(3000), (some, count) => {
      const texts = Array.from(
        { length: some.length === 0 ? 0 : count },
        (_, i) => `${some[i % some.length]}${i % 7}`,
      );
      const table = new TextTable();
      for (const text of texts) table.add(text);
      expect(texts.map((_, i) => table.at(i))).toEqual(texts);
      for (const none of [-1, texts.length, 0.5, Number.NaN]) expect(table.at(none)).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});
