import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from './canonical-json.ts';
import { commitment, newSalt } from './commitment.ts';

const salt = Uint8Array.from({ length: 32 }, (_, i) => i);
const content: Json = { subject: '0193', action: '核实', values: { grade: 2, at: '2026-03-05' } };
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

describe('commitment', () => {
  it('is SHA-256 over tag, salt and canonical content', () => {
    const expected = createHash('sha256')
      .update('plumbline/event/v1\n')
      .update(salt)
      .update('{"action":"核实","subject":"0193","values":{"at":"2026-03-05","grade":2}}')
      .digest('hex');
    expect(hex(commitment(salt, content))).toBe(expected);
  });

  it('never changes between releases', () => {
    expect(hex(commitment(salt, content))).toBe(
      '615f3cd587c46272ad1695bdc9127664fbd894ce2119caf444438d42e79e0ca9',
    );
  });

  it('differs for every salt and every content', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (saltA, saltB, a, b) => {
          const same = a === b && hex(saltA) === hex(saltB);
          expect(hex(commitment(saltA, a)) === hex(commitment(saltB, b))).toBe(same);
        },
      ),
    );
  });

  it.each([0, 31, 33])('refuses a salt of %i octets', (length) => {
    expect(() => commitment(new Uint8Array(length), content)).toThrow(RangeError);
  });
});

describe('newSalt', () => {
  it('has 32 octets of the given source', () => {
    expect(newSalt((octets) => octets.fill(7))).toEqual(new Uint8Array(32).fill(7));
    expect(newSalt((octets) => crypto.getRandomValues(octets))).toHaveLength(32);
  });

  it('refuses a source that gives nothing', () => {
    expect(() => newSalt(() => undefined)).toThrow('the source of randomness gave nothing');
  });
});
