import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { OperatorError } from '../errors/operator-error.ts';
import { expandMacros } from './visibility.ts';

const HOME = path.resolve(import.meta.dirname, '../../..');
/** Each is applied once, in order. */
const MIGRATIONS = 'migrations';
/** Each is applied after the migrations whenever it changed: what may be replaced as a whole is written in one place. */
const FUNCTIONS = 'functions';
/** Only one process migrates at a time; the number is arbitrary but fixed. */
const LOCK = 7_586_000_001;

const INSUFFICIENT_PRIVILEGE = '42501';

/** A later build has worked on the database; going back would lose what only that build knows. */
export class DatabaseNewer extends OperatorError {
  constructor(migrations: readonly string[]) {
    const names = migrations.join(', ');
    super({
      zh: `数据由更新的版本写成（${names}）。请安装该版本，或恢复升级前的备份。`,
      en: `The data was written by a newer version (${names}). Install that version, or restore the backup from before the upgrade.`,
    });
  }
}

/** The account of the connection string may not make what the schema needs. */
export class OwnerTooWeak extends OperatorError {
  constructor(cause: unknown) {
    super(
      {
        zh: 'DATABASE_URL 中的账号权限不足：它须是该数据库的所有者，并可创建角色（CREATEROLE）。',
        en: 'The account in DATABASE_URL has too few rights: it must own the database and be allowed to create roles (CREATEROLE).',
      },
      { cause },
    );
  }
}

export interface MigrationResult {
  applied: string[];
  version: string;
}

interface Script {
  /** As the database remembers it. */
  name: string;
  file: string;
  /** Applied again when it changed; a migration never is. */
  again: boolean;
}

/** The scripts of this build, in order. */
async function scripts(): Promise<Script[]> {
  const [migrations, functions] = await Promise.all(
    [MIGRATIONS, FUNCTIONS].map(async (folder) =>
      (await readdir(path.join(HOME, folder))).filter((name) => name.endsWith('.sql')).sort(),
    ),
  );
  return [
    ...migrations!.map((name) => ({ name, file: path.join(HOME, MIGRATIONS, name), again: false })),
    ...functions!.map((name) => ({
      name: `${FUNCTIONS}/${name}`,
      file: path.join(HOME, FUNCTIONS, name),
      again: true,
    })),
  ];
}

/**
 * Brings the database of `ownerUrl` to this build's schema, each script in a transaction of its own.
 * @throws when an applied migration was changed afterwards, or the database is newer than this build.
 */
export async function migrate(ownerUrl: string, onStep?: (name: string) => void): Promise<MigrationResult> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'plumbline-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    await client.query(`create table if not exists public.schema_migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`);
    const done = new Map(
      (
        await client.query<{ name: string; digest: string }>(
          'select name, digest from public.schema_migration',
        )
      ).rows.map((row) => [row.name, row.digest]),
    );
    const wanted = await scripts();
    const unknown = [...done.keys()].filter((name) => !wanted.some((script) => script.name === name));
    if (unknown.length) throw new DatabaseNewer(unknown);
    const applied: string[] = [];
    for (const { name, file, again } of wanted) {
      const sql = expandMacros(await readFile(file, 'utf8'));
      const digest = createHash('sha256').update(sql).digest('hex');
      const before = done.get(name);
      if (before === digest) continue;
      if (before && !again) throw new Error(`Migration ${name} was changed after it had been applied`);
      onStep?.(name);
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query(
          `insert into public.schema_migration (name, digest) values ($1, $2)
            on conflict (name) do update set digest = $2, applied_at = now()`,
          [name, digest],
        );
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        if ((error as pg.DatabaseError).code === INSUFFICIENT_PRIVILEGE) throw new OwnerTooWeak(error);
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      applied.push(name);
    }
    return { applied, version: wanted.findLast(({ again }) => !again)?.name ?? '' };
  } finally {
    await client.end();
  }
}
