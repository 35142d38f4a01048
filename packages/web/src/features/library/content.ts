import type { Content, Source } from './library.api.ts';

export interface MemberRow {
  itemId: string;
  title: string | null;
  number?: string;
  note?: string;
}

/** What the fields of a version hold. */
export interface ContentValues {
  effectiveFrom: string;
  text?: string;
  members?: MemberRow[];
  note?: string;
}

export const EMPTY_CONTENT = { text: '', members: [], note: '' };

/** As the server takes it. */
export const contentOf = ({ effectiveFrom, text, members, note }: ContentValues): Content => ({
  effectiveFrom,
  text: text ?? '',
  members: (members ?? []).map(({ itemId, number, note: about }) => ({
    itemId,
    ...(number?.trim() ? { number: number.trim() } : {}),
    note: about?.trim() ?? '',
  })),
  note: note?.trim() ?? '',
});

/** What a version was written as, with the titles of its members as far as they are known. */
export const valuesOf = (source: Source, titles: ReadonlyMap<string, string>): ContentValues => ({
  effectiveFrom: source.effectiveFrom,
  text: source.text,
  note: source.note,
  members: source.members.map((member) => ({
    itemId: member.itemId,
    title: titles.get(member.itemId) ?? null,
    ...(member.number ? { number: member.number } : {}),
    note: member.note,
  })),
});
