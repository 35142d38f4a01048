/** An entry of a dossier as it is compared with others. */
export interface Told {
  id: string;
  /** Matter that filed it. */
  filedBy: string;
  /** The version before it. */
  supersedes: string | null;
  /** Day of what happened; null: not said. */
  day: string | null;
  /** The decision that it names, with the item under which it stands; null: it names none. */
  decision: string | null;
  /** Whether it counts today. */
  counts: boolean;
  /** Somebody typed it in; what a procedure came to is told apart by its matter. */
  byHand: boolean;
}

/** When two texts are alike enough; left out, likeness is not asked. */
export interface AlikeRule {
  /** From which share on texts of one day, or of a day that one of them does not say, tell of the same. */
  from: number;
  /** From which share on that holds for any days, where one of the two counts no more: it was entered anew. */
  anew: number;
  likeness: (a: string, b: string) => number;
}

export interface SameMatter {
  /** The first entry that tells of the same matter: what has one name counts once. */
  matterOf: (id: string) => string;
  /** Whether two entries tell of the same matter. */
  isSame: (a: string, b: string) => boolean;
  /** Whether the first is the second one, or a later version of it. */
  isVersionOf: (id: string, earlier: string) => boolean;
}

/**
 * Which entries tell of the same matter (P3): versions of one entry, what one matter filed, and texts that are alike.
 * Likeness is asked against whoever told first and not handed on, so that a few vague notes don't draw everything
 * together. Entries that count no more are compared like others: a fact that was revoked and entered anew is no new one.
 * @param told oldest first
 */
export function sameMatter(told: readonly Told[], rule?: AlikeRule): SameMatter {
  const byId = new Map(told.map((entry) => [entry.id, entry]));
  const files = filesOf(told, byId);
  const firsts: Told[][] = [];
  const names = new Map<string, string>();
  for (const file of new Set(files.values())) {
    const first = firsts.find((one) => areAlike(one, file, rule)) ?? file;
    if (first === file) firsts.push(file);
    for (const { id } of file) names.set(id, first[0]!.id);
  }
  const matterOf = (id: string) => names.get(id) ?? id;
  return {
    matterOf,
    isSame: (a, b) => matterOf(a) === matterOf(b) || areAlike(files.get(a) ?? [], files.get(b) ?? [], rule),
    isVersionOf: (id, earlier) => {
      for (let at: string | null = id, left = told.length; at !== null && left >= 0; left--) {
        if (at === earlier) return true;
        at = byId.get(at)?.supersedes ?? null;
      }
      return false;
    },
  };
}

/** Entry → all that are bound to it by version or by the matter that filed them, in the order given. */
function filesOf(told: readonly Told[], byId: ReadonlyMap<string, Told>): Map<string, Told[]> {
  const roots = new Map<string, string>();
  const rootOf = (id: string): string => {
    const next = roots.get(id);
    return next === undefined || next === id ? id : rootOf(next);
  };
  const filed = new Map<string, string>();
  for (const { id, filedBy, supersedes } of told) {
    const mate = filed.get(filedBy) ?? id;
    filed.set(filedBy, mate);
    for (const other of [mate, supersedes])
      if (other !== null && byId.has(other)) roots.set(rootOf(id), rootOf(other));
  }
  const files = new Map<string, Told[]>();
  for (const entry of told) {
    const file = files.get(rootOf(entry.id)) ?? [];
    file.push(entry);
    files.set(rootOf(entry.id), file);
  }
  return new Map(told.map(({ id }) => [id, files.get(rootOf(id))!]));
}

const areAlike = (some: readonly Told[], others: readonly Told[], rule: AlikeRule | undefined): boolean =>
  some.some((a) =>
    others.some((b) => {
      // One decision is one matter, whatever day a copy of it gives.
      if (a.decision !== null && a.decision === b.decision) return true;
      if (rule === undefined) return false;
      const isAnew = (!a.counts && b.byHand) || (!b.counts && a.byHand);
      const from = isNear(a, b) ? rule.from : isAnew ? rule.anew : undefined;
      return from !== undefined && rule.likeness(a.id, b.id) >= from;
    }),
  );

const isNear = (a: Told, b: Told): boolean => a.day === null || b.day === null || a.day === b.day;
