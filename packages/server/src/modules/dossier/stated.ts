import { type FormNode, formValues } from '@plumbline/policy';

type Column = NonNullable<FormNode['x-leaf']>;

/** What an entry's own form says of it: its title, day, issuer and pages. Kin have no place there. */
export function statedOn(form: FormNode, data: unknown): Partial<Record<Column, string>> {
  const out: Partial<Record<Column, string>> = {};
  for (const { node, value, kin } of formValues(form, data)) {
    const column = node['x-leaf'];
    if (column && !kin) out[column] ??= String(value);
  }
  return out;
}

/** Longest title that an entry is kept under. */
const LONGEST = 200;

/** Title and day of an entry as its form states them, so that nobody is asked for them twice. */
export function aboutOn(form: FormNode, data: unknown): { title?: string; occurredOn?: string } {
  const { title, day } = statedOn(form, data);
  return {
    ...(title?.trim() ? { title: [...title.trim()].slice(0, LONGEST).join('') } : {}),
    ...(day ? { occurredOn: day } : {}),
  };
}

/** JSON pointer of the field that states the day, for what is wrong with it. */
export function dayPointer(form: FormNode): string {
  const field = Object.entries(form.properties ?? {}).find(([, node]) => node['x-leaf'] === 'day')?.[0];
  return field ? `/form/${field}` : '/occurredOn';
}
