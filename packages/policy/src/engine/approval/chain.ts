import type { Authority, AuthorityRow, OrganSelector } from '../../pack/authority.schema.ts';
import type { ResolvedStep } from '../records.ts';
import { type Matter, type Refusal, refuse } from '../types.ts';
import type { OrganFact, SubjectFacts, World } from '../world.ts';

export interface Chain {
  chain: ResolvedStep[];
  repeats: boolean;
}

/** The row of an authority that counts for these subjects: the first that fits one of them. */
export function rowFor(authority: Authority, subjects: readonly SubjectFacts[]): AuthorityRow | undefined {
  return authority.rows.find(({ when }) => when === undefined || subjects.some((facts) => fits(when, facts)));
}

function fits(when: NonNullable<AuthorityRow['when']>, facts: SubjectFacts): boolean {
  const { kind, level, tags, unitKind } = when;
  return (
    (kind === undefined || kind.includes(facts.kind)) &&
    (level === undefined || (facts.level !== undefined && level.includes(facts.level))) &&
    (tags === undefined || tags.some((tag) => facts.tags.includes(tag))) &&
    (unitKind === undefined || (facts.unitKind !== undefined && unitKind.includes(facts.unitKind)))
  );
}

/** The chain with every organ found, or why one can't be. */
export function chainFor(
  authority: Authority,
  matter: Pick<Matter, 'custodian' | 'parties'>,
  world: World,
): Chain | Refusal {
  const row = rowFor(authority, world.subjectFacts);
  if (!row) return nobody({ authority: authority.code });
  const chain: ResolvedStep[] = [];
  for (const { title, all } of row.chain) {
    const seats = all.map(({ permission, organ }) => ({ permission, organ: organFor(organ, matter, world) }));
    const lost = seats.findIndex((seat) => seat.organ === undefined);
    if (lost >= 0) return nobody({ step: title, organ: all[lost]?.organ });
    chain.push({ title, all: seats as ResolvedStep['all'] });
  }
  return { chain, repeats: row.repeats };
}

export const nobody = (params: Record<string, unknown>): Refusal =>
  refuse('approval.nobody', '无人可以审批', 'Nobody is left who could approve', params);

function organFor(
  selector: OrganSelector,
  matter: Pick<Matter, 'custodian' | 'parties'>,
  world: World,
): string | undefined {
  const up = upwards(world, matter.custodian);
  if (selector === 'custodian') return matter.custodian;
  if (selector === 'above') return up[1]?.id;
  if ('party' in selector) return matter.parties[selector.party]?.find((p) => p.kind === 'organ')?.id;
  const nearest = up.find((organ) => organ.kind === selector.kind);
  if (nearest) return nearest.id;
  const all = world.organs.filter((organ) => organ.kind === selector.kind);
  return all.length === 1 ? all[0]?.id : undefined;
}

/** The organ and those above it, nearest first. A circle of parents ends where it began. */
export function upwards(world: World, from: string): OrganFact[] {
  const byId = new Map(world.organs.map((organ) => [organ.id, organ]));
  const path: OrganFact[] = [];
  for (let id: string | null = from; id !== null; ) {
    const organ = byId.get(id);
    if (!organ || path.includes(organ)) return path;
    path.push(organ);
    id = organ.parentId;
  }
  return path;
}
