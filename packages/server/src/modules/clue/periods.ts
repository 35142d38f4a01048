import type { PeriodBody, PeriodSummary } from '@plumbline/contract/submission-periods';
import { addDays, dueDate, quarterDays, quarterOf, reminderDays } from '@plumbline/policy';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { notify } from '../../platform/notices/notify.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';

import { receiverOf } from './receiver.ts';
import { type Handing, handingOf, remindsOn } from './submission.rules.ts';
import { listOrgans, type NamedSubmission, type OrganRow, submissionsOfPeriods } from './submission.store.ts';
import { summariseSheets } from './submission.view.ts';

/** Quarters back from today's, newest first. */
function quartersBack(today: string, count: number): string[] {
  const quarters: string[] = [];
  for (let day = today; quarters.length < count; day = addDays(quarterDays(quarterOf(day)).first, -1))
    quarters.push(quarterOf(day));
  return quarters;
}

/** Bodies that owe a sheet for the quarter by the pack: of a member kind and there at its end. */
function membersOf(ctx: Ctx, organs: readonly OrganRow[], period: string): OrganRow[] {
  const kinds = new Set(ctx.pack.organKinds.filter((kind) => kind.memberBody).map((kind) => kind.code));
  const { first, last } = quarterDays(period);
  return organs.filter(
    (organ) =>
      kinds.has(organ.kind) &&
      organ.active_from <= last &&
      (organ.active_to === null || organ.active_to >= first),
  );
}

/** The receiver (and who sees its desk) sees every member body, anybody else only the own one. */
async function bodiesInSight(
  ctx: Ctx,
  organs: readonly OrganRow[],
  period: string,
): Promise<{ bodies: OrganRow[]; whole: boolean }> {
  const members = membersOf(ctx, organs, period);
  const receiver = await receiverOf(ctx);
  const reach = new Set(ctx.actor.settings.reach);
  if (receiver && reach.has(receiver.id)) return { bodies: members, whole: true };
  return { bodies: members.filter((organ) => ctx.actor.organs.has(organ.id)), whole: false };
}

const handing = (ctx: Ctx, sheets: readonly NamedSubmission[], dueOn: string): Handing =>
  handingOf(
    ctx.pack.submission.kinds,
    sheets.map((sheet) => ({
      kind: sheet.kind,
      submittedOn: sheet.submitted_at ? dayOf(sheet.submitted_at) : null,
      withdrawn: sheet.withdrawn_at !== null,
    })),
    dueOn,
    ctx.today,
  );

interface DueDay {
  day: string;
  provisional: boolean;
}

/** Due days of quarters by the calendar. */
async function dueDays(ctx: Ctx): Promise<(period: string) => DueDay> {
  const [{ calendar }, provisional] = await Promise.all([ctx.terms(), provisionalIn(ctx)]);
  return (period) => {
    const day = dueDate(ctx.pack.submission, period, calendar);
    return { day, provisional: provisional(day) };
  };
}

function summaryOf(
  ctx: Ctx,
  period: string,
  due: DueDay,
  handings: readonly Handing[],
  whole: boolean,
): PeriodSummary {
  const { first, last } = quarterDays(period);
  return {
    period,
    from: first,
    to: last,
    dueOn: due.day,
    provisional: due.provisional,
    overdue: ctx.today > due.day && handings.includes('missing'),
    bodies: handings.length,
    missing: handings.filter((one) => one === 'missing').length,
    whole,
  };
}

/** The latest quarters with their due days and how many bodies are missing. */
export async function listPeriods(ctx: Ctx, count: number): Promise<{ items: PeriodSummary[] }> {
  const periods = quartersBack(ctx.today, count);
  const [organs, sheets, dueOn] = await Promise.all([
    listOrgans(ctx.trx, ctx.actor.jurisdictionId),
    submissionsOfPeriods(ctx.trx, ctx.actor.jurisdictionId, periods),
    dueDays(ctx),
  ]);
  const items: PeriodSummary[] = [];
  for (const period of periods) {
    const { bodies, whole } = await bodiesInSight(ctx, organs, period);
    const handings = bodies.map((body) =>
      handing(
        ctx,
        sheets.filter((sheet) => sheet.period === period && sheet.organ_id === body.id),
        dueOn(period).day,
      ),
    );
    items.push(summaryOf(ctx, period, dueOn(period), handings, whole));
  }
  return { items };
}

/** Each member body in one quarter: what it handed in, what it owes, when it was reminded. */
export async function describePeriod(
  ctx: Ctx,
  period: string,
): Promise<PeriodSummary & { items: PeriodBody[] }> {
  const j = ctx.actor.jurisdictionId;
  const [organs, sheets, reminders, dueDay] = await Promise.all([
    listOrgans(ctx.trx, j),
    submissionsOfPeriods(ctx.trx, j, [period]),
    ctx.trx
      .selectFrom('submission_reminder')
      .select(['organ_id', 'day'])
      .where('jurisdiction_id', '=', j)
      .where('period', '=', period)
      .orderBy('day')
      .execute(),
    dueDays(ctx),
  ]);
  const due = dueDay(period);
  const { bodies, whole } = await bodiesInSight(ctx, organs, period);
  const others = organs.filter(
    (organ) => !bodies.includes(organ) && sheets.some((sheet) => sheet.organ_id === organ.id),
  );
  const items: PeriodBody[] = [];
  for (const body of [...bodies, ...others]) {
    const own = sheets.filter((sheet) => sheet.organ_id === body.id);
    const first = own.find((sheet) => sheet.submitted_at && !sheet.withdrawn_at);
    items.push({
      organId: body.id,
      organName: body.name,
      handing: handing(ctx, own, due.day),
      submittedAt: first?.submitted_at?.toISOString() ?? null,
      sheets: await summariseSheets(ctx, own),
      reminders: reminders.filter((row) => row.organ_id === body.id).map((row) => row.day),
    });
  }
  const owed = items.slice(0, bodies.length).map((item) => item.handing);
  return { ...summaryOf(ctx, period, due, owed, whole), items };
}

const OWES: ReadonlySet<Handing> = new Set(['missing', 'draft', 'not-due']);

/** One reminder to a body, at most one a day. */
async function remind(ctx: Ctx, organId: string, period: string, due: string): Promise<boolean> {
  const taken = await ctx.trx
    .insertInto('submission_reminder')
    .values({ jurisdiction_id: ctx.actor.jurisdictionId, organ_id: organId, period, day: ctx.today })
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .executeTakeFirst();
  if (!taken) return false;
  const params = { period, due };
  notify(ctx, { to: [organId], kind: 'submission.reminder', params, link: `/submissions?period=${period}` });
  ctx.record({ type: 'submission.reminded', entity: 'organ', entityId: organId, organId, data: params });
  return true;
}

/** Reminds one body by hand. @throws 400 when it owes nothing for the quarter */
export async function remindBody(ctx: Ctx, period: string, organId: string): Promise<void> {
  const described = await describePeriod(ctx, period);
  const body = described.items.find((item) => item.organId === organId);
  if (!body || !OWES.has(body.handing)) throw invalid({ pointer: '/organId', code: 'body.owes-nothing' });
  const receiver = await receiverOf(ctx);
  ctx.need('submission.receive', receiver?.id);
  await remind(ctx, organId, period, described.dueOn);
}

/** How many quarters back an overdue sheet is still asked for. */
const LOOK_BACK = 8;

/**
 * The daily round: reminds every member body that owes a sheet, on the pack's days before the due day and then
 * every week. Running it twice on a day reminds nobody twice. Runs as the platform itself.
 */
export async function remindAll(ctx: Ctx): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const periods = quartersBack(ctx.today, LOOK_BACK + 1).slice(1);
  const [organs, sheets, { calendar }] = await Promise.all([
    listOrgans(ctx.trx, j),
    submissionsOfPeriods(ctx.trx, j, periods),
    ctx.terms(),
  ]);
  let count = 0;
  for (const period of periods) {
    const due = dueDate(ctx.pack.submission, period, calendar);
    if (!remindsOn(ctx.today, due, reminderDays(ctx.pack.submission, period, calendar))) continue;
    for (const body of membersOf(ctx, organs, period)) {
      const own = sheets.filter((sheet) => sheet.period === period && sheet.organ_id === body.id);
      if (OWES.has(handing(ctx, own, due)) && (await remind(ctx, body.id, period, due))) count++;
    }
  }
  return count;
}
