import type { RoleGrant, endGrant as route } from '@plumbline/contract/identity';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, found, invalid, stale, wrongState } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { dayBefore, stateOn } from '../ranges.ts';
import { leavesNobody, roleFacts } from './grant.rules.ts';
import { grantRows, listGuardians, lockGrants } from './grant.store.ts';
import { describeGrants } from './grant.view.ts';

/** Ends a role at once or on a last day. @throws 404, 400, 409 `stale-version`, `wrong-state`, `last-security-administrator` */
export async function endGrant(ctx: Ctx, id: string, input: Body<typeof route>): Promise<RoleGrant> {
  await lockGrants(ctx);
  const row = found(await findGrant(ctx, id));
  if (row.version !== input.version) throw stale((await describeGrants(ctx, [row]))[0]);
  if (stateOn(row, ctx.today) === 'past') throw wrongState([]);
  const on = input.on ?? dayBefore(ctx.today);
  if (input.on && input.on < ctx.today) throw invalid({ pointer: '/on', code: 'on-in-the-past' });
  if (row.to !== null && on > row.to) throw invalid({ pointer: '/on', code: 'later-than-its-end' });
  await endGrants(ctx, [row], on, input.reason);
  return found((await describeGrants(ctx, [found(await findGrant(ctx, id))]))[0]);
}

const findGrant = async (ctx: Ctx, id: string) =>
  (await grantRows(ctx.trx, ctx.actor.jurisdictionId).where('g.id', '=', id).execute())[0];

interface Ending {
  id: string;
  role: string;
  from: string;
  to: string | null;
  version: number;
}

/**
 * Ends grants on their last day `on` (yesterday: at once); one that has not begun by then never holds. The
 * caller holds the lock of `lockGrants`. @throws 409 when nobody could grant roles any more
 */
export async function endGrants(
  ctx: Ctx,
  rows: readonly Ending[],
  on: string,
  reason: string,
): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const lastDay = (row: Ending) => (on < row.from ? dayBefore(row.from) : on);
  await refuseNobody(ctx, rows, lastDay);
  for (const row of rows) {
    const to_day = lastDay(row);
    await ctx.trx
      .updateTable('role_grant')
      .set({ to_day, ended_by: ctx.actor.accountId, ended_at: ctx.now, version: row.version + 1 })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', row.id)
      .execute();
    ctx.record({
      type: 'grant.ended',
      entity: 'grant',
      entityId: row.id,
      data: { before: { to_day: row.to }, after: { to_day }, reason, version: row.version + 1 },
    });
  }
  identityChanged(ctx);
}

async function refuseNobody(
  ctx: Ctx,
  rows: readonly Ending[],
  lastDay: (row: Ending) => string,
): Promise<void> {
  const roles = roleFacts(ctx.pack);
  if (!rows.some((row) => roles.get(row.role)?.grants)) return;
  const granting = [...roles.values()].filter((role) => role.grants).map((role) => role.code);
  const before = await listGuardians(ctx.trx, ctx.actor.jurisdictionId, granting);
  const ending = new Map(rows.map((row) => [row.id, lastDay(row)]));
  const after = before.map((range) => ({ ...range, to: ending.get(range.id) ?? range.to }));
  if (leavesNobody(before, after, ctx.today)) throw new AppError('last-security-administrator');
}
