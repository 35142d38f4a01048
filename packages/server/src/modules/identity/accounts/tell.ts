import type { Ctx } from '../../../platform/context/context.ts';
import { notify } from '../../../platform/notices/notify.ts';

/** Lets an account know what an administrator did to it. The texts are those of this module. */
export const tellAccount = (
  ctx: Ctx,
  accountId: string,
  what: 'password-reset' | 'factors-reset' | 'reset-requested',
): void => notify(ctx, { to: [accountId], kind: `account.${what}`, link: '/account' });

/** Lets administrators know what happens to an account that they keep. */
export const tellGuardians = (
  ctx: Ctx,
  to: readonly string[],
  accountId: string,
  what: 'reset-waits' | 'password-reset-by-operator' = 'reset-waits',
): void => notify(ctx, { to, kind: `account.${what}`, link: `/accounts/${accountId}` });
