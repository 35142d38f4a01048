import { daysBetween, type Submission as SubmissionRules } from '@plumbline/policy';

export type Kinds = SubmissionRules['kinds'];
type Kind = Kinds[number];

export interface Standing {
  /** Today lies after the due day. */
  afterDue: boolean;
  /** The body has handed in for the period already. */
  handedIn: boolean;
  nil?: boolean;
}

/**
 * The kind that a sheet has by the day and by what was handed in before, in the order in which the marks
 * outweigh each other: nil, supplement, late, plain. Where the pack has no such kind the next one counts.
 */
export function kindOf(kinds: Kinds, { afterDue, handedIn, nil = false }: Standing): Kind {
  const plain = kinds.find((kind) => !kind.nil && !kind.afterDue && !kind.supplements) ?? kinds[0]!;
  if (nil) return kinds.find((kind) => kind.nil) ?? plain;
  if (handedIn) return kinds.find((kind) => kind.supplements) ?? plain;
  if (afterDue) return kinds.find((kind) => kind.afterDue) ?? plain;
  return plain;
}

/** One sheet of a body as far as the overdue list asks. */
export interface HandedSheet {
  kind: string;
  /** `YYYY-MM-DD` in the office's time zone; null while it isn't handed in. */
  submittedOn: string | null;
  withdrawn: boolean;
}

export type Handing = 'submitted' | 'nil' | 'late' | 'missing' | 'draft' | 'not-due';

/**
 * What a body did about a period. A supplement adds to what was handed in and never stands for it; a withdrawn
 * sheet counts for nothing.
 */
export function handingOf(
  kinds: Kinds,
  sheets: readonly HandedSheet[],
  dueOn: string,
  today: string,
): Handing {
  const marks = new Map(kinds.map((kind) => [kind.code, kind]));
  const own = sheets.filter((sheet) => !sheet.withdrawn && !marks.get(sheet.kind)?.supplements);
  const isNil = (sheet: HandedSheet) => marks.get(sheet.kind)?.nil === true;
  // The first sheet counts; of two on one day the one that has rows.
  const [handed] = own
    .filter((sheet) => sheet.submittedOn !== null)
    .sort(
      (a, b) =>
        Number(a.submittedOn! > b.submittedOn!) - Number(a.submittedOn! < b.submittedOn!) ||
        Number(isNil(a)) - Number(isNil(b)),
    );
  if (handed) {
    if (handed.submittedOn! > dueOn) return 'late';
    return isNil(handed) ? 'nil' : 'submitted';
  }
  if (today > dueOn) return 'missing';
  return own.length ? 'draft' : 'not-due';
}

/** While a body owes a sheet after the due day it is reminded on the first day and every week. */
const OVERDUE_EVERY_DAYS = 7;

/** Whether a body that has not handed in is reminded on this day. */
export function remindsOn(day: string, dueOn: string, before: readonly string[]): boolean {
  if (day <= dueOn) return before.includes(day);
  return (daysBetween(dueOn, day) - 1) % OVERDUE_EVERY_DAYS === 0;
}

/** The state of a row by what is known of it; `picks`: nothing is wrong that picking a candidate won't settle. */
export function rowState(of: {
  faults: number;
  subject: boolean;
  picks?: boolean;
  excluded?: boolean;
}): 'ready' | 'wrong' | 'ambiguous' | 'excluded' {
  if (of.excluded) return 'excluded';
  if (of.picks) return 'ambiguous';
  if (of.faults) return 'wrong';
  return of.subject ? 'ready' : 'ambiguous';
}

interface Asked {
  faults: readonly { column: string; code: string }[] | null;
  candidates: readonly { kind: string }[] | null;
}

/**
 * A row that lacks only the unit, while persons of its name are known, asks for one of them: the pick fills the
 * unit in. {@link PICKS} says the same to the database.
 */
export const picks = ({ faults, candidates }: Asked): boolean =>
  faults?.length === 1 &&
  faults[0]!.code === 'cell.required' &&
  faults[0]!.column === 'unit' &&
  candidates?.some(({ kind }) => kind === 'person') === true;
