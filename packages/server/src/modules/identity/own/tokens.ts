import type { ApiToken, createToken as route } from '@plumbline/contract/identity';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { found, invalid } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { digestOf, newToken } from '../token.ts';

const LONGEST_DAYS = 366;
const MOST_TOKENS = 20;
const DAY_MS = 86_400_000;
/** Lets secret scanners know one when they see it. */
const PREFIX = 'plumb_';
/** The last day ends at midnight of the office's time zone. */
const OFFICE_OFFSET = '+08:00';

/** The own tokens that still hold, newest first. */
export async function listTokens({ trx, actor, now }: Ctx): Promise<{ items: ApiToken[] }> {
  const rows = await trx
    .selectFrom('api_token')
    .select(['id', 'name', 'created_at', 'expires_at', 'last_used_at'])
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('account_id', '=', actor.accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
  };
}

/** A new token with all that the account may do. @throws 400 */
export async function createToken(ctx: Ctx, input: Body<typeof route>): Promise<Reply<typeof route>> {
  const expiresAt = new Date(Date.parse(`${input.until}T00:00:00${OFFICE_OFFSET}`) + DAY_MS);
  if (expiresAt <= ctx.now) throw invalid({ pointer: '/until', code: 'until-in-the-past' });
  if (expiresAt.getTime() - ctx.now.getTime() > LONGEST_DAYS * DAY_MS)
    throw invalid({ pointer: '/until', code: 'more-than-a-year' });
  if ((await listTokens(ctx)).items.length >= MOST_TOKENS)
    throw invalid({ pointer: '/name', code: 'too-many-tokens', params: { max: MOST_TOKENS } });
  const token = newToken(PREFIX);
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('api_token').values({
      token_hash: digestOf(token),
      id,
      jurisdiction_id: ctx.actor.jurisdictionId,
      account_id: ctx.actor.accountId,
      name: input.name,
      created_at: ctx.now,
      expires_at: expiresAt,
    }),
  );
  ctx.record({
    type: 'token.created',
    entity: 'api_token',
    entityId: id,
    data: { name: input.name, until: input.until },
  });
  return {
    id,
    name: input.name,
    createdAt: ctx.now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: null,
    token,
  };
}

/** @throws 404 */
export async function revokeToken(ctx: Ctx, id: string): Promise<undefined> {
  found(
    await ctx.trx
      .updateTable('api_token')
      .set({ revoked_at: ctx.now })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', ctx.actor.accountId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst(),
  );
  ctx.record({ type: 'token.revoked', entity: 'api_token', entityId: id });
  identityChanged(ctx);
  return undefined;
}
