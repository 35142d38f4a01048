import { createHash, type Hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatProblem, type Pack } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { OperatorError } from '../errors/operator-error.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../../..');
const CACHE = path.join(ROOT, 'node_modules/.cache/plumbline/packs');
/** What reads and checks a pack: a change of it may come to another result. */
const READER = ['packages/policy/src', 'packages/contract/src', 'package-lock.json'];

/** Reads every pack that ships with this build. @throws with each problem's file and line when one is unsound */
export async function readPacks(folder = path.join(ROOT, 'packs'), cache = CACHE): Promise<Pack[]> {
  const reader = createHash('sha256');
  for (const place of READER) await addContents(reader, path.join(ROOT, place));
  const entries = await readdir(folder, { withFileTypes: true });
  const packs: Pack[] = [];
  for (const entry of entries.filter((e) => e.isDirectory()))
    packs.push(await readPack(path.join(folder, entry.name), reader.copy(), cache));
  return packs;
}

/**
 * Reading and proving a pack takes a second, and the same files always give the same pack: a sound one is kept
 * under the digest of everything that it came from.
 */
async function readPack(folder: string, digest: Hash, cache: string): Promise<Pack> {
  await addContents(digest, folder);
  const file = path.join(cache, `${digest.digest('hex')}.json`);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return JSON.parse(kept) as Pack;
  const { pack, problems } = await loadPack(folder);
  if (!pack || problems.length) {
    const list = (locale: 'zh' | 'en') => problems.map((p) => formatProblem(p, locale)).join('\n');
    const name = path.basename(folder);
    throw new OperatorError({
      zh: `规则包 ${name} 不合规范：\n${list('zh')}`,
      en: `Pack ${name} is not sound:\n${list('en')}`,
    });
  }
  await keep(file, pack);
  return pack;
}

/** Whole or not at all; where nothing can be written, the next start reads anew. */
async function keep(file: string, pack: Pack): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(pack));
    await rename(draft, file);
  } catch {}
}

/** Every file below a place with its name, in order; nothing where there is nothing. */
async function addContents(hash: Hash, place: string): Promise<void> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  const files = entries
    ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
    : [place];
  for (const file of files.sort()) {
    const content = await readFile(file).catch(() => undefined);
    if (content) hash.update(`${path.relative(place, file)}\0${content.length}\0`).update(content);
  }
}
