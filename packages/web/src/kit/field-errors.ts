import type { Fault } from '@plumbline/contract/problem';
import { ProblemError } from '../lib/problem.ts';

export type FieldPath = (string | number)[];

/** `/rows/0/name` → `['rows', 0, 'name']` (RFC 6901; digits become list positions). */
export function pathOfPointer(pointer: string): FieldPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((part) => part !== '')
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part));
}

export interface FieldError {
  name: FieldPath;
  errors: string[];
}

/** Faults of a refused body as Ant Design's `form.setFields` takes them, several of one field joined. */
export function fieldErrors(problem: unknown): FieldError[] {
  if (!(problem instanceof ProblemError)) return [];
  const fields = new Map<string, FieldError>();
  for (const { pointer, detail } of problem.faults) {
    if (!pointer || pointer === '/') continue;
    const field = fields.get(pointer) ?? { name: pathOfPointer(pointer), errors: [] };
    field.errors.push(detail);
    fields.set(pointer, field);
  }
  return [...fields.values()];
}

interface FormLike {
  // biome-ignore lint/suspicious/noExplicitAny: the form's own type of names depends on its values
  setFields: (fields: any[]) => void;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  getFieldInstance?: (name: any) => unknown;
}

/** Writes the faults beside their fields. */
export function showFieldErrors(form: FormLike, problem: unknown): void {
  form.setFields(fieldErrors(problem));
}

/** For `ProblemAlert marked`: true for faults that stand beside one of these fields already. */
export const markedBy =
  (...fields: string[]) =>
  (fault: Fault): boolean =>
    fault.pointer !== undefined && fields.includes(String(pathOfPointer(fault.pointer)[0]));
