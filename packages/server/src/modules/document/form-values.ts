import {
  type FormNode,
  type MatterEvent,
  nodeAt,
  type Pack,
  pick,
  type Template,
  type TemplateField,
  textOfValue,
  valuesAt,
} from '@plumbline/policy';
import { type FieldValue, longDay } from '../../platform/documents/templates/values.ts';

type Language = Template['language'];

/** A form of the pack with what was written in it. */
export interface FilledForm {
  form: FormNode;
  data: unknown;
}

/**
 * The forms of a matter in the pack that it follows, the latest first: that of the step that issues a document,
 * those of the steps that were taken, that of its beginning, then those that nobody filled yet.
 */
export function formsOf(
  pack: Pack,
  procedure: string,
  steps: readonly MatterEvent[],
  step: { form?: string | undefined; data?: unknown } = {},
): FilledForm[] {
  const { begin, actions = {} } = pack.procedures[procedure] ?? {};
  const named = (code: string | undefined, data?: unknown): FilledForm[] => {
    const form = code === undefined ? undefined : pack.forms[code];
    return form ? [{ form: form as unknown as FormNode, data }] : [];
  };
  const taken = steps.flatMap((event) =>
    named(event.type === 'begun' ? begin?.form : actions[event.action]?.form, event.data),
  );
  return [
    ...named(step.form, step.data),
    ...taken.reverse(),
    ...[begin, ...Object.values(actions)].flatMap((one) => named(one?.form)),
  ];
}

const nodeOf = (forms: readonly FilledForm[], path: string): FormNode | undefined => {
  const known = forms.filter(({ form }) => nodeAt(form, path));
  const from = known.find((one) => valuesAt(one.data, path).length > 0) ?? known[0];
  return from ? nodeAt(from.form, path)?.node : undefined;
};

/** Articles of the library that the forms cite at a path: a paper names them, whatever anybody would write. */
export function citedAt(forms: readonly FilledForm[], data: Record<string, unknown>, path: string): string[] {
  const node = nodeOf(forms, path);
  if ((node?.['x-ui']?.widget ?? node?.items?.['x-ui']?.widget) !== 'article') return [];
  return valuesAt(data, path).flat().map(String);
}

/**
 * What the forms of a matter give for a field of a template: codes by their titles, a list row by row.
 * @param names of the articles that are cited, by id
 */
export function valueFromForms(
  pack: Pack,
  forms: readonly FilledForm[],
  data: Record<string, unknown>,
  path: string,
  field: TemplateField,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): FieldValue {
  const node = nodeOf(forms, path);
  const values = valuesAt(data, path);
  const cited = citedAt(forms, data, path);
  if (cited.length > 0)
    return joined(
      cited.map((id) => names.get(id) ?? ''),
      language,
    );
  // A path ends at the list, or at each of its rows.
  return fieldValue(pack, node, values.length === 1 ? values[0] : values, field, language);
}

/** A value of a form as it stands in a document. */
export function fieldValue(
  pack: Pack,
  node: FormNode | undefined,
  value: unknown,
  field: TemplateField,
  language: Language,
): FieldValue {
  if (field.kind !== 'list') return textOf(pack, node, value, field, language);
  const rows = [value].flat().filter((row) => typeof row === 'object' && row !== null);
  const columns = (node?.items ?? node)?.properties ?? {};
  return rows.map((row) =>
    Object.fromEntries(
      (field.columns ?? []).map(({ code }) => [
        code,
        textOf(pack, columns[code], (row as Record<string, unknown>)[code], { kind: 'line' }, language),
      ]),
    ),
  );
}

function textOf(
  pack: Pack,
  node: FormNode | undefined,
  value: unknown,
  field: Pick<TemplateField, 'kind'>,
  language: Language,
): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return joined(
      value.map((one) => textOf(pack, node?.items ?? node, one, field, language)),
      language,
    );
  if (typeof value === 'object')
    return joined(
      Object.entries(value).map(([key, one]) => textOf(pack, node?.properties?.[key], one, field, language)),
      language,
    );
  const title = node && textOfValue(pack, node, value);
  if (title) return pick(title, language);
  // A field that is a day writes it itself, when the file is filled.
  if (node?.format === 'date' && field.kind !== 'day') return longDay(String(value), language);
  return String(value);
}

export const joined = (parts: readonly string[], language: Language): string =>
  parts.filter((part) => part !== '').join(language === 'zh' ? '、' : ', ');
