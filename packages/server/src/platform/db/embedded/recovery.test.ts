import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Bench, kill, outcome, query } from './fixtures.ts';
import { startEmbedded } from './index.ts';
import { layoutOf } from './paths.ts';
import { isAlive, pidFilePath } from './postmaster.ts';

const bench = new Bench();
afterAll(() => bench.dispose());

/** What PostgreSQL writes when somebody still holds the memory of the one before. */
const MET = 'pre-existing shared memory block';

const rename = (dataDir: string, pid: number | string) => {
  const path = pidFilePath(layoutOf(dataDir).cluster);
  const lines = readFileSync(path, 'utf8').split('\n');
  return { path, text: [String(pid), ...lines.slice(1)].join('\n') };
};

describe('after kill -9 of the server', () => {
  it('attaches to the PostgreSQL that lives on, and stops it in the end', async () => {
    const dataDir = await bench.prepared();
    const killed = bench.server({ dataDir, fast: true, exclusive: true });
    const { pid } = await outcome(killed);
    await kill(killed);
    expect(isAlive(pid)).toBe(true);

    const server = await startEmbedded({ dataDir, fast: true, exclusive: true });
    expect(server).toMatchObject({ reattached: true, pid });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('restarts one that runs without fsync when durability is wanted', async () => {
    const dataDir = await bench.prepared();
    const fast = await startEmbedded({ dataDir, fast: true });
    fast.detach();
    const durable = await startEmbedded({ dataDir });
    expect(durable.reattached).toBe(false);
    expect(await query(durable, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await durable.stop();
  });

  it('recovers when PostgreSQL itself was killed as well', async () => {
    const dataDir = await bench.prepared();
    const first = await startEmbedded({ dataDir });
    await query(first, 'create table kept as select 7 as seven');
    process.kill(first.pid, 'SIGKILL');
    await vi.waitUntil(() => !isAlive(first.pid), { interval: 5 });
    first.detach();

    const second = await startEmbedded({ dataDir });
    expect(second.reattached).toBe(false);
    expect(await query(second, 'select seven from kept')).toEqual([{ seven: 7 }]);
    await second.stop();
  });
});

describe('backends that outlive a killed PostgreSQL', () => {
  it('are waited for, because they still write to the same files', async () => {
    const dataDir = await bench.prepared();
    const first = await startEmbedded({ dataDir, fast: true });
    // It looks for the postmaster only between statements, so it keeps the memory until the next start has met it.
    const busy = query(
      first,
      `do $$ begin
         while pg_read_file('${layoutOf(dataDir).log}') not like '%${MET}%' loop end loop;
       end $$`,
    );
    await vi.waitUntil(async () => {
      const rows = await query(
        first,
        `select 1 from pg_stat_activity where query like 'do %' and state = 'active'`,
      );
      return rows.length === 1;
    });
    process.kill(first.pid, 'SIGKILL');
    first.detach();

    const second = await startEmbedded({ dataDir, fast: true });
    await busy.catch(() => undefined);
    expect(readFileSync(layoutOf(dataDir).log, 'utf8')).toContain(MET);
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });
});

describe('a stale postmaster.pid', () => {
  const cases: [string, (dataDir: string) => number | string][] = [
    ['of a dead process', () => 4_000_000],
    ['whose number now belongs to another program', () => process.pid],
    ['that is torn', () => ''],
  ];
  it.each(cases)('%s does not stop a start', async (_, pid) => {
    const dataDir = await bench.prepared();
    const first = await startEmbedded({ dataDir, fast: true });
    const { path, text } = rename(dataDir, pid(dataDir));
    await first.stop();
    writeFileSync(path, text);

    const second = await startEmbedded({ dataDir, fast: true });
    expect(second.reattached).toBe(false);
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('in a copied folder does not lead to the original', async () => {
    const original = await bench.prepared();
    const running = await startEmbedded({ dataDir: original, fast: true });
    await query(running, 'checkpoint');
    const copy = bench.watch(join(await bench.folder(), 'copy'));
    cpSync(original, copy, { recursive: true, filter: (path) => !path.includes('.s.PGSQL') });

    const server = await startEmbedded({ dataDir: copy, fast: true });
    expect(server.reattached).toBe(false);
    expect(server.pid).not.toBe(running.pid);
    expect(await query(server, `select current_setting('data_directory') as folder`)).toEqual([
      { folder: layoutOf(copy).cluster },
    ]);
    await server.stop();
    expect(await query(running, 'select 1 as one')).toEqual([{ one: 1 }]);
    await running.stop();
  });
});

describe('an interrupted initdb', () => {
  it('is cleared away and done again', async () => {
    const dataDir = await bench.folder();
    const killed = bench.server({ dataDir, fast: true });
    const begun = () =>
      existsSync(dataDir) &&
      readdirSync(dataDir).some(
        (name) =>
          name.startsWith('cluster.init-') && existsSync(join(dataDir, name, 'cluster/global/pg_control')),
      );
    await vi.waitUntil(begun, { interval: 1, timeout: 10_000 });
    await kill(killed);
    expect(existsSync(layoutOf(dataDir).cluster)).toBe(false);

    const server = await startEmbedded({ dataDir, fast: true });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
    await server.stop();
  });
});

describe('two servers on one folder', () => {
  it('share one PostgreSQL when they start at once, and the last one out stops it', async () => {
    const dataDir = await bench.folder();
    const children = [bench.server({ dataDir, fast: true }), bench.server({ dataDir, fast: true })];
    const [a, b] = await Promise.all(children.map(outcome));
    expect(a?.pid).toBe(b?.pid);
    expect([a?.reattached, b?.reattached].sort()).toEqual([false, true]);

    const third = await startEmbedded({ dataDir, fast: true });
    await kill(children[0]!);
    await third.stop();
    expect(isAlive(third.pid)).toBe(true);
    await kill(children[1]!);
    const last = await startEmbedded({ dataDir, fast: true });
    expect(last.reattached).toBe(true);
    await last.stop();
    expect(isAlive(third.pid)).toBe(false);
  });

  it('gives in-use to the second that wants to serve alone', async () => {
    const dataDir = await bench.prepared();
    const server = await startEmbedded({ dataDir, fast: true, exclusive: true });
    const second = bench.server({ dataDir, fast: true, exclusive: true });
    expect((await outcome(second)).code).toBe('in-use');
    const tool = await startEmbedded({ dataDir, fast: true });
    expect(tool.reattached).toBe(true);
    await tool.stop();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });
});

describe('a folder that is not ours', () => {
  it.each([
    ['wrong-version', 'cluster/PG_VERSION', '17\n'],
    ['foreign-folder', 'cluster/letters.txt', 'x'],
    ['foreign-folder', 'PG_VERSION', '18\n'],
  ])('gives %s for %s and leaves it alone', async (code, file, content) => {
    const dataDir = await bench.folder();
    mkdirSync(join(dataDir, 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, file), content);
    await expect(startEmbedded({ dataDir, fast: true })).rejects.toMatchObject({ code });
    expect(readFileSync(join(dataDir, file), 'utf8')).toBe(content);
  });

  it('gives password-lost when the password file was replaced', async () => {
    const dataDir = await bench.prepared();
    writeFileSync(layoutOf(dataDir).password, 'another\n');
    await expect(startEmbedded({ dataDir, fast: true })).rejects.toMatchObject({ code: 'password-lost' });
    expect(existsSync(pidFilePath(layoutOf(dataDir).cluster))).toBe(false);
  });
});
