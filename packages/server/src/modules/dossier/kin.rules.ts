import { type FormNode, formValues } from '@plumbline/policy';

/** One relative as a declaration states it. */
export interface StatedKin {
  /** Code of the pack's relations. */
  relation: string;
  name: string;
  employer: string | null;
}

/** What forms call relatives beside the pack's own relation codes: terms of address are finer than relations. */
const ADDRESSES: Readonly<Record<string, string>> = {
  father: 'parent',
  mother: 'parent',
  son: 'child',
  daughter: 'child',
  'child-spouse': 'child-in-law',
  brother: 'sibling',
  sister: 'sibling',
  'father-in-law': 'parent-in-law',
  'mother-in-law': 'parent-in-law',
};

/**
 * The relatives that a form names: rows of lists marked `x-kin` which have `relation` and `name`. A relative
 * who stands in several lists counts once; relations that the pack doesn't know are left out.
 */
export function statedKin(form: FormNode, data: unknown, relations: ReadonlySet<string>): StatedKin[] {
  const rows = new Map<string, Record<string, string>>();
  for (const { path, value, kin } of formValues(form, data)) {
    if (!kin || path.length < 2 || typeof path.at(-2) !== 'number') continue;
    const key = path.slice(0, -1).join('/');
    const row = rows.get(key) ?? {};
    row[String(path.at(-1))] = String(value);
    rows.set(key, row);
  }
  const found = new Map<string, StatedKin>();
  for (const { relation = '', name = '', employer } of rows.values()) {
    const code = relations.has(relation) ? relation : ADDRESSES[relation];
    const clean = name.trim();
    if (!code || !relations.has(code) || !clean) continue;
    const key = `${code}\n${clean}`;
    const known = found.get(key);
    found.set(key, { relation: code, name: clean, employer: known?.employer ?? employer?.trim() ?? null });
  }
  return [...found.values()];
}

/**
 * Kin as the page shows them: each once, as the newest declaration that the reader may open names them. What
 * only a withheld declaration names is withheld with it.
 */
export function shownKin<
  K extends { relation: string; name: string; item: string | null; classification: number },
>(rows: readonly K[], isOpen: (entry: { classification: number; item: string }) => boolean): K[] {
  const shown = new Map<string, K>();
  for (const row of rows) {
    if (row.item !== null && !isOpen({ classification: row.classification, item: row.item })) continue;
    const key = `${row.relation}\n${row.name}`;
    if (!shown.has(key)) shown.set(key, row);
  }
  return [...shown.values()];
}
