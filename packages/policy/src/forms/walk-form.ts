import type { FormNode } from './form-types.ts';

/** Visits every node of a form with its JSON pointer; `kin` is inherited. */
export function walkForm(
  form: FormNode,
  visit: (node: FormNode, pointer: readonly (string | number)[], kin: boolean) => void,
): void {
  const step = (node: FormNode, path: readonly (string | number)[], above: boolean): void => {
    const kin = above || node['x-kin'] === true;
    visit(node, path, kin);
    for (const [key, child] of Object.entries(node.properties ?? {}))
      step(child, [...path, 'properties', key], kin);
    if (node.items) step(node.items, [...path, 'items'], kin);
  };
  step(form, [], false);
}

export interface FormValue {
  /** Keys and row numbers from the root of the data. */
  path: readonly (string | number)[];
  value: string | number | boolean;
  node: FormNode;
  kin: boolean;
}

/** Every single value of the data that the form knows, with the node that describes it. */
export function formValues(form: FormNode, data: unknown): FormValue[] {
  const out: FormValue[] = [];
  const step = (node: FormNode, value: unknown, path: readonly (string | number)[], above: boolean): void => {
    const kin = above || node['x-kin'] === true;
    if (Array.isArray(value)) {
      if (node.items) for (const [i, row] of value.entries()) step(node.items, row, [...path, i], kin);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(node.properties ?? {}))
        if (Object.hasOwn(value, key))
          step(child, (value as Record<string, unknown>)[key], [...path, key], kin);
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      out.push({ path, value, node, kin });
    }
  };
  step(form, data, [], false);
  return out;
}
