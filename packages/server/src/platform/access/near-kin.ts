import type { Pack } from '@plumbline/policy';

/** Degrees of kinship that keep somebody out of what concerns a person. */
const NEAR: ReadonlySet<string> = new Set(['spouse', 'direct', 'collateral', 'in-law']);

/** Relations by which kin are near enough to be kept out; the registry knows others besides, such as former colleagues. */
export const nearRelations = ({ relations = [] }: Partial<Pick<Pack, 'relations'>>): string[] =>
  relations.filter(({ closeness }) => NEAR.has(closeness)).map(({ code }) => code);
