import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';

/** Lets an account know what an administrator did to it. The texts are those of this module. */
export function tellAccount(ctx: Ctx, accountId: string, what: 'password-reset' | 'factors-reset'): void {
  ctx.send(
    ctx.trx.insertInto('notice').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id: newId(ctx.now.getTime()),
      principal_id: accountId,
      kind: `account.${what}`,
      link: '/account',
      created_at: ctx.now,
    }),
  );
}
