import { buffer } from 'node:stream/consumers';
import type { Pack, Template } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';

/** The template of a pack; a version of the pack from before there were any has none. @throws 404 */
export const templateOf = (pack: Pack, code: string): Template =>
  found((pack.templates?.templates ?? []).find((template) => template.code === code));

export const templatesOf = (pack: Pack): readonly Template[] => pack.templates?.templates ?? [];

export const packFile = (pack: Pack, code: string): Uint8Array =>
  Buffer.from(found(pack.templateFiles?.[code]), 'base64');

export interface OfficeFile {
  id: string;
  store_name: string;
}

/**
 * The file that an organ uses on a day in place of the pack's: its own, else that of the nearest organ above
 * it; of several the one whose day came last.
 */
export async function officeFile(
  ctx: Ctx,
  template: string,
  organId: string,
): Promise<OfficeFile | undefined> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<OfficeFile>`
    with recursive up as (
      select o.id, o.parent_id, 0 as far from organ o where o.jurisdiction_id = ${j} and o.id = ${organId}
      union all
      select o.id, o.parent_id, up.far + 1 from up join organ o on o.jurisdiction_id = ${j} and o.id = up.parent_id
      where up.far < 20)
    select v.id, v.store_name from up join template_version v on v.jurisdiction_id = ${j} and v.organ_id = up.id
    where v.template = ${template} and v.state = 'approved' and v.effective_from <= ${ctx.today}::date
    order by up.far, v.effective_from desc, v.proposed_at desc limit 1`.execute(ctx.trx);
  return rows[0];
}

export async function storedBytes(ctx: Ctx, storeName: string): Promise<Uint8Array> {
  return buffer(await ctx.services.files.get(ctx.actor.jurisdictionId, storeName));
}
