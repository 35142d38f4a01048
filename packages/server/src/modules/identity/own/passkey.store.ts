import type { Passkey } from '@plumbline/contract/identity';
import type { Ctx } from '../../../platform/context/context.ts';

export const passkeysOf = ({ trx, actor }: Ctx) =>
  trx
    .selectFrom('passkey')
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('account_id', '=', actor.accountId);

/** The own passkeys, oldest first. */
export async function ownPasskeys(ctx: Ctx): Promise<Passkey[]> {
  const rows = await passkeysOf(ctx)
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
