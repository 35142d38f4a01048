import type { listHandlers as route } from '@plumbline/contract/matter';
import type { Reply } from '@plumbline/contract/route';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { astir } from './resting.ts';

/**
 * Matters kept within the caller's reach. Of others the caller sees what concerns or names them, and who handles those is
 * nothing that they may find out.
 */
export const withinReach = ({ actor }: Ctx): RawBuilder<boolean> => {
  const { reach = [], rooms = [] } = actor.settings;
  return sql<boolean>`matter.organ_id = any (case when matter.room = 0 then ${reach}::uuid[] else ${rooms}::uuid[] end)`;
};

/** Whether an account has a place in a matter. */
export const hasPlace = (account: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from jsonb_each(matter.history -> 'parties') as role, jsonb_array_elements(role.value) as member
  where member ->> 'kind' = 'account' and member ->> 'id' = ${account})`;

/** Who has a place in open matters within reach, and in how many; the most first. */
export async function listHandlers(ctx: Ctx): Promise<Reply<typeof route>> {
  const { rows } = await sql<Reply<typeof route>['items'][number]>`
    select a.id, a.name, a.closed_at is not null as closed, h.open
    from (
      select member ->> 'id' as account, count(distinct matter.id)::int as open
      from matter, jsonb_each(matter.history -> 'parties') as role, jsonb_array_elements(role.value) as member
      where matter.jurisdiction_id = ${ctx.actor.jurisdictionId} and matter.closed_at is null
        and ${astir(ctx.pack)} and ${withinReach(ctx)} and member ->> 'kind' = 'account'
      group by 1) h
    join account a on a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.id = h.account::uuid
    order by h.open desc, a.name collate "zh-Hans-CN-x-icu", a.id`.execute(ctx.trx);
  return { items: rows };
}
