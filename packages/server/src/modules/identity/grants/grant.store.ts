import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Held } from './grant.rules.ts';

/**
 * Makes everything that decides who may hold what wait for its turn: the rules look at many rows (all accounts
 * of a person, all who may grant), so a lock on one of them would not do.
 */
export async function lockGrants({ trx, actor }: Ctx): Promise<void> {
  await trx
    .selectFrom('jurisdiction')
    .select('id')
    .where('id', '=', actor.jurisdictionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

const HELD = [
  'g.account_id as accountId',
  'g.role',
  'g.organ_id as organId',
  'g.unit_id as unitId',
  'g.from_day as from',
  'g.to_day as to',
] as const;

/** Every role of an account, and of the other accounts of the same person. */
export function rolesOfPerson(trx: Trx, j: number, accountId: string, personId: string | null) {
  return trx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('a.id', '=', 'g.account_id'),
    )
    .select(['g.id', ...HELD])
    .where('g.jurisdiction_id', '=', j)
    .where('a.closed_at', 'is', null)
    .where((eb) =>
      eb.or([eb('a.id', '=', accountId), ...(personId ? [eb('a.person_id', '=', personId)] : [])]),
    )
    .execute() satisfies Promise<(Held & { id: string })[]>;
}

/** Every role that an account holds, held or will hold. */
export const rolesOfAccount = ({ trx, actor }: Ctx, accountId: string) =>
  trx
    .selectFrom('role_grant as g')
    .select(HELD)
    .where('g.jurisdiction_id', '=', actor.jurisdictionId)
    .where('g.account_id', '=', accountId)
    .execute();

/** The granting roles (by code) of all open accounts. */
export function listGuardians(trx: Trx, j: number, roles: readonly string[]) {
  return trx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('a.id', '=', 'g.account_id'),
    )
    .select(['g.id', 'a.person_id as personId', ...HELD])
    .where('g.jurisdiction_id', '=', j)
    .where('a.closed_at', 'is', null)
    .where('g.role', 'in', [...roles])
    .execute();
}

/** Grants with the names that a list shows. */
export const grantRows = (trx: Trx, j: number) =>
  trx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('a.id', '=', 'g.account_id'),
    )
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('o.id', '=', 'g.organ_id'),
    )
    .leftJoin('account as by', (join) =>
      join.onRef('by.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('by.id', '=', 'g.granted_by'),
    )
    .leftJoin('account as ender', (join) =>
      join.onRef('ender.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('ender.id', '=', 'g.ended_by'),
    )
    .select([
      'g.id',
      ...HELD,
      'a.username',
      'a.name',
      'a.closed_at as closedAt',
      'o.name as organName',
      'g.basis',
      'by.name as grantedBy',
      'ender.name as endedBy',
      'g.ended_at as endedAt',
      'g.version',
    ])
    .where('g.jurisdiction_id', '=', j);

export type GrantRow = Awaited<ReturnType<ReturnType<typeof grantRows>['execute']>>[number];

/** True on rows `g` that hold on the day, began by it, or are over. */
export const inState = (state: 'future' | 'current' | 'past', day: string) => {
  const over = sql<boolean>`coalesce(g.to_day, 'infinity'::date) < greatest(${day}::date, g.from_day)`;
  if (state === 'past') return over;
  return state === 'future'
    ? sql<boolean>`(g.from_day > ${day}::date and not ${over})`
    : sql<boolean>`(g.from_day <= ${day}::date and not ${over})`;
};
