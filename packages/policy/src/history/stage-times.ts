import type { RecordedStep } from './steps.ts';

/** How long matters of one procedure stayed in one state. */
export interface StageTime {
  procedure: string;
  state: string;
  /** Stays that have ended. */
  ended: number;
  /** Matters that are in the state now. */
  open: number;
  /** Hours of the ended stays: half of them took no longer, nine in ten no longer, the longest. */
  median: number | null;
  ninth: number | null;
  longest: number | null;
  /** Hours that the oldest open stay has lasted. */
  oldest: number | null;
}

const HOUR = 3_600_000;

/** Value below which the share of the sorted values lies (nearest rank). */
const rank = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;

/**
 * Times spent by state, from the recorded steps alone: the same steps always give the same report.
 * @param steps in the order in which they were recorded
 * @param now moment for stays that have not ended, ISO 8601
 * @param isFinal whether nothing more happens in a state; such stays are not counted as open
 */
export function stageTimes(
  steps: Iterable<RecordedStep>,
  now: string,
  isFinal: (procedure: string, state: string) => boolean,
): StageTime[] {
  const stays = new Map<string, { procedure: string; state: string; ended: number[]; open: number[] }>();
  const stayOf = (procedure: string, state: string) => {
    const key = `${procedure}\n${state}`;
    let stay = stays.get(key);
    if (!stay) {
      stay = { procedure, state, ended: [], open: [] };
      stays.set(key, stay);
    }
    return stay;
  };
  const present = new Map<string, { procedure: string; state: string; since: number }>();
  for (const step of steps) {
    const at = Date.parse(step.at);
    const before = present.get(step.matter);
    // An action that leaves the state as it is ends no stay.
    if (before?.state === step.to) continue;
    if (before) stayOf(before.procedure, before.state).ended.push((at - before.since) / HOUR);
    present.set(step.matter, { procedure: step.procedure, state: step.to, since: at });
    stayOf(step.procedure, step.to);
  }
  const end = Date.parse(now);
  for (const { procedure, state, since } of present.values()) {
    if (!isFinal(procedure, state)) stayOf(procedure, state).open.push((end - since) / HOUR);
  }
  return [...stays.values()].map(({ procedure, state, ended, open }) => {
    const sorted = ended.toSorted((a, b) => a - b);
    return {
      procedure,
      state,
      ended: ended.length,
      open: open.length,
      median: rank(sorted, 0.5),
      ninth: rank(sorted, 0.9),
      longest: sorted.at(-1) ?? null,
      oldest: open.length > 0 ? Math.max(...open) : null,
    };
  });
}
