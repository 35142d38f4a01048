import { type Limits, lastDayOf, limitOn, type OpinionMeasure, valuesAt } from '@plumbline/policy';

/** Something in force about somebody, as far as an opinion may rest on it. */
export interface Measure {
  /** What it is and which one: `bar:…`, `material:…`, `warning:…`. */
  key: string;
  person: string;
  /** Code of its kind or level: with the last day, all that a reply tells of it. */
  what: string;
  /** In the caller's language. */
  title: string;
  /** As a reply tells it, in the language of the office's papers. */
  told: string;
  from: string;
  /** Last day; it ends by itself. */
  until: string;
  /** Occasions against which it stands. */
  against: readonly string[];
}

/** The time for which an entry has an effect. */
export interface Effect {
  /** Value of the field that says what kind it is. */
  kind: string;
  from: string;
  until: string;
}

/**
 * For how long an entry of a dossier has the effect that a rule of the pack describes; undefined where what it says has
 * none. The entry's own last day counts before the limit, which is that of the day from which it runs.
 */
export function effectOf(rule: OpinionMeasure, form: unknown, limits: Limits): Effect | undefined {
  const at = (path: string | undefined): string | undefined => {
    const [value] = path === undefined ? [] : valuesAt(form, path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [kind, from] = [at(rule.by), at(rule.from)];
  const limit = kind === undefined || !Object.hasOwn(rule.lasts, kind) ? undefined : rule.lasts[kind];
  if (kind === undefined || from === undefined || limit === undefined) return undefined;
  const length = limitOn(limits, limit, from)?.length;
  const until = at(rule.until) ?? (length && lastDayOf(from, length));
  return until === undefined ? undefined : { kind, from, until };
}

/** Whether it has the effect on the day; nobody does anything for it to end (P8). */
export const hasEffectOn = ({ from, until }: Pick<Effect, 'from' | 'until'>, day: string): boolean =>
  from <= day && day <= until;

/** An entry with the effect that it has. */
export interface Entered {
  id: string;
  person: string;
  item: string;
  effect: Effect;
  /** What names the decision; undefined where the entry does not say it. */
  decision: string | undefined;
}

/**
 * Of entries that tell of one decision the one that tells of it first, whatever their days: a copy with a later day keeps
 * nobody barred for longer, nor twice. Asked before the day is looked at, so that a copy of what is over is over.
 * @param alike whether the texts of two entries are copies
 */
export function firstOfEach<T extends Entered>(entries: readonly T[], alike: (a: T, b: T) => boolean): T[] {
  const inOrder = [...entries].sort(
    (a, b) => a.effect.from.localeCompare(b.effect.from) || a.id.localeCompare(b.id),
  );
  const firsts: T[] = [];
  for (const entry of inOrder) if (!firsts.some((first) => isOne(first, entry, alike))) firsts.push(entry);
  return firsts;
}

const isOne = <T extends Entered>(a: T, b: T, alike: (a: T, b: T) => boolean): boolean =>
  a.person === b.person &&
  a.item === b.item &&
  a.effect.kind === b.effect.kind &&
  (a.decision !== undefined && b.decision !== undefined ? a.decision === b.decision : alike(a, b));
