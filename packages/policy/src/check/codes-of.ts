import type { Pack } from '../pack/pack.schema.ts';

/** Every list of codes in a pack, ready for look-up. */
export function codesOf(pack: Pack) {
  const set = (list: readonly { code: string }[]): ReadonlySet<string> => new Set(list.map((e) => e.code));
  return {
    organKinds: set(pack.organKinds),
    industries: set(pack.industries),
    postLevels: set(pack.postLevels),
    tags: new Set([...set(pack.postTags), ...set(pack.unitTags)]),
    relations: set(pack.relations),
    permissions: set(pack.permissions),
    groups: set(pack.catalogue.groups),
    facts: set(pack.catalogue.facts),
    statuses: set(pack.statuses),
    uses: set(pack.uses.uses),
    levels: new Set(pack.classifications.map((c) => c.level)),
    workKinds: set(pack.workKinds),
    items: set(pack.catalogue.items),
    templates: set(pack.templates.templates),
    stores: set(pack.library.stores),
    audiences: set(pack.library.audiences),
    rules: new Set(
      pack.library.regulations.flatMap(({ code, articles }) =>
        articles.map((one) => `${code}/${one.number}`),
      ),
    ),
    forms: new Set(Object.keys(pack.forms)),
  };
}
