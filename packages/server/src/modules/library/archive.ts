import type { addLibraryItem } from '@plumbline/contract/library';
import type { Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { levelOf, placeOf } from './library.rules.ts';
import type { NewPart } from './save-parts.ts';
import { insertItem, insertVersion, nextNumber, refuseSecondDraft } from './write-item.ts';

export interface Extract {
  subject: { kind: 'person' | 'unit'; id: string };
  title: string;
  organId: string;
  /** Highest classification of what the extract speaks of. */
  classification: number;
  parts: readonly NewPart[];
  note: string;
}

/**
 * Puts an extract of a dossier into the store of archives as a draft; a newer version where the subject has one.
 * @throws 403, 409 while another version is not published, 409 when the pack has no such store
 */
export async function addExtract(ctx: Ctx, extract: Extract): Promise<Reply<typeof addLibraryItem>> {
  ctx.need('library.write', extract.organId);
  const store = ctx.pack.library.stores.find(({ holds }) => holds === 'archive');
  if (!store) throw new AppError('wrong-state');
  const j = ctx.actor.jurisdictionId;
  // Two who extract the same dossier at once make one entry with one draft.
  const lock = `library.archive:${extract.subject.id}`;
  await sql`select pg_advisory_xact_lock(${j}, hashtext(${lock}))`.execute(ctx.trx);
  const item = await ctx.trx
    .selectFrom('library_item')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('store', '=', store.code)
    .where('subject_id', '=', extract.subject.id)
    .where('organ_id', '=', extract.organId)
    .executeTakeFirst();
  if (item) await refuseSecondDraft(ctx, item.id);
  const sort = store.sorts.find(({ code }) => code === extract.subject.kind) ?? store.sorts[0]!;
  const classification = Math.max(levelOf(ctx.pack, store), extract.classification);
  const place = placeOf(ctx.pack, {
    store: store.code,
    sort: sort.code,
    audience: store.audiences[0]!,
    classification,
  });
  if (item) {
    await ctx.trx
      .updateTable('library_item')
      .set({ classification: Math.max(item.classification, classification) })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', item.id)
      .execute();
  }
  const itemId =
    item?.id ??
    insertItem(ctx, { organId: extract.organId, place, title: extract.title, subject: extract.subject });
  return insertVersion(ctx, {
    itemId,
    organId: extract.organId,
    place,
    title: extract.title,
    subject: extract.subject,
    number: item ? await nextNumber(ctx, item.id) : 1,
    effectiveFrom: ctx.today,
    text: '',
    note: extract.note,
    parts: extract.parts,
  });
}

/**
 * Takes what an entry of a dossier left in archives out again, in every version: it moved to another subject, or
 * does not count any more.
 */
export function forgetLeaves(ctx: Ctx, materialId: string): void {
  const forget = sql`select app.forget_leaves(${materialId})`;
  ctx.send({ compile: () => forget.compile(ctx.trx) });
}
