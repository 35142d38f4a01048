import type * as contract from '@plumbline/contract/library';
import type { Query, Reply } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { passagesOf, termsOf, toTsQuery } from '../search/index.ts';
import { levelOf } from './library.rules.ts';
import {
  countByStore,
  type ItemRow,
  listArticleRows,
  listItems,
  type PartRow,
  partsWith,
} from './library.store.ts';
import { labelOf, organsWith, summaryOf, words } from './library.view.ts';

export async function viewStores(ctx: Ctx): Promise<Reply<typeof contract.listStores>> {
  const { stores, audiences } = ctx.pack.library;
  const [counts, organs] = await Promise.all([countByStore(ctx), organsWith(ctx, 'library.write')]);
  const named = ({ code, title }: { code: string; title: { zh: string; en: string } }) => ({
    code,
    title: pick(title, ctx.locale),
  });
  return {
    stores: stores.map((store) => ({
      ...named(store),
      note: store.note ? pick(store.note, ctx.locale) : null,
      holds: store.holds,
      sorts: store.sorts.map(named),
      audiences: store.audiences,
      classification: levelOf(ctx.pack, store),
      entries: counts.get(store.code) ?? 0,
    })),
    audiences: audiences.map((audience) => ({
      ...named(audience),
      note: audience.note ? pick(audience.note, ctx.locale) : null,
      opens: audience.opens,
    })),
    organs,
    mayShare: ctx.may('library.share'),
  };
}

/** Entries that fit, with the passages in which the words of a search stand. @throws 400 */
export async function viewList(
  ctx: Ctx,
  query: Query<typeof contract.listLibrary>,
): Promise<Reply<typeof contract.listLibrary>> {
  const tsquery = query.q ? toTsQuery(query.q) : undefined;
  if (query.q && !tsquery) throw invalid({ parameter: 'q', code: 'no-words' });
  const after = decodeCursor(query.cursor, AtMoment);
  const rows = await listItems(ctx, { ...query, words: tsquery }, after, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const shown = page.flatMap((row) => row.shown_id ?? []);
  const parts = tsquery && shown.length ? await partsWith(ctx, shown, tsquery) : [];
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      ...summaryOf(ctx, row),
      passages: query.q ? passagesIn(ctx, row, parts, termsOf(query.q)) : [],
    })),
    next:
      rows.length > query.limit && last
        ? encodeCursor({ at: last.updated_at.toISOString(), id: last.id })
        : null,
  };
}

function passagesIn(ctx: Ctx, row: ItemRow, parts: readonly PartRow[], terms: readonly string[]) {
  return parts
    .filter((part) => part.version_id === row.shown_id)
    .flatMap((part) =>
      passagesOf(words(ctx, part.text, part.text_en), terms)
        .slice(0, 1)
        .map((passage) => ({ label: labelOf(ctx, part), number: part.number, ...passage })),
    );
}

/** Articles to cite: in force, or exactly the named ones. @throws 400 */
export async function viewArticles(
  ctx: Ctx,
  query: Query<typeof contract.listArticles>,
): Promise<Reply<typeof contract.listArticles>> {
  const tsquery = query.q ? toTsQuery(query.q) : undefined;
  if (query.q && !tsquery) throw invalid({ parameter: 'q', code: 'no-words' });
  const ids = query.ids?.split(',').filter((id) => UUID.test(id));
  const rows = await listArticleRows(
    ctx,
    { ...(ids ? { ids } : {}), itemId: query.itemId, words: tsquery, questions: query.questions ?? false },
    query.limit,
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      itemId: row.item_id,
      title: words(ctx, row.title, row.title_en),
      label: labelOf(ctx, row) ?? row.number,
      number: row.number,
      text: words(ctx, row.text, row.text_en),
      question: row.question === null ? null : words(ctx, row.question, row.question_en),
      inForce: row.in_force,
    })),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
