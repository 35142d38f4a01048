import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Locale } from '@plumbline/contract/common';
import {
  type CustomValidator,
  createErrorHandler,
  type ErrorTransformer,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorList,
  toErrorSchema,
  type UiSchema,
  unwrapErrorHandler,
  type ValidationData,
  type ValidatorType,
  validationDataMerge,
} from '@rjsf/utils';
import { faultText } from './fault-texts.ts';

export interface FormFault {
  path: (string | number)[];
  keyword: string;
  limit: unknown;
}

/** Keywords that only say that something below them failed. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'if',
  'then',
  'else',
  'allOf',
  '$ref',
  'false',
]);

const NAMING = new Set(['required', 'additionalProperties']);

const partsOf = (location: string): string[] =>
  location
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));

/** Digits become places of a list only where the data has a list. */
function pathIn(data: unknown, parts: readonly string[]): (string | number)[] {
  let value = data;
  return parts.map((part) => {
    const key = Array.isArray(value) ? Number(part) : part;
    value = (value as Record<string | number, unknown> | undefined)?.[key];
    return key;
  });
}

const limitAt = (schema: unknown, location: string): unknown =>
  partsOf(location).reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key],
    schema,
  );

/** Branches of a choice say why each of them failed: the choice itself is the one fault. */
const insideChoice = (error: OutputUnit) => /\/(?:oneOf|anyOf|not)\/\d*/.test(error.keywordLocation);

function toFault(schema: unknown, data: unknown, error: OutputUnit): FormFault {
  const path = pathIn(data, partsOf(error.instanceLocation));
  const limit = limitAt(schema, error.keywordLocation);
  // What is missing or unknown is named in words only; the fault belongs to that field.
  const named = NAMING.has(error.keyword) ? /"(.*)"/.exec(error.error)?.[1] : undefined;
  return { path: named === undefined ? path : [...path, named], keyword: error.keyword, limit };
}

/** A schema library that interprets knows no `undefined`; JSON has none. */
const asJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** Every fault of the data under the schema, at once. Nothing is compiled, so no `eval` is needed. */
export function faultsOf(schema: object, data: unknown): FormFault[] {
  const instance = asJson(data ?? {});
  const { errors } = new Validator(structuredClone(schema) as Schema, '2020-12', false).validate(instance);
  const seen = new Set<string>();
  return errors
    .filter((error) => !WRAPPERS.has(error.keyword) && !insideChoice(error))
    .map((error) => toFault(schema, instance, error))
    .filter((fault) => {
      const key = fault.path.join('/');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

const isValid = (schema: object, data: unknown): boolean => {
  try {
    return new Validator(structuredClone(schema) as Schema, '2020-12', true).validate(asJson(data)).valid;
  } catch {
    return false;
  }
};

/** `['rows', 0, 'name']` as the form library writes it: `.rows.0.name`. */
const propertyOf = (path: readonly (string | number)[]) => path.map((part) => `.${part}`).join('');

/**
 * The validator of the form library, interpreting; its texts in the language given. `checked` is the form that
 * the data must fit, where what is drawn leaves some of its rules out.
 */
export function formValidator(language: Locale, checked?: object): ValidatorType {
  const errorsOf = (schema: object, data: unknown): RJSFValidationError[] =>
    faultsOf(schema, data).map(({ path, keyword, limit }) => {
      const message = faultText(keyword, limit, language);
      const property = propertyOf(path);
      return { name: keyword, property, message, params: { limit }, stack: `${property} ${message}` };
    });
  return {
    isValid: (schema, data) => isValid(schema, data),
    rawValidation: (schema, data) => ({ errors: errorsOf(schema, data) as never[] }),
    validateFormData(
      data: unknown,
      schema: RJSFSchema,
      custom?: CustomValidator,
      transform?: ErrorTransformer,
      uiSchema?: UiSchema,
    ): ValidationData<unknown> {
      const found = errorsOf(checked ?? schema, data);
      const errors = transform ? transform(found, uiSchema) : found;
      const result = { errors, errorSchema: toErrorSchema(errors) };
      if (!custom) return result;
      const more = unwrapErrorHandler(custom(data, createErrorHandler(data), uiSchema));
      return validationDataMerge({ ...result, errors: toErrorList(result.errorSchema) }, more);
    },
  };
}
