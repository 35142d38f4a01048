import { foldHan } from './han-variants.ts';

/** How two written names relate: the same but for typography; or alike, so that a person must look. */
export type NameRelation = 'equal' | 'similar' | 'different';

const HAN = /\p{Script=Han}/u;
// The many points that are typed for the middle dot between parts of a name.
const DOTS = /[·•・‧∙⋅․.･•]/gu;

/**
 * Compares a submitted name with every name that a record holds.
 *
 * *Equal* ignores what is only typing: full width, spaces between Chinese characters (王　芳), which middle
 * dot, the case of Latin letters. *Similar* also ignores a missing middle dot, traditional and variant
 * characters, accents, and the order of Latin name parts.
 */
export function compareNames(submitted: string, held: readonly string[]): NameRelation {
  const exact = exactName(submitted);
  if (exact === '') return 'different';
  if (held.some((name) => exactName(name) === exact)) return 'equal';
  const loose = looseName(submitted);
  return held.some((name) => looseName(name) === loose) && loose !== '' ? 'similar' : 'different';
}

/** Full-width forms, spaces, dots and case made uniform. Names with equal results are the same text. */
export function exactName(name: string): string {
  const text = name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  if (!HAN.test(text)) return text.replace(/\s+/g, ' ').toLowerCase();
  return text.replace(/\s/g, '').replace(DOTS, '·').toLowerCase();
}

/** A key that similar names share; good for looking candidates up, never for deciding alone. */
export function looseName(name: string): string {
  const text = exactName(name);
  if (HAN.test(text)) return foldHan(text).replaceAll('·', '');
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}
