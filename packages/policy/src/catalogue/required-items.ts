import type { CatalogueItem, SubjectKind } from '../pack/catalogue.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';

export interface SubjectTraits {
  kind: SubjectKind;
  /** Levels of the posts now held. */
  levels?: readonly string[];
  /** Tags of the posts now held, or of the unit. */
  tags?: readonly string[];
}

/** Whether this subject's dossier needs the item. */
export function isRequired(item: CatalogueItem, traits: SubjectTraits): boolean {
  if (item.subject !== traits.kind || item.required === 'never') return false;
  if (item.required === 'always') return true;
  const { levels, tags } = item.requiredFor ?? {};
  const has = (wanted: readonly string[] | undefined, held: readonly string[] = []) =>
    wanted === undefined || held.some((code) => wanted.includes(code));
  return has(levels, traits.levels) && has(tags, traits.tags);
}

/** Items that the dossier of such a subject needs, in the order of the catalogue. */
export const requiredItems = (pack: Pick<Pack, 'catalogue'>, traits: SubjectTraits): CatalogueItem[] =>
  pack.catalogue.items.filter((item) => isRequired(item, traits));
