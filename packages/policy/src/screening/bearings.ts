import { valuesAt } from '../forms/field-path.ts';
import type { SubjectKind } from '../pack/catalogue.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Bearing } from '../pack/screening.schema.ts';

/** One point of what a clue alleges, as far as it is laid beside a dossier. */
export interface Alleged {
  no: number;
  what: string;
  /** Code of a kind of problem, where one was given. */
  kind: string | null;
  /** Somebody looked for what speaks against it. */
  lookedFor: boolean;
}

/** The points that the forms of a clue file hold, by their number; none where the pack names no place for them. */
export function allegedIn({ screening }: Pick<Pack, 'screening'>, data: unknown): Alleged[] {
  const at = screening.allegations;
  if (!at) return [];
  return valuesAt(data, `${at.list}[]`)
    .flatMap((row): Alleged[] => {
      const of = (field: string): unknown => (row as Record<string, unknown>)?.[field];
      const [no, kind, against] = [of(at.no), of(at.kind), of(at.against)];
      if (typeof no !== 'number') return [];
      return [
        {
          no,
          what: String(of(at.what) ?? ''),
          kind: typeof kind === 'string' && kind ? kind : null,
          lookedFor: typeof against === 'string' && against !== at.unlooked,
        },
      ];
    })
    .sort((a, b) => a.no - b.no);
}

/**
 * What of the dossier of such a subject bears on a kind of problem, by aspect and then in the order of the table.
 * @param kind null: nobody said yet what kind it is, so that nothing is left out
 */
export function bearingOn(
  { screening, catalogue }: Pick<Pack, 'screening' | 'catalogue'>,
  subject: SubjectKind,
  kind: string | null,
): Bearing[] {
  const fits = new Set(catalogue.items.filter((item) => item.subject === subject).map(({ code }) => code));
  const order = new Map(screening.aspects.map(({ code }, i) => [code, i]));
  return screening.bearings
    .filter(({ item, kinds }) => fits.has(item) && (kind === null || !kinds || kinds.includes(kind)))
    .sort((a, b) => (order.get(a.aspect) ?? 0) - (order.get(b.aspect) ?? 0));
}
