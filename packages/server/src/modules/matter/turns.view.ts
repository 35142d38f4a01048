import type { Matter as MatterContract } from '@plumbline/contract/matter';
import { type Machine, type Matter, pick, type Turn, titleOfStep, type unmetFor } from '@plumbline/policy';
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

const MOST_ROLES = 6;
const COMMA = { zh: '、', en: ', ' };

/** Name of a place in a matter, of the procedure's own or one that every matter knows. */
export const titleOfPlace = (machine: Machine, role: string) =>
  machine.parties?.[role]?.title ?? PLACES[role as keyof typeof PLACES] ?? { zh: role, en: role };

/** Whose turn it is, in words: a place with those who have it, or the organ that keeps the matter, with the roles that may. */
export function viewTurns(
  { locale, pack }: Ctx,
  machine: Machine,
  matter: Matter,
  turns: readonly Turn[],
  names: Names,
): z.infer<typeof MatterContract>['turns'] {
  const comma = pick(COMMA, locale);
  const rolesWith = (permission: readonly string[]): string[] =>
    pack.roles
      .filter(
        ({ administrator, inUnit, permissions }) =>
          !administrator && !inUnit && permissions.some((one) => permission.includes(one)),
      )
      .map(({ title }) => pick(title, locale));
  const whoIs = (relation: string, { permission, left }: Turn): string[] => {
    const keeper = relation === 'custodian' && names.get(matter.custodian);
    if (keeper) {
      const roles = rolesWith(permission).slice(0, MOST_ROLES).join(comma);
      return [roles ? pick({ zh: `${keeper}（${roles}）`, en: `${keeper} (${roles})` }, locale) : keeper];
    }
    if (relation in PERSONS) return [pick(PERSONS[relation as keyof typeof PERSONS], locale)];
    const place = pick(titleOfPlace(machine, relation), locale);
    const all = matter.parties[relation] ?? [];
    const refs = left ? all.filter(({ id }) => left.includes(id)) : all;
    const taken = refs.flatMap(({ id }) => names.get(id) ?? []).join(comma);
    if (taken) return [`${place} ${taken}`];
    const concerned = relation === 'unit' && matter.subjects.some(({ kind }) => kind === 'unit');
    return refs.length > 0 || concerned ? [place] : [];
  };
  return turns.flatMap((turn) => {
    const who = turn.by.flatMap((relation) => whoIs(relation, turn));
    return who.length > 0 ? [{ title: pick(titleOfStep(machine, turn.action)!, locale), by: who }] : [];
  });
}

/** What a step that leads on still waits for, in words. */
export const viewUnmet = (
  { locale }: Ctx,
  machine: Machine,
  unmet: ReturnType<typeof unmetFor>,
): z.infer<typeof MatterContract>['unmet'] =>
  unmet.map(({ action, text }) => ({
    title: pick(titleOfStep(machine, action)!, locale),
    why: pick(text, locale),
  }));
