import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { query } from './fixtures.ts';
import { sharedTestCluster } from './testing.ts';

afterAll(async () => (await sharedTestCluster()).stop());

it('is the same cluster for all who ask', async () => {
  expect(await sharedTestCluster()).toBe(await sharedTestCluster());
});

it('copies a template, gives its URL and drops the copy', async () => {
  const cluster = await sharedTestCluster();
  const template = await cluster.createDatabaseFromTemplate('template1', 'embedded template');
  await query({ ownerUrl: template }, 'create table seed as select 5 as five');
  const copy = await cluster.createDatabaseFromTemplate('embedded template', 'embedded "copy"');
  expect(await query({ ownerUrl: copy }, 'select five, current_database() as name from seed')).toEqual([
    { five: 5, name: 'embedded "copy"' },
  ]);

  await cluster.dropDatabase('embedded "copy"');
  await cluster.dropDatabase('embedded template');
  await cluster.dropDatabase('embedded template');
  const names = await query<{ datname: string }>(cluster, 'select datname from pg_database');
  expect(names.map(({ datname }) => datname).filter((name) => name.startsWith('embedded'))).toEqual([]);
});

it.skipIf(process.env.PLUMBLINE_TEST_CLUSTER_URL || process.env.PLUMBLINE_TEST_DATABASE_URL)(
  'leaves nothing behind',
  async () => {
    const cluster = await sharedTestCluster();
    const root = dirname(decodeURIComponent(new URL(cluster.ownerUrl).hostname));
    expect(existsSync(root)).toBe(true);
    await cluster.stop();
    expect(existsSync(root)).toBe(false);
    expect(process.env.PLUMBLINE_TEST_CLUSTER_URL).toBeUndefined();
  },
);
