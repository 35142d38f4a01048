import type * as contract from '@plumbline/contract/library';
import type { Reply } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, notFound } from '../../platform/errors/app-error.ts';
import { availableActions, findMatter, machineOfMatter, toEngine, viewActions } from '../matter/index.ts';
import { mayEdit } from './edit-item.ts';
import {
  collectionsWith,
  countCitations,
  findItem,
  findVersionInSight,
  type ItemRow,
  listParts,
  listVersionsInSight,
  type PartRow,
  titlesOf,
  type VersionRow,
} from './library.store.ts';
import { labelOf, summaryOf, words } from './library.view.ts';
import { differencesOf } from './parse-text.rules.ts';
import { viewShare } from './share.ts';
import { listShareRows } from './shares.store.ts';

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

/** Article by article against another version; the one before, unless told. @throws 404 */
export async function compareVersions(ctx: Ctx, versionId: string, against: string | undefined) {
  const version = found(await findVersionInSight(ctx, versionId));
  const others = await listVersionsInSight(ctx, version.item_id);
  const other = against
    ? found(others.find(({ id }) => id === against))
    : others.find(({ number }) => number < version.number);
  const [before, after] = await Promise.all([
    other ? listParts(ctx, other.id) : [],
    listParts(ctx, versionId),
  ]);
  const said = (parts: typeof after) =>
    parts
      .filter((part) => part.kind !== 'heading')
      .map((part) => ({
        number: part.number,
        label: part.label,
        text: words(ctx, part.text, part.text_en),
      }));
  return { against: other?.number ?? null, rows: differencesOf(said(before), said(after)) };
}
