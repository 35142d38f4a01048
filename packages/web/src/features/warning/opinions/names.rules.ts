import type { OpinionNames } from '@plumbline/contract/opinion';

export type NameRow = OpinionNames['rows'][number];
/** By the number of a row: the person whom somebody chose. */
export type Chosen = Readonly<Record<number, string>>;

/** Whom a row means by now; undefined while somebody has to choose, or the row has to go. */
export const meantBy = (row: NameRow, chosen: Chosen): string | undefined =>
  row.state === 'twice' ? undefined : (chosen[row.no] ?? row.personId ?? undefined);

/** What is asked of a row: a name that is not the person's on record goes with the one on record, which was shown and chosen. */
export function askedAs({ name, unit, post, candidates }: NameRow, person: string) {
  const registered = candidates.find(({ id }) => id === person)?.name;
  return {
    person,
    name,
    unit,
    post,
    ...(registered === undefined || registered === name ? {} : { registered }),
  };
}

/** Rows that were found by the name alone and by nobody else of that name. */
export const soleOnes = (rows: readonly NameRow[], chosen: Chosen): NameRow[] =>
  rows.filter((row) => row.state === 'ask' && row.candidates.length === 1 && chosen[row.no] === undefined);

/** The list without a row; a row that repeated it is a row of its own then. */
export function without(rows: readonly NameRow[], no: number): NameRow[] {
  const gone = rows.find((row) => row.no === no);
  let freed = false;
  return rows
    .filter((row) => row.no !== no)
    .map((row) => {
      if (freed || row.state !== 'twice' || gone?.state === 'twice' || row.personId !== gone?.personId)
        return row;
      freed = true;
      return { ...row, state: 'found' as const, advice: null };
    });
}
