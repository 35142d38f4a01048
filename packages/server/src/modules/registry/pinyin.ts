import { pinyin } from 'pinyin-pro';

export interface Spelling {
  /** Syllables separated by spaces, without tones: the order in which Chinese readers expect names. */
  pinyin: string;
  /** First letters, for quick typing: 陈立新 → clx. */
  initials: string;
}

const HAN = /\p{Script=Han}/u;

/**
 * How a name is sorted and typed. `surname` reads the first characters as a family name, which sounds
 * otherwise than the same character in a word (单 shàn, 仇 qiú).
 */
export function spellingOf(name: string, surname = false): Spelling {
  const text = name.normalize('NFKC').trim();
  if (!HAN.test(text)) return latin(text);
  const syllables = pinyin(text, {
    toneType: 'none',
    type: 'array',
    v: true,
    nonZh: 'consecutive',
    surname: surname ? 'head' : 'off',
  })
    .map((syllable) => plain(syllable))
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(' '), initials: syllables.map((syllable) => syllable[0]).join('') };
}

/** People in the order in which a Chinese reader looks for them: by surname as it is read, then the rest. */
export function byName<T>(people: readonly T[], nameOf: (one: T) => string): T[] {
  const spelled = people.map((one) => ({
    one,
    name: nameOf(one),
    key: spellingOf(nameOf(one), true).pinyin,
  }));
  const compare = (a: string, b: string) => Number(a > b) - Number(a < b);
  return spelled.toSorted((a, b) => compare(a.key, b.key) || compare(a.name, b.name)).map(({ one }) => one);
}

function latin(text: string): Spelling {
  const words = plain(text)
    .split(' ')
    .filter((word) => word !== '');
  return { pinyin: words.join(' '), initials: words.map((word) => word[0]).join('') };
}

/** Lower case letters and digits only, accents dropped. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
