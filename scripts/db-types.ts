// Writes packages/server/src/platform/db/schema.gen.ts from a freshly migrated database.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startEmbedded } from '../packages/server/src/platform/db/embedded/index.ts';
import { migrate } from '../packages/server/src/platform/db/migrate.ts';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'packages/server/src/platform/db/schema.gen.ts');
const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-types-'));
const database = await startEmbedded({ dataDir: path.join(folder, 'pg'), fast: true });
try {
  await migrate(database.ownerUrl);
  await promisify(execFile)(
    path.join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--out-file',
      out,
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--exclude-pattern',
      '{schema_migration,pgboss.*}',
      '--default-schema',
      'public',
      '--include-pattern',
      'public.*',
    ],
    { env: { ...process.env, DATABASE_URL: database.ownerUrl } },
  );
  // Our type parser reads bigint as number: counts and sizes stay far below 2^53.
  const text = await readFile(out, 'utf8');
  await writeFile(out, text.replace('ColumnType<string, bigint', 'ColumnType<number, bigint'));
  await promisify(execFile)(path.join(root, 'node_modules/.bin/biome'), ['check', '--write', out]);
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
