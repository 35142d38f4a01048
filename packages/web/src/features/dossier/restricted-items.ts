import type { Dossier } from './dossier.api.ts';

/** Items that hold entries which a slip would open: withheld, and not sealed. */
export const restrictedItems = (dossier: Pick<Dossier, 'catalogue'>): { code: string; title: string }[] =>
  dossier.catalogue.flatMap((group) =>
    group.items
      .filter((item) => item.sealed === null && item.materials.some((head) => head.withheld))
      .map(({ code, title }) => ({ code, title })),
  );
