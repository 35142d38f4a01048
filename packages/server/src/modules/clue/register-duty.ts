import {
  addDays,
  dueOfPeriod,
  entryOn,
  lastEnded,
  type Pack,
  type Period,
  type Register,
} from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** What every file of a register owes of the last period that has ended. */
export interface Duty {
  step: string;
  after: readonly string[] | undefined;
  period: Period;
  dueOn: string;
  late: boolean;
}

/** Null where the register asks for nothing. */
export async function dutyOf(ctx: Ctx, register: Register): Promise<Duty | null> {
  const { duty } = register;
  const limit = duty && entryOn(ctx.pack.terms, duty.limit, ctx.today);
  if (!duty || !limit?.every || !limit.due) return null;
  const { calendar } = await ctx.terms();
  const period = lastEnded(limit.every, ctx.today);
  const dueOn = dueOfPeriod(limit.due, period.last, calendar);
  return { step: duty.step, after: duty.after, period, dueOn, late: ctx.today > dueOn };
}

const zoneOf = ({ head }: Pack) => head.calendar.zone;

/** The moment at which a day begins. */
export const beginOf = (pack: Pack, day: string): RawBuilder<Date> =>
  sql<Date>`(${day}::date::timestamp at time zone ${zoneOf(pack)})`;

/** The first moment after a day. */
export const endOf = (pack: Pack, day: string): RawBuilder<Date> => beginOf(pack, addDays(day, 1));

const ACTS = sql`jsonb_array_elements(m.history -> 'acts') act`;

/**
 * Whether a file `c` with its matter `m` owes it: received in the period or before and not done since it ended, or
 * one of the steps taken by its end that ask for it, and not done since.
 */
export function owing({ pack }: Ctx, { step, after, period: { last } }: Duty): RawBuilder<boolean> {
  const end = endOf(pack, last);
  if (!after)
    return sql<boolean>`(c.received_on <= ${last}::date and not exists (
      select from ${ACTS} where act ->> 'action' = ${step} and not act ? 'undone'
        and (act ->> 'at')::timestamptz >= ${end}))`;
  const asking = sql`act ->> 'action' = any (${[...after]}::text[])`;
  return sql<boolean>`exists (
    select from (
      select max((act ->> 'seq')::int) filter (where ${asking}) as asked,
        max((act ->> 'at')::timestamptz) filter (where ${asking}) as at,
        max((act ->> 'seq')::int) filter (where act ->> 'action' = ${step}) as done
      from ${ACTS} where not act ? 'undone') as last
    where last.asked > coalesce(last.done, 0) and last.at < ${end})`;
}
