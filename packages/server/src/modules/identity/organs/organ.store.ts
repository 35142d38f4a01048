import type { OrganSummary, Reach } from '@plumbline/contract/organs';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { stateOn } from '../ranges.ts';

const organs = ({ trx, actor }: Ctx) =>
  trx.selectFrom('organ').selectAll().where('jurisdiction_id', '=', actor.jurisdictionId);

export const organRows = organs;
export type OrganRow = Awaited<ReturnType<ReturnType<typeof organs>['execute']>>[number];

/** @throws 404 */
export async function lockOrgan(ctx: Ctx, id: string): Promise<OrganRow> {
  return found(await organs(ctx).where('id', '=', id).forUpdate().executeTakeFirst());
}

export function summarise(ctx: Ctx, row: OrganRow): OrganSummary {
  const kind = ctx.pack.organKinds.find((entry) => entry.code === row.kind);
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind,
    kindTitle: kind ? pick(kind.title, ctx.locale) : row.kind,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    activeFrom: row.active_from,
    activeTo: row.active_to,
    version: row.version,
  };
}

/** Reaches that an organ has been given, or that others have been given over it; newest first. */
export async function reachesOf(ctx: Ctx, id: string, side: 'organ_id' | 'over_organ_id'): Promise<Reach[]> {
  const rows = await ctx.trx
    .selectFrom('organ_reach as r')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('o.id', '=', 'r.organ_id'),
    )
    .innerJoin('organ as over', (join) =>
      join.onRef('over.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('over.id', '=', 'r.over_organ_id'),
    )
    .selectAll('r')
    .select(['o.name as organName', 'over.name as overName'])
    .where('r.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(`r.${side}`, '=', id)
    .orderBy('r.from_day', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organ: { id: row.organ_id, name: row.organName },
    over: { id: row.over_organ_id, name: row.overName },
    includesBelow: row.includes_below,
    clueRoom: row.clue_room,
    basis: row.basis,
    from: row.from_day,
    to: row.to_day,
    state: stateOn({ from: row.from_day, to: row.to_day }, ctx.today),
    version: row.version,
  }));
}
