import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPack } from './check/check-pack.ts';
import { assemble } from './load/assemble.ts';
import { readYaml, type YamlFile } from './load/yaml-file.ts';
import {
  FORM_FOLDER,
  PART_FILES,
  type Pack,
  PROCEDURE_FOLDER,
  TABLE_FOLDER,
  TEMPLATE_FOLDER,
} from './pack/pack.schema.ts';
import type { PackProblem } from './problem.ts';

/** Largest file of a pack: far above any real one, small enough that a wrong folder can't exhaust memory. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a pack folder and proves it sound. `pack` is undefined when a part is missing or malformed;
 * a pack with problems of any kind must not be installed. Every problem names file and line.
 * @throws only when the folder itself can't be listed
 */
export async function loadPack(dir: string): Promise<{ pack: Pack | undefined; problems: PackProblem[] }> {
  const files = new Map<string, YamlFile>();
  for (const name of await packFiles(dir)) {
    const text = await readText(join(dir, name));
    if (text !== undefined) files.set(name, readYaml(name, text));
  }
  const { pack, problems } = assemble(files, await readTemplates(dir));
  const found = pack ? [...problems, ...checkPack(pack)] : problems;
  return { pack, problems: found.map((p) => withLine(p, files)) };
}

async function packFiles(dir: string): Promise<string[]> {
  const names = Object.values(PART_FILES);
  for (const folder of [FORM_FOLDER, PROCEDURE_FOLDER, TABLE_FOLDER]) {
    const inside = await readdir(join(dir, folder)).catch(() => []);
    names.push(
      ...inside
        .filter((n) => n.endsWith('.yaml'))
        .sort()
        .map((n) => `${folder}/${n}`),
    );
  }
  await readdir(dir);
  return names;
}

/** The .docx of each template, in base64; one that is far too large is left out and reported as missing. */
async function readTemplates(dir: string): Promise<Record<string, string>> {
  const folder = join(dir, TEMPLATE_FOLDER);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.docx')).sort();
  const found: Record<string, string> = {};
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    if (bytes.length <= MAX_BYTES) found[name.slice(0, -'.docx'.length)] = bytes.toString('base64');
  }
  return found;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path);
    return bytes.length > MAX_BYTES ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
}

function withLine(problem: PackProblem, files: Map<string, YamlFile>): PackProblem {
  if (problem.where.line !== undefined) return problem;
  const line = files.get(problem.where.file)?.lineOf(problem.where.pointer);
  return line === undefined ? problem : { ...problem, where: { ...problem.where, line } };
}
