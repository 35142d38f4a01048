import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../platform/db/embedded/index.ts';
import { isAlive } from '../platform/db/embedded/postmaster.ts';
import { sharedTestCluster } from '../platform/db/embedded/testing.ts';

const BIN = path.resolve(import.meta.dirname, '../../bin/plumbline.mjs');
let folder: string;
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

function run(env: NodeJS.ProcessEnv): { ended: Promise<Ended>; open: Promise<number>; kill(): void } {
  const child = spawn(process.execPath, [BIN, 'start'], { env, detached: true });
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

/** Two sentences, Chinese first, without a stack; no PostgreSQL of its own lives on. */
async function expectRefusal(name: string, extra: NodeJS.ProcessEnv, zh: RegExp, en: RegExp): Promise<void> {
  const { code, text } = await run(envOf(name, extra)).ended;
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
