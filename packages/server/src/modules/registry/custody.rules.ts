import { type Dated, heldOn } from './dated.rules.ts';

export interface Supervised extends Dated {
  organId: string;
  unitId: string;
  /** Kind of supervision, a code of the pack. */
  kind: string;
}

export interface Held extends Dated {
  unitId: string;
  kind: string;
  /** Rank of the post's level; higher stands above. */
  rank: number;
}

export interface CustodyFacts {
  /** Unit → the unit above it. */
  parents: ReadonlyMap<string, string | null>;
  supervisions: readonly Supervised[];
  /** The kinds of supervision whose organ keeps dossiers. */
  custodyKinds: ReadonlySet<string>;
  day: string;
}

/**
 * The organ that keeps a unit's dossier on the day: the one that supervises the unit, else the one that
 * supervises the nearest unit above. Undefined when nobody supervises it.
 */
export function custodianOfUnit(unitId: string, facts: CustodyFacts): string | undefined {
  const seen = new Set<string>();
  for (
    let unit: string | null | undefined = unitId;
    unit && !seen.has(unit);
    unit = facts.parents.get(unit)
  ) {
    seen.add(unit);
    const at = unit;
    const found = facts.supervisions.find(
      (s) => s.unitId === at && facts.custodyKinds.has(s.kind) && heldOn(s, facts.day),
    );
    if (found) return found.organId;
  }
  return undefined;
}

const KINDS = ['appointed', 'acting', 'concurrent'];

/**
 * The organ that keeps a person's dossier on the day: that of the unit of the main post. The main post is a
 * present one, appointed before acting before concurrent, the higher level first, then the one held longer.
 * Without a present post the dossier stays with the last unit. Undefined when that tells nothing.
 */
export function custodianOfPerson(held: readonly Held[], facts: CustodyFacts): string | undefined {
  const present = held.filter((post) => heldOn(post, facts.day));
  const kindOf = (post: Held) => KINDS.indexOf(post.kind);
  const ordered = present.length
    ? present.toSorted(
        (a, b) => kindOf(a) - kindOf(b) || b.rank - a.rank || (a.from ?? '').localeCompare(b.from ?? ''),
      )
    : held
        .filter((post) => post.to !== null && post.to < facts.day)
        .toSorted((a, b) => (b.to ?? '').localeCompare(a.to ?? ''));
  for (const post of ordered) {
    const organ = custodianOfUnit(post.unitId, facts);
    if (organ) return organ;
  }
  return undefined;
}
