import { digestOf, newToken } from '../modules/identity/token.ts';
import type { Trx } from '../platform/db/database.ts';
import { newId } from '../platform/db/id.ts';

const SINCE = '2020-01-01';

export interface TestAccount {
  id?: string;
  username: string;
  role: string;
  /** Where the role is held: an organ, or else a supervised unit. */
  organ?: string;
  unit?: string;
  person?: string | null;
}

/** An account with one role since 2020 and an API token that does not run out. */
export async function insertAccount(
  trx: Trx,
  jurisdiction: number,
  now: Date,
  account: TestAccount,
): Promise<{ id: string; token: string }> {
  const own = { jurisdiction_id: jurisdiction };
  const { id = newId(), username, role, organ = null, unit = null, person = null } = account;
  const token = newToken();
  await trx
    .insertInto('account')
    .values({ ...own, id, username, name: username, unit_id: unit, person_id: person, created_at: now })
    .execute();
  await trx
    .insertInto('credential')
    .values({ ...own, account_id: id })
    .execute();
  await trx
    .insertInto('role_grant')
    .values({ ...own, id: newId(), account_id: id, role, organ_id: organ, unit_id: unit, from_day: SINCE })
    .execute();
  await trx
    .insertInto('api_token')
    .values({
      ...own,
      token_hash: digestOf(token),
      id: newId(),
      account_id: id,
      name: 'test',
      created_at: now,
      expires_at: new Date('2100-01-01'),
    })
    .execute();
  return { id, token };
}
