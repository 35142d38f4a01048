import type { CatalogueItem } from '../pack/catalogue.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';

export interface CatalogueDiff {
  from: string;
  to: string;
  added: string[];
  removed: string[];
  /** Parts of an item that differ, such as `maxAge` or `title`; `form` also when only the form's content differs. */
  changed: { code: string; parts: string[] }[];
}

/**
 * What differs between the catalogues of two pack versions. Materials keep the version under which they were
 * filed: a changed catalogue never rewrites an old dossier (S0.32), it only says what is asked for from now on.
 */
export function diffCatalogues(a: Pack, b: Pack): CatalogueDiff {
  const before = new Map(a.catalogue.items.map((i) => [i.code, i]));
  const after = new Map(b.catalogue.items.map((i) => [i.code, i]));
  const changed = [...after].flatMap(([code, item]) => {
    const old = before.get(code);
    const parts = old ? changedParts(a, old, b, item) : [];
    return parts.length > 0 ? [{ code, parts }] : [];
  });
  return {
    from: a.head.version,
    to: b.head.version,
    added: [...after.keys()].filter((code) => !before.has(code)),
    removed: [...before.keys()].filter((code) => !after.has(code)),
    changed,
  };
}

function changedParts(a: Pack, old: CatalogueItem, b: Pack, item: CatalogueItem): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(item)])] as (keyof CatalogueItem)[];
  const parts: string[] = keys.filter((key) => !same(old[key], item[key]));
  if (!parts.includes('form') && !same(a.forms[old.form], b.forms[item.form])) parts.push('form');
  return parts;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([x], [y]) => (x < y ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value;
