import pg from 'pg';
import type { TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { hashPassword } from './password.ts';
import { openSession } from './sign-in.ts';

export const PASSWORD = 'a long enough phrase';
let hash: Promise<string> | undefined;

/** Gives accounts of the test county the password {@link PASSWORD}. */
export async function givePasswords(server: TestServer, ...usernames: string[]): Promise<void> {
  hash ??= hashPassword(PASSWORD);
  const password_hash = await hash;
  await server.services.db.transaction({ jurisdiction: 1, accounts: true }, (trx) =>
    trx
      .updateTable('credential')
      .set({ password_hash, must_change: false, failed_count: 0, locked_until: null })
      .where(
        'account_id',
        'in',
        usernames.map((name) => server.world.accounts[name]!),
      )
      .execute(),
  );
}

/** A client with a session (not an API token) of an account of the test county. */
export async function inSession(
  server: TestServer,
  username: string,
  method = 'password',
): Promise<TestClient> {
  const accountId = server.world.accounts[username]!;
  const session = await server.services.db.transaction({ jurisdiction: 1, account: accountId }, (trx) =>
    openSession(server.services, trx, { j: 1, accountId, method }),
  );
  return server.withToken(session.token);
}

/** What the owner of the database sees, behind row-level security. */
export async function behind<T extends object>(
  server: { ownerUrl: string },
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
