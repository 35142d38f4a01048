import type { CatalogueItem, Pack, Paper } from '@plumbline/policy';
import { invalid } from '../../platform/errors/app-error.ts';
import type { LrmxFrame } from '../../platform/exchange-formats/lrmx.ts';

/** How an item's form looks on paper; undefined where the pack has no paper for it. */
export const findPaper = (pack: Pack, item: CatalogueItem): Paper | undefined =>
  // Versions installed before there were papers lack the part.
  (pack.papers as Pack['papers'] | undefined)?.[item.form];

/** @throws 400 when the item's form has no paper */
export function needPaper(pack: Pack, item: CatalogueItem): Paper {
  const paper = findPaper(pack, item);
  if (!paper) throw invalid({ pointer: '/item', code: 'no-paper' });
  return paper;
}

/** The frame of the exchange format as the paper has it. */
export const frameOf = ({ exchange, fields }: Paper): LrmxFrame => ({
  root: exchange.root,
  photo: exchange.photo,
  tables: Object.fromEntries(
    Object.values(fields).flatMap((field) =>
      field.as === 'rows' && field.element ? [[field.element, field.item]] : [],
    ),
  ),
});
