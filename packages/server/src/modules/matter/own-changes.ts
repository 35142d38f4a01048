import { dayInZone } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';

/** Limit of the pack: how long whoever changed what an approval depends on asks for none about the same subject. */
const LIMIT = 'approval.settled';

/**
 * Posts with their level, marks and holders, units with their kind and marks, and kinship decide who approves. Whoever
 * changed them lately, under whichever account, does not ask for an approval about somebody whom they concern: nobody
 * chooses who decides on what they ask for.
 * @throws 403
 */
export async function refuseOwnChanges(ctx: Ctx, subjects: readonly { id: string }[]): Promise<void> {
  if (subjects.length === 0) return;
  const ids = subjects.map(({ id }) => id);
  const { rows } = await sql<{ at: Date | null }>`
    select app.changed_deciders(${ids}::uuid[], ${ctx.today}::date) as at`.execute(ctx.trx);
  const last = rows[0]?.at;
  const changed = last && dayInZone(last.toISOString(), ctx.pack.head.calendar.zone);
  const settled = changed && (await ctx.due(LIMIT, changed))?.day;
  if (settled && ctx.today <= settled)
    throw new AppError('second-person', {
      text: {
        zh: '您近期改过对象的任职、职务或者单位的层级、标识，或者亲属登记，审批人可能因此变化，请由他人报批。',
        en: 'You lately changed posts, level or marks, or the kin on record of whom this is about, and with them who may approve: another person has to ask.',
      },
    });
}
