import {
  type CatalogueItem,
  type Freshness,
  freshness,
  isRequired,
  type Locale,
  type Pack,
  pick,
  type SubjectTraits,
} from '@plumbline/policy';

export interface ItemState {
  item: CatalogueItem;
  required: boolean;
  freshness: Freshness;
  gap: 'missing' | 'stale' | null;
  /** First day of the gap. */
  since: string | null;
}

/**
 * How each item of a subject's catalogue stands.
 * @param newest day of the newest entry of an item that counts for freshness
 * What the platform files by itself is nobody's to supply: it is never a gap.
 * @param neededFrom day from which the item could be asked for
 */
export function itemStates(
  pack: Pack,
  traits: SubjectTraits,
  newest: ReadonlyMap<string, string>,
  today: string,
  neededFrom: (item: CatalogueItem) => string,
): ItemState[] {
  return pack.catalogue.items
    .filter((item) => item.subject === traits.kind)
    .map((item) => {
      const required = isRequired(item, traits);
      const fresh = freshness(item, newest.get(item.code) ?? null, today, pack.catalogue.ageingShare);
      const lacks = fresh.state === 'missing' || fresh.state === 'stale' ? fresh.state : null;
      const gap = required && !item.autoFiled ? lacks : null;
      return { item, required, freshness: fresh, gap, since: gap && (fresh.staleFrom ?? neededFrom(item)) };
    });
}

/** A post held today, as far as it says what its holder's dossier needs. */
export interface HeldPost {
  from: string | null;
  level: string | null;
  tags: readonly string[];
}

/**
 * Nobody can be blamed for what was missing before the post that needs it began, and nothing became complete because
 * the dossier was loaded later: the first post held today that needs the item by itself counts, else the first post of
 * which the day is known, else the day on which the dossier was opened.
 */
export function neededSince(item: CatalogueItem, posts: readonly HeldPost[], opened: string): string {
  const first = (held: readonly HeldPost[]) => held.flatMap((post) => post.from ?? []).sort()[0];
  const needing = posts.filter(({ level, tags }) =>
    isRequired(item, { kind: 'person', levels: level ? [level] : [], tags: [...tags] }),
  );
  return first(needing) ?? first(posts) ?? opened;
}

/** Why the dossier of such a subject needs the item, in words; null when it doesn't. */
export function whyNeeded(
  pack: Pack,
  item: CatalogueItem,
  traits: SubjectTraits,
  locale: Locale,
): string | null {
  if (!isRequired(item, traits)) return null;
  if (item.required === 'always') {
    const whole = {
      person: { zh: '每名监督对象的数据包均须具备', en: "Every supervised person's dossier needs it" },
      unit: { zh: '每个监督单位的数据包均须具备', en: "Every supervised unit's dossier needs it" },
    };
    return whole[item.subject][locale];
  }
  const names = (
    list: readonly { code: string; title: { zh: string; en: string } }[],
    wanted: readonly string[] | undefined,
    held: readonly string[] = [],
  ) =>
    list
      .filter(({ code }) => wanted?.includes(code) && held.includes(code))
      .map(({ title }) => pick(title, locale));
  const { levels, tags } = item.requiredFor ?? {};
  const tagList = item.subject === 'person' ? pack.postTags : pack.unitTags;
  const reasons = [...names(pack.postLevels, levels, traits.levels), ...names(tagList, tags, traits.tags)];
  return locale === 'zh' ? `因其属于：${reasons.join('、')}` : `Needed because of: ${reasons.join(', ')}`;
}

/** Silence by name: what is overdue, and since which year nothing has come. */
export function silenceText(item: CatalogueItem, last: string | null, locale: Locale): string {
  const title = pick(item.title, locale);
  if (!last) return locale === 'zh' ? `没有${title}` : `No "${title}" on file`;
  const year = last.slice(0, 4);
  return locale === 'zh' ? `${year}年以后没有新的${title}` : `No "${title}" since ${year}`;
}
