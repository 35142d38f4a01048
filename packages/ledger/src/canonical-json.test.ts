import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';

/** The same value with the members of every object in another order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
};

const json = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<Json>;

describe('canonicalJson', () => {
  // RFC 8785 §3.2.2 and §3.2.3
  it.each<[string, Json, string]>([
    [
      'numbers, strings and literals',
      {
        numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    [
      'members by code unit',
      {
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
      },
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    ['an absent member', { b: undefined, a: 1 }, '{"a":1}'],
    [
      'a member named like a prototype',
      JSON.parse('{"b":1,"__proto__":{"a":2}}'),
      '{"__proto__":{"a":2},"b":1}',
    ],
    ['an object without prototype', Object.assign(Object.create(null), { 事项: '函询' }), '{"事项":"函询"}'],
    ['nothing', [{}, [], ''], '[{},[],""]'],
  ])('writes %s', (_, value, expected) => expect(canonicalJson(value)).toBe(expected));

  // RFC 8785 appendix B: bits of an IEEE 754 double, and its text
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
  ])('writes the double %s as %s', (bits, expected) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    expect(canonicalJson(view.getFloat64(0))).toBe(expected);
  });

  const cycle: Record<string, unknown> = {};
  cycle.again = { list: [cycle] };
  it.each<[string, unknown, string]>([
    ['NaN', { a: [Number.NaN] }, '/a/0'],
    ['infinity', Number.NEGATIVE_INFINITY, ''],
    ['a lone surrogate', { a: '\ud800' }, '/a'],
    ['a lone surrogate in a name', { '\ud800': 1 }, '/\ud800'],
    ['undefined in a list', [undefined], '/0'],
    ['a hole in a list', new Array(1), '/0'],
    ['a date', { 'a/b~': new Date(0) }, '/a~1b~0'],
    ['a map', new Map(), ''],
    ['a big integer', 1n, ''],
    ['a function', () => 1, ''],
    ['a cycle', cycle, '/again/list/0'],
  ])('refuses %s and says where', (_, value, pointer) => {
    expect(() => canonicalJson(value as Json)).toThrow(
      new TypeError(`not JSON at ${JSON.stringify(pointer)}`),
    );
  });

  it('writes the same for any order of members and loses nothing', () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = canonicalJson(value);
        expect(canonicalJson(reversed(value) as Json)).toBe(written);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
    );
  });

  it('allows the same object twice side by side', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });
});
