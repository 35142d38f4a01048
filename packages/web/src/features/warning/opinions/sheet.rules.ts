import type { OpinionSheet } from '@plumbline/contract/opinion';

export type SheetRow = OpinionSheet['rows'][number];

/** What is filled in for a name, before it is sent. */
export interface Draft {
  /** Result of a signature, or code of a conclusion. */
  value?: string | undefined;
  grounds?: readonly string[];
  words?: string;
}
export type Drafts = Readonly<Record<number, Draft>>;

export const RESULTS = ['clear', 'problem', 'recused'] as const;

/** Rows of the form by which a department signs: those that have a result, and only what goes with it. */
export const signedRows = (rows: readonly SheetRow[], drafts: Drafts) =>
  rows.flatMap(({ no, near }) => {
    const { value, grounds = [], words = '' } = drafts[no] ?? {};
    if (value === undefined || near) return [];
    return [
      {
        no,
        result: value,
        ...(value === 'problem' ? { grounds: [...grounds] } : {}),
        ...(words.trim() ? { note: words.trim() } : {}),
      },
    ];
  });

/** Signatures in the order of the departments: apart from the rest, those in force that found nothing and say no more. */
export function signsTold(signs: SheetRow['signs'], places: readonly string[]) {
  const ordered = [...signs].sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
  const clear = ordered.filter(({ standing, result, note }) => standing && result === 'clear' && !note);
  return { clear, others: ordered.filter((sign) => !clear.includes(sign)) };
}

/** As a reply tells these grounds. */
export const toldOf = ({ measures }: SheetRow, grounds: readonly string[]): string =>
  measures
    .filter(({ key }) => grounds.includes(key))
    .map(({ told }) => told)
    .join('；');

/** What a draft of the conclusions begins with: what was drafted before, else what the platform proposes. */
export const firstDrafts = (rows: readonly SheetRow[]): Drafts =>
  Object.fromEntries(
    rows.map(({ no, conclusion, grounds, remark, proposed }) => [
      no,
      conclusion === null
        ? { value: proposed.conclusion, grounds: proposed.grounds }
        : { value: conclusion, grounds, words: remark },
    ]),
  );

/** Rows of the form that concludes. */
export const concludedRows = (rows: readonly SheetRow[], drafts: Drafts, withGround: ReadonlySet<string>) =>
  rows.map((row) => {
    const { value = row.proposed.conclusion, grounds = [], words = '' } = drafts[row.no] ?? {};
    const rests = withGround.has(value) ? [...grounds] : [];
    const told = toldOf(row, rests);
    return {
      no: row.no,
      name: row.name,
      ...(row.unit ? { unit: row.unit } : {}),
      ...(row.post ? { post: row.post } : {}),
      conclusion: value,
      ...(rests.length > 0 ? { grounds: rests } : {}),
      ...(told ? { told } : {}),
      ...(words.trim() ? { remark: words.trim() } : {}),
    };
  });

export type Shown = 'all' | 'measures' | 'unsigned';

/** Rows that the filter lets through. @param place department that is asked about; any where none is given */
export const shownRows = (
  rows: readonly SheetRow[],
  { show, words, places }: { show: Shown; words: string; places: readonly string[] },
): SheetRow[] =>
  rows.filter((row) => {
    if (words && !`${row.name} ${row.unit} ${row.post}`.includes(words.trim())) return false;
    if (show === 'measures') return row.measures.length > 0;
    if (show === 'unsigned')
      return places.some((place) => !row.signs.some((sign) => sign.place === place && sign.standing));
    return true;
  });
