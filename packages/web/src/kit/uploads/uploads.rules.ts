import type { Problem } from '@plumbline/contract/problem';

export interface Uploaded {
  id: string;
  name: string;
}

/** Why a file hasn't arrived. `refused`: the server looked and won't have it. `broken`: it can go on. */
export interface Failure {
  kind: 'refused' | 'broken';
  reasons: readonly string[];
}

/** One chosen file: arrived (`id`), failed, or under way. */
export interface UploadRow {
  key: string;
  name: string;
  /** Sent, 0 to 1. */
  share: number;
  id?: string;
  failure?: Failure;
}

/** Answers after which the same bytes may still be taken: nobody decided about the file. */
const UNDECIDED = new Set([0, 401, 408, 409, 423, 429]);

/** What the server said of a transfer that failed, in the caller's words; without an answer it broke off. */
export function failureOf(status: number, body: string | undefined, otherwise: string): Failure {
  const kind = UNDECIDED.has(status) || status >= 500 ? 'broken' : 'refused';
  try {
    const problem = JSON.parse(body ?? '') as Partial<Problem>;
    const faults = (problem.faults ?? []).map((fault) => fault.detail);
    const said = faults.length ? faults : [problem.detail ?? problem.title ?? ''];
    const reasons = said.filter(Boolean);
    return { kind, reasons: reasons.length ? reasons : [otherwise] };
  } catch {
    return { kind, reasons: [otherwise] };
  }
}

export interface Held {
  underWay: readonly string[];
  refused: readonly string[];
  broken: readonly string[];
}

/** Names of the chosen files that would be missing if it were saved now; undefined when none would be. */
export function heldBy(rows: readonly UploadRow[]): Held | undefined {
  const namesOf = (fits: (row: UploadRow) => boolean) =>
    rows.filter((row) => !row.id && fits(row)).map((row) => row.name);
  const held: Held = {
    underWay: namesOf((row) => !row.failure),
    refused: namesOf((row) => row.failure?.kind === 'refused'),
    broken: namesOf((row) => row.failure?.kind === 'broken'),
  };
  return held.underWay.length + held.refused.length + held.broken.length > 0 ? held : undefined;
}
