import type { Trx } from '../../../platform/db/database.ts';

/** Every installed version of every pack, without its content; newest first. */
export const listVersions = (trx: Trx) =>
  trx
    .selectFrom('pack')
    .select(['code', 'version', 'installed_at'])
    .orderBy('code')
    .orderBy('installed_at', 'desc')
    .orderBy('version', 'desc')
    .execute();

/** What offices chose to be in force, newest first. */
export const listChoices = (trx: Trx) =>
  trx
    .selectFrom('pack_choice')
    .select(['code', 'version', 'chosen_at'])
    .orderBy('chosen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
