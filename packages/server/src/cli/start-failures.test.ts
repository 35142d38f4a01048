import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../platform/db/embedded/index.ts';
import { isAlive } from '../platform/db/embedded/postmaster.ts';
import { sharedTestCluster } from '../platform/db/embedded/testing.ts';

const BIN = path.resolve(import.meta.dirname, '../../bin/plumbline.mjs');
let folder: string;

/** Whether every account may come to the file. */
const isOpenToOthers = (file: string): boolean =>
  (statSync(file).mode & 0o004) !== 0 && isReachable(path.dirname(file));
const isReachable = (at: string): boolean =>
  (statSync(at).mode & 0o001) !== 0 && (at === path.dirname(at) || isReachable(path.dirname(at)));
let taken: Server;

/** What a server has of its own; nothing else reaches it, not even a locale. */
const envOf = (name: string, extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PLUMBLINE_DATA: path.join(folder, name, 'data'),
  PLUMBLINE_KEYS: path.join(folder, name, 'keys'),
  PLUMBLINE_PORT: '0',
  ...extra,
});

interface Ended {
  code: number | null;
  text: string;
}

function run(
  env: NodeJS.ProcessEnv,
  account: { uid?: number; gid?: number } = {},
): { ended: Promise<Ended>; open: Promise<number>; kill(): void } {
  const child = spawn(process.execPath, [BIN, 'start'], { env, detached: true, ...account });
  let text = '';
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, text })));
  const open = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      if (text.includes('Plumbline is at ')) resolve(child.pid!);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => reject(new Error(text)));
  });
  open.catch(() => undefined);
  // The whole group: the command and the server that it started.
  return { ended, open, kill: () => process.kill(-child.pid!, 'SIGKILL') };
}

const postmasterOf = (name: string) => path.join(folder, name, 'data/postgres/cluster/postmaster.pid');

const NOBODY = 65_534;

const mount = (size: string, place: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place]).status === 0;

/** Whether this machine lets us mount a disk of a size of our own. */
function mounts(): boolean {
  const place = mkdtempSync(path.join(tmpdir(), 'plumbline-mount-'));
  const done = mount('64k', place);
  if (done) spawnSync('umount', [place]);
  rmdirSync(place);
  return done;
}

/** Two sentences, Chinese first, without a stack; no PostgreSQL of its own lives on. */
async function expectRefusal(
  name: string,
  extra: NodeJS.ProcessEnv,
  zh: RegExp,
  en: RegExp,
  account: { uid?: number; gid?: number } = {},
): Promise<void> {
  const { code, text } = await run(envOf(name, extra), account).ended;
  const said = text.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  expect(said).toEqual([expect.stringMatching(zh), expect.stringMatching(en)]);
  expect(code).toBe(1);
  expect(existsSync(postmasterOf(name))).toBe(false);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-start-'));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
});

afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a start that can not be', () => {
  test('names the variable that is wrong', () =>
    expectRefusal(
      'settings',
      { PLUMBLINE_PORT: 'web' },
      /PLUMBLINE_PORT 必须是端口号/,
      /must be a port number/,
    ));

  test('names a data folder that can be none', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    await expectRefusal(
      'file',
      { PLUMBLINE_DATA: path.join(file, 'data') },
      /a-file.*不是目录/,
      /a-file.*no folder/,
    );
  });

  test('names missing keys', async () => {
    const { ended } = run(envOf('keys', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }));
    await ended;
    await rm(path.join(folder, 'keys/keys/master.key'));
    await expectRefusal('keys', {}, /缺少主密钥/, /master\.key is missing/);
  });

  test.each([
    ['nonsense', /连接 PostgreSQL/, /can't be reached/],
    ['postgresql://nobody:secret@127.0.0.1:1/none', /连接被拒绝/, /connection refused.*DATABASE_URL/],
  ])('says that a database is not there: %s', (url, zh, en) =>
    expectRefusal('outside', { DATABASE_URL: url }, zh, en),
  );

  test.each([
    ['nobody-here', 'plumbline', /口令不对/, /wrong password/],
    [undefined, 'no-such-database', /没有这个数据库/, /no such database/],
  ])('says what of the address is wrong: %s, %s', async (username, database, zh, en) => {
    const url = new URL((await sharedTestCluster()).ownerUrl);
    if (username) url.username = username;
    url.pathname = `/${database}`;
    await expectRefusal('address', { DATABASE_URL: url.href }, zh, en);
  });

  const root = process.getuid?.() === 0;
  // In a clone below a folder that is root's alone the other account could not even start.
  test.runIf(root && isOpenToOthers(BIN))(
    "names a folder that is root's alone, to another account",
    async () => {
      const own = path.join(folder, 'rooted');
      await mkdir(own, { mode: 0o700 });
      await chmod(folder, 0o755);
      await expectRefusal(
        'rooted',
        { HOME: own },
        /没有权限读写 .*rooted/,
        /No permission to read or write .*rooted/,
        { uid: NOBODY, gid: NOBODY },
      );
    },
  );

  describe.runIf(root && mounts())('on a full disk', () => {
    let disk: string;
    const full = [/磁盘空间不足.*full/, /The disk is full: .*full/] as const;
    const on = (size: string) => {
      disk = path.join(folder, 'full');
      mkdirSync(disk, { recursive: true });
      mount(size, disk);
      return { PLUMBLINE_DATA: path.join(disk, 'data') };
    };
    afterEach(() => void spawnSync('umount', [disk]));

    test.each(['64k', '40m'])('that is too small from the start: %s', async (size) => {
      await expectRefusal('full', on(size), ...full);
      // Made anew once there is room: nothing half-done stays.
      expect(existsSync(path.join(disk, 'data/postgres/cluster'))).toBe(false);
    });

    test('that was filled since the last start', async () => {
      const place = on('160m');
      const first = run(envOf('full', place));
      process.kill(await first.open, 'SIGTERM');
      await first.ended;
      spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'fill')}`, 'bs=1M', 'count=200']);
      await expectRefusal('full', place, ...full);
      await rm(path.join(disk, 'fill'));
      const again = run(envOf('full', place));
      process.kill(await again.open, 'SIGTERM');
      expect((await again.ended).code).toBe(0);
    }, 300_000);
  });

  test('refuses a database whose encoding can not hold Chinese', async () => {
    const cluster = await sharedTestCluster();
    const name = `t_${randomUUID().replaceAll('-', '')}`;
    const owner = new pg.Client({ connectionString: cluster.ownerUrl });
    await owner.connect();
    await owner.query(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
    );
    const url = new URL(cluster.ownerUrl);
    url.pathname = `/${name}`;
    await expectRefusal('encoding', { DATABASE_URL: url.href }, /编码是 SQL_ASCII/, /encoding SQL_ASCII/);
    await owner.query(`drop database ${name}`);
    await owner.end();
  });
});

test('one data folder: port taken, killed, restarted, written by a newer version', async () => {
  const { port } = taken.address() as AddressInfo;
  await expectRefusal('one', { PLUMBLINE_PORT: String(port) }, /端口 \d+ 已被占用/, /Port \d+ is taken/);

  const killed = run(envOf('one', {}));
  await killed.open;
  killed.kill();
  await killed.ended;
  const orphan = (await readFile(postmasterOf('one'), 'utf8')).split('\n')[0];
  const again = run(envOf('one', {}));
  process.kill(await again.open, 'SIGTERM');
  expect((await again.ended).code).toBe(0);
  expect(existsSync(postmasterOf('one'))).toBe(false);
  expect(isAlive(Number(orphan))).toBe(false);

  const database = await startEmbedded({ dataDir: path.join(folder, 'one/data/postgres') });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into public.schema_migration (name, digest) values ('9999_from_tomorrow.sql', '')`,
  );
  await owner.end();
  await database.stop();
  await expectRefusal('one', {}, /更新的版本写成（9999_from_tomorrow/, /newer version \(9999_from_tomorrow/);
}, 300_000);
