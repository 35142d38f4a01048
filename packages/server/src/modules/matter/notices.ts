import type { PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx, EffectCall, EffectHandlers } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';

export interface Notice {
  /** Accounts, units, persons or organs. */
  to: readonly string[];
  kind: string;
  /** Nothing that would tell a bystander what it is about. */
  params?: Record<string, unknown>;
  link?: string;
}

/** Leaves a notice for each principal in this transaction; nobody is told of their own act. */
export function notify(ctx: Ctx, notice: Notice): void {
  const principals = [...new Set(notice.to)].filter((id) => id !== ctx.actor.accountId);
  for (const principal of principals) {
    ctx.send(
      ctx.trx.insertInto('notice').values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        id: newId(ctx.now.getTime()),
        principal_id: principal,
        kind: notice.kind,
        params: json(notice.params ?? {}),
        link: notice.link ?? null,
        created_at: ctx.now,
      }),
    );
  }
}

const UUID = /^[0-9a-f-]{36}$/;

const toParties =
  (pickParties: (call: EffectCall) => readonly PartyRef[] | undefined) =>
  async (ctx: Ctx, call: EffectCall): Promise<void> =>
    notify(ctx, {
      to: (pickParties(call) ?? []).map((party) => party.id),
      kind: `${call.matter.procedure}.${call.event.type === 'begun' ? 'begin' : call.event.action}`,
      link: `/matters/${call.matter.id}`,
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
  'notice.handlers': toParties(({ matter }) => matter.parties.handler),
};

/** Accounts that hold any role in an organ today. */
export async function accountsIn(ctx: Ctx, organId: string): Promise<string[]> {
  const rows = await ctx.trx
    .selectFrom('role_grant')
    .select('account_id')
    .distinct()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', organId)
    .where(sql<boolean>`from_day <= ${ctx.today}::date and (to_day is null or to_day >= ${ctx.today}::date)`)
    .execute();
  return rows.map((row) => row.account_id);
}
