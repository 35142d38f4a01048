import { getPack } from '@plumbline/contract/desk';
import type { Reply, Text } from '@plumbline/contract/route';
import { useMemo } from 'react';
import { useRead } from './data.ts';

export type PackView = Reply<typeof getPack>;

export interface PackEntry {
  code: string;
  title: Text;
  /** For sub-types: the class they belong to. */
  parent?: string;
}

/** The rule pack in force: read once, as it changes only when another version is installed. */
export const usePack = (enabled = true) =>
  useRead(getPack, {}, { staleTime: Number.POSITIVE_INFINITY, enabled });

type Named = { code: string; title: Text };
const entries = (list: unknown): PackEntry[] =>
  Array.isArray(list) ? list.map(({ code, title }: Named) => ({ code, title })) : [];

/** The pack's lists by the names under which its forms ask for them (`x-list`). */
export function formListsOf(pack: PackView): Record<string, PackEntry[]> {
  return {
    classes: entries(pack.classes),
    'sub-types': pack.classes.flatMap((group) =>
      entries((group as { subTypes?: unknown }).subTypes).map((entry) => ({ ...entry, parent: group.code })),
    ),
    sources: entries(pack.sources),
    'problem-kinds': entries(pack.problemKinds),
    channels: entries(pack.channels),
    'sign-tags': entries(pack.signTags),
    occasions: entries(pack.occasions),
    conclusions: entries(pack.conclusions),
    industries: entries(pack.industries),
    'submission-kinds': entries((pack.submission as { kinds?: unknown }).kinds),
    catalogue: entries((pack.catalogue as { items?: unknown }).items),
  };
}

/** The same, as a hook; undefined until the pack is there. */
export function useFormLists(enabled = true): Record<string, PackEntry[]> | undefined {
  const { data } = usePack(enabled);
  return useMemo(() => data && formListsOf(data), [data]);
}
