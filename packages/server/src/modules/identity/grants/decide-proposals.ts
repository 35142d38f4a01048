import type { decideGrantProposals as route } from '@plumbline/contract/identity';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, invalid } from '../../../platform/errors/app-error.ts';
import { laterDay } from '../ranges.ts';
import { isSamePerson } from '../same-person.ts';
import { lockGrants } from './grant.store.ts';
import { addGrant } from './grant-role.ts';

/**
 * Makes roles of what an import proposed, or refuses it; all of the list or none. The second person: whoever
 * proposed a role can't grant it. A role that should have begun earlier begins today.
 * @throws 400 naming each proposal that is not open, 403, 409 with the pointer of the one in conflict
 */
export async function decideProposals(ctx: Ctx, input: Body<typeof route>): Promise<Reply<typeof route>> {
  const { trx, actor } = ctx;
  const ids = [...new Set(input.ids)];
  await lockGrants(ctx);
  const rows = await trx
    .selectFrom('grant_proposal')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', 'in', ids)
    .where('decided_at', 'is', null)
    .execute();
  const open = new Map(rows.map((row) => [row.id, row]));
  const gone = ids.flatMap((id, i) =>
    open.has(id) ? [] : [{ pointer: `/ids/${i}`, code: 'proposal-not-open' }],
  );
  if (gone.length) throw invalid(...gone);
  if (await isSamePerson(ctx, ...rows.map((row) => row.proposed_by))) throw new AppError('second-person');
  for (const [i, id] of ids.entries()) {
    const row = open.get(id)!;
    if (input.decision === 'grant') {
      const from = laterDay(row.from_day, ctx.today);
      const { account_id: accountId, role, organ_id: organId, unit_id: unitId, to_day: to } = row;
      await addGrant(ctx, { accountId, role, organId, unitId, from, to, basis: input.basis }, `/ids/${i}`);
    } else {
      ctx.record({
        type: 'grant.refused',
        entity: 'account',
        entityId: row.account_id,
        data: { role: row.role, organ_id: row.organ_id, unit_id: row.unit_id, reason: input.basis },
      });
    }
  }
  ctx.send(
    trx
      .updateTable('grant_proposal')
      .set({
        decided_by: actor.accountId,
        decided_at: ctx.now,
        decision: input.decision === 'grant' ? 'granted' : 'refused',
      })
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('id', 'in', ids),
  );
  return { decided: ids.length };
}
