import type { ImportedAccount } from '@plumbline/contract/identity';
import type { Fault } from '@plumbline/contract/problem';

const keyOf = (place: { sheet?: string | undefined; row?: number | undefined }) =>
  `${place.sheet ?? ''}\n${place.row ?? ''}`;

/** Faults by the row of the workbook in which they stand. */
export function faultsByRow(faults: readonly Fault[]): ReadonlyMap<string, Fault[]> {
  const byRow = new Map<string, Fault[]>();
  for (const fault of faults) byRow.set(keyOf(fault), [...(byRow.get(keyOf(fault)) ?? []), fault]);
  return byRow;
}

export const faultsOf = (byRow: ReadonlyMap<string, Fault[]>, row: { sheet: string; row: number }): Fault[] =>
  byRow.get(keyOf(row)) ?? [];

/** Where the row's role is held, as the workbook writes it. */
export const placeOf = ({ organ, unit }: Pick<ImportedAccount, 'organ' | 'unit'>): string =>
  [organ, unit].filter(Boolean).join(' · ');
