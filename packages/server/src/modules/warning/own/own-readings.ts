import type { getOwnPage } from '@plumbline/contract/own';
import type { Reply } from '@plumbline/contract/route';
import { addMonths, type Own } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { readingPurposes } from '../../dossier/index.ts';
import { namesOf, outwardOrgan } from '../../matter/index.ts';

type Readings = Reply<typeof getOwnPage>['readings'];

/**
 * Who read the caller's dossier on a slip, where the pack lets it be told: the day, the organ and the purpose. Never who,
 * and only purposes that the pack names: by none of them a report, a check or a case shows. An organ is told by the one
 * under whose name it writes, so that no room shows either.
 */
export async function readOwnReadings(ctx: Ctx): Promise<Readings> {
  // A pack that was installed before there was a page of one's own says nothing of it.
  const told = (ctx.pack.own as Own | null | undefined)?.readings;
  if (!told?.tell || !ctx.actor.personId) return null;
  const since = addMonths(ctx.today, -told.months);
  const { zone } = ctx.pack.head.calendar;
  const { rows } = await sql<{ day: string; account_id: string; purpose: string }>`
    select day, account_id, purpose from app.own_readings(${told.purposes}::text[], ${since}::date, ${zone})`.execute(
    ctx.trx,
  );
  const organs = await organsOf(
    ctx,
    rows.map(({ account_id }) => account_id),
  );
  const names = await namesOf(
    ctx,
    [...organs.values()].map((id) => ({ kind: 'organ' as const, id })),
  );
  const purposes = new Map(readingPurposes(ctx).map(({ code, title }) => [code, title]));
  return {
    since,
    items: rows.map(({ day, account_id, purpose }) => ({
      day,
      organ: names.get(organs.get(account_id) ?? '') ?? '',
      purpose: purposes.get(purpose) ?? '',
    })),
  };
}

/** Account → organ under whose name it acts, by its first role in one. */
async function organsOf(ctx: Ctx, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('role_grant')
    .distinctOn('account_id')
    .select(['account_id', 'organ_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('account_id', 'in', [...new Set(accounts)])
    .where('organ_id', 'is not', null)
    .orderBy('account_id')
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  const outward = await Promise.all(
    rows.map(async ({ account_id, organ_id }) => [account_id, await outwardOrgan(ctx, organ_id!)] as const),
  );
  return new Map(outward);
}
