import { Readable } from 'node:stream';
import * as contract from '@plumbline/contract/library';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { extractText } from '../../platform/files/extract.ts';
import { ExtractFailed } from '../../platform/files/extract-messages.ts';
import { fileText } from '../../platform/files/messages.ts';
import { FileRefused } from '../../platform/files/refused.ts';
import { inspectFile } from '../../platform/files/sniff.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { editItem } from './edit-item.ts';
import { storeOf } from './library.rules.ts';
import { findVersionInSight, listItems, listParts, listVersionsInSight } from './library.store.ts';
import { viewArticles, viewItem, viewList, viewSource, viewStores } from './library.view.ts';
import { differencesOf, parseText } from './parse-text.rules.ts';
import { addShare, endShare, viewShare } from './share.ts';
import { listShareRows } from './shares.store.ts';
import { addItem, addVersion, editVersion } from './write-item.ts';

export function libraryRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listStores, (ctx) => viewStores(ctx));
  endpoints.query(contract.listLibrary, (ctx, { query }) => viewList(ctx, query));
  endpoints.query(contract.getLibraryItem, (ctx, { params, query }) =>
    viewItem(ctx, params.id, query.versionId),
  );
  endpoints.query(contract.getLibraryByCode, async (ctx, { params }) => {
    const [row] = await listItems(ctx, { code: params.code }, undefined, 1);
    return { id: found(row).id };
  });
  endpoints.query(contract.getLibraryVersion, async (ctx, { params }) => {
    const version = found(await findVersionInSight(ctx, params.id));
    return { id: version.id, itemId: version.item_id };
  });
  endpoints.query(contract.getLibrarySource, (ctx, { params }) => viewSource(ctx, params.id));
  endpoints.query(contract.compareLibraryVersions, (ctx, { params, query }) =>
    compare(ctx, params.id, query.against),
  );
  endpoints.query(contract.readLibraryText, async (ctx, { body }) => {
    const { holds } = storeOf(ctx.pack, body.store);
    const { parts, notes } = parseText(body.text, holds === 'articles' ? 'articles' : 'text');
    return {
      parts: parts.map((part) => ({ id: null, member: null, ...part })),
      notes: notes.map(({ code, params, line }) => ({
        code,
        detail: faultText(code, params, ctx.locale),
        line,
      })),
    };
  });
  endpoints.query(contract.extractLibraryText, (ctx, { query, body }) => textOf(ctx, query.name, body));
  endpoints.command(contract.addLibraryItem, (ctx, { body }) => addItem(ctx, body));
  endpoints.command(contract.editLibraryItem, (ctx, { params, body }) => editItem(ctx, params.id, body));
  endpoints.command(contract.addLibraryVersion, (ctx, { params, body }) => addVersion(ctx, params.id, body));
  endpoints.command(contract.editLibraryVersion, (ctx, { params, body }) =>
    editVersion(ctx, params.id, body),
  );
  endpoints.query(contract.listArticles, (ctx, { query }) => viewArticles(ctx, query));
  endpoints.query(contract.listShares, async (ctx) => {
    const [shares, zones, organs] = await Promise.all([listShareRows(ctx), listZones(ctx), listSharing(ctx)]);
    return { items: shares.map((share) => viewShare(ctx, share)), zones, organs };
  });
  endpoints.command(contract.addShare, (ctx, { body }) => addShare(ctx, body));
  endpoints.command(contract.endShare, (ctx, { params, body }) => endShare(ctx, params.id, body.version));
}

/** Names of one's language. */
const named = (ctx: Ctx) => (row: { id: string; name: string; name_en: string | null }) => ({
  id: row.id,
  name: ctx.locale === 'en' ? (row.name_en ?? row.name) : row.name,
});

async function listZones(ctx: Ctx) {
  const rows = await ctx.trx
    .selectFrom('zone')
    .select(['id', 'name', 'name_en'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>=', ctx.today)]))
    .orderBy('code')
    .execute();
  return rows.map(named(ctx));
}

async function listSharing(ctx: Ctx) {
  const held = [...(ctx.actor.permissions.get('library.share') ?? [])];
  if (!held.length) return [];
  const rows = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'name', 'name_en'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', held)
    .orderBy('code')
    .execute();
  return rows.map(named(ctx));
}

/** Article by article against another version; the one before, unless told. @throws 404 */
async function compare(ctx: Ctx, versionId: string, against: string | undefined) {
  const version = found(await findVersionInSight(ctx, versionId));
  const others = await listVersionsInSight(ctx, version.item_id);
  const other = against
    ? found(others.find(({ id }) => id === against))
    : others.find(({ number }) => number < version.number);
  const [before, after] = await Promise.all([
    other ? listParts(ctx, other.id) : [],
    listParts(ctx, versionId),
  ]);
  const english = ctx.locale === 'en';
  const said = (parts: typeof after) =>
    parts
      .filter((part) => part.kind !== 'heading')
      .map((part) => ({
        number: part.number,
        label: part.label,
        text: english ? (part.text_en ?? part.text) : part.text,
      }));
  return { against: other?.number ?? null, rows: differencesOf(said(before), said(after)) };
}

const TEXT_TYPES = new Set(['docx', 'pdf', 'txt']);

/** Text of an uploaded file; nothing of it is kept. @throws 400, 422 with what is wrong with the file */
async function textOf(ctx: Ctx, name: string, body: unknown): Promise<{ text: string }> {
  if (!(body instanceof Uint8Array) || body.length === 0) throw new AppError('invalid');
  const bytes = Buffer.from(body);
  try {
    const { type } = await inspectFile({
      name,
      size: bytes.length,
      open: ({ start, end } = { start: 0, end: bytes.length - 1 }) =>
        Promise.resolve(Readable.from([bytes.subarray(start, end + 1)])),
    });
    if (!TEXT_TYPES.has(type)) throw invalid({ parameter: 'name', code: 'library.file-type' });
    const { text } = await extractText(
      { bytes, type },
      { timeoutMs: 60_000, maxChars: contract.MAX_LIBRARY_TEXT },
    );
    return { text: text.replaceAll('\0', '').toWellFormed() };
  } catch (error) {
    if (error instanceof FileRefused) {
      const detail = fileText(error.code, error.params, ctx.locale);
      throw new AppError('file-refused', { cause: error, faults: [{ code: error.code, detail }] });
    }
    if (error instanceof ExtractFailed)
      throw new AppError('file-refused', { cause: error, faults: [{ code: 'library.unreadable' }] });
    throw error;
  }
}
