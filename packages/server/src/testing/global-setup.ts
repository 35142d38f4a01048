import { sharedTestCluster } from '../platform/db/embedded/testing.ts';
import { createTemplate } from './template.ts';

/** One database cluster a test run, with the migrated template in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await sharedTestCluster();
  await createTemplate(cluster);
  return () => cluster.stop();
}
