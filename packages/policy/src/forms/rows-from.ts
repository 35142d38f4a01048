import type { Action } from '../pack/procedure.schema.ts';

type Fields = Readonly<Record<string, unknown>>;

/** With what a form begins whose list is made of a text that was said before: a row for each of its lines; null without one. */
export function rowsFrom(
  { list, by, text, from }: NonNullable<Action['rowsFrom']>,
  data: Fields,
): Record<string, Record<string, unknown>[]> | null {
  const said = data[from];
  const lines = typeof said === 'string' ? said.split('\n').flatMap((line) => line.trim() || []) : [];
  return lines.length > 0 ? { [list]: lines.map((line, i) => ({ [by]: i + 1, [text]: line })) } : null;
}
