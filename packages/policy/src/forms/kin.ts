import type { FormNode } from './form-types.ts';
import { formValues } from './walk-form.ts';

/** What stands in place of a masked value. */
export const MASK = '＊＊';

/**
 * The data without what concerns kin and third persons (protection P12): texts become `MASK`, numbers and
 * flags vanish. Lists keep their length, so that counts stay true.
 */
export function maskKin(form: FormNode, data: unknown): unknown {
  const step = (node: FormNode | undefined, value: unknown, above: boolean): unknown => {
    const kin = above || node?.['x-kin'] === true;
    if (Array.isArray(value)) return value.map((row) => step(node?.items, row, kin));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, child]) => [key, step(node?.properties?.[key], child, kin)] as const)
          .filter(([, child]) => child !== undefined),
      );
    }
    if (!kin) return value;
    return typeof value === 'string' ? MASK : undefined;
  };
  return step(form, data, false);
}

/** Texts of the data that may be searched: never kin and third persons, coded values in every language. */
export function searchableText(form: FormNode, data: unknown): string {
  return formValues(form, data)
    .filter((f) => !f.kin && typeof f.value !== 'boolean')
    .flatMap((f) => {
      const option = f.node.oneOf?.find((o) => o.const === f.value)?.['x-title'];
      return option ? [option.zh, option.en] : [String(f.value)];
    })
    .join('\n');
}

/** What somebody wrote of it in own words, by which copies are told: no days, codes and numbers, never kin and third persons. */
export function writtenText(form: FormNode, data: unknown): string {
  return formValues(form, data)
    .filter(({ kin, node, value }) => !kin && typeof value === 'string' && !node.oneOf && !node.format)
    .map(({ value }) => value)
    .join('\n');
}
