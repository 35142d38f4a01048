import type { Part, Version } from './library.api.ts';

type Placed = Pick<Part, 'kind' | 'number' | 'label' | 'text'>;

/** Where a part stands on its page: `article-12`, `heading-3`; other parts have no place of their own. */
export function anchorOf(part: Pick<Part, 'kind' | 'number'>, index: number): string | undefined {
  if (part.kind === 'article' && part.number) return `article-${part.number}`;
  return part.kind === 'heading' ? `heading-${index}` : undefined;
}

export interface ContentsEntry {
  /** Null for articles that stand before the first heading. */
  heading: { anchor: string; text: string } | null;
  articles: { anchor: string; label: string }[];
}

/** Table of contents: headings in their order, each with the articles below it. */
export function contentsOf(parts: readonly Placed[]): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  for (const [index, part] of parts.entries()) {
    const anchor = anchorOf(part, index);
    if (!anchor) continue;
    if (part.kind === 'heading') {
      entries.push({ heading: { anchor, text: part.text }, articles: [] });
      continue;
    }
    if (entries.length === 0) entries.push({ heading: null, articles: [] });
    entries.at(-1)!.articles.push({ anchor, label: part.label ?? part.number ?? '' });
  }
  return entries;
}

/** The version shown, and the one before it that can be compared with, if any. */
export function versionsAround(
  versions: readonly Version[],
  versionId: string | null,
): { shown: Version | undefined; before: Version | undefined } {
  const shown = versions.find(({ id }) => id === versionId);
  const before = shown && versions.find(({ number }) => number < shown.number);
  return { shown, before };
}

/** `[same, other, same]` of one text against another: what they share at both ends is the same. */
export function changedStretch(text: string, against: string): [string, string, string] {
  const [mine, theirs] = [[...text], [...against]];
  const most = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < most && mine[start] === theirs[start]) start++;
  let end = 0;
  while (end < most - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++;
  return [
    mine.slice(0, start).join(''),
    mine.slice(start, mine.length - end).join(''),
    mine.slice(mine.length - end).join(''),
  ];
}

/** The list with the entry at `from` moved to `to`; unchanged where that lies outside. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export interface Answer {
  finding?: string;
  ground?: string;
}

/**
 * The findings to send: answered articles in the order of the regulation; `rows` tells which article each came
 * from, so that a fault finds its place again. `missing`: answered without a ground.
 */
export function findingsOf(
  articles: readonly { id: string }[],
  answers: Readonly<Record<string, Answer>>,
): {
  findings: { article: string; finding: string; ground: string }[];
  missing: string[];
} {
  const findings = articles.flatMap(({ id }) => {
    const { finding, ground = '' } = answers[id] ?? {};
    return finding ? [{ article: id, finding, ground: ground.trim() }] : [];
  });
  return { findings, missing: findings.filter((one) => !one.ground).map((one) => one.article) };
}
