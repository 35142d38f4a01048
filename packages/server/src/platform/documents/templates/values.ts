import { isFixedSource, namesOf, type Template, type TemplateField } from '@plumbline/policy';

/** What stands in one field: a text, or the rows of a list. */
export type FieldValue = string | Record<string, string>[];
export type FieldValues = Record<string, FieldValue>;

export interface FieldFault {
  field: string;
  code: 'field-missing' | 'field-unknown' | 'field-fixed' | 'field-shape';
}

/**
 * Joins what the records give with what the caller writes, which counts more except where the platform alone
 * fills. Gives every fault at once.
 */
export function joinValues(
  template: Template,
  known: FieldValues,
  given: FieldValues,
): { values: FieldValues; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  for (const code of Object.keys(given)) {
    const field = template.fields.find((one) => one.code === code);
    if (!field) faults.push({ field: code, code: 'field-unknown' });
    else if (isFixedSource(field.from)) faults.push({ field: code, code: 'field-fixed' });
    else if (!fits(field, given[code]!)) faults.push({ field: code, code: 'field-shape' });
  }
  const values: FieldValues = {};
  for (const { code, kind, required, from } of template.fields) {
    const value = given[code] ?? known[code] ?? (kind === 'list' ? [] : '');
    values[code] = value;
    // The number is taken last of all, when nothing can refuse any more.
    if (required && from !== 'document.number' && isBlank(value))
      faults.push({ field: code, code: 'field-missing' });
  }
  return { values, faults };
}

const isBlank = (value: FieldValue) => (typeof value === 'string' ? value.trim() === '' : value.length === 0);

function fits(field: TemplateField, value: FieldValue): boolean {
  if (field.kind !== 'list') return typeof value === 'string';
  if (typeof value === 'string') return false;
  const columns = new Set(field.columns?.map((column) => column.code));
  return value.every((row) => Object.keys(row).every((key) => columns.has(key)));
}

/** Values under every name that a tag may have; a day as it is written in the document's language. */
export function tagValues(template: Template, values: FieldValues): Record<string, unknown> {
  const tags: Record<string, unknown> = {};
  for (const field of template.fields) {
    const value = values[field.code];
    const rows = typeof value === 'string' || value === undefined ? undefined : value;
    const filled = rows
      ? rows.map((row) =>
          Object.fromEntries(
            (field.columns ?? []).flatMap((column) =>
              namesOf(column).map((name) => [name, row[column.code] ?? '']),
            ),
          ),
        )
      : field.kind === 'day'
        ? longDay((value as string | undefined) ?? '', template.language)
        : (value ?? '');
    for (const name of namesOf(field)) tags[name] = filled;
  }
  return tags;
}

/** Every name that may stand in a file of this template. */
export const namesIn = (template: Template): string[] =>
  template.fields.flatMap((field) => [...namesOf(field), ...(field.columns ?? []).flatMap(namesOf)]);

/** Names of the fields that may stay empty and do. */
export const blankIn = (template: Template, values: FieldValues): string[] =>
  template.fields
    .filter((field) => !field.required && field.kind !== 'list' && isBlank(values[field.code] ?? ''))
    .flatMap(namesOf);

/** `2026-04-06` as 2026年4月6日 or 6 April 2026; what is no such day stays as it was written. */
export function longDay(day: string, language: 'zh' | 'en'): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year) return day;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(date)}日`;
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(day));
  return `${Number(date)} ${name} ${year}`;
}

/** The made-up values of a template, for its preview. */
export const sampleValues = (template: Template): FieldValues =>
  Object.fromEntries(template.fields.map((field) => [field.code, field.sample]));
