import type { NamedRef } from '@plumbline/contract/dossier';
import type { CatalogueItem } from '@plumbline/policy';

/** Who stands around a subject, as far as it may owe materials. */
export interface Surroundings {
  subject: { kind: 'person' | 'unit'; id: string; name: string };
  /** Units where the person serves, or the unit itself. */
  units: readonly { id: string; name: string }[];
  custodian: { id: string; name: string };
  organs: readonly { id: string; name: string; kind: string; supervises: boolean }[];
  /** Organs that supervise the units: of several of one kind they are the near ones. */
  supervising: ReadonlySet<string>;
}

/** Relations in which somebody of the subject's unit supplies the item: the unit is asked. */
const OF_THE_UNIT = new Set(['unit-liaison', 'unit-head', 'unit-discipline-head']);

/**
 * Who may be asked for an item, the nearest first: the subject, its unit, the organs that the catalogue names
 * (of those the ones that supervise the unit), the custodian. Members of the team, where they are given, are
 * named one by one; they are asked so.
 */
export function owedBy(
  item: CatalogueItem,
  around: Surroundings,
  team: readonly NamedRef[] = [],
): NamedRef[] {
  const { relations, organKinds } = item.contributors;
  const found: NamedRef[] = [];
  for (const relation of relations) {
    if (relation === 'subject' && around.subject.kind === 'person')
      found.push({ kind: 'person', id: around.subject.id, name: around.subject.name });
    if (relation === 'team-member' && team.length)
      found.push(...team.filter((member) => member.id !== around.subject.id));
    else if (OF_THE_UNIT.has(relation) || relation === 'team-member')
      found.push(...around.units.map(({ id, name }) => ({ kind: 'unit' as const, id, name })));
  }
  for (const kind of organKinds) {
    const all = around.organs.filter((organ) => organ.kind === kind);
    const near = all.filter((organ) => around.supervising.has(organ.id));
    // Of several that supervise units, those that supervise others have nothing to do with this one.
    const strangers = all.length > 1 && all.every((organ) => organ.supervises);
    for (const { id, name } of near.length || strangers ? near : all) found.push({ kind: 'organ', id, name });
  }
  if (relations.includes('custodian')) found.push({ kind: 'organ', ...around.custodian });
  const seen = new Set<string>();
  return found.filter(({ kind, id }) => {
    const key = `${kind}:${id}`;
    return !seen.has(key) && seen.add(key);
  });
}
