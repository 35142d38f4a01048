import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestCluster } from '../platform/db/embedded/testing.ts';

/** The folder of a whole test run, inherited by the test runner's workers. */
const RUN_FOLDER = 'PLUMBLINE_TEST_RUN_FOLDER';
const DATABASE = 'plumbline_county';
/** Files that need the county at once wait for the first, which loads it. */
const TURN = 2026_0406;

export interface CountyTemplate {
  database: string;
  /** Keys and files that belong to the database. */
  folder: string;
}

/** Called once before the tests. @returns what clears up after them */
export async function openRunFolder(cluster: TestCluster): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-run-'));
  process.env[RUN_FOLDER] = folder;
  // A server that outlives the run may hold one whose keys are gone.
  await cluster.dropDatabase(DATABASE);
  return async () => {
    delete process.env[RUN_FOLDER];
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * The sample county, loaded once a test run: stories and journeys each start from a copy of their own.
 * @param load makes the county in a database and folder and lets go of both
 */
export async function countyTemplate(
  cluster: TestCluster,
  load: () => Promise<{ name: string; folder: string }>,
): Promise<CountyTemplate> {
  const root = process.env[RUN_FOLDER];
  if (!root)
    throw new Error('The county is loaded once a test run: run it through vitest with its global set-up');
  const template = { database: DATABASE, folder: path.join(root, 'county') };
  const client = new pg.Client({ connectionString: cluster.ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [TURN]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount) return template;
    const made = await load();
    await mkdir(root, { recursive: true });
    await cp(made.folder, template.folder, { recursive: true });
    await rm(made.folder, { recursive: true, force: true });
    // Its name says that it is whole.
    await client.query(`alter database ${made.name} rename to ${DATABASE}`);
    return template;
  } finally {
    await client.end();
  }
}
