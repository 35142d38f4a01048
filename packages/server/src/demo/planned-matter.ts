/** Who is meant: a sample account, the organ of one, or a person picked for the matter. */
export interface Cast {
  /** Whom the matter concerns, where it concerns a person. */
  person: { id: string; name: string };
  /** Entries of the person's dossier that were verified before, in the order in which they were planned. */
  facts: readonly string[];
  /** The paper that comes with a step, where it has one. */
  scan: string;
  account(username: string): string;
  organOf(username: string): string;
  /** A working day so many before today; after today where it is negative. */
  day(workdaysAgo: number): string;
}

export interface PlannedStep {
  action: string;
  /** The sample account; `whoever` of those whom the authorities ask. */
  by: string;
  /** Working days before today on which it was taken. */
  ago: number;
  data?: (cast: Cast) => Record<string, unknown>;
  /** A signed paper comes with it. */
  scanned?: true;
  reason?: string;
}

export interface PlannedFact {
  topic: string;
  content: string;
  gravity: 'minor' | 'heavier' | 'serious';
}

export interface PlannedMatter {
  procedure: string;
  /** Whether it concerns a person. */
  person: boolean;
  /** What is known of the person by then: entered on the day before it begins, and verified by a second person. */
  facts?: readonly PlannedFact[];
  by: string;
  ago: number;
  data: (cast: Cast) => Record<string, unknown>;
  steps: readonly PlannedStep[];
}
