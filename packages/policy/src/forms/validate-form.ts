import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { PackText } from '../pack/common.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { pointerOf } from '../problem.ts';
import type { FormList, FormNode } from './form-types.ts';
import { formValues } from './walk-form.ts';

const EMPTY: PackText = { zh: '必填', en: 'Required' };

/** One faulty field of a form's data; `code` is the JSON Schema keyword, `list` or `future`. */
export interface FormFault {
  /** JSON pointer into the data. */
  pointer: string;
  code: string;
  text: PackText;
}

const KEYWORDS = [
  'x-title',
  'x-note',
  'x-ui',
  'x-kin',
  'x-list',
  'x-sections',
  'x-leaf',
  'x-past',
  'x-not-before',
  'x-signer',
];
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

let shared: Ajv2020 | undefined;

/**
 * Compiles one form. The compiler is shared, as making one costs more than the form itself; it keeps no schema.
 * @throws Error when the form is no valid JSON Schema
 */
export function compileForm(form: object): ValidateFunction {
  if (!shared) {
    shared = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
    addFormats(shared);
    for (const keyword of KEYWORDS) shared.addKeyword({ keyword });
  }
  try {
    return shared.compile(form);
  } finally {
    shared.removeSchema(form);
  }
}

// A pack is never changed once loaded, so its forms are compiled once each.
const compiled = new WeakMap<object, ValidateFunction>();

function validatorOf(form: object): ValidateFunction {
  let validate = compiled.get(form);
  if (!validate) {
    validate = compileForm(form);
    compiled.set(form, validate);
  }
  return validate;
}

/**
 * Every fault of the data under the pack's form, all at once; empty when it may be filed.
 * @param today last day that a field of the past may name
 * @throws Error when the pack has no such form (`checkPack` excludes it for forms that the pack names)
 */
export function validateForm(pack: Pack, code: string, data: unknown, today: string): FormFault[] {
  const form = pack.forms[code];
  if (!form) throw new Error(`unknown form ${code}`);
  const validate = validatorOf(form);
  if (!validate(data)) return (validate.errors ?? []).filter(isOwnFault).map(toFault);
  return valueFaults(pack, form as unknown as FormNode, data, today);
}

/** `if` and `oneOf` only repeat what their branches say. */
const isOwnFault = (error: ErrorObject) =>
  error.keyword !== 'if' && !(error.keyword === 'const' && /\/oneOf\/\d+\/const$/.test(error.schemaPath));

function toFault(error: ErrorObject): FormFault {
  const { keyword, instancePath } = error;
  if (keyword === 'required') {
    const key = String(error.params.missingProperty);
    return { pointer: `${instancePath}/${key}`, code: keyword, text: EMPTY };
  }
  if (keyword === 'additionalProperties') {
    const key = pointerOf([String(error.params.additionalProperty)]);
    return {
      pointer: instancePath + key,
      code: keyword,
      text: { zh: '表单没有这个字段', en: 'The form has no such field' },
    };
  }
  return { pointer: instancePath, code: keyword, text: textOf(error) };
}

function textOf({ keyword, params, message }: ErrorObject): PackText {
  switch (keyword) {
    case 'minLength':
      return EMPTY;
    case 'maxLength':
      return { zh: `最多${params.limit}个字`, en: `At most ${params.limit} characters` };
    case 'maxItems':
      return { zh: `最多${params.limit}项`, en: `At most ${params.limit} entries` };
    case 'minItems':
      return { zh: `至少${params.limit}项`, en: `At least ${params.limit} entries` };
    case 'minimum':
      return { zh: `不小于${params.limit}`, en: `Not less than ${params.limit}` };
    case 'maximum':
      return { zh: `不大于${params.limit}`, en: `Not more than ${params.limit}` };
    case 'oneOf':
      return { zh: '请从选项中选择', en: 'Choose one of the options' };
    case 'const':
      return { zh: '须确认此项', en: 'This must be confirmed' };
    case 'format':
    case 'pattern':
      return {
        zh: '格式不对，日期写作2026-03-05，年月写作2026-03',
        en: 'Wrong form; a date is 2026-03-05, a month 2026-03',
      };
    case 'type':
      return { zh: '类型不对', en: `Must be ${params.type}` };
    default:
      return { zh: '不符合要求', en: message ?? 'Does not fit' };
  }
}

/** A day beyond these is a slip of the pen, and counting working days up to it would keep everybody waiting. */
const [FIRST_DAY, LAST_DAY] = ['1850-01-01', '2199-12-31'];

/** Nothing that anybody can see: blanks of every width, and characters that show nothing at all. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u;

/**
 * What JSON Schema can not say: words that are none, codes of the pack, days that must have come, and which of two comes
 * first.
 */
function valueFaults(pack: Pack, form: FormNode, data: unknown, today: string): FormFault[] {
  return formValues(form, data).flatMap(({ node, value, path }): FormFault[] => {
    const pointer = pointerOf(path);
    if (Number(node.minLength) > 0 && typeof value === 'string' && BLANK.test(value))
      return [{ pointer, code: 'minLength', text: EMPTY }];
    if (node.format === 'date' && (String(value) < FIRST_DAY || String(value) > LAST_DAY))
      return [
        { pointer, code: 'day-range', text: { zh: '年份不对，请核对', en: 'Check the year of this day' } },
      ];
    if (node['x-past'] && String(value) > today)
      return [
        { pointer, code: 'future', text: { zh: '不得晚于今天', en: 'The day must not lie in the future' } },
      ];
    const earlier = beside(data, path)?.[node['x-not-before'] ?? ''];
    if (typeof earlier === 'string' && String(value) < earlier)
      return [
        { pointer, code: 'not-before', text: { zh: `不得早于${earlier}`, en: `Not before ${earlier}` } },
      ];
    const list = node['x-list'] as FormList | undefined;
    if (!list || listCodes(pack, list, beside(data, path)?.class).has(String(value))) return [];
    return [{ pointer, code: 'list', text: { zh: '不在可选范围内', en: 'Not in the list' } }];
  });
}

/** What stands in the same object. */
function beside(data: unknown, path: readonly (string | number)[]): Record<string, unknown> | undefined {
  let parent: unknown = data;
  for (const key of path.slice(0, -1)) parent = (parent as Record<string | number, unknown>)?.[key];
  return parent as Record<string, unknown> | undefined;
}

function listCodes(pack: Pack, list: FormList, ofClass: unknown): ReadonlySet<string> {
  switch (list) {
    case 'classes':
      return new Set(pack.classes.map((c) => c.code));
    case 'sub-types':
      return new Set(
        pack.classes
          .filter((c) => ofClass === undefined || c.code === ofClass)
          .flatMap((c) => c.subTypes.map((s) => s.code)),
      );
    case 'sources':
      return new Set(pack.sources.map((s) => s.code));
    case 'problem-kinds':
      return new Set((pack.problemKinds ?? []).map((kind) => kind.code));
    case 'channels':
      return new Set((pack.channels ?? []).map((channel) => channel.code));
    case 'sign-tags':
      return new Set((pack.signTags ?? []).map((tag) => tag.code));
    case 'industries':
      return new Set(pack.industries.map((x) => x.code));
    case 'submission-kinds':
      return new Set(pack.submission.kinds.map((k) => k.code));
    case 'occasions':
      return new Set((pack.opinions?.occasions ?? []).map((one) => one.code));
    case 'conclusions':
      return new Set((pack.opinions?.conclusions ?? []).map((one) => one.code));
    case 'catalogue':
      return new Set(pack.catalogue.items.map((x) => x.code));
  }
}
