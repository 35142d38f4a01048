/** One recorded step of a matter, as history is told from it. */
export interface RecordedStep {
  /** Id of the ledger event. */
  id: string;
  /** Moment, ISO 8601. */
  at: string;
  matter: string;
  procedure: string;
  /** Code of the action; `begin` for the start. */
  action: string;
  /** State before; undefined for the start. */
  from: string | undefined;
  to: string;
  account: string | null;
  organ: string | null;
  subjects: readonly { kind: string; id: string }[];
}
