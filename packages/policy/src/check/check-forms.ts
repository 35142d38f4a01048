import { FORM_LISTS, type FormNode } from '../forms/form-types.ts';
import { compileForm } from '../forms/validate-form.ts';
import { walkForm } from '../forms/walk-form.ts';
import { MatrixHint } from '../pack/matrix.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inForm, type Path } from './problems.ts';

/** Every form compiles, every field and option has a label, everything that grows has a limit. */
export function checkForms(pack: Pack): PackProblem[] {
  return Object.entries(pack.forms).flatMap(([code, form]) => [
    ...compileProblems(code, form),
    ...nodeProblems(code, form as unknown as FormNode),
    ...sectionProblems(code, form as unknown as FormNode),
  ]);
}

function compileProblems(code: string, form: object): PackProblem[] {
  const message = whyInvalid(form);
  if (message === undefined) return [];
  return [
    inForm(code, [], 'form.compile', {
      zh: `不是有效的 JSON Schema：${message}`,
      en: `Not a valid JSON Schema: ${message}`,
    }),
  ];
}

/** Form, as text → why it does not compile: the versions of a pack share most of their forms. */
const judged = new Map<string, string | undefined>();
const MOST = 2000;

function whyInvalid(form: object): string | undefined {
  const text = JSON.stringify(form);
  if (judged.has(text)) return judged.get(text);
  let why: string | undefined;
  try {
    compileForm(form);
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  if (judged.size >= MOST) judged.clear();
  judged.set(text, why);
  return why;
}

function nodeProblems(code: string, form: FormNode): PackProblem[] {
  const problems: PackProblem[] = [];
  const add = (path: Path, problem: string, zh: string, en: string) =>
    problems.push(inForm(code, path, problem, { zh, en }));
  walkForm(form, (node, path) => {
    // Rows of a table carry the title of their list.
    if (!node['x-title'] && path.at(-1) !== 'items')
      add(path, 'form.label', '字段没有名称', 'The field has no label');
    for (const [i, option] of (node.oneOf ?? []).entries()) {
      if (!option['x-title'])
        add([...path, 'oneOf', i], 'form.label', '选项没有名称', 'The option has no label');
    }
    if (node.type === 'object' && node.additionalProperties !== false) {
      add(path, 'form.open', '须写明 additionalProperties: false', 'additionalProperties: false is missing');
    }
    if (node['x-ui']?.matrix !== undefined) problems.push(...matrixProblems(code, path, node));
    if (!isLimited(node)) add(path, 'form.limit', '没有长度或数量上限', 'It has no upper limit');
    const list = node['x-list'];
    if (list !== undefined && !(FORM_LISTS as readonly string[]).includes(list)) {
      add([...path, 'x-list'], 'form.list', `未知的列表“${list}”`, `Unknown list "${list}"`);
    }
    if (node['x-past'] !== undefined && (node['x-past'] !== true || node.format !== 'date'))
      add(
        [...path, 'x-past'],
        'form.past',
        'x-past 只能写作 true，且只用于日期',
        '"x-past" is true or left out, and stands at a date only',
      );
    if (node['x-signer'] !== undefined && (node['x-signer'] !== true || node.type !== 'string'))
      add(
        [...path, 'x-signer'],
        'form.signer',
        'x-signer 只能写作 true，且只用于文字',
        '"x-signer" is true or left out, and stands at a text only',
      );
    for (const [name, field] of Object.entries(node.properties ?? {})) {
      const earlier = field['x-not-before'];
      if (earlier === undefined || (field.format === 'date' && node.properties?.[earlier]?.format === 'date'))
        continue;
      add(
        [...path, 'properties', name, 'x-not-before'],
        'form.not-before',
        `旁边没有日期“${earlier}”，或者本项不是日期`,
        `There is no date "${earlier}" beside it, or it is no date itself`,
      );
    }
    const leaf = node['x-leaf'];
    if (leaf !== undefined && !['title', 'issuer', 'day', 'pages'].includes(leaf))
      add(
        [...path, 'x-leaf'],
        'form.leaf',
        `未知的卷内栏目“${leaf}”`,
        `Unknown column of the binder "${leaf}"`,
      );
    for (const [i, key] of (node.required ?? []).entries()) {
      if (!node.properties || !Object.hasOwn(node.properties, key)) {
        add(
          [...path, 'required', i],
          'field.unknown',
          `必填字段“${key}”不存在`,
          `No such required field "${key}"`,
        );
      }
    }
  });
  return problems;
}

/** A table of evidence names fields and values that its rows have. */
function matrixProblems(code: string, path: Path, node: FormNode): PackProblem[] {
  const at = (zh: string, en: string) => inForm(code, [...path, 'x-ui', 'matrix'], 'form.matrix', { zh, en });
  const parsed = MatrixHint.safeParse(node['x-ui']?.matrix);
  if (!parsed.success) return [at('证据对照表的写法有误', 'The hint of the table of evidence is not whole')];
  const { point, piece, source, origin, reading, mark, weight, tainted, ...rest } = parsed.data;
  const fields = [point, piece, source, reading, mark, weight, tainted, ...(origin ? [origin] : [])];
  const options = (field: string) =>
    (node.items?.properties?.[field]?.oneOf ?? []).map((option) => String(option.const));
  const wrong = [
    ...fields.filter((field) => !node.items?.properties?.[field]),
    ...[rest.supports, rest.contradicts].filter((value) => !options(mark).includes(value)),
    ...[...rest.weights, rest.unweighed].filter((value) => !options(weight).includes(value)),
    ...[...rest.incriminating, ...rest.open].filter((value) => !options(reading).includes(value)),
  ];
  return [...new Set(wrong)].map((name) =>
    at(`证据对照表没有“${name}”这一字段或选项`, `The table of evidence has no field or option "${name}"`),
  );
}

function isLimited(node: FormNode): boolean {
  if (node.type === 'array') return node.maxItems !== undefined;
  if (node.type !== 'string') return true;
  return ['maxLength', 'oneOf', 'enum', 'const', 'format', 'pattern'].some((key) => node[key] !== undefined);
}

function sectionProblems(code: string, form: FormNode): PackProblem[] {
  const sections = form['x-sections'] as { fields: string[] }[] | undefined;
  if (!sections) return [];
  const fields = Object.keys(form.properties ?? {});
  const named = sections.flatMap((s) => s.fields);
  const wrong = [
    ...named.filter((f, i) => !fields.includes(f) || named.indexOf(f) !== i),
    ...fields.filter((f) => !named.includes(f)),
  ];
  return [...new Set(wrong)].map((field) =>
    inForm(code, ['x-sections'], 'form.section', {
      zh: `字段“${field}”须且只须在一个分节中`,
      en: `The field "${field}" must stand in exactly one section`,
    }),
  );
}
