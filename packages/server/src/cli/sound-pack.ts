import { stat } from 'node:fs/promises';
import path from 'node:path';
import { formatProblem, type Pack } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { OperatorError } from '../platform/errors/operator-error.ts';

/** The pack in a folder; undefined, with every problem told by file and line, when it is not sound. */
export async function soundPack(dir: string): Promise<Pack | undefined> {
  const folder = path.resolve(dir);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new OperatorError({
      zh: `没有目录 ${folder}。请写明规则包所在的目录。`,
      en: `There is no folder ${folder}. Name the folder that holds the pack.`,
    });
  const { pack, problems } = await loadPack(folder);
  for (const problem of problems) process.stdout.write(`${formatProblem(problem, 'en')}\n`);
  if (pack && problems.length === 0) return pack;
  process.stdout.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`);
  return undefined;
}
