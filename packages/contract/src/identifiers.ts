import { z } from 'zod';

/** Why a text isn't a valid resident identity number; `old-15-digits` was valid until 2013. */
export type IdNumberFault =
  | 'empty'
  | 'scientific'
  | 'characters'
  | 'old-15-digits'
  | 'length'
  | 'region'
  | 'birth-date'
  | 'rounded'
  | 'check-digit';

export type IdNumberCheck =
  | {
      ok: true;
      /** Normalised: 18 characters, upper-case X. */
      value: string;
      /** Calendar day, YYYY-MM-DD. */
      birthDate: string;
      sex: 'male' | 'female';
      /** Six digits of GB/T 2260. */
      region: string;
    }
  | { ok: false; code: IdNumberFault };

/** Why a text isn't a valid unified social credit code. */
export type CreditCodeFault = 'empty' | 'length' | 'characters' | 'check-character';

export type CreditCodeCheck = { ok: true; value: string } | { ok: false; code: CreditCodeFault };

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

// GB/T 2260 numbers of provinces; 81 to 83 stand on residence permits for Hong Kong, Macau and Taiwan.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

// Letters I, O, S, V and Z are left out by the standard because they look like digits or each other.
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Full-width forms to half-width, upper case, without white space, invisible marks or a leading apostrophe. */
const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^['’‘]/, '')
    .toUpperCase();

const isDay = (day: string): boolean => z.iso.date().safeParse(day).success;

const dashed = (digits: string): string =>
  `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

const idCheckDigit = (body: string): string =>
  ID_CHECKS[ID_WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11] as string;

/**
 * Checks a resident identity number (居民身份证号) by GB 11643-1999.
 *
 * Two faults name damage done by spreadsheets: `scientific` (1.1E+17) and `rounded` (the last three digits
 * became 000, as 15 significant digits are kept). Whether the number was ever issued can't be known from it.
 */
export function checkIdNumber(text: string): IdNumberCheck {
  const value = normalise(text);
  const fail = (code: IdNumberFault): IdNumberCheck => ({ ok: false, code });
  if (value === '') return fail('empty');
  if (/^\d(\.\d+)?E\+?\d+$/.test(value)) return fail('scientific');
  if (/^\d{15}$/.test(value) && isDay(dashed(`19${value.slice(6, 12)}`))) return fail('old-15-digits');
  if (!/^\d*X?$/.test(value)) return fail('characters');
  if (value.length !== 18) return fail('length');
  if (!PROVINCES.has(value.slice(0, 2))) return fail('region');
  const birthDate = dashed(value.slice(6, 14));
  if (!/^(18|19|20)/.test(birthDate) || !isDay(birthDate)) return fail('birth-date');
  if (idCheckDigit(value) !== value[17]) return fail(value.endsWith('000') ? 'rounded' : 'check-digit');
  const sex = Number(value[16]) % 2 === 1 ? 'male' : 'female';
  return { ok: true, value, birthDate, sex, region: value.slice(0, 6) };
}

const creditCheckCharacter = (body: string): string => {
  const sum = CREDIT_WEIGHTS.reduce((s, weight, i) => s + weight * CREDIT_ALPHABET.indexOf(body[i]!), 0);
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] as string;
};

const CREDIT_BODY = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/;

/**
 * Checks a unified social credit code (统一社会信用代码) by GB 32100-2015: alphabet, place of the region and
 * check character. The organisation code inside it isn't checked on its own: the outer check covers it.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const value = normalise(text);
  if (value === '') return { ok: false, code: 'empty' };
  if (!/^[0-9A-HJ-NPQRTUWXY]*$/.test(value)) return { ok: false, code: 'characters' };
  if (value.length !== 18) return { ok: false, code: 'length' };
  if (!CREDIT_BODY.test(value.slice(0, 17))) return { ok: false, code: 'characters' };
  return creditCheckCharacter(value) === value[17]
    ? { ok: true, value }
    : { ok: false, code: 'check-character' };
}

const mask = (value: string, head: number, tail: number): string =>
  value.length < head + tail + 4
    ? '*'.repeat(value.length)
    : value.slice(0, head) + '*'.repeat(value.length - head - tail) + value.slice(-tail);

/** Shows province and county only by three digits, and the last four; hides the birth date. */
export const maskIdNumber = (text: string): string => mask(normalise(text), 3, 4);

/** A mobile number keeps three and four digits (138****5678), any other telephone number its last two. */
export function maskPhone(text: string): string {
  const value = normalise(text);
  const mobile = /^(?:\+?86-?)?(1\d{10})$/.exec(value)?.[1];
  return mobile ? mask(mobile, 3, 4) : mask(value, 0, 2);
}

/** An 18-digit resident identity number; parsing normalises it, the issue's fault is `id-number.<code>`. */
export const IdNumber = z
  .string()
  .max(60)
  .overwrite(normalise)
  .superRefine((value, ctx) => {
    const check = checkIdNumber(value);
    if (!check.ok) ctx.addIssue({ code: 'custom', params: { fault: `id-number.${check.code}` } });
  })
  .describe('Resident identity number, GB 11643-1999');

/** A unified social credit code; parsing normalises it, the issue's fault is `credit-code.<code>`. */
export const CreditCode = z
  .string()
  .max(60)
  .overwrite(normalise)
  .superRefine((value, ctx) => {
    const check = checkCreditCode(value);
    if (!check.ok) ctx.addIssue({ code: 'custom', params: { fault: `credit-code.${check.code}` } });
  })
  .describe('Unified social credit code, GB 32100-2015');

/**
 * Makes a formally valid identity number for tests and samples. Use a region that no county has
 * (e.g. 119901), so that no real person's number can come out.
 *
 * @param of.region six digits; @param of.birth YYYY-MM-DD; @param of.sequence 0–999, odd for men
 * @throws RangeError when the parts can't give a valid number
 */
export function makeIdNumber(of: { region: string; birth: string; sequence: number }): string {
  const body = of.region + of.birth.replaceAll('-', '') + String(of.sequence).padStart(3, '0');
  const value = body + (/^\d{17}$/.test(body) ? idCheckDigit(body) : '');
  if (!checkIdNumber(value).ok) throw new RangeError('no valid identity number has these parts');
  return value;
}

/**
 * Completes 17 characters to a valid credit code, for tests and samples.
 * @throws RangeError when the body breaks the structure of GB 32100
 */
export function makeCreditCode(body: string): string {
  if (!CREDIT_BODY.test(body)) throw new RangeError('not 17 characters of a credit code');
  return body + creditCheckCharacter(body);
}
