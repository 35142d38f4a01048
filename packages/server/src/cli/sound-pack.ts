import path from 'node:path';
import { formatProblem, type Pack } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';

/** The pack in a folder; undefined, with every problem told by file and line, when it is not sound. */
export async function soundPack(dir: string): Promise<Pack | undefined> {
  const { pack, problems } = await loadPack(path.resolve(dir));
  for (const problem of problems) process.stdout.write(`${formatProblem(problem, 'en')}\n`);
  if (pack && problems.length === 0) return pack;
  process.stdout.write(`${problems.length} problems\n`);
  return undefined;
}
