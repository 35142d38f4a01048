import { valuesAt } from '../forms/field-path.ts';
import {
  type CatalogueItem,
  FACT_KINDS,
  type FactKind,
  GRAVITIES,
  type Gravity,
} from '../pack/catalogue.schema.ts';

/** What an entry of a dossier says to the level of a warning and to the special list. */
export interface FactSaid {
  grave: Gravity;
  kind: FactKind;
  /** In a line; undefined when the item names no field for it, or it was left empty. */
  about?: string;
  /** Day on which it happened; undefined when the item names no field for it, or it was left empty. */
  on?: string;
}

/** A fact that may count, with the matter that it tells of: entries that tell of the same one count once (P3). */
export interface Fact extends FactSaid {
  id: string;
  matter: string;
  /** Moment at which it was verified, ISO 8601; left out: not asked. */
  verifiedAt?: string;
}

/** How grave something is: 0 minor … 2 serious. */
export const rankOf = (grave: Gravity): number => GRAVITIES.indexOf(grave);

export const isGravity = (value: unknown): value is Gravity => GRAVITIES.some((grave) => grave === value);

/** What the entry says, by the key `warns` of its item; undefined when it bears on no level. */
export function factOf({ warns }: Pick<CatalogueItem, 'warns'>, form: unknown): FactSaid | undefined {
  if (!warns) return undefined;
  const says = (path: string, values: readonly string[]) =>
    valuesAt(form, path).some((value) => values.includes(String(value)));
  if (!Object.entries(warns.only ?? {}).every(([path, values]) => says(path, values))) return undefined;
  const [grave = warns.otherwise] = valuesAt(form, warns.grave);
  if (!isGravity(grave)) return undefined;
  const [said] = warns.kind === undefined ? [warns.as] : valuesAt(form, warns.kind);
  const [about] = warns.about === undefined ? [] : valuesAt(form, warns.about);
  const [on] = warns.on === undefined ? [] : valuesAt(form, warns.on);
  return {
    grave,
    kind: FACT_KINDS.find((kind) => kind === said) ?? 'conduct',
    ...(typeof about === 'string' && about ? { about } : {}),
    ...(typeof on === 'string' && on ? { on } : {}),
  };
}
