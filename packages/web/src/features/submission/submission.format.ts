import type { Handing } from '@plumbline/contract/submission-periods';
import type { Tone } from '../../kit/StatusTag.tsx';
import type { Row, RowState, SheetSummary } from './submission.api.ts';

export const ROW_TONES: Record<RowState, Tone> = {
  ready: 'done',
  wrong: 'late',
  ambiguous: 'care',
  excluded: 'quiet',
  accepted: 'done',
  returned: 'late',
};

export const HANDING_TONES: Record<Handing, Tone> = {
  submitted: 'done',
  nil: 'done',
  late: 'care',
  draft: 'live',
  missing: 'late',
  'not-due': 'plain',
};

/** Bodies in one of these ways still owe their sheet and may be reminded. */
export const OWES: ReadonlySet<Handing> = new Set(['missing', 'draft', 'not-due']);

export const toneOfSheet = (sheet: Pick<SheetSummary, 'withdrawnAt' | 'late' | 'acceptedAt'>): Tone => {
  if (sheet.withdrawnAt) return 'quiet';
  if (sheet.late) return 'late';
  return sheet.acceptedAt ? 'done' : 'live';
};

/** Rows that were ready when the sheet was signed are handed in and wait for the receiver. */
export const rowKey = (sheet: Pick<SheetSummary, 'submittedAt'>, state: RowState) =>
  state === 'ready' && sheet.submittedAt ? 'row.submitted' : (`row.${state}` as const);

/** What a row says once more: a clue on file before a row that was accepted, that before one that waits as well. */
export const sameAs = ({ twins }: Pick<Row, 'twins'>): Row['twins'][number] | undefined => {
  const same = twins.filter((twin) => twin.identical);
  return same.find((twin) => twin.where === 'file') ?? same.find((twin) => twin.accepted) ?? same[0];
};

interface Choosing {
  code: string;
  options: readonly { code: string; title: string; parent: string | null }[] | null;
}

/** What may be chosen in a column: of sub-types only those of the class that stands in its own column. */
export function fittingOptions(
  columns: readonly Choosing[],
  { options }: Choosing,
  written: Readonly<Record<string, string | undefined>>,
) {
  const parents = new Set(options?.flatMap(({ parent }) => parent ?? []));
  const above = columns.find((one) => one.options?.some(({ code }) => parents.has(code)));
  const chosen = above?.options?.find(({ title }) => title === written[above.code])?.code;
  return (options ?? []).filter(({ parent }) => parent === null || !chosen || parent === chosen);
}
