import type { Matter as MatterContract } from '@plumbline/contract/matter';
import { type Machine, type Matter, pick, titleOfStep, turnsOf, type World } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import type { Names } from './names.ts';

const PLACES = {
  receiver: { zh: '接收方', en: 'Receiver' },
  contributor: { zh: '提供方', en: 'Contributor' },
  unit: { zh: '单位', en: 'Unit' },
  handler: { zh: '承办人', en: 'Handler' },
} as const;

const PERSONS = {
  author: { zh: '发起人', en: 'Whoever began it' },
  subject: { zh: '本人', en: 'The person concerned' },
} as const;

const COMMA = { zh: '、', en: ', ' };

/** Name of a place in a matter, of the procedure's own or one that every matter knows. */
export const titleOfPlace = (machine: Machine, role: string) =>
  machine.parties?.[role]?.title ?? PLACES[role as keyof typeof PLACES] ?? { zh: role, en: role };

/** Whose turn it is, in words: a place with those who have it, or the organ that keeps the matter. */
export function viewTurns(
  { locale }: Ctx,
  machine: Machine,
  matter: Matter,
  world: World,
  names: Names,
): z.infer<typeof MatterContract>['turns'] {
  const whoIs = (relation: string): string[] => {
    const keeper = relation === 'custodian' && names.get(matter.custodian);
    if (keeper) return [keeper];
    if (relation in PERSONS) return [pick(PERSONS[relation as keyof typeof PERSONS], locale)];
    const place = pick(titleOfPlace(machine, relation), locale);
    const refs = matter.parties[relation] ?? [];
    const taken = refs.flatMap(({ id }) => names.get(id) ?? []).join(pick(COMMA, locale));
    if (taken) return [`${place} ${taken}`];
    const concerned = relation === 'unit' && matter.subjects.some(({ kind }) => kind === 'unit');
    return refs.length > 0 || concerned ? [place] : [];
  };
  return turnsOf(machine, matter, world).flatMap(({ action, by }) => {
    const who = by.flatMap(whoIs);
    return who.length > 0 ? [{ title: pick(titleOfStep(machine, action)!, locale), by: who }] : [];
  });
}
