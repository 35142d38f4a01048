import type { OpinionConclusion } from '@plumbline/policy';
import { compareNames } from '../../../platform/matching/names.ts';
import type { Measure } from './measure.rules.ts';
import type { AskedName, ConclusionRow, RowFault, Signature, SignRow } from './opinion.types.ts';
import type { Registered } from './registered.ts';

/** What is in force about each name, by its number. */
export type InForce = ReadonlyMap<number, readonly Measure[]>;

const inForceOf = (inForce: InForce, no: number): readonly Measure[] => inForce.get(no) ?? [];

/**
 * What is wrong with what somebody signs. A problem rests on measures in force alone, so that nothing unverified can be
 * signed in (P2); nobody signs a name that is their own or their kin's, or from which they stayed out before.
 * @param signer persons whose names the signer stays away from, and the numbers from which the signer stayed out before
 */
export function signFaults(
  rows: readonly SignRow[],
  names: readonly AskedName[],
  inForce: InForce,
  signer: { near: ReadonlySet<string>; stayedOut: ReadonlySet<number> },
): RowFault[] {
  const byNo = new Map(names.map((name) => [name.no, name]));
  return rows.flatMap(({ no, result, grounds = [] }, row): RowFault[] => {
    const name = byNo.get(no);
    const fault = (field: string, code: string) => [{ row, field, code: `opinion.${code}`, params: { no } }];
    if (!name) return fault('no', 'no-such-name');
    if (rows.findIndex((other) => other.no === no) !== row) return fault('no', 'twice');
    if (signer.near.has(name.person)) return fault('no', 'near');
    if (result !== 'recused' && signer.stayedOut.has(no)) return fault('result', 'stayed-out');
    if (result !== 'problem') return grounds.length > 0 ? fault('grounds', 'no-ground-here') : [];
    if (grounds.length === 0) return fault('grounds', 'ground');
    return allInForce(grounds, inForceOf(inForce, no)) ? [] : fault('grounds', 'not-in-force');
  });
}

/** A name that is not the person's, nor an earlier one, says what the person is called on record. */
export function nameFaults(
  names: readonly AskedName[],
  known: ReadonlyMap<string, Pick<Registered, 'name' | 'otherNames'>>,
): RowFault[] {
  return names.flatMap(({ no, person, name, registered }, row): RowFault[] => {
    const held = known.get(person);
    if (!held || registered === held.name) return [];
    if (registered === undefined && compareNames(name, [held.name, ...held.otherNames]) !== 'different')
      return [];
    return [{ row, field: 'name', code: 'opinion.other-name', params: { no, name, held: held.name } }];
  });
}

const allInForce = (grounds: readonly string[], measures: readonly Measure[]): boolean =>
  grounds.every((key) => measures.some((measure) => measure.key === key));

/** What counts of each name for each place: of those who did not stay out, the last. */
export function standingSigns(signs: readonly Signature[]): Map<string, Signature> {
  const standing = new Map<string, Signature>();
  for (const sign of signs) {
    if (sign.result === 'recused') continue;
    const key = signKey(sign.no, sign.place);
    const known = standing.get(key);
    if (!known || known.at.getTime() <= sign.at.getTime()) standing.set(key, sign);
  }
  return standing;
}

export const signKey = (no: number, place: string): string => `${no} ${place}`;

/** Numbers of the names that a place has not signed yet, by place; places that have signed all are left out. */
export function unsigned(
  names: readonly AskedName[],
  places: readonly string[],
  signs: readonly Signature[],
): Map<string, number[]> {
  const standing = standingSigns(signs);
  return new Map(
    places.flatMap((place) => {
      const left = names.filter(({ no }) => !standing.has(signKey(no, place))).map(({ no }) => no);
      return left.length > 0 ? [[place, left] as const] : [];
    }),
  );
}

/** As a reply tells grounds; the order is that of the measures, so that nothing can be said by it. */
export const toldOf = (grounds: readonly string[], measures: readonly Measure[]): string =>
  measures
    .filter(({ key }) => grounds.includes(key))
    .map(({ told }) => told)
    .join('；');

/** What the platform proposes for a name: a person decides. */
export function proposedFor(
  conclusions: readonly OpinionConclusion[],
  measures: readonly Measure[],
  occasion: string,
): { conclusion: string; grounds: string[] } {
  const standing = measures.filter(({ against }) => against.includes(occasion));
  const wanted = standing.length > 0;
  return {
    conclusion: conclusions.find(({ ground }) => ground === wanted)!.code,
    grounds: standing.map(({ key }) => key),
  };
}

export interface Concluding {
  names: readonly AskedName[];
  inForce: InForce;
  signs: readonly Signature[];
  conclusions: readonly OpinionConclusion[];
  occasion: string;
}

/**
 * What is wrong with a draft: a conclusion that needs a ground rests on measures in force and tells exactly these; one
 * without says nothing, and is not given where a measure stands against the occasion. Where a department signed a problem and
 * nothing comes of it, a remark says why; it stays in the house.
 */
export function conclusionFaults(rows: readonly ConclusionRow[], given: Concluding): RowFault[] {
  const { names, inForce, conclusions, occasion } = given;
  const byNo = new Map(names.map((name) => [name.no, name]));
  const problems = new Set(
    [...standingSigns(given.signs).values()].filter(({ result }) => result === 'problem').map(({ no }) => no),
  );
  return rows.flatMap((row, at): RowFault[] => {
    const { no, grounds = [], told = '', remark = '' } = row;
    const name = byNo.get(no);
    const fault = (field: string, code: string) => [
      { row: at, field, code: `opinion.${code}`, params: { no } },
    ];
    if (!name) return fault('no', 'no-such-name');
    for (const field of ['name', 'unit', 'post'] as const)
      if ((row[field] ?? '') !== (name[field] ?? '')) return fault(field, 'other-words');
    const chosen = conclusions.find(({ code }) => code === row.conclusion);
    if (!chosen) return fault('conclusion', 'no-such-conclusion');
    const measures = inForceOf(inForce, no);
    if (chosen.ground && grounds.length === 0) return fault('grounds', 'ground');
    if (!chosen.ground && grounds.length > 0) return fault('grounds', 'no-ground-here');
    if (!allInForce(grounds, measures)) return fault('grounds', 'not-in-force');
    if (told !== toldOf(grounds, measures)) return fault('told', 'other-words');
    if (chosen.ground) return [];
    if (measures.some(({ against }) => against.includes(occasion)))
      return fault('conclusion', 'stands-against');
    return problems.has(no) && remark.trim() === '' ? fault('remark', 'remark') : [];
  });
}
