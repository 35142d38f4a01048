import type { Ctx } from '../../../platform/context/context.ts';
import { notify } from '../../../platform/notices/notify.ts';

/** Lets an account know what an administrator did to it. The texts are those of this module. */
export const tellAccount = (ctx: Ctx, accountId: string, what: 'password-reset' | 'factors-reset'): void =>
  notify(ctx, { to: [accountId], kind: `account.${what}`, link: '/account' });
