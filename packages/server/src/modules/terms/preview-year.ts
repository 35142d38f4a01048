import type {
  CalendarDay,
  CalendarPreview,
  previewCalendarYear as route,
} from '@plumbline/contract/calendar';
import type { Body } from '@plumbline/contract/route';
import { parseNotice } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, type FaultInput, invalid } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { builtInYear } from '../../platform/terms/built-in.ts';
import { compareDays, dayFaults } from './calendar.rules.ts';
import { daysOfYear } from './calendar.store.ts';
import { readDays } from './read-days.ts';

/** What a pasted notice or the built-in table would make of a year. @throws 400 when neither is given */
export async function previewYear(
  ctx: Ctx,
  year: number,
  body: Body<typeof route>,
): Promise<CalendarPreview> {
  const { seed, weekend } = ctx.pack.head.calendar;
  if (body.builtIn) {
    const days = builtInYear(seed, year);
    if (!days) throw invalid({ pointer: '/builtIn', code: 'calendar.not-built-in', params: { year } });
    return compared(ctx, year, days, []);
  }
  if (!body.text) throw invalid({ pointer: '/text', code: 'required' });
  const { days, faults } = parseNotice(body.text, year, new Set(weekend));
  if (!days.length && !faults.length) throw invalid({ pointer: '/text', code: 'notice.empty' });
  return compared(
    ctx,
    year,
    days,
    faults.map(({ line, code, params }) => ({ row: line, code, params })),
  );
}

/** What a workbook of days would make of a year. @throws 400 without a file, 422 when it can't be read */
export async function previewFile(ctx: Ctx, year: number, file: unknown): Promise<CalendarPreview> {
  if (!(file instanceof Uint8Array) || file.length === 0) throw new AppError('invalid');
  const { days, faults } = await readDays(file);
  return compared(ctx, year, days, faults);
}

async function compared(
  ctx: Ctx,
  year: number,
  days: readonly CalendarDay[],
  found: readonly FaultInput[],
): Promise<CalendarPreview> {
  const stored = await daysOfYear(ctx, year);
  const own = stored.filter(({ notice }) => notice === year);
  const taken = new Map(
    stored.filter(({ notice }) => notice !== year).map(({ day, notice }) => [day, notice]),
  );
  // What the reading found is told first; with it, a second complaint about the same days would only confuse.
  const faults = found.length ? found : dayFaults(year, days, ctx.pack.head.calendar.weekend, taken);
  return {
    days: [...days],
    ...compareDays(own, days),
    faults: faults.map(({ params, text, ...fault }) => ({
      ...fault,
      detail: fault.detail ?? text?.[ctx.locale] ?? faultText(fault.code, params ?? {}, ctx.locale),
    })),
  };
}
