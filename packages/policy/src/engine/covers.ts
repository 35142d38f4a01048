import type { FormFault } from '../forms/validate-form.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { fieldFault } from './input.ts';
import type { Matter } from './types.ts';

type Entries = readonly Readonly<Record<string, unknown>>[];
const entriesOf = (value: unknown): Entries => (Array.isArray(value) ? (value as Entries) : []);

/**
 * What a list of the form leaves open: an entry of the earlier list of which it says nothing, one of which it speaks
 * twice, one that there is not. With `only` just the last: it may be silent and may come back to one.
 */
export function uncovered(
  { covers }: Pick<Action, 'covers'>,
  before: Matter['data'],
  data: Matter['data'],
): FormFault[] {
  if (!covers) return [];
  const { list, of, by, only } = covers;
  const wanted = new Set(entriesOf(before[of]).map((entry) => entry[by]));
  const said = entriesOf(data[list]).map((entry) => entry[by]);
  const numbers = (values: Iterable<unknown>) => [...new Set(values)].map(String).join('、');
  const missing = [...wanted].filter((one) => !said.includes(one));
  const strange = said.filter((one) => !wanted.has(one));
  const twice = said.filter((one, i) => said.indexOf(one) !== i);
  return [
    !only &&
      missing.length > 0 &&
      fieldFault(list, 'covers', `还缺第${numbers(missing)}项`, `No. ${numbers(missing)} is still missing`),
    strange.length > 0 &&
      fieldFault(list, 'covers', `没有第${numbers(strange)}项`, `There is no No. ${numbers(strange)}`),
    !only &&
      twice.length > 0 &&
      fieldFault(list, 'covers', `第${numbers(twice)}项重复`, `No. ${numbers(twice)} is named twice`),
  ].filter((fault) => fault !== false);
}
