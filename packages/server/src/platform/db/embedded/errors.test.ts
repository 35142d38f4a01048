import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { copyBinaries, findBinaries, readyBinaries } from './binaries.ts';
import { EmbeddedError, explain, explainOutput } from './errors.ts';
import { messages } from './messages.ts';
import { settings } from './settings.ts';

describe('messages', () => {
  it.each(Object.entries(messages))('%s says what happened in both languages', (_, text) => {
    const { zh, en } = text('/some/place');
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z][ -~]+\.$/);
    for (const line of [zh, en]) expect(line).toContain('/some/place');
  });
});

describe('explainOutput', () => {
  it.each([
    ['initdb: error: could not write to file "pg_wal/xlogtemp.9": No space left on device', 'disk-full'],
    ['FATAL:  could not open file "x": Permission denied', 'no-permission'],
    ['FATAL:  data directory "/d" has wrong ownership', 'no-permission'],
    ['FATAL:  database files are incompatible with server', 'wrong-version'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'in-use'],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'in-use'],
    ['LOG:  hello\nFATAL:  invalid value for parameter "x"\nLOG:  bye', 'start-failed'],
    ['', 'start-failed'],
  ])('%s', (output, code) => {
    expect(explainOutput(output, '/log').code).toBe(code);
  });

  it('quotes the line that matters', () => {
    const error = explainOutput('LOG:  hello\nFATAL:  invalid value for parameter "x"\nLOG:  bye', '/log');
    expect(error.message).toContain('invalid value for parameter "x"');
    expect(error.texts.zh).toContain('invalid value for parameter "x"');
  });
});

describe('explain', () => {
  it.each([
    ['EACCES', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['ENOSPC', 'disk-full'],
  ])('turns %s into %s', (errno, code) => {
    expect(explain(Object.assign(new Error('x'), { code: errno }), '/d')).toMatchObject({ code });
  });

  it('leaves what it does not know', () => {
    const error = new TypeError('bug');
    expect(explain(error, '/d')).toBe(error);
  });
});

describe('binaries', () => {
  const parent = mkdtempSync(join(tmpdir(), 'plumbline-binaries-'));
  const native = join(parent, 'package/native');
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  beforeEach(() => {
    rmSync(join(parent, 'package'), { recursive: true, force: true });
    for (const folder of ['bin', 'lib']) mkdirSync(join(native, folder), { recursive: true });
    for (const file of ['bin/postgres', 'bin/initdb']) writeFileSync(join(native, file), '', { mode: 0o644 });
    writeFileSync(join(native, 'lib/libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  });

  const expectComplete = (folder: string) => {
    expect(lstatSync(join(folder, 'bin/postgres')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(folder, 'bin/initdb')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(folder, 'lib/libpq.so.5')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(folder, 'lib/libpq.so.5'))).toBe(true);
  };

  it('are found for this platform', async () => {
    const { native: found, version } = await findBinaries();
    expect(existsSync(join(found, 'bin/postgres'))).toBe(true);
    expect(version).toMatch(/^18\./);
  });

  it('are missed with a coded error elsewhere', async () => {
    const missing = findBinaries('sunos', 'sparc');
    await expect(missing).rejects.toBeInstanceOf(EmbeddedError);
    await expect(missing).rejects.toMatchObject({ code: 'no-binary' });
  });

  it('get the links and modes that npm lost', async () => {
    const ready = await readyBinaries({ native, version: '18.0.0' }, parent);
    expect(ready.native).toBe(native);
    expectComplete(native);
  });

  it('are copied whole, once', async () => {
    const copy = await copyBinaries({ native, version: '18.0.0' }, parent);
    expectComplete(copy.native);
    const { ino } = lstatSync(copy.native);
    expect((await copyBinaries({ native, version: '18.0.0' }, parent)).native).toBe(copy.native);
    expect(lstatSync(copy.native).ino).toBe(ino);
  });

  it('are not taken from a copy that others may write', async () => {
    const target = join(parent, 'plumbline-postgresql-18.1.0');
    mkdirSync(target);
    chmodSync(target, 0o777);
    await expect(copyBinaries({ native, version: '18.1.0' }, parent)).rejects.toMatchObject({
      code: 'no-permission',
    });
  });
});

describe('settings', () => {
  const at = (memory: number, fast = false) =>
    settings({ socketFolder: `/a'b"c,d`, port: 5432, memory, fast, local: false });

  it.each([
    [256, '64MB'],
    [4096, '512MB'],
    [65536, '2048MB'],
  ])('gives %i MB of memory shared buffers of %s', (megabytes, buffers) => {
    expect(at(megabytes * 1024 * 1024)).toContain(`shared_buffers = ${buffers}\n`);
  });

  it('quotes any folder name', () => {
    expect(at(1)).toContain(`unix_socket_directories = '"/a''b""c,d"'\n`);
  });

  it('gives up durability for tests only', () => {
    expect(at(1)).toMatch(/^fsync = on$/m);
    expect(at(1, true)).toMatch(/^fsync = off$/m);
  });
});
