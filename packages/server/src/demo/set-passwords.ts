import type { Pack } from '@plumbline/policy';
import { hashPassword } from '../modules/identity/index.ts';
import { systemSettings } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';

/** Gives every sample account of the pack the same password again. */
export async function setSamplePasswords(services: Services, pack: Pack, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  const names = pack.roles.flatMap((role) => (role.sampleAccount ? [role.sampleAccount] : []));
  await services.db.transaction(systemSettings(1, []), async (trx) => {
    const accounts = await trx
      .selectFrom('account')
      .select('id')
      .where('jurisdiction_id', '=', 1)
      .where('username', 'in', names)
      .execute();
    if (!accounts.length) return;
    await trx
      .updateTable('credential')
      .set({ password_hash, failed_count: 0, locked_until: null })
      .where('jurisdiction_id', '=', 1)
      .where(
        'account_id',
        'in',
        accounts.map((account) => account.id),
      )
      .execute();
  });
}
