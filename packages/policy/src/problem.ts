import type { PackText } from './pack/common.schema.ts';

/** One fault of a pack. `code` is stable; `where` names the file and, when read from a folder, the line. */
export interface PackProblem {
  code: string;
  where: { file: string; pointer: string; line?: number };
  text: PackText;
}

export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** One line for a terminal: `roles.yaml:12 permission.unknown …`. */
export function formatProblem(problem: PackProblem, locale: keyof PackText): string {
  const { file, line, pointer } = problem.where;
  return `${file}${line === undefined ? pointer && `#${pointer}` : `:${line}`} ${problem.code} ${problem.text[locale]}`;
}
