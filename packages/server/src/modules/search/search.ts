import type { Query, Reply } from '@plumbline/contract/route';
import type * as contract from '@plumbline/contract/search';
import { type PackText, pick, statusesFor } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { sealForLedger } from '../../platform/ledger/sealed.ts';
import { inLanguage, type LabelPairs, labelPairs, ownTitle } from './own-labels.ts';
import { marksIn, passagesOf } from './passages.ts';
import { termsOf, toTsQuery } from './query-words.ts';
import { type FacetRow, findPage, Position, readEntries, type Wanted } from './search.store.ts';

/** Matches are gathered up to this many (app.search_page); beyond it counts say "more". */
const GATHERED = 20_000;

type Answer = Reply<typeof contract.search>;
type Entry = Awaited<ReturnType<typeof readEntries>>[number];

/**
 * Finds what the actor may see. Who searched for what, and which entries the page showed, goes into the
 * ledger: a curious colleague leaves a trace.
 */
export async function runSearch(ctx: Ctx, query: Query<typeof contract.search>): Promise<Answer> {
  const words = toTsQuery(query.q);
  if (!words) throw invalid({ parameter: 'q', code: 'no-words' });
  const wanted: Wanted = {
    words,
    kinds: query.kind ?? null,
    items: query.item ?? null,
    classes: query.class ?? null,
    polarities: query.polarity ?? null,
    statuses: statusesFor(ctx.pack.uses, 'search'),
    subjectId: query.subjectId ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
  };
  const after = decodeCursor(query.cursor, Position);
  const { hits, facets } = await findPage(ctx.trx, wanted, after, query.limit + 1);
  const shown = hits.slice(0, query.limit);
  const entries = shown.length
    ? await readEntries(
        ctx.trx,
        ctx.actor.jurisdictionId,
        shown.map((hit) => hit.ref_id),
      )
    : [];
  const byRef = new Map(entries.map((entry) => [`${entry.kind}:${entry.ref_id}`, entry]));
  const terms = termsOf(query.q);
  const titles = titlesOf(ctx);
  const labels = labelPairs(ctx.pack);
  const items = shown.flatMap((hit) => {
    const entry = byRef.get(`${hit.kind}:${hit.ref_id}`);
    return entry ? [toHit(ctx, entry, terms, titles, labels)] : [];
  });
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  ctx.record({
    kind: 'open',
    type: 'search.run',
    entity: 'search',
    entityId: null,
    subjectId: query.subjectId ?? null,
    // What somebody looks for names people and what is said of them.
    data: {
      sealed: sealForLedger(keys, 'search', { q: query.q }),
      shown: items.map((item) => item.refId),
    },
  });
  const last = shown.at(-1);
  const all = facets.find((row) => row.facet === 'all')?.count ?? 0;
  return {
    items,
    next:
      hits.length > query.limit && last
        ? encodeCursor({ rank: last.rank, day: last.day, ref: last.ref_id })
        : null,
    total: { count: all, more: all >= GATHERED },
    facets: {
      kind: facetOf(facets, 'kind', titles),
      item: facetOf(facets, 'item', titles),
      class: facetOf(facets, 'class', titles),
      polarity: facetOf(facets, 'polarity', titles),
    },
  };
}

type Titles = (facet: FacetRow['facet'], code: string) => string;

/** Titles of the pack's codes in the caller's language; a code that the pack dropped speaks for itself. */
function titlesOf(ctx: Ctx): Titles {
  const { pack, locale } = ctx;
  const tables: Partial<Record<FacetRow['facet'], readonly { code: string; title: PackText }[]>> = {
    item: pack.catalogue.items,
    class: pack.classes,
  };
  return (facet, code) => {
    const entry = tables[facet]?.find((candidate) => candidate.code === code);
    return entry ? pick(entry.title, locale) : code;
  };
}

const facetOf = (rows: readonly FacetRow[], facet: FacetRow['facet'], titles: Titles) =>
  rows
    .flatMap(({ facet: kind, value, count }) =>
      kind === facet && value ? [{ value, title: titles(facet, value), count }] : [],
    )
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));

function toHit(
  ctx: Ctx,
  entry: Entry,
  terms: readonly string[],
  titles: Titles,
  labels: LabelPairs,
): Answer['items'][number] {
  const name = entry.person_name ?? entry.unit_name;
  const kind = entry.subject_kind === 'unit' ? 'unit' : 'person';
  const status = ctx.pack.statuses.find((candidate) => candidate.code === entry.status);
  const item = ctx.pack.catalogue.items.find((candidate) => candidate.code === entry.item);
  const title = ownTitle(entry.title, item?.title, ctx.locale);
  return {
    kind: entry.kind as Answer['items'][number]['kind'],
    refId: entry.ref_id,
    title: { text: title, marks: marksIn(title, terms) },
    passages: passagesOf(inLanguage(entry.body, labels, ctx.locale, terms), terms),
    subject: entry.subject_id && name ? { kind, id: entry.subject_id, name } : null,
    item: entry.item === null ? null : { code: entry.item, title: titles('item', entry.item) },
    class: entry.class === null ? null : { code: entry.class, title: titles('class', entry.class) },
    polarity: entry.polarity,
    status: status ? { code: status.code, title: pick(status.title, ctx.locale) } : null,
    day: entry.day,
    materialId: entry.kind === 'material' ? entry.ref_id : entry.material_id,
  };
}
