import { sharedTestCluster } from '../platform/db/embedded/testing.ts';
import { openRunFolder } from './county-template.ts';
import { createTemplate } from './template.ts';

/** One database cluster a test run, with the migrated template in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await sharedTestCluster();
  await createTemplate(cluster);
  const closeFolder = await openRunFolder(cluster);
  return async () => {
    await closeFolder();
    await cluster.stop();
  };
}
