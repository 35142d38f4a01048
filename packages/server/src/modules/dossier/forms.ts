import { type CatalogueItem, type FormNode, type Pack, walkForm } from '@plumbline/policy';

/** The form of an item. */
export const formOf = (pack: Pack, item: CatalogueItem): FormNode =>
  pack.forms[item.form] as unknown as FormNode;

const withKin = new WeakMap<FormNode, boolean>();

/** Whether the form asks for kin and third persons anywhere: then papers attached to it name them too. */
export function asksForKin(form: FormNode): boolean {
  let found = withKin.get(form);
  if (found === undefined) {
    let any = false;
    walkForm(form, (_, __, kin) => {
      any ||= kin;
    });
    found = any;
    withKin.set(form, found);
  }
  return found;
}
