import { type CatalogueItem, type FormNode, maskKin, type Pack, pick, walkForm } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { MaterialRow } from './export.types.ts';

/** The packs under which entries were filed, by version: each entry keeps the form and labels of its day. */
export async function packsOf(ctx: Ctx, materials: readonly MaterialRow[]): Promise<Map<string, Pack>> {
  const { head } = ctx.pack;
  const packs = new Map([[head.version, ctx.pack]]);
  for (const { packVersion } of materials) {
    if (!packs.has(packVersion))
      packs.set(packVersion, await ctx.services.packs.version(head.code, packVersion));
  }
  return packs;
}

export interface Filed {
  pack: Pack;
  item: CatalogueItem;
  form: FormNode;
}

/** Item and form of an entry as they stood when it was filed. @throws Error when that pack has no such item */
export function filedUnder(
  packs: Map<string, Pack>,
  material: Pick<MaterialRow, 'item' | 'packVersion'>,
): Filed {
  const pack = packs.get(material.packVersion);
  const item = pack?.catalogue.items.find((entry) => entry.code === material.item);
  if (!pack || !item) throw new Error(`Pack ${material.packVersion} has no item ${material.item}`);
  return { pack, item, form: pack.forms[item.form] as unknown as FormNode };
}

/** The entry's data, with kin and third persons masked unless they may be shown (protection P12). */
export const dataOf = (filed: Filed, material: Pick<MaterialRow, 'form'>, kinShown: boolean): unknown =>
  kinShown ? material.form : maskKin(filed.form, material.form);

/** Whether a form asks for kin anywhere: papers attached to it name them too. */
export function asksForKin(form: FormNode): boolean {
  let found = false;
  walkForm(form, (_node, _pointer, kin) => {
    found ||= kin;
  });
  return found;
}

interface Entry {
  code: string;
  title: { zh: string; en: string };
}

/** The text of a code in one of the pack's lists; the code itself when the list has lost it. */
export function titleOf(entries: readonly Entry[], code: string | null, locale: 'zh' | 'en'): string {
  const found = entries.find((entry) => entry.code === code);
  return found ? pick(found.title, locale) : (code ?? '');
}
