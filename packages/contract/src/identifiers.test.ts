import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CreditCode,
  checkCreditCode,
  checkIdNumber,
  IdNumber,
  makeCreditCode,
  makeIdNumber,
  maskIdNumber,
  maskPhone,
} from './identifiers.ts';

const idNumbers = fc
  .record({
    region: fc.constantFrom('119901', '440524', '360732', '230204', '659004', '820000'),
    birth: fc
      .date({ min: new Date('1800-01-01T00:00Z'), max: new Date('2099-12-31T00:00Z'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10)),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map((of) => ({ of, value: makeIdNumber(of) }));

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const creditCodes = fc
  .tuple(
    fc.constantFrom('11', '12', '91', '92', 'A1', 'N2', 'Y1'),
    fc.stringMatching(/^\d{6}$/),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }).map((c) => c.join('')),
  )
  .map((parts) => makeCreditCode(parts.join('')));

const replaceAt = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);
const swapAt = (text: string, at: number) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);

describe('checkIdNumber', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female', '110105'],
    ['440524188001010014', '1880-01-01', 'male', '440524'],
    ['11010519491231002x', '1949-12-31', 'female', '110105'],
    ['１１０１０５１９４９１２３１００２Ｘ', '1949-12-31', 'female', '110105'],
    [' 110105 19491231 002X\u3000', '1949-12-31', 'female', '110105'],
    ["'11010519491231002X", '1949-12-31', 'female', '110105'],
    ['\u200e11010519491231002X', '1949-12-31', 'female', '110105'],
  ])('accepts %j', (text, birthDate, sex, region) => {
    expect(checkIdNumber(text)).toEqual({
      ok: true,
      value: expect.stringMatching(/^\d{17}[\dX]$/),
      birthDate,
      sex,
      region,
    });
  });

  it.each([
    ['', 'empty'],
    ['\u3000', 'empty'],
    ['110105491231002', 'old-15-digits'],
    ['110105491331002', 'length'],
    ['11010519491231002', 'length'],
    ['110105194912310021X', 'length'],
    ['1.1E+17', 'scientific'],
    ['1.10105194912310E+17', 'scientific'],
    ['110105194912310000', 'rounded'],
    ['110105194912310021', 'check-digit'],
    ['990105194912310021', 'region'],
    ['110105194902290020', 'birth-date'],
    ['110105170001010020', 'birth-date'],
    ['110105210001010020', 'birth-date'],
    ['11010519491231X020', 'characters'],
    ['护照E12345678', 'characters'],
  ])('refuses %j as %s', (text, code) => {
    expect(checkIdNumber(text)).toEqual({ ok: false, code });
  });

  it('accepts every made number and reads its parts back', () => {
    fc.assert(
      fc.property(idNumbers, ({ of, value }) => {
        expect(checkIdNumber(value)).toEqual({
          ok: true,
          value,
          birthDate: of.birth,
          sex: of.sequence % 2 ? 'male' : 'female',
          region: of.region,
        });
      }),
    );
  });

  it('refuses any single changed character', () => {
    fc.assert(
      fc.property(idNumbers, fc.nat(17), fc.constantFrom(...'0123456789X'), ({ value }, at, by) => {
        fc.pre(value[at] !== by);
        expect(checkIdNumber(replaceAt(value, at, by)).ok).toBe(false);
      }),
    );
  });

  it('refuses any two neighbours swapped', () => {
    fc.assert(
      fc.property(idNumbers, fc.nat(16), ({ value }, at) => {
        fc.pre(value[at] !== value[at + 1]);
        expect(checkIdNumber(swapAt(value, at)).ok).toBe(false);
      }),
    );
  });
});

describe('checkCreditCode', () => {
  it.each(['91512081MA62K0260E', '91350100M000100Y43', '91350100m000100y43', '９１３５０１００M000100Y43'])(
    'accepts %j',
    (text) => {
      expect(checkCreditCode(text)).toEqual({
        ok: true,
        value: expect.stringMatching(/^91(512081MA62K0260E|350100M000100Y43)$/),
      });
    },
  );

  it.each([
    ['  ', 'empty'],
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['9135O100M000100Y43', 'characters'],
    ['913501A0M000100Y43', 'characters'],
    ['91350100M000100Y44', 'check-character'],
  ])('refuses %j as %s', (text, code) => {
    expect(checkCreditCode(text)).toEqual({ ok: false, code });
  });

  it('accepts every made code', () => {
    fc.assert(
      fc.property(creditCodes, (value) => {
        expect(checkCreditCode(value)).toEqual({ ok: true, value });
      }),
    );
  });

  it('refuses any single changed character', () => {
    fc.assert(
      fc.property(creditCodes, fc.nat(17), fc.constantFrom(...alphabet), (value, at, by) => {
        fc.pre(value[at] !== by);
        expect(checkCreditCode(replaceAt(value, at, by)).ok).toBe(false);
      }),
    );
  });

  it('refuses any two neighbours swapped', () => {
    fc.assert(
      fc.property(creditCodes, fc.nat(16), (value, at) => {
        fc.pre(value[at] !== value[at + 1]);
        expect(checkCreditCode(swapAt(value, at)).ok).toBe(false);
      }),
    );
  });
});

describe('schemas', () => {
  it('normalise what they accept and name the fault of what they refuse', () => {
    expect(IdNumber.parse(' 11010519491231002x')).toBe('11010519491231002X');
    expect(CreditCode.parse('91350100m000100y43')).toBe('91350100M000100Y43');
    expect(IdNumber.safeParse('110105194912310021').error?.issues).toMatchObject([
      { params: { fault: 'id-number.check-digit' } },
    ]);
    expect(CreditCode.safeParse('91350100M000100Y44').error?.issues).toMatchObject([
      { params: { fault: 'credit-code.check-character' } },
    ]);
  });

  it('can be written into OpenAPI in both directions', () => {
    for (const io of ['input', 'output'] as const)
      expect(z.toJSONSchema(IdNumber, { io })).toMatchObject({ type: 'string', maxLength: 60 });
  });
});

describe('masks', () => {
  it.each([
    ['11010519491231002x', '110***********002X'],
    ['110105491231002', '110********1002'],
    ['1234', '****'],
    ['', ''],
  ])('identity number %j as %j', (text, shown) => expect(maskIdNumber(text)).toBe(shown));

  it.each([
    ['13812345678', '138****5678'],
    ['+86 138 1234 5678', '138****5678'],
    ['0571-88887777', '***********77'],
    ['110', '***'],
  ])('telephone %j as %j', (text, shown) => expect(maskPhone(text)).toBe(shown));

  it('never show the birth date', () => {
    fc.assert(
      fc.property(idNumbers, ({ of, value }) => {
        expect(maskIdNumber(value)).not.toContain(of.birth.replaceAll('-', '').slice(2));
        expect(maskIdNumber(value)).toHaveLength(18);
      }),
    );
  });
});

describe('generators', () => {
  it.each([
    { region: '110105', birth: '1949-02-29', sequence: 2 },
    { region: '990105', birth: '1949-12-31', sequence: 2 },
    { region: '110105', birth: '1949-12-31', sequence: 1000 },
    { region: '1101', birth: '1949-12-31', sequence: 2 },
  ])('refuse impossible parts %j', (of) => expect(() => makeIdNumber(of)).toThrow(RangeError));

  it('give the standard examples', () => {
    expect(makeIdNumber({ region: '110105', birth: '1949-12-31', sequence: 2 })).toBe('11010519491231002X');
    expect(makeCreditCode('91350100M000100Y4')).toBe('91350100M000100Y43');
    expect(() => makeCreditCode('9135010OM000100Y4')).toThrow(RangeError);
  });
});
