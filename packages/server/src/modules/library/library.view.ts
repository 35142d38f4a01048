import type * as contract from '@plumbline/contract/library';
import type { Query, Reply } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, invalid, notFound } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { availableActions, findMatter, machineOfMatter, toEngine, viewActions } from '../matter/index.ts';
import { passagesOf, termsOf, toTsQuery } from '../search/index.ts';
import { mayEdit } from './edit-item.ts';
import { levelOf } from './library.rules.ts';
import {
  collectionsWith,
  countByStore,
  countCitations,
  findItem,
  findVersionInSight,
  type ItemRow,
  listArticleRows,
  listItems,
  listParts,
  listVersionsInSight,
  type PartRow,
  partsWith,
  titlesOf,
  type VersionRow,
} from './library.store.ts';
import { viewShare } from './share.ts';
import { listShareRows } from './shares.store.ts';

type Summary = contract.LibrarySummary;

const words = (ctx: Ctx, zh: string, en: string | null) => (ctx.locale === 'en' ? (en ?? zh) : zh);

export async function viewStores(ctx: Ctx): Promise<Reply<typeof contract.listStores>> {
  const { stores, audiences } = ctx.pack.library;
  const held = [...(ctx.actor.permissions.get('library.write') ?? [])];
  const [counts, organs] = await Promise.all([
    countByStore(ctx),
    held.length
      ? ctx.trx
          .selectFrom('organ')
          .select(['id', 'name', 'name_en'])
          .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
          .where('id', 'in', held)
          .orderBy('code')
          .execute()
      : [],
  ]);
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
    organs: organs.map((organ) => ({ id: organ.id, name: words(ctx, organ.name, organ.name_en) })),
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
  const after = decodeCursor<{ at: string; id: string }>(query.cursor);
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

const labelOf = (ctx: Ctx, part: Pick<PartRow, 'label' | 'number' | 'text_en'>): string | null =>
  ctx.locale === 'en' && part.text_en && part.number ? `Article ${part.number}` : part.label;

function summaryOf(ctx: Ctx, row: ItemRow): Omit<Summary, 'passages'> {
  const { stores, audiences } = ctx.pack.library;
  const store = stores.find(({ code }) => code === row.store);
  const sort = store?.sorts.find(({ code }) => code === row.sort);
  const audience = audiences.find(({ code }) => code === row.audience);
  return {
    id: row.id,
    store: row.store,
    sort: row.sort,
    sortTitle: sort ? pick(sort.title, ctx.locale) : row.sort,
    title: words(ctx, row.title, row.title_en),
    issuer: row.issuer,
    documentNumber: row.document_number,
    audience: row.audience,
    audienceTitle: audience ? pick(audience.title, ctx.locale) : row.audience,
    organ: { id: row.organ_id, name: row.organ_name },
    classification: row.classification,
    subject: row.subject_id
      ? { kind: row.subject_kind as 'person' | 'unit', id: row.subject_id, name: row.subject_name }
      : null,
    fromPack: row.code !== null,
    published: row.published,
    effectiveFrom: row.effective_from,
    shared: row.readers.length > 0,
    waiting: row.waiting,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Whether reading the entry is recorded: what is classified, and what speaks of a person or unit. */
const isWatched = (row: ItemRow) => row.classification > 0 || row.subject_id !== null;

/** An entry with the text in force, or of one version. @throws 404 */
export async function viewItem(
  ctx: Ctx,
  id: string,
  versionId: string | undefined,
): Promise<contract.LibraryItem> {
  const row = found(await findItem(ctx, id));
  const versions = await listVersionsInSight(ctx, id);
  const shown = versions.find((one) => one.id === (versionId ?? row.shown_id));
  if (versionId && !shown) throw notFound();
  const chosen = shown ?? versions[0];
  const [parts, citedBy, inCollections, shares, summaries] = await Promise.all([
    chosen ? listParts(ctx, chosen.id) : [],
    countCitations(ctx, id),
    collectionsWith(ctx, id),
    listShareRows(ctx, { itemId: id }),
    Promise.all(versions.map((version) => viewVersion(ctx, version, row))),
  ]);
  if (isWatched(row)) {
    ctx.record({
      kind: 'open',
      type: 'library.opened',
      entity: 'library',
      entityId: id,
      subjectId: row.subject_id,
      organId: row.organ_id,
      data: { versionId: chosen?.id ?? null },
    });
  }
  const store = ctx.pack.library.stores.find(({ code }) => code === row.store);
  const writable = store !== undefined && store.holds !== 'archive' && ctx.may('library.write', row.organ_id);
  return {
    ...summaryOf(ctx, row),
    storeTitle: store ? pick(store.title, ctx.locale) : row.store,
    holds: store?.holds ?? 'text',
    titleZh: row.title,
    titleEn: row.title_en,
    versions: summaries,
    versionId: chosen?.id ?? null,
    parts: await viewParts(ctx, parts),
    citedBy,
    inCollections,
    shares: shares.map((share) => viewShare(ctx, share)),
    version: row.version,
    allowed: [
      ...(writable && !row.waiting ? ['revise'] : []),
      ...(row.code === null && mayEdit(ctx, row) ? ['edit'] : []),
      ...(row.published && ctx.may('library.share', row.organ_id) ? ['share'] : []),
    ],
  };
}

async function viewVersion(
  ctx: Ctx,
  version: VersionRow,
  item: ItemRow,
): Promise<contract.LibraryItem['versions'][number]> {
  const matter = version.matter_id
    ? await findMatter(ctx.trx, ctx.actor.jurisdictionId, version.matter_id)
    : undefined;
  const published = version.published_at !== null && version.withdrawn_at === null;
  const base = {
    id: version.id,
    number: version.number,
    effectiveFrom: version.effective_from,
    published,
    inForce: published && version.id === item.shown_id && version.effective_from <= ctx.today,
    note: version.note,
    fromPack: version.pack_version !== null,
    matterId: matter?.id ?? null,
    matterVersion: matter?.version ?? null,
  };
  if (!matter) return { ...base, state: pick(PUBLISHED, ctx.locale), actions: [], editable: false };
  const machine = await machineOfMatter(ctx, matter);
  const allowed = await availableActions(ctx, matter);
  const isEdit = (action: string) => machine.actions[action]?.effects.includes('library.edit') === true;
  const actions = await viewActions(
    ctx,
    matter,
    allowed.filter((action) => !isEdit(action)),
  );
  return {
    ...base,
    state: pick(machine.states[toEngine(matter).state]!.title, ctx.locale),
    actions: actions.map(({ code, title, form, requiresReason }) => ({
      action: code,
      title,
      form,
      requiresReason,
    })),
    editable: allowed.some(isEdit),
  };
}

/** Of a version that ships with the pack, and of one whose matter the reader does not see. */
const PUBLISHED = { zh: '已公布', en: 'Published' };

async function viewParts(ctx: Ctx, parts: readonly PartRow[]): Promise<contract.LibraryPart[]> {
  const titles = await titlesOf(
    ctx,
    parts.flatMap((part) => part.ref_item_id ?? []),
  );
  let leaf = 0;
  return parts.map((part) => ({
    id: part.id,
    kind: part.kind as contract.LibraryPart['kind'],
    level: part.level,
    number: part.kind === 'leaf' ? String(++leaf) : part.number,
    label: labelOf(ctx, part),
    text: words(ctx, part.text, part.text_en),
    question: part.question === null ? null : words(ctx, part.question, part.question_en),
    member: part.ref_item_id
      ? { itemId: part.ref_item_id, title: titles.get(part.ref_item_id) ?? null, number: part.ref_number }
      : null,
  }));
}

/** What a version was written as. @throws 404, 403 */
export async function viewSource(
  ctx: Ctx,
  versionId: string,
): Promise<Reply<typeof contract.getLibrarySource>> {
  const version = found(await findVersionInSight(ctx, versionId));
  ctx.need('library.write', version.organ_id);
  const parts = await listParts(ctx, versionId);
  return {
    itemId: version.item_id,
    effectiveFrom: version.effective_from,
    note: version.note,
    text: version.source_text || written(parts),
    members: parts.flatMap((part) =>
      part.ref_item_id
        ? [
            {
              itemId: part.ref_item_id,
              ...(part.ref_number ? { number: part.ref_number } : {}),
              note: part.text,
            },
          ]
        : [],
    ),
  };
}

/** The text that a version from the pack would have been written as. */
const written = (parts: readonly PartRow[]): string =>
  parts
    .filter((part) => part.kind !== 'member')
    .map((part) =>
      [
        part.label ? `${part.label}　${part.text}` : part.text,
        ...(part.question ? [`对照：${part.question}`] : []),
      ].join('\n'),
    )
    .join('\n');

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
