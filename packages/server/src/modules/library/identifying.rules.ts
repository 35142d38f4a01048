import { checkIdNumber } from '@plumbline/contract/identifiers';

const ID_NUMBER = /(?<![0-9Xx])\d{17}[0-9Xx](?![0-9Xx])/g;
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** What in a text tells one person from all others: valid ID numbers and mobile numbers, the digits hidden. */
export function identifyingIn(text: string): string[] {
  const plain = text.normalize('NFKC');
  const ids = (plain.match(ID_NUMBER) ?? []).filter((number) => checkIdNumber(number.toUpperCase()).ok);
  const mobiles = plain.match(MOBILE) ?? [];
  return [...ids, ...mobiles].map((number) => `${number.slice(0, 3)}…${number.slice(-2)}`);
}
