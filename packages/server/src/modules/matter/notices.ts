import type { PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx, EffectCall, EffectHandlers } from '../../platform/context/context.ts';
import { notify } from '../../platform/notices/notify.ts';
import { pageOf } from './pages.ts';

const UUID = /^[0-9a-f-]{36}$/;

const toParties =
  (pickParties: (call: EffectCall) => readonly PartyRef[] | undefined) =>
  async (ctx: Ctx, call: EffectCall): Promise<void> =>
    notify(ctx, {
      to: (pickParties(call) ?? []).map((party) => party.id),
      kind: `${call.matter.procedure}.${call.event.type === 'begun' ? 'begin' : call.event.action}`,
      link: pageOf(call.service, call.matter.id),
      matter: call.matter.id,
    });

/** The effects by which a pack lets people know. */
export const noticeEffects: EffectHandlers = {
  'notice.author': async (ctx, call) => {
    const author = call.matter.acts[0]?.account;
    if (author && UUID.test(author)) {
      await toParties(() => [{ kind: 'account', id: author }])(ctx, call);
    }
  },
  'notice.contributor': toParties(({ matter }) => matter.parties.contributor),
  'notice.receiver': toParties(({ matter }) => matter.parties.receiver),
  'notice.unit': toParties(({ matter }) => matter.parties.unit),
  'notice.subject': toParties(({ matter }) => matter.subjects),
  'notice.handlers': toParties(({ matter }) => matter.parties.handler),
};

/** Accounts that hold a role in an organ today: any, or one of these. */
export async function accountsIn(ctx: Ctx, organId: string, roles?: readonly string[]): Promise<string[]> {
  let query = ctx.trx
    .selectFrom('role_grant')
    .select('account_id')
    .distinct()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', organId)
    .where(sql<boolean>`from_day <= ${ctx.today}::date and (to_day is null or to_day >= ${ctx.today}::date)`);
  if (roles) query = query.where('role', 'in', roles);
  const rows = await query.execute();
  return rows.map((row) => row.account_id);
}
