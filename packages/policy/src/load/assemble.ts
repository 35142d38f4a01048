import type { z } from 'zod';
import {
  FORM_FOLDER,
  Form,
  PAPER_FOLDER,
  PART_FILES,
  type Pack,
  PackParts,
  PROCEDURE_FOLDER,
  TABLE_FOLDER,
} from '../pack/pack.schema.ts';
import { Paper } from '../pack/paper.schema.ts';
import { Procedure } from '../pack/procedure.schema.ts';
import { DecisionTable } from '../pack/table.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** Joins parsed files into a pack, checking each against its schema. Cross-references are `checkPack`'s. */
export function assemble(
  files: ReadonlyMap<string, YamlFile>,
  templateFiles: Record<string, string> = {},
): {
  pack: Pack | undefined;
  problems: PackProblem[];
} {
  const problems: PackProblem[] = [];
  const draft: Record<string, unknown> = {};
  for (const [part, file] of Object.entries(PART_FILES)) {
    draft[part] = readPart(files.get(file), file, PackParts[part as keyof typeof PackParts], problems);
  }
  draft.forms = readFolder(files, FORM_FOLDER, Form, () => undefined, problems);
  draft.papers = readFolder(files, PAPER_FOLDER, Paper, () => undefined, problems);
  draft.procedures = readFolder(files, PROCEDURE_FOLDER, Procedure, (p) => p.procedure, problems);
  draft.templateFiles = templateFiles;
  draft.tables = readFolder(files, TABLE_FOLDER, DecisionTable, (t) => t.table, problems);
  draft.templateFiles = templateFiles;
  // The parts are parsed already: only the whole's own shape (codes as keys) is left to be checked.
  return problems.length > 0 ? { pack: undefined, problems } : { pack: draft as Pack, problems };
}

function readPart<T extends z.ZodType>(
  file: YamlFile | undefined,
  name: string,
  schema: T,
  problems: PackProblem[],
): z.infer<T> | undefined {
  if (!file) {
    const absent = schema.safeParse(undefined);
    if (absent.success) return absent.data;
    problems.push({
      code: 'file.missing',
      where: { file: name, pointer: '' },
      text: { zh: '缺少该文件，或文件无法读取', en: 'The file is missing or cannot be read' },
    });
    return undefined;
  }
  for (const error of file.errors) {
    problems.push({
      code: 'yaml.syntax',
      where: { file: name, pointer: '', line: error.line },
      text: {
        zh: `无法读取，请检查此处附近的缩进、引号、冒号后的空格（YAML：${error.message}）`,
        en: `Can't be read: look near here at the indentation, for a missing quote, or a space after a colon (YAML: ${error.message})`,
      },
    });
  }
  if (file.errors.length > 0) return undefined;
  const parsed = schema.safeParse(file.data);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.push(...schemaProblems(name, issue));
  return undefined;
}

function schemaProblems(file: string, issue: z.core.$ZodIssue): PackProblem[] {
  const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p));
  const last = path.at(-1);
  if ((last === 'zh' || last === 'en') && issue.code === 'invalid_type') {
    return [
      {
        code: 'text.missing',
        where: { file, pointer: pointerOf(path) },
        text: { zh: `缺少 ${last} 文本`, en: `The text in ${last} is missing` },
      },
    ];
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const text = { zh: `缺少“${String(last)}”`, en: `"${String(last)}" is missing` };
    return [{ code: 'value.missing', where: { file, pointer: pointerOf(path) }, text }];
  }
  const extra = issue.code === 'unrecognized_keys' ? issue.keys : [];
  if (extra.length > 0) {
    return extra.map((key) => ({
      code: 'key.unknown',
      where: { file, pointer: pointerOf([...path, key]) },
      text: { zh: `未知的键“${key}”`, en: `Unknown key "${key}"` },
    }));
  }
  return [
    {
      code: 'value.invalid',
      where: { file, pointer: pointerOf(path) },
      text: { zh: `值不合格式：${issue.message}`, en: `Value does not fit: ${issue.message}` },
    },
  ];
}

function readFolder<T extends z.ZodType>(
  files: ReadonlyMap<string, YamlFile>,
  folder: string,
  schema: T,
  ownCode: (value: z.infer<T>) => string | undefined,
  problems: PackProblem[],
): Record<string, z.infer<T>> {
  const out: Record<string, z.infer<T>> = {};
  for (const [name, file] of files) {
    if (!name.startsWith(`${folder}/`)) continue;
    const value = readPart(file, name, schema, problems);
    if (value === undefined) continue;
    const code = name.slice(folder.length + 1, -'.yaml'.length);
    out[code] = value;
    const own = ownCode(value);
    if (own !== undefined && own !== code) {
      problems.push({
        code: 'code.differs-from-file',
        where: { file: name, pointer: `/${folder.slice(0, -1)}` },
        text: { zh: `代码“${own}”与文件名不一致`, en: `The code "${own}" differs from the file's name` },
      });
    }
  }
  return out;
}
