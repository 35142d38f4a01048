import * as contract from '@plumbline/contract/delivery';
import { addDays, available, momentInZone } from '@plumbline/policy';
import { ICalCalendar } from 'ical-generator';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { ownerOfFeed } from '../desk/index.ts';
import { actorOfAccount } from '../identity/index.ts';
import { engineActor } from './engine-actor.ts';
import { toEngine } from './matter.types.ts';
import { machineOfMatter } from './procedures.ts';
import { ownSittings, type SittingRow } from './sittings/sitting.store.ts';

const BACK_DAYS = 30;
const AHEAD_DAYS = 366;
/** Calendar programs ask again by themselves. */
const AGAIN_SECONDS = 3600;

/** Matters on which the account may act, counted by the day on which they are due. */
async function dueDays(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('closed_at', 'is', null)
    .where('due_on', '>=', addDays(ctx.today, -BACK_DAYS))
    .where('due_on', '<=', addDays(ctx.today, AHEAD_DAYS))
    .orderBy('due_on')
    .execute();
  const days = new Map<string, number>();
  for (const row of rows) {
    const matter = toEngine(row);
    const machine = await machineOfMatter(ctx, row);
    if (available(machine, matter, engineActor(ctx.actor, matter)).length === 0) continue;
    days.set(row.due_on!, (days.get(row.due_on!) ?? 0) + 1);
  }
  return days;
}

/** Sittings at which the owner is to be. */
const sittings = (ctx: Ctx) =>
  ownSittings(ctx, addDays(ctx.today, -BACK_DAYS), addDays(ctx.today, AHEAD_DAYS));

/**
 * The due days as iCalendar (RFC 5545): one entry a day that says how many matters are due, and nothing of what
 * they are; a talk or meeting by its time alone. A calendar stands open on shared screens and in other people's programs.
 */
function asCalendar(ctx: Ctx, days: ReadonlyMap<string, number>, talks: readonly SittingRow[]): string {
  const { locale, services } = ctx;
  const calendar = new ICalCalendar({
    name: locale === 'zh' ? '准绳 · 到期事项' : 'Plumbline · due days',
    prodId: { company: 'Plumbline', product: 'due-days', language: locale === 'zh' ? 'ZH' : 'EN' },
    ttl: AGAIN_SECONDS,
  });
  for (const [day, count] of days) {
    calendar.createEvent({
      id: `due-${day}-${ctx.actor.accountId}`,
      stamp: ctx.now,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary:
        locale === 'zh'
          ? `准绳：${count} 项到期`
          : `Plumbline: ${count} ${count === 1 ? 'matter' : 'matters'} due`,
      url: `${services.origin}/matters`,
    });
  }
  const { zone } = ctx.pack.head.calendar;
  for (const { matter_id, day, from_minute, until_minute } of talks) {
    calendar.createEvent({
      id: `sitting-${matter_id}-${ctx.actor.accountId}`,
      stamp: ctx.now,
      start: momentInZone(day, from_minute, zone),
      end: momentInZone(day, until_minute, zone),
      summary: locale === 'zh' ? '准绳：已安排 1 项' : 'Plumbline: 1 appointment',
      url: `${services.origin}/matters`,
    });
  }
  return calendar.toString();
}

/** The calendar by its secret address. Whoever has the address has no session: nothing is opened or changed. */
export function calendarFeed(endpoints: Endpoints): void {
  const { services } = endpoints;
  endpoints.open(contract.getCalendarFeed, async ({ params, reply }) => {
    const owner = await ownerOfFeed(services, params.feed);
    const actor = owner && (await actorOfAccount(services, owner.jurisdictionId, owner.accountId));
    if (!actor) throw new AppError('not-found');
    const text = await endpoints.run(actor, async (ctx) =>
      asCalendar(ctx, await dueDays(ctx), await sittings(ctx)),
    );
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .send(text) as never;
  });
}
