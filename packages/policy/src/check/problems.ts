import type { PackText } from '../pack/common.schema.ts';
import {
  FORM_FOLDER,
  PAPER_FOLDER,
  PART_FILES,
  type PackPart,
  PROCEDURE_FOLDER,
} from '../pack/pack.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';

export type Path = readonly (string | number)[];

/** A problem in a part that is one file. */
export const inPart = (part: PackPart, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file: PART_FILES[part], pointer: pointerOf(path) },
  text,
});

export const inForm = (form: string, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file: `${FORM_FOLDER}/${form}.yaml`, pointer: pointerOf(path) },
  text,
});

export const inPaper = (form: string, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file: `${PAPER_FOLDER}/${form}.yaml`, pointer: pointerOf(path) },
  text,
});

export const inProcedure = (procedure: string, path: Path, code: string, text: PackText): PackProblem => ({
  code,
  where: { file: `${PROCEDURE_FOLDER}/${procedure}.yaml`, pointer: pointerOf(path) },
  text,
});

/** What a code is called in messages; the problem's code is its key and `.unknown`. */
const NAMES = {
  child: { zh: '子事项', en: 'child matter' },
  permission: { zh: '权限', en: 'permission' },
  'organ-kind': { zh: '机构类型', en: 'kind of organ' },
  level: { zh: '职务层级', en: 'post level' },
  tag: { zh: '标签', en: 'tag' },
  form: { zh: '表单', en: 'form' },
  field: { zh: '字段', en: 'field' },
  table: { zh: '决策表', en: 'decision table' },
  group: { zh: '分组', en: 'group' },
  fact: { zh: '事实', en: 'fact' },
  classification: { zh: '密级', en: 'classification' },
  status: { zh: '状态类别', en: 'status' },
  use: { zh: '用途', en: 'use' },
  state: { zh: '状态', en: 'state' },
  action: { zh: '操作', en: 'action' },
  effect: { zh: '效果', en: 'effect' },
  relation: { zh: '关系', en: 'relation' },
  'work-kind': { zh: '工作类型', en: 'kind of work' },
  authority: { zh: '审批权限', en: 'authority' },
  'unit-kind': { zh: '单位类型', en: 'kind of unit' },
  party: { zh: '关系或当事角色', en: 'relation or party' },
  term: { zh: '时限', en: 'term' },
  limit: { zh: '期限', en: 'limit' },
  panel: { zh: '会议', en: 'panel' },
  procedure: { zh: '程序', en: 'procedure' },
  item: { zh: '目录项', en: 'item of the catalogue' },
  aspect: { zh: '对照方面', en: 'aspect' },
  problem: { zh: '问题性质', en: 'kind of problem' },
  template: { zh: '模板', en: 'template' },
  store: { zh: '资料库', en: 'store' },
  sort: { zh: '资料类别', en: 'kind of library entry' },
  audience: { zh: '阅读范围', en: 'audience' },
  rule: { zh: '条款', en: 'article' },
  occasion: { zh: '事由', en: 'occasion' },
  bar: { zh: '限制', en: 'kind of bar' },
  purpose: { zh: '查阅事由', en: 'purpose of reading' },
  option: { zh: '选项', en: 'option' },
} as const satisfies Record<string, PackText>;

type Known = ReadonlySet<string | number>;

/** Problems `<kind>.unknown` for every code of a list that isn't known. */
export function unknownCodes(
  kind: keyof typeof NAMES,
  codes: readonly (string | number)[] | undefined,
  known: Known,
  place: (index: number, code: string, text: PackText) => PackProblem,
): PackProblem[] {
  return (codes ?? []).flatMap((code, i) => {
    if (known.has(code)) return [];
    const text = {
      zh: `未知的${NAMES[kind].zh}“${code}”`,
      en: `Unknown ${NAMES[kind].en} "${code}"`,
    };
    return [place(i, `${kind}.unknown`, text)];
  });
}
