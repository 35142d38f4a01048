import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findBinaries } from './binaries.ts';
import { Bench, query } from './fixtures.ts';
import { type Embedded, type EmbeddedEvent, startEmbedded } from './index.ts';
import { layoutOf } from './paths.ts';
import { isAlive } from './postmaster.ts';
import { chooseRunAs } from './run-as.ts';

const bench = new Bench();
afterAll(() => bench.dispose());

describe('a first start, under a 0700 folder and without a usable locale', () => {
  const events: EmbeddedEvent[] = [];
  let dataDir: string;
  let server: Embedded;

  beforeAll(async () => {
    vi.stubEnv('LANG', undefined);
    vi.stubEnv('LC_ALL', 'nowhere');
    dataDir = await bench.folder();
    server = await startEmbedded({ dataDir, log: (event) => events.push(event) });
    vi.unstubAllEnvs();
  });

  it('makes the cluster and says so', () => {
    expect(statSync(dirname(dataDir)).mode & 0o777).toBe(0o700);
    expect(server.reattached).toBe(false);
    expect(events.map(({ event }) => event)).toEqual(['initialised', 'started']);
  });

  it('is durable, in UTF-8, and off the network', async () => {
    const [row] = await query(
      server,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
              current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as tcp,
              current_setting('max_connections') as connections, current_setting('data_checksums') as checksums,
              pg_encoding_to_char(encoding) as encoding, datlocprovider::text as provider, datlocale as locale
         from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      tcp: '',
      connections: '60',
      checksums: 'on',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
    });
  });

  it('knows Chinese trigrams, pinyin order and upper case beyond ASCII', async () => {
    await query(server, 'create extension pg_trgm');
    const [row] = await query<{ trigrams: string[]; sorted: string[]; upper: string }>(
      server,
      `select show_trgm('张三丰') as trigrams, upper('é') as upper,
              (select array_agg(name order by name collate "zh-Hans-CN-x-icu")
                 from unnest(array['张', '李', '安']) as name) as sorted`,
    );
    expect(row?.trigrams).toHaveLength(4);
    expect(row).toMatchObject({ sorted: ['安', '李', '张'], upper: 'É' });
  });

  it('keeps the password in one private file only', async () => {
    const layout = layoutOf(dataDir);
    const password = readFileSync(layout.password, 'utf8').trim();
    expect(password).toHaveLength(32);
    expect(decodeURIComponent(new URL(server.ownerUrl).password)).toBe(password);
    expect(statSync(layout.password).mode & 0o777).toBe(0o600);
    expect(statSync(layout.socket).mode & 0o777).toBe(0o700);
    await query(server, `select pg_reload_conf()`);
    const places = [layout.log, join(layout.cluster, 'postgresql.conf'), join(layout.cluster, 'pg_hba.conf')];
    for (const place of places) expect(readFileSync(place, 'utf8')).not.toContain(password);
    expect(execFileSync('ps', ['-ww', '-eo', 'args'], { encoding: 'utf8' })).not.toContain(password);
    expect(JSON.stringify(events)).not.toContain(password);
  });

  it('writes no statement and no value into its log', async () => {
    await query(
      server,
      'create table person (name text primary key); insert into person values ($$赵某某$$)',
    );
    await expect(query(server, 'insert into person values ($$赵某某$$)')).rejects.toThrow('duplicate key');
    await expect(query(server, "select '赵某某'::date")).rejects.toThrow('invalid input');
    expect(readFileSync(layoutOf(dataDir).log, 'utf8')).not.toContain('赵某某');
  });

  it('refuses a wrong password', async () => {
    const url = new URL(server.ownerUrl);
    url.password = 'guess';
    const client = new Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it.skipIf(spawnSync('psql', ['--version']).status !== 0)('is reached by psql', () => {
    // libpq reads the password from the environment, where other accounts can't.
    const url = new URL(server.ownerUrl);
    const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
    url.password = '';
    const args = [url.href, '-XAtc', 'select current_user, current_database()'];
    expect(execFileSync('psql', args, { env, encoding: 'utf8' }).trim()).toBe('plumbline_owner|plumbline');
  });

  it('stops without an orphan and starts again on the same data', async () => {
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    expect(readdirSync(layoutOf(dataDir).socket)).toEqual([]);
    await server.stop();

    const again = await startEmbedded({ dataDir });
    expect(again).toMatchObject({ reattached: false, ownerUrl: server.ownerUrl });
    expect(await query(again, 'select name from person')).toEqual([{ name: '赵某某' }]);
    await again.stop();
  });
});

describe('where the path is too long for a socket', () => {
  it('puts the socket into a private temporary folder, which a crash does not multiply', async () => {
    const dataDir = bench.watch(join(await bench.folder(), '很长的目录'.repeat(12), 'data'));
    const first = await startEmbedded({ dataDir, fast: true });
    const folder = decodeURIComponent(new URL(first.ownerUrl).hostname);
    expect(Buffer.byteLength(`${folder}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);

    first.detach();
    process.kill(first.pid, 'SIGQUIT');
    await vi.waitUntil(() => !isAlive(first.pid));
    const second = await startEmbedded({ dataDir, fast: true });
    expect(second.reattached).toBe(false);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    await second.stop();
    expect(existsSync(folder)).toBe(false);
  });
});

describe.runIf(process.geteuid?.() === 0)('as root where user namespaces are forbidden', () => {
  it('runs as a system account, under a closed folder too', async () => {
    const dataDir = await bench.folder();
    const server = await startEmbedded({ dataDir, fast: true, runAs: 'account' });
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();

    const inNamespace = await startEmbedded({ dataDir, fast: true });
    expect(await query(inNamespace, 'select 1 as one')).toEqual([{ one: 1 }]);
    await inNamespace.stop();
  });

  it('copies binaries that only root can read', async () => {
    const { native, version } = await findBinaries();
    const root = await bench.folder();
    mkdirSync(root, { mode: 0o700 });
    cpSync(native, join(root, 'native'), { recursive: true, verbatimSymlinks: true });
    const temporary = mkdtempSync(join(tmpdir(), 'plumbline-tmp-'));
    chmodSync(temporary, 0o755);
    vi.stubEnv('TMPDIR', temporary);
    try {
      const hidden = { native: join(root, 'native'), version };
      const { runAs, binaries } = await chooseRunAs(layoutOf(root), hidden, 'account');
      expect(runAs).toMatchObject({ kind: 'account', override: true });
      expect(binaries.native).toBe(join(temporary, `plumbline-postgresql-${version}`, 'native'));
    } finally {
      vi.unstubAllEnvs();
      rmSync(temporary, { recursive: true });
    }
  });
});
