import { dayInZone } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';

/** Limit of the pack: how long whoever changed what an approval depends on asks for none about the same person. */
const LIMIT = 'approval.settled';

/**
 * Level and marks of a post, and kinship, decide who approves. Whoever changed them lately does not ask for an approval
 * about somebody whom they concern: nobody chooses who decides on what they ask for.
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
    where e.jurisdiction_id = ${ctx.actor.jurisdictionId} and e.account_id = ${ctx.actor.accountId}::uuid
      and (e.type in ('kinship.created', 'kinship.changed', 'kinship.erased')
          and (e.subject_id = any (${persons}::uuid[])
            or exists (select from kinship k where k.jurisdiction_id = e.jurisdiction_id and k.id = e.entity_id
              and k.kin_person_id = any (${persons}::uuid[])))
        or e.type = 'post.changed'
          and (e.data #> '{before,level}' is distinct from e.data #> '{after,level}'
            or e.data #> '{before,tags}' is distinct from e.data #> '{after,tags}')
          and exists (select from appointment a
            where a.jurisdiction_id = e.jurisdiction_id and a.post_id = e.entity_id
              and a.person_id = any (${persons}::uuid[]) and (a.to_day is null or a.to_day >= ${ctx.today}::date)))
    order by e.at desc limit 1`.execute(ctx.trx);
  const [last] = rows;
  const changed = last && dayInZone(last.at.toISOString(), ctx.pack.head.calendar.zone);
  const settled = changed && (await ctx.due(LIMIT, changed))?.day;
  if (settled !== undefined && ctx.today <= settled)
    throw new AppError('second-person', {
      text: {
        zh: '您近期改过对象职务的层级、标识或者亲属登记，审批人可能因此变化，请由他人报批。',
        en: 'You lately changed the level or marks of the post, or the kin on record, and with them who may approve: another person has to ask.',
      },
    });
}
