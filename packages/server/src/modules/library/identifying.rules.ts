import { checkIdNumber } from '@plumbline/contract/identifiers';

/** What people put between the digits of one number. */
const GAP = '[\\s\\p{Pd}.·・•_/]{0,4}';
const ID_NUMBER = new RegExp(`(?:\\d${GAP}){17}[\\dX](?!\\d)`, 'uy');
const OLD_ID_NUMBER = new RegExp(`\\d(?:${GAP}\\d){14}(?!\\d)`, 'uy');
const MOBILE = new RegExp(`(?:(?:00)?86${GAP})?(1${GAP}[3-9](?:${GAP}\\d){9})(?!\\d)`, 'uy');
const PASSPORT =
  /(?<![A-Z0-9])(?:[EGDSPH][\s\p{Pd}]{0,2}(?:\d{8}|\d{4}[\s\p{Pd}.]\d{4})|E[A-HJ-NP-Z][\s\p{Pd}]{0,2}\d{7})(?![A-Z0-9])/gu;
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** How people part a mobile number. */
const GROUPS = new Set([
  '11',
  '3-4-4',
  '4-3-4',
  '3-8',
  '7-4',
  '5-6',
  '6-5',
  '3-3-5',
  '1-1-1-1-1-1-1-1-1-1-1',
]);
/** Digits, a gap and more digits; what a number that stands alone has on neither side. */
const BEFORE = new RegExp(`\\d${GAP}$`, 'u');
const BEHIND = new RegExp(`^${GAP}\\d`, 'u');

const CHINESE: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇○', '一壹幺', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (forms, digit) => [...forms].map((form) => [form, String(digit)]),
  ),
);

/** 0 to 9 for a digit of any script; their code points follow one another. */
function plainDigit(character: string): string {
  let value = 0;
  const code = character.codePointAt(0)!;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** One form for what looks the same; marks that nobody sees are left out. */
const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, plainDigit)
    .toUpperCase();

/**
 * What in a text tells one person from all others: valid ID numbers, mobile and passport numbers, however they are
 * spelt, most of their digits hidden.
 */
export function identifyingIn(text: string): string[] {
  const plain = normalise(text);
  const chinese = plain.replace(/[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]/g, (form) => CHINESE[form]!);
  const found = [...numbersIn(plain), ...(chinese === plain ? [] : numbersIn(chinese))];
  return [...new Set(found)].map((number) => `${number.slice(0, 3)}…${number.slice(-2)}`);
}

/** Numbers begin where a group of digits does and end with one, so that a longer one holds none. */
function numbersIn(text: string): string[] {
  const found = (text.match(PASSPORT) ?? []).map(compact);
  for (const { index } of text.matchAll(/(?<!\d)\d/g)) {
    const number = idNumberAt(text, index) ?? mobileAt(text, index);
    if (number) found.push(number);
  }
  return found;
}

const compact = (spelt: string): string => spelt.replace(/[^0-9A-Z]/g, '');

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function idNumberAt(text: string, index: number): string | undefined {
  const number = compact(at(ID_NUMBER, text, index)?.[0] ?? '');
  if (number && checkIdNumber(number).ok) return number;
  const spelt = at(OLD_ID_NUMBER, text, index)?.[0];
  if (!spelt || !(isOneGroup(spelt) || standsAlone(text, index, spelt))) return undefined;
  const old = compact(spelt);
  const check = checkIdNumber(old);
  return !check.ok && check.code === 'old-15-digits' && PROVINCE.test(old) ? old : undefined;
}

/**
 * Figures of a table, or the months of a career, may look like a mobile number with gaps: parted as nobody parts
 * one, it counts only where it stands alone, with the same gap throughout, and begins with no year.
 */
function mobileAt(text: string, index: number): string | undefined {
  const match = at(MOBILE, text, index);
  const spelt = match?.[1];
  if (!spelt) return undefined;
  const groups = spelt.split(/\D+/);
  const usual = GROUPS.has(groups.map((group) => group.length).join('-'));
  const gaps = new Set(spelt.match(/\D+/g));
  const year = groups[0]!.length === 4 && groups[0]!.startsWith('19') && groups[1]!.length < 3;
  return usual || (gaps.size === 1 && !year && standsAlone(text, index, match[0]))
    ? compact(spelt)
    : undefined;
}

const isOneGroup = (spelt: string): boolean => /^\d+$/.test(spelt);

const standsAlone = (text: string, index: number, spelt: string): boolean =>
  !BEFORE.test(text.slice(Math.max(0, index - 8), index)) &&
  !BEHIND.test(text.slice(index + spelt.length, index + spelt.length + 8));
