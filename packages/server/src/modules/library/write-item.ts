import type * as contract from '@plumbline/contract/library';
import type { Body, Reply } from '@plumbline/contract/route';
import { actionsWith } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, forbidden, found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { act, getMatter, machineOfMatter, startMatter, visibilityColumns } from '../matter/index.ts';
import { type Place, placeOf } from './library.rules.ts';
import { findVersion, lockItem, titlesOf } from './library.store.ts';
import { parseText } from './parse-text.rules.ts';
import { type NewPart, saveParts, words } from './save-parts.ts';
import { writeVersion } from './version.store.ts';

type Content = Body<typeof contract.addLibraryVersion>;
type Written = Reply<typeof contract.addLibraryItem>;

/**
 * Writes an entry; its first version is a draft that another person publishes.
 * @throws 403, 400 with every fault
 */
export async function addItem(ctx: Ctx, body: Body<typeof contract.addLibraryItem>): Promise<Written> {
  const organId = body.organId ?? organFor(ctx, 'library.write');
  ctx.need('library.write', organId);
  const place = placeOf(ctx.pack, body);
  if (place.store.holds === 'archive') throw invalid({ pointer: '/store', code: 'library.archive-store' });
  const parts = await partsOf(ctx, place.store.holds, body);
  const { title, titleEn, issuer, documentNumber, effectiveFrom, text, note } = body;
  const itemId = insertItem(ctx, { organId, place, title, titleEn, issuer, documentNumber });
  return insertVersion(ctx, { itemId, organId, place, title, effectiveFrom, text, note, parts });
}

/** The first organ in which the caller holds the permission: the own one if possible. @throws 403 */
export function organFor(ctx: Ctx, permission: string): string {
  const held = ctx.actor.permissions.get(permission);
  const own = ctx.actor.organId;
  const organId = own && held?.has(own) ? own : held?.values().next().value;
  if (!organId) throw forbidden(permission);
  return organId;
}

export interface NewItem {
  organId: string;
  place: Omit<Place, 'store'> & { store: { code: string } };
  title: string;
  titleEn?: string | undefined;
  issuer?: string | undefined;
  documentNumber?: string | undefined;
  code?: string;
  subject?: { kind: 'person' | 'unit'; id: string };
  published?: boolean;
}

export function insertItem(ctx: Ctx, item: NewItem): string {
  const id = newId(ctx.now.getTime());
  const { place, subject } = item;
  ctx.send(
    ctx.trx.insertInto('library_item').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      store: place.store.code,
      sort: place.sort,
      code: item.code ?? null,
      title: item.title,
      title_en: item.titleEn ?? null,
      issuer: item.issuer ?? null,
      document_number: item.documentNumber ?? null,
      audience: place.audience,
      opens: place.opens,
      published: item.published ?? false,
      tsv: words(item.title, item.titleEn, item.issuer, item.documentNumber),
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      created_by: ctx.actor.accountId || null,
      created_at: ctx.now,
      updated_at: ctx.now,
      ...visibilityColumns({
        organId: item.organId,
        classification: place.classification,
        concernsPersonId: subject?.kind === 'person' ? subject.id : null,
      }),
    }),
  );
  ctx.record({
    type: 'library.added',
    entity: 'library',
    entityId: id,
    subjectId: subject?.id ?? null,
    organId: item.organId,
    data: {
      store: place.store.code,
      sort: place.sort,
      audience: place.audience,
      title: item.title,
      code: item.code ?? null,
    },
  });
  return id;
}

export interface NewVersion {
  itemId: string;
  organId: string;
  place: { classification: number };
  title: string;
  subject?: { kind: 'person' | 'unit'; id: string };
  number?: number;
  effectiveFrom: string;
  text: string;
  note: string;
  parts: readonly NewPart[];
}

/** Begins a version as a draft, with the matter on which it is published. */
export async function insertVersion(ctx: Ctx, version: NewVersion): Promise<Written> {
  const versionId = newId(ctx.now.getTime());
  const { subject } = version;
  ctx.send(
    ctx.trx.insertInto('library_version').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id: versionId,
      item_id: version.itemId,
      number: version.number ?? 1,
      matter_id: versionId,
      pack_version: null,
      effective_from: version.effectiveFrom,
      note: version.note,
      source_text: version.text,
      organ_id: version.organId,
      created_by: ctx.actor.accountId || null,
      created_at: ctx.now,
    }),
  );
  await saveParts(ctx, versionId, version.parts);
  await startMatter(ctx, {
    service: 'library',
    id: versionId,
    title: version.title,
    ...(subject ? { subject } : {}),
    visibility: {
      organId: version.organId,
      classification: Math.max(version.place.classification, 1),
      concernsPersonId: subject?.kind === 'person' ? subject.id : null,
    },
  });
  return { id: version.itemId, versionId, matterId: versionId };
}

/** Begins a newer version. @throws 404, 403, 409 while another one is being written, 400 */
export async function addVersion(ctx: Ctx, itemId: string, body: Content): Promise<Written> {
  const item = found(await lockItem(ctx, itemId));
  ctx.need('library.write', item.organ_id);
  const store = ctx.pack.library.stores.find(({ code }) => code === item.store);
  if (!store || store.holds === 'archive')
    throw invalid({ pointer: '/store', code: 'library.archive-store' });
  await refuseSecondDraft(ctx, itemId);
  const parts = await partsOf(ctx, store.holds, body, itemId);
  return insertVersion(ctx, {
    itemId,
    organId: item.organ_id,
    place: item,
    title: item.title,
    number: await nextNumber(ctx, itemId),
    effectiveFrom: body.effectiveFrom,
    text: body.text,
    note: body.note,
    parts,
  });
}

export async function refuseSecondDraft(ctx: Ctx, itemId: string): Promise<void> {
  const draft = await ctx.trx
    .selectFrom('library_version')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('item_id', '=', itemId)
    .where('published_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (draft) throw wrongState([], 'draft-exists');
}

export async function nextNumber(ctx: Ctx, itemId: string): Promise<number> {
  const row = await ctx.trx
    .selectFrom('library_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** Writes a draft anew. @throws 404, 403, 409 stale or no longer a draft, 400 */
export async function editVersion(
  ctx: Ctx,
  versionId: string,
  body: Body<typeof contract.editLibraryVersion>,
): Promise<Written> {
  const version = found(await findVersion(ctx, versionId));
  const item = found(await lockItem(ctx, version.item_id));
  if (!version.matter_id) throw wrongState([]);
  const store = ctx.pack.library.stores.find(({ code }) => code === item.store);
  if (!store || store.holds === 'archive')
    throw invalid({ pointer: '/store', code: 'library.archive-store' });
  const parts = await partsOf(ctx, store.holds, body, item.id);
  const machine = await machineOfMatter(ctx, await getMatter(ctx, version.matter_id));
  const [edit] = actionsWith(machine, 'library.edit');
  if (!edit) throw new AppError('wrong-state');
  await act(ctx, version.matter_id, edit, { version: body.version });
  await writeVersion(ctx, versionId, body);
  await saveParts(ctx, versionId, parts);
  return { id: item.id, versionId, matterId: version.matter_id };
}

/** The parts of what was written: articles or sections of the text, or members of a collection. @throws 400 */
async function partsOf(
  ctx: Ctx,
  holds: 'articles' | 'text' | 'collection',
  body: Pick<Content, 'text' | 'members'>,
  own?: string,
): Promise<NewPart[]> {
  const read = parseText(body.text, holds === 'articles' ? 'articles' : 'text');
  const wrong = read.notes.filter(({ code }) => code === 'library.repeated' || code === 'library.too-many');
  if (wrong.length) throw invalid(...wrong.map(({ code, params }) => ({ pointer: '/text', code, params })));
  if (holds !== 'collection') {
    if (!read.parts.length) throw invalid({ pointer: '/text', code: 'library.empty' });
    return read.parts;
  }
  if (!body.members.length) throw invalid({ pointer: '/members', code: 'required' });
  const titles = await titlesOf(
    ctx,
    body.members.map(({ itemId }) => itemId),
  );
  const faults = body.members.flatMap(({ itemId }, i) =>
    titles.has(itemId) && itemId !== own
      ? []
      : [{ pointer: `/members/${i}/itemId`, code: 'unknown-reference' }],
  );
  if (faults.length) throw invalid(...faults);
  const members = body.members.map(
    ({ itemId, number, note }): NewPart => ({
      kind: 'member',
      text: note,
      itemId,
      itemNumber: number ?? null,
    }),
  );
  return [...read.parts, ...members];
}
