import type { PackText } from '../pack/common.schema.ts';
import { PART_FILES, type PackPart } from '../pack/pack.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';

export type Path = readonly (string | number)[];

/** A problem in a part that is one file. */
export const inPart = (part: PackPart, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file: PART_FILES[part], pointer: pointerOf(path) },
  text,
});

/** A problem in a file of a folder, such as `procedures/clue.yaml`. */
export const inFile = (file: string, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file, pointer: pointerOf(path) },
  text,
});

export const unknown = (what: PackText, code: string): PackText => ({
  zh: `未知的${what.zh}“${code}”`,
  en: `Unknown ${what.en} "${code}"`,
});
