import { dueDate, pick, quarterDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { startMatter } from '../matter/index.ts';
import { carryReturned, sheetWithReturned } from './carry-returned.ts';
import { receiverOf } from './receiver.ts';
import { kindOf } from './submission.rules.ts';
import { findHandedIn } from './submission.store.ts';

export interface NewSheet {
  period: string;
  organId?: string | undefined;
  kind?: string | undefined;
  note?: string | undefined;
  /** Accepted sheet whose returned rows the new one begins with. */
  returnedFrom?: string | undefined;
}

/**
 * Begins the sheet of a quarter for a body. The kind is what the day and what was handed in before make it; one
 * that is asked for must agree.
 * @throws 403 not the body's liaison; 400 for a period to come or another kind; 409 while another draft is open
 */
export async function beginSubmission(ctx: Ctx, input: NewSheet): Promise<string> {
  const organId = input.organId ?? ownOrgan(ctx);
  ctx.need('submission.write', organId);
  const { submission: rules } = ctx.pack;
  if (quarterDays(input.period).first > ctx.today)
    throw invalid({ pointer: '/period', code: 'period.future' });
  await lockOrgan(ctx, organId!);
  const [receiver, before, draft] = await Promise.all([
    receiverOf(ctx),
    findHandedIn(ctx.trx, ctx.actor.jurisdictionId, organId!, input.period),
    findDraft(ctx, organId!, input.period),
  ]);
  if (!receiver) throw invalid({ pointer: '/period', code: 'receiver.missing' });
  if (draft) throw new AppError('duplicate', { changed: draft });
  const of = { organId: organId!, period: input.period };
  const from = input.returnedFrom ? await sheetWithReturned(ctx, input.returnedFrom, of) : undefined;
  const { calendar } = await ctx.terms();
  const dueOn = dueDate(rules, input.period, calendar);
  const wantsNil = rules.kinds.some((kind) => kind.code === input.kind && kind.nil);
  const kind = kindOf(rules.kinds, {
    afterDue: ctx.today > dueOn,
    handedIn: before !== undefined,
    nil: wantsNil && !before,
  });
  if (input.kind !== undefined && input.kind !== kind.code) {
    throw invalid({ pointer: '/kind', code: 'kind.derived', params: { kind: pick(kind.title, ctx.locale) } });
  }
  const id = newId(ctx.now.getTime());
  const matter = await startMatter(ctx, {
    service: 'submission',
    title: `${rules.sheet.zh} ${input.period}`,
    parties: {
      contributor: [{ kind: 'organ', id: organId! }],
      receiver: [{ kind: 'organ', id: receiver.id }],
    },
    visibility: { organId: organId! },
    data: { period: input.period, kind: kind.code, ...(input.note ? { note: input.note } : {}) },
    dueOn,
  });
  ctx.send(
    ctx.trx.insertInto('submission').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      organ_id: organId!,
      receiver_organ_id: receiver.id,
      period: input.period,
      kind: kind.code,
      matter_id: matter.id,
      created_by: ctx.actor.accountId,
      created_at: ctx.now,
      supplements_id: kind.supplements ? (before?.id ?? null) : null,
    }),
  );
  ctx.record({
    type: 'submission.begun',
    entity: 'submission',
    entityId: id,
    matterId: matter.id,
    organId: organId!,
    data: {
      period: input.period,
      kind: kind.code,
      receiver: receiver.id,
      supplements: before?.id ?? null,
      returned: from?.id ?? null,
    },
  });
  if (from) {
    const rows = await carryReturned(ctx, from, { id, ...of });
    ctx.send(
      ctx.trx
        .updateTable('submission')
        .set({ row_count: rows })
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', '=', id),
    );
  }
  return id;
}

/** The organ of the caller's first role in which sheets may be prepared. */
function ownOrgan(ctx: Ctx): string | undefined {
  const desks = ctx.actor.grants.flatMap((grant) => grant.organId ?? []);
  return desks.find((organId) => ctx.may('submission.write', organId));
}

/** One body begins one sheet at a time: two requests at once must not make two drafts. */
async function lockOrgan(ctx: Ctx, organId: string): Promise<void> {
  await ctx.trx
    .selectFrom('organ')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', organId)
    .forNoKeyUpdate()
    .execute();
}

const findDraft = (ctx: Ctx, organId: string, period: string) =>
  ctx.trx
    .selectFrom('submission')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', organId)
    .where('period', '=', period)
    .where('submitted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
