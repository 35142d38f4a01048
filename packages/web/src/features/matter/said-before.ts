import type { Matter } from './matter.api.ts';

/** Of the forms that were filled, what they say of these fields; forms that say nothing of them are left out. */
export const partsOf = (
  { forms, said }: Pick<Matter, 'forms' | 'said'>,
  fields: readonly string[],
): { form: object; data: Record<string, unknown> }[] =>
  forms.flatMap((form, i) => {
    const data = only(said[i] ?? {}, fields);
    if (Object.keys(data).length === 0) return [];
    const properties = only((form as { properties?: Record<string, unknown> }).properties ?? {}, fields);
    return [{ form: { ...form, properties, 'x-sections': undefined }, data }];
  });

const only = <T>(all: Readonly<Record<string, T>>, fields: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name)));
