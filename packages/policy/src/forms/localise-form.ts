import type { Locale, PackText } from '../pack/common.schema.ts';

/**
 * The form as plain JSON Schema in one language: `x-title` becomes `title`, `x-note` becomes `description`.
 * The x- keywords stay, so that the client may read hints.
 */
export function localiseForm(form: unknown, locale: Locale): unknown {
  if (Array.isArray(form)) return form.map((f) => localiseForm(f, locale));
  if (typeof form !== 'object' || form === null) return form;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(form)) {
    if (key === 'x-title' && isText(value)) out.title = value[locale];
    else if (key === 'x-note' && isText(value)) out.description = value[locale];
    else if (key === 'title' && isText(value)) out.title = value[locale];
    else out[key] = localiseForm(value, locale);
  }
  return out;
}

const isText = (value: unknown): value is PackText =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as PackText).zh === 'string' &&
  typeof (value as PackText).en === 'string';
