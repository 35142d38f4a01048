import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { TemplateVersion } from '../../platform/db/schema.gen.ts';

export type VersionRow = Selectable<TemplateVersion> & {
  organ_name: string;
  proposer: string | null;
  decider: string | null;
};

export const versions = (ctx: Ctx) =>
  ctx.trx
    .selectFrom('template_version as v')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('o.id', '=', 'v.organ_id'),
    )
    .leftJoin('account as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('p.id', '=', 'v.proposed_by'),
    )
    .leftJoin('account as d', (join) =>
      join.onRef('d.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('d.id', '=', 'v.decided_by'),
    )
    .selectAll('v')
    .select(['o.name as organ_name', 'p.name as proposer', 'd.name as decider'])
    .where('v.jurisdiction_id', '=', ctx.actor.jurisdictionId);

export const listVersions = (ctx: Ctx, template: string): Promise<VersionRow[]> =>
  versions(ctx)
    .where('v.template', '=', template)
    .orderBy('v.effective_from', 'desc')
    .orderBy('v.proposed_at', 'desc')
    .execute();

export const findVersion = (ctx: Ctx, id: string): Promise<VersionRow | undefined> =>
  versions(ctx).where('v.id', '=', id).executeTakeFirst();

/** The version, held until the transaction ends. */
export const lockVersion = (ctx: Ctx, id: string) =>
  ctx.trx
    .selectFrom('template_version')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Organs among the given ones with their names, by code. */
export const organsNamed = (ctx: Ctx, ids: readonly string[]) =>
  ids.length
    ? ctx.trx
        .selectFrom('organ')
        .select(['id', 'name', 'name_en'])
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', 'in', ids)
        .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>=', ctx.today)]))
        .orderBy('code')
        .execute()
    : Promise.resolve([]);
