import { dayInZone } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';

/** Limit of the pack: how long whoever changed what an approval depends on asks for none about the same person. */
const LIMIT = 'approval.settled';

/**
 * Level and marks of a post decide who approves. Whoever changed them lately does not ask for an approval about somebody
 * who holds the post: nobody chooses who decides on what they ask for.
 * @throws 403
 */
export async function refuseOwnChanges(
  ctx: Ctx,
  subjects: readonly { kind: string; id: string }[],
): Promise<void> {
  const persons = subjects.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  if (persons.length === 0) return;
  const { rows } = await sql<{ at: Date }>`
    select e.at from event e
    join appointment a on a.jurisdiction_id = e.jurisdiction_id and a.post_id = e.entity_id
    where e.jurisdiction_id = ${ctx.actor.jurisdictionId} and e.account_id = ${ctx.actor.accountId}::uuid
      and e.type = 'post.changed'
      and a.person_id = any (${persons}::uuid[]) and (a.to_day is null or a.to_day >= ${ctx.today}::date)
      and (e.data #> '{before,level}' is distinct from e.data #> '{after,level}'
        or e.data #> '{before,tags}' is distinct from e.data #> '{after,tags}')
    order by e.at desc limit 1`.execute(ctx.trx);
  const [last] = rows;
  const changed = last && dayInZone(last.at.toISOString(), ctx.pack.head.calendar.zone);
  const settled = changed && (await ctx.due(LIMIT, changed))?.day;
  if (settled !== undefined && ctx.today <= settled)
    throw new AppError('second-person', {
      text: {
        zh: '您近期改过对象职务的层级或者标识，审批权限因此变化，请由他人报批。',
        en: 'You changed the level or marks of the post lately, and with them who approves: another person has to ask.',
      },
    });
}
