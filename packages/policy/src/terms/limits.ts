import type { Term } from '../pack/intake.schema.ts';
import type { Length } from './length.ts';

/** Another length that one organ keeps to, from a day until a day (both included). */
export interface LimitOverride {
  code: string;
  organId: string;
  length: Length;
  from: string;
  to: string | null;
}

/** Where limits are looked up: those of the pack, and the overrides of an organ and of those above it. */
export interface Limits {
  entries: readonly Term[];
  overrides: readonly LimitOverride[];
  /** The organ whose term it is, then its parents upwards. */
  organs: readonly string[];
}

export interface LimitInForce {
  entry: Term;
  length: Length | undefined;
  /** Set when an organ's own length stands in for that of the pack. */
  override: LimitOverride | undefined;
}

/**
 * The entry of a code that is in force on a day: of several the newest that has taken effect. A day before the
 * first of them takes the first, so that a term which began earlier is not left without an end.
 */
export function entryOn(entries: readonly Term[], code: string, day: string): Term | undefined {
  const own = entries
    .filter((entry) => entry.code === code)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return own.findLast((entry) => entry.effectiveFrom <= day) ?? own[0];
}

/** The limit of a code on the day on which a term opens: the nearest organ's override, else the pack's entry. */
export function limitOn(limits: Limits, code: string, day: string): LimitInForce | undefined {
  const entry = entryOn(limits.entries, code, day);
  if (!entry) return undefined;
  const held = limits.overrides.filter(
    (one) => one.code === code && one.from <= day && (one.to === null || one.to >= day),
  );
  for (const organ of limits.organs) {
    const override = held.find((one) => one.organId === organ);
    if (override) return { entry, length: override.length, override };
  }
  return { entry, length: entry.length, override: undefined };
}

export type OverrideFault = 'limit.no-length' | 'limit.same' | 'limit.law-longer' | 'limit.law-unit';

/**
 * Why an organ may not keep to a length instead of the pack's. What a law allows at most an organ may shorten,
 * never stretch; lengths of different units can't be compared, so there the unit stays as well.
 */
export function overrideFault(entry: Term, length: Length): OverrideFault | undefined {
  if (!entry.length) return 'limit.no-length';
  const { value, unit } = entry.length;
  if (value === length.value && unit === length.unit) return 'limit.same';
  if (entry.standing !== 'law') return undefined;
  if (unit !== length.unit) return 'limit.law-unit';
  return length.value > value ? 'limit.law-longer' : undefined;
}
