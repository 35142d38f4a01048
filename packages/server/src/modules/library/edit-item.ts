import type { editLibraryItem as contract } from '@plumbline/contract/library';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { forbidden, found, notFound, stale } from '../../platform/errors/app-error.ts';
import { refuseIdentifying } from './leave.ts';
import { placeOf } from './library.rules.ts';
import { listParts, listVersions, lockItem, seesDrafts } from './library.store.ts';
import { words } from './save-parts.ts';
import { zonesOf } from './shares.store.ts';

/** A draft's particulars are its writers'; once it is published, only whoever may publish changes them. */
export const mayEdit = (ctx: Ctx, item: { published: boolean; organ_id: string }): boolean =>
  ctx.may(item.published ? 'library.publish' : 'library.write', item.organ_id);

/**
 * Changes what stands beside the text: title, kind, audience. A wider audience is asked anew whether the texts that
 * stand may leave the organ. What ships with the pack keeps its title and place.
 * @throws 404, 403, 409 stale, 400 with every fault
 */
export async function editItem(
  ctx: Ctx,
  id: string,
  body: Body<typeof contract>,
): Promise<Reply<typeof contract>> {
  const item = found(await lockItem(ctx, id));
  if (!item.published && !seesDrafts(ctx, item.organ_id)) throw notFound();
  if (!mayEdit(ctx, item) || item.code !== null) throw forbidden();
  if (item.version !== body.version) throw stale({ version: item.version });
  const place = placeOf(ctx.pack, {
    store: item.store,
    sort: body.sort ?? item.sort,
    audience: body.audience ?? item.audience,
    classification: body.classification ?? item.classification,
  });
  const set = {
    sort: place.sort,
    audience: place.audience,
    opens: place.opens,
    classification: place.classification,
    title: body.title ?? item.title,
    title_en: body.titleEn === undefined ? item.title_en : body.titleEn,
    issuer: body.issuer === undefined ? item.issuer : body.issuer,
    document_number: body.documentNumber === undefined ? item.document_number : body.documentNumber,
  };
  for (const version of await listVersions(ctx, id)) {
    if (version.published_at && !version.withdrawn_at)
      await refuseIdentifying(ctx, { ...item, ...set }, version.note, await listParts(ctx, version.id));
  }
  await ctx.trx
    .updateTable('library_item')
    .set({
      ...set,
      tsv: words(set.title, set.title_en, set.issuer, set.document_number),
      readers: item.published ? await zonesOf(ctx, item) : [],
      updated_at: ctx.now,
      version: item.version + 1,
    })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .execute();
  const before = Object.fromEntries(Object.keys(set).map((key) => [key, item[key as keyof typeof item]]));
  ctx.record({
    type: 'library.changed',
    entity: 'library',
    entityId: id,
    subjectId: item.subject_id,
    organId: item.organ_id,
    data: { before, after: set },
  });
  return { id, version: item.version + 1 };
}
