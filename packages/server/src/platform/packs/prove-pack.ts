import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { checkPack, PART_FILES, Pack, type PackProblem } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';

const SHIPPED = path.resolve(import.meta.dirname, '../../../../../packs');

const proven = new WeakMap<object, Promise<PackProblem[]>>();

/**
 * Every problem of an installed pack by the rules of this build: one that was sound when it was installed need not
 * be so any more. Proving takes a second, so each pack is proven once. Lines are known only of a pack whose folder
 * is at hand, which is one that ships.
 */
export function provePack(pack: Pack, shipped = SHIPPED): Promise<PackProblem[]> {
  let known = proven.get(pack);
  if (!known) {
    known = prove(pack, shipped);
    proven.set(pack, known);
  }
  return known;
}

async function prove(pack: Pack, shipped: string): Promise<PackProblem[]> {
  const read = Pack.safeParse(pack);
  const problems = read.success
    ? checkPack(read.data)
    : read.error.issues.map((issue) => malformed(issue.path.map(String), issue.message));
  return problems.length ? ((await withLines(pack, shipped)) ?? problems) : problems;
}

/** Problems as the folder of the pack gives them; undefined when it is not at hand in this version. */
async function withLines({ head }: Pack, shipped: string): Promise<PackProblem[] | undefined> {
  for (const folder of await readdir(shipped).catch(() => [])) {
    const { pack, problems } = await loadPack(path.join(shipped, folder)).catch(() => ({
      pack: undefined,
      problems: [],
    }));
    if (pack?.head.code === head?.code && pack?.head.version === head?.version) return problems;
  }
  return undefined;
}

/** A part that this build can't read. */
function malformed(at: readonly string[], message: string): PackProblem {
  const [part = '', name = '', ...rest] = at;
  const file = (PART_FILES as Record<string, string>)[part];
  const inside = file ? at.slice(1) : rest;
  return {
    code: 'schema',
    where: {
      file: file ?? `${part}/${name}.yaml`,
      pointer: inside.map((one) => `/${one.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    },
    text: { zh: `格式不符：${message}`, en: `Malformed: ${message}` },
  };
}
