import type { FormNode } from '../forms/form-types.ts';
import type { PackText } from '../pack/common.schema.ts';

export type FormData = Record<string, unknown>;

/** The value at a plain path (`a/b`); undefined where nothing stands. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split('/')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as FormData)[key];
  }
  return value;
}

/** Puts a value there, with the objects on the way; nothing is put for undefined. */
export function putAt(data: FormData, path: string, value: unknown): void {
  if (value === undefined) return;
  const keys = path.split('/');
  const last = keys.pop()!;
  let at = data;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as FormData;
  }
  at[last] = value;
}

export interface Option {
  value: string;
  title: PackText;
}

export const optionsOf = (node: FormNode): Option[] =>
  (node.oneOf ?? []).flatMap((option) =>
    typeof option.const === 'string' && option['x-title']
      ? [{ value: option.const, title: option['x-title'] }]
      : [],
  );

export const rowsAt = (data: unknown, path: string): FormData[] => {
  const rows = valueAt(data, path);
  return Array.isArray(rows)
    ? rows.filter((row): row is FormData => typeof row === 'object' && row !== null)
    : [];
};

/** Full-width digits, letters and points made narrow, one character for one: places in the text stay. */
export const narrow = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
