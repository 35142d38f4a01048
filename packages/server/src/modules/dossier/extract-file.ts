import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Ctx } from '../../platform/context/context.ts';
import { extractText } from '../../platform/files/extract.ts';
import { ExtractFailed } from '../../platform/files/extract-messages.ts';
import { FILE_TYPES, type FileType } from '../../platform/files/types.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { removeSearchEntry, saveSearchEntry } from '../../platform/search/index-entry.ts';
import { itemOf, needsSlip } from './catalogue.ts';
import { asksForKin, formOf } from './forms.ts';
import { runOnEveryDesk } from './on-every-desk.ts';

const LIMITS = { timeoutMs: 120_000, maxChars: 1_000_000 };

/**
 * Takes the words out of a file and makes it findable with its entry. Runs after the upload and again when an
 * entry takes the file; a second run comes to the same result. Papers of sealed entries and of forms that
 * name kin stay out of search, and their words are not kept (protection P12).
 */
export async function extractFile(endpoints: Endpoints, jurisdiction: number, fileId: string): Promise<void> {
  const file = await runOnEveryDesk(endpoints, jurisdiction, (ctx) => findWaiting(ctx, fileId));
  if (file?.text_state === 'waiting') {
    const found = await textOf(endpoints, jurisdiction, file);
    await runOnEveryDesk(endpoints, jurisdiction, async (ctx) =>
      ctx.send(
        ctx.trx
          .updateTable('file')
          .set(found)
          .where('jurisdiction_id', '=', jurisdiction)
          .where('id', '=', fileId)
          .where('text_state', '=', 'waiting'),
      ),
    );
  }
  if (file) await runOnEveryDesk(endpoints, jurisdiction, (ctx) => indexFile(ctx, fileId));
}

function findWaiting(ctx: Ctx, fileId: string) {
  return ctx.trx
    .selectFrom('file')
    .select(['id', 'store_name', 'type', 'text_state'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', fileId)
    .executeTakeFirst();
}

interface Waiting {
  id: string;
  store_name: string;
  type: string;
}

/** Words in clear touch the disk only while a file is read, in the folder of uploads. */
async function textOf(endpoints: Endpoints, jurisdiction: number, file: Waiting) {
  const type = file.type as FileType;
  if (!FILE_TYPES[type].text) return { text_state: 'none', text_content: null };
  const { files, uploads, log } = endpoints.services;
  const clear = path.join(uploads, `clear-${file.id}`);
  try {
    await mkdir(uploads, { recursive: true, mode: 0o700 });
    await pipeline(await files.get(jurisdiction, file.store_name), createWriteStream(clear, { mode: 0o600 }));
    const { text } = await extractText({ path: clear, type }, LIMITS);
    const words = text.replaceAll('\u0000', '').trim();
    return words ? { text_state: 'done', text_content: words } : { text_state: 'none', text_content: null };
  } catch (error) {
    if (!(error instanceof ExtractFailed)) throw error;
    log.warn({ code: error.code, fileType: type }, 'text extraction');
    return { text_state: 'failed', text_content: null };
  } finally {
    await rm(clear, { force: true });
  }
}

/** Writes the search entry of a file that belongs to an entry, as the entry stands now. */
async function indexFile(ctx: Ctx, fileId: string): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  // Who moves or verifies the entry meanwhile waits, or we do.
  const row = await ctx.trx
    .selectFrom('file as f')
    .innerJoin('material as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('m.id', '=', 'f.material_id'),
    )
    .select([
      'f.name',
      'f.text_content',
      'f.text_state',
      'm.item',
      'm.pack_version',
      'm.status',
      'm.occurred_on',
    ])
    .select(['m.received_on', 'm.subject_kind', 'm.subject_id', 'm.organ_id', 'm.classification', 'm.room'])
    .select(['m.readers', 'm.barred', 'm.concerns_person_id', 'm.sealed_unit_id'])
    .where('f.jurisdiction_id', '=', j)
    .where('f.id', '=', fileId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const { pack, item } = await itemOf(ctx, row);
  if (item.sealed || asksForKin(formOf(pack, item))) {
    if (row.text_content === null) return;
    ctx.send(
      ctx.trx
        .updateTable('file')
        .set({ text_content: null, text_state: 'none' })
        .where('jurisdiction_id', '=', j)
        .where('id', '=', fileId),
    );
    return;
  }
  // Its name would tell what only a slip may open.
  if (needsSlip(ctx.pack, row.classification)) return removeSearchEntry(ctx.trx, ctx.send, j, 'file', fileId);
  const { name, text_content, text_state: _, pack_version: __, occurred_on, received_on, ...entry } = row;
  saveSearchEntry(ctx.trx, ctx.send, j, {
    kind: 'file',
    refId: fileId,
    subjectKind: entry.subject_kind as 'person' | 'unit',
    subjectId: entry.subject_id,
    day: occurred_on ?? received_on,
    title: name,
    body: text_content ?? '',
    ...entry,
  });
}
