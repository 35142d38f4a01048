import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareServer, startBareServer } from '../../testing/index.ts';
import { migrate } from './migrate.ts';

/** Found before the tenant is known, or of no tenant. */
const WITHOUT_TENANT = ['pack_choice', 'jurisdiction', 'pack', 'session', 'api_token', 'schema_migration'];

let server: BareServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startBareServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const names = async (sql: string): Promise<string[]> => (await owner.query(sql)).rows.map((row) => row.name);
const TABLES = `select c.oid, c.relname as name, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`;

describe('the schema', () => {
  it('has row-level security on every table, for its owner too', async () => {
    const open = await names(
      `select name from (${TABLES}) t where not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual(['schema_migration']);
  });

  it('gives the serving role no table to own, no way around and no rights beyond rows', async () => {
    expect(
      await names(`select name from (${TABLES}) t where owner in ('plumbline_app', 'plumbline_search')`),
    ).toEqual([]);
    const { rows } = await owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'plumbline_app'`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ]);
    expect(
      await names(`select table_name || '.' || privilege_type as name from information_schema.role_table_grants
      where grantee = 'plumbline_app' and table_schema = 'public' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`),
    ).toEqual([]);
  });

  it('lets nobody but the owner change or delete an event', async () => {
    expect(
      await names(`select privilege_type as name from information_schema.role_table_grants
      where grantee = 'plumbline_app' and table_name = 'event' order by 1`),
    ).toEqual(['INSERT', 'SELECT']);
  });

  it('leads every key with the jurisdiction', async () => {
    const keys = await names(`select t.relname || '.' || i.relname as name
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = t.relnamespace
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where n.nspname = 'public' and x.indisunique and a.attname is distinct from 'jurisdiction_id' order by 1`);
    expect(keys.filter((key) => !WITHOUT_TENANT.includes(key.split('.')[0]!))).toEqual([]);
    const foreign =
      await names(`select conrelid::regclass::text || '.' || conname as name from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and a.attname <> 'jurisdiction_id'`);
    expect(foreign).toEqual([]);
  });

  it('has nothing that a distributed table can not have', async () => {
    expect(
      await names(
        `select tgname as name from pg_trigger where not tgisinternal and tgrelid::regclass::text !~ '^jobs\\.'`,
      ),
    ).toEqual([]);
    expect(await names(`select sequencename as name from pg_sequences where schemaname = 'public'`)).toEqual(
      [],
    );
  });

  it('lets functions that see past the policies be called by the serving role only, on a fixed search path', async () => {
    const { rows } =
      await owner.query(`select p.proname, pg_get_userbyid(p.proowner) as owner, coalesce(p.proconfig::text, '') as config,
        has_function_privilege('public', p.oid, 'execute') as everybody
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app' and p.prosecdef`);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      expect(row.owner, row.proname).toBe('plumbline_search');
      expect(row.everybody, row.proname).toBe(false);
      expect(row.config, row.proname).toContain('search_path=');
    }
  });

  it('shows nothing at all to a transaction without an actor', async () => {
    const tables = await names(
      `select name from (${TABLES}) t where name not in (${WITHOUT_TENANT.map((name) => `'${name}'`).join(',')})`,
    );
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    try {
      for (const table of tables.filter((name) => name !== 'outbox')) {
        const { rows } = await client.query(`select count(*)::int as count from ${table}`);
        expect(rows[0].count, table).toBe(0);
      }
    } finally {
      await client.end();
    }
  });
});

describe('bringing a database to this build', () => {
  const remembered = async () =>
    new Map(
      (await owner.query('select name, digest from schema_migration')).rows.map((row) => [
        row.name,
        row.digest,
      ]),
    );
  const forget = (name: string) =>
    owner.query(`update schema_migration set digest = 'another' where name = $1`, [name]);

  it('applies nothing twice, functions again when they changed, and refuses a migration that did', async () => {
    const before = await remembered();
    expect((await migrate(server.ownerUrl)).applied).toEqual([]);
    const [functions] = [...before.keys()].filter((name) => name.startsWith('functions/'));
    await owner.query(
      'create or replace function app.is_borne(store text) returns boolean language sql as $$ select true $$',
    );
    await forget(functions!);
    expect((await migrate(server.ownerUrl)).applied).toEqual([functions]);
    expect(await remembered()).toEqual(before);
    const [{ prosrc }] = (await owner.query(`select prosrc from pg_proc where proname = 'is_borne'`)).rows;
    expect(prosrc).toContain('store_name');
    await forget('0001_create_foundation.sql');
    await expect(migrate(server.ownerUrl)).rejects.toThrow(/changed after it had been applied/);
    await owner.query('update schema_migration set digest = $1 where name = $2', [
      before.get('0001_create_foundation.sql'),
      '0001_create_foundation.sql',
    ]);
  });
});
