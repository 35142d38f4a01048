import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, found, invalid } from '../../../platform/errors/app-error.ts';
import { namesOf } from '../registry-names.ts';

/** How names are compared: half-width, lower case. The unique index does the same with what is stored. */
export const usernameKey = (username: string): string => username.normalize('NFKC').toLowerCase();

/** @throws 404 */
export async function findAccount({ trx, actor }: Ctx, id: string, mode: 'read' | 'lock' = 'read') {
  const query = trx
    .selectFrom('account')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', id);
  return found(await (mode === 'lock' ? query.forUpdate() : query).executeTakeFirst());
}

/** @throws 409 `duplicate` at the field; the unique index decides between two at once */
export async function refuseTaken(ctx: Ctx, username: string, ownId?: string): Promise<void> {
  const taken = await ctx.trx
    .selectFrom('account')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(sql<boolean>`lower(username) = ${usernameKey(username)}`)
    .executeTakeFirst();
  if (taken && taken.id !== ownId)
    throw new AppError('duplicate', { faults: [{ pointer: '/username', code: 'username-taken' }] });
}

/** @throws 400 when the unit or the person is none of the registry */
export async function refuseUnknownSubjects(
  ctx: Ctx,
  of: { unitId?: string | null | undefined; personId?: string | null | undefined },
): Promise<void> {
  const [units, persons] = await Promise.all([
    namesOf(ctx, 'unit', [of.unitId ?? null]),
    namesOf(ctx, 'person', [of.personId ?? null]),
  ]);
  const faults = [
    ...(of.unitId && !units.has(of.unitId) ? [{ pointer: '/unitId', code: 'unknown-reference' }] : []),
    ...(of.personId && !persons.has(of.personId)
      ? [{ pointer: '/personId', code: 'unknown-reference' }]
      : []),
  ];
  if (faults.length) throw invalid(...faults);
}

/** Ends the sessions of an account (but one), and its API tokens where told so. Travels with COMMIT. */
export function endAllSessions(
  ctx: Ctx,
  accountId: string,
  of: { tokens?: boolean; exceptSession?: string } = {},
): void {
  const ending = (table: 'session' | 'api_token') =>
    ctx.trx
      .updateTable(table)
      .set({ revoked_at: ctx.now })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null);
  ctx.send(of.exceptSession ? ending('session').where('id', '<>', of.exceptSession) : ending('session'));
  if (of.tokens) ctx.send(ending('api_token'));
}
