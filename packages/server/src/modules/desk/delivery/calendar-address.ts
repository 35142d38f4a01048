import { randomBytes } from 'node:crypto';
import type { Ctx, Services } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { changeDelivery, digestOfFeed, lockDelivery } from './delivery.store.ts';

const ENDING = '.ics';

/** Makes the calendar's secret address; an older one ends. It is shown this once. */
export async function makeCalendar(ctx: Ctx): Promise<{ url: string }> {
  const { jurisdictionId: j, accountId } = ctx.actor;
  await lockDelivery(ctx.trx, j, accountId);
  const feed = randomBytes(32).toString('base64url');
  await changeDelivery(ctx.trx, j, accountId, {
    calendar_hash: digestOfFeed(feed),
    calendar_since: ctx.now,
  });
  ctx.record({ type: 'delivery.calendar-made', entity: 'delivery', entityId: accountId });
  return { url: `${ctx.services.origin}/api/calendar/feeds/${feed}${ENDING}` };
}

/** @throws 404 when there is none */
export async function endCalendar(ctx: Ctx): Promise<undefined> {
  found((await endCalendarOf(ctx, ctx.actor.accountId)) || undefined);
  return undefined;
}

/** Ends the address of an account, if there is one: whoever knew the former password may know it too. */
export async function endCalendarOf(ctx: Ctx, accountId: string): Promise<boolean> {
  const j = ctx.actor.jurisdictionId;
  const row = await lockDelivery(ctx.trx, j, accountId);
  if (row.calendar_hash === null) return false;
  await changeDelivery(ctx.trx, j, accountId, { calendar_hash: null, calendar_since: null });
  ctx.record({ type: 'delivery.calendar-ended', entity: 'delivery', entityId: accountId });
  return true;
}

/** Whose calendar an address is. */
export async function ownerOfFeed(
  { db }: Services,
  feed: string,
): Promise<{ jurisdictionId: number; accountId: string } | undefined> {
  const digest = digestOfFeed(feed.endsWith(ENDING) ? feed.slice(0, -ENDING.length) : feed);
  const row = await db.transaction({ jurisdiction: 0, token: digest }, (trx) =>
    trx
      .selectFrom('delivery')
      .select(['jurisdiction_id', 'account_id'])
      .where('calendar_hash', '=', digest)
      .executeTakeFirst(),
  );
  return row && { jurisdictionId: row.jurisdiction_id, accountId: row.account_id };
}
