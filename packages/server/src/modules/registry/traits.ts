import { type Pack, pick } from '@plumbline/policy';

/** What the pack's marks mean, as sets of codes; computed once a pack. */
export interface Traits {
  /** Marks of posts whose holder heads the unit. */
  heads: readonly string[];
  /** Marks of posts whose holders belong to the key minority. */
  keyMinority: readonly string[];
  /** Marks of units with power over money, things, people or approval. */
  power: readonly string[];
  /** Kinds of supervision whose organ keeps dossiers. */
  custody: ReadonlySet<string>;
  /** Level → rank. */
  ranks: ReadonlyMap<string, number>;
}

const known = new WeakMap<Pack, Traits>();

export function traitsOf(pack: Pack): Traits {
  let traits = known.get(pack);
  if (!traits) {
    const codes = <T extends { code: string }>(list: readonly T[], fits: (entry: T) => boolean) =>
      list.filter(fits).map((entry) => entry.code);
    traits = {
      heads: codes(pack.postTags, (tag) => tag.heads),
      keyMinority: codes(pack.postTags, (tag) => tag.keyMinority),
      power: codes(pack.unitTags, (tag) => tag.power),
      custody: new Set(codes(pack.supervisionKinds, (kind) => kind.custody)),
      ranks: new Map(pack.postLevels.map((level) => [level.code, level.rank])),
    };
    known.set(pack, traits);
  }
  return traits;
}

export const hasAny = (tags: readonly string[], wanted: readonly string[]): boolean =>
  tags.some((tag) => wanted.includes(tag));

/** The title of a code, or the code itself when a later pack no longer has it. */
export const titleOf = (
  list: readonly { code: string; title: { zh: string; en: string } }[],
  code: string,
  locale: 'zh' | 'en',
): string => {
  const entry = list.find((candidate) => candidate.code === code);
  return entry ? pick(entry.title, locale) : code;
};
