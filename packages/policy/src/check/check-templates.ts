import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { PackText } from '../pack/common.schema.ts';
import { type Pack, TEMPLATE_FOLDER } from '../pack/pack.schema.ts';
import type { Template, TemplateField } from '../pack/template.schema.ts';
import type { PackProblem } from '../problem.ts';
import { openTemplate, tagsOf } from '../templates/read-template.ts';
import {
  compareTags,
  formPathOf,
  isTemplateSource,
  limitCodeOf,
  partyOf,
  SOURCE_ROWS,
  type Tag,
} from '../templates/sources.ts';
import { TEMPLATE_FAULTS, TemplateRefused } from '../templates/template-faults.ts';
import { PLACES } from './check-steps.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every template has a sound file whose tags are its fields, and every field has somewhere to come from. */
export function checkTemplates(pack: Pack): PackProblem[] {
  const { templates } = pack.templates;
  const kinds = new Set(pack.workKinds.map((kind) => kind.code));
  const known = new Set(templates.map((template) => template.code));
  return [
    ...templates.flatMap((template, i) => [
      ...unknownCodes('work-kind', template.work, kinds, (j, _, text) =>
        at(i, ['work', j], 'work-kind.unknown', text),
      ),
      ...duplicateFields(template, i),
      ...sources(pack, template, i),
      ...rowless(pack, template, i),
      ...file(pack, template, i),
    ]),
    ...Object.keys(pack.templateFiles)
      .filter((code) => !known.has(code))
      .map((code) => stray(code)),
    ...emptySets(pack),
  ];
}

const at = (index: number, path: Path, code: string, text: PackText): PackProblem =>
  inPart('templates', ['templates', index, ...path], code, text);

const stray = (code: string): PackProblem => ({
  code: 'template.undeclared',
  where: { file: `${TEMPLATE_FOLDER}/${code}.docx`, pointer: '' },
  text: { zh: `templates.yaml 没有模板“${code}”`, en: `templates.yaml has no template "${code}"` },
});

function duplicateFields(template: Template, index: number): PackProblem[] {
  const seen = new Set<string>();
  return template.fields.flatMap(({ code, title, kind, columns }, i) => {
    const twice = [code, title.zh].filter((name) => seen.has(name));
    seen.add(code).add(title.zh);
    const text = { zh: `字段“${twice[0]}”重复`, en: `The field "${twice[0]}" stands twice` };
    const shape = {
      zh: `列表字段“${code}”须有 columns，其他字段不得有`,
      en: `The list "${code}" needs columns, and only a list has them`,
    };
    return [
      ...(twice.length ? [at(index, ['fields', i, 'code'], 'code.duplicate', text)] : []),
      ...((kind === 'list') === (columns !== undefined)
        ? []
        : [at(index, ['fields', i], 'template.columns', shape)]),
    ];
  });
}

function sources(pack: Pack, template: Template, index: number): PackProblem[] {
  return template.fields.flatMap(({ code, from }, i) => {
    const found = isThere(pack, from);
    const text = {
      zh: `模板“${template.code}”的字段“${code}”没有数据来源“${from}”`,
      en: `Field "${code}" of template "${template.code}" has no source "${from}"`,
    };
    return found ? [] : [at(index, ['fields', i, 'from'], 'template.source-unknown', text)];
  });
}

/** Lists whose source never gives rows: only a form does. */
function rowless(pack: Pack, template: Template, index: number): PackProblem[] {
  return template.fields.flatMap((field, i) => {
    const path = formPathOf(field.from);
    if (field.kind !== 'list' || field.from === 'input' || !isThere(pack, field.from)) return [];
    const forms = Object.values(pack.forms) as unknown as FormNode[];
    const rows = SOURCE_ROWS[field.from];
    const found = rows
      ? (field.columns ?? []).every((column) => rows.includes(column.code))
      : path !== undefined && forms.some((form) => givesRows(nodeAt(form, path)?.node, path, field));
    return found ? [] : [at(index, ['fields', i, 'from'], 'template.rows', noRows(field))];
  });
}

/** Whether a field of a form is a list of objects that hold every column of a list in a document. */
export function givesRows(node: FormNode | undefined, path: string, field: TemplateField): boolean {
  const row = path.endsWith(']') ? node : node?.items;
  return (field.columns ?? []).every(({ code }) => row?.properties?.[code] !== undefined);
}

export function noRows({ code, columns = [] }: TemplateField): PackText {
  const names = columns.map((column) => column.code).join(', ');
  return {
    zh: `列表字段“${code}”的来源须是对象列表，且每行都有字段：${names}`,
    en: `The list "${code}" needs a list of objects with the fields ${names} as its source`,
  };
}

function isThere(pack: Pack, from: string): boolean {
  const [path, place, limit] = [formPathOf(from), partyOf(from), limitCodeOf(from)];
  if (path !== undefined) {
    return Object.values(pack.forms).some((form) => nodeAt(form as unknown as FormNode, path));
  }
  if (place !== undefined) {
    return PLACES.includes(place) || Object.values(pack.procedures).some((one) => one.parties?.[place]);
  }
  if (limit !== undefined) return pack.terms.some((term) => term.code === limit && term.length);
  return isTemplateSource(from);
}

function file(pack: Pack, template: Template, index: number): PackProblem[] {
  const { code } = template;
  const name = `${TEMPLATE_FOLDER}/${code}.docx`;
  const encoded = pack.templateFiles[code];
  if (encoded === undefined) {
    const text = {
      zh: `模板“${code}”缺少文件 ${name}；如有 ${TEMPLATE_FOLDER}/${code}.yaml，运行 npx node scripts/templates.ts 目录 即可生成`,
      en: `Template "${code}" lacks its file ${name}; if there is a ${TEMPLATE_FOLDER}/${code}.yaml, run "npx node scripts/templates.ts DIR" to make it`,
    };
    return [at(index, ['code'], 'file.missing', text)];
  }
  try {
    const { unknown, missing } = compareTags(template, tagsIn(encoded));
    return [
      ...unknown.map((tag) =>
        at(index, ['fields'], 'template.field-unknown', {
          zh: `模板“${code}”的文件中有未声明的字段“${tag}”`,
          en: `The file of template "${code}" has a field "${tag}" that is not declared`,
        }),
      ),
      ...missing.map((field) =>
        at(index, ['fields'], 'template.field-missing', {
          zh: `模板“${code}”的文件中没有字段“${field}”`,
          en: `The file of template "${code}" lacks the field "${field}"`,
        }),
      ),
    ];
  } catch (error) {
    if (!(error instanceof TemplateRefused)) throw error;
    const { zh, en } = TEMPLATE_FAULTS[error.code];
    const text = { zh: `${name}：${zh} ${error.at}`.trim(), en: `${name}: ${en} ${error.at}`.trim() };
    return [{ code: error.code, where: { file: name, pointer: '' }, text }];
  }
}

/** Tags by file: most files of a pack are those of the pack that was checked before it. */
const read = new Map<string, readonly Tag[]>();
const MOST_READ = 200;

function tagsIn(encoded: string): readonly Tag[] {
  let tags = read.get(encoded);
  if (!tags) {
    tags = tagsOf(openTemplate(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0))));
    if (read.size >= MOST_READ) read.clear();
    read.set(encoded, tags);
  }
  return tags;
}

/** A pack with templates has a set for each of its kinds of work. */
function emptySets(pack: Pack): PackProblem[] {
  const { templates } = pack.templates;
  if (!templates.length) return [];
  return pack.workKinds.flatMap(({ code }, i) =>
    templates.some((template) => template.work.includes(code))
      ? []
      : [
          inPart('workKinds', [i, 'code'], 'work-kind.without-templates', {
            zh: `工作类型“${code}”没有任何模板`,
            en: `The kind of work "${code}" has no template`,
          }),
        ],
  );
}
