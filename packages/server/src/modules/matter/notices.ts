import type { PartyRef, Procedure } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandlers } from '../../platform/context/context.ts';
import { notify } from '../../platform/notices/notify.ts';
import { findMatter } from './matter.store.ts';
import { pageOf } from './pages.ts';
import { unbarred } from './unbarred.ts';

const UUID = /^[0-9a-f-]{36}$/;

const toParties =
  (role: string, pickParties: (call: EffectCall) => readonly PartyRef[] | undefined) =>
  async (ctx: Ctx, call: EffectCall): Promise<void> => {
    const { procedure, state, id } = call.matter;
    const machine = ctx.pack.procedures[procedure];
    // Whom the state does not show it is told what happened, and led nowhere.
    const hidden = machine?.parties?.[role]?.outside && !machine.states[state]?.shownTo?.includes(role);
    const to = await addressees(ctx, machine, role, pickParties(call) ?? []);
    const row = hidden ? await rowOf(ctx, id) : undefined;
    notify(ctx, {
      to: row ? await unbarred(ctx, to, row) : to,
      kind: `${procedure}.${call.event.type === 'begun' ? 'begin' : call.event.action}`,
      ...(hidden ? {} : { link: pageOf(call.service, id), matter: id }),
    });
  };

/** Who is told in a place: of an organ those alone who hold the permission that the place asks for. */
export async function addressees(
  ctx: Ctx,
  machine: Pick<Procedure, 'parties'> | undefined,
  role: string,
  refs: readonly PartyRef[],
): Promise<string[]> {
  const permission = machine?.parties?.[role]?.permission;
  if (!permission) return refs.map(({ id }) => id);
  const lists = refs.map(({ kind, id }) => (kind === 'organ' ? accountsWith(ctx, permission, id) : [id]));
  return (await Promise.all(lists)).flat();
}

/** Whoever lets others know may be out of sight of the matter with that step. */
const rowOf = asPlatform((ctx: Ctx, id: string) => findMatter(ctx.trx, ctx.actor.jurisdictionId, id));

/** The effects by which a pack lets people know. */
export const noticeEffects: EffectHandlers = {
  'notice.author': async (ctx, call) => {
    const author = call.matter.acts[0]?.account;
    if (author && UUID.test(author)) {
      await toParties('author', () => [{ kind: 'account', id: author }])(ctx, call);
    }
  },
  'notice.contributor': toParties('contributor', ({ matter }) => matter.parties.contributor),
  'notice.receiver': toParties('receiver', ({ matter }) => matter.parties.receiver),
  'notice.unit': toParties('unit', ({ matter }) => matter.parties.unit),
  'notice.subject': toParties('subject', ({ matter }) => matter.subjects),
  'notice.handlers': toParties('handler', ({ matter }) => matter.parties.handler),
};

/** Accounts that hold a role with one of the permissions in an organ today. */
export async function accountsWith(
  ctx: Ctx,
  permissions: readonly string[],
  organId: string,
): Promise<string[]> {
  const roles = rolesWith(ctx, permissions);
  return roles.length > 0 ? accountsIn(ctx, organId, roles) : [];
}

/** Those of the organs in which somebody holds a role with one of the permissions today. */
export async function organsWith(
  ctx: Ctx,
  permissions: readonly string[],
  organs: readonly string[],
): Promise<string[]> {
  return organsOf(ctx, rolesWith(ctx, permissions), organs);
}

/** Those of the organs in which somebody holds a role of staff today. */
export const staffedOf = (ctx: Ctx, organs: readonly string[]): Promise<string[]> =>
  organsOf(
    ctx,
    ctx.pack.roles.filter((role) => !role.administrator && !role.inUnit).map(({ code }) => code),
    organs,
  );

async function organsOf(ctx: Ctx, roles: readonly string[], organs: readonly string[]): Promise<string[]> {
  if (roles.length === 0 || organs.length === 0) return [];
  const rows = await grantsToday(ctx)
    .select('organ_id')
    .distinct()
    .where('organ_id', 'in', organs)
    .where('role', 'in', roles)
    .execute();
  return rows.flatMap(({ organ_id }) => organ_id ?? []);
}

const rolesWith = (ctx: Ctx, permissions: readonly string[]): string[] =>
  ctx.pack.roles
    .filter(
      (role) =>
        !role.administrator && !role.inUnit && role.permissions.some((one) => permissions.includes(one)),
    )
    .map(({ code }) => code);

const grantsToday = (ctx: Ctx) =>
  ctx.trx
    .selectFrom('role_grant')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(sql<boolean>`from_day <= ${ctx.today}::date and (to_day is null or to_day >= ${ctx.today}::date)`);

/** Accounts that hold a role in an organ today: any, or one of these. */
export async function accountsIn(ctx: Ctx, organId: string, roles?: readonly string[]): Promise<string[]> {
  let query = grantsToday(ctx).select('account_id').distinct().where('organ_id', '=', organId);
  if (roles) query = query.where('role', 'in', roles);
  const rows = await query.execute();
  return rows.map((row) => row.account_id);
}
