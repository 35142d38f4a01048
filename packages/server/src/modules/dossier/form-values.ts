import { type Paper, valuesAt } from '@plumbline/policy';

/** The value of a paper's field in a form's data, as text; null when nothing stands there. */
export function valueOfField(paper: Paper, data: unknown, code: string | undefined): string | null {
  const field = code === undefined ? undefined : paper.fields[code];
  const [value] = field ? valuesAt(data, field.path) : [];
  return value === undefined || typeof value === 'object' ? null : String(value);
}
