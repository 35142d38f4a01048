import pg from 'pg';
import type { TestCluster } from '../platform/db/embedded/testing.ts';
import { migrate } from '../platform/db/migrate.ts';

export const TEMPLATE = 'plumbline_template';
export const APP_PASSWORD = 'test-only';

/** Makes the migrated template that every test database is copied from. */
export async function createTemplate(cluster: TestCluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.ownerUrl });
  await client.connect();
  try {
    await client.query(`drop database if exists ${TEMPLATE} with (force)`);
    await client.query(
      `create database ${TEMPLATE} template template0 encoding 'UTF8' lc_ctype 'C.UTF-8' lc_collate 'C.UTF-8'`,
    );
    await migrate(cluster.urlOf(TEMPLATE));
    await client.query(`alter role plumbline_app password '${APP_PASSWORD}'`);
  } finally {
    await client.end();
  }
}
