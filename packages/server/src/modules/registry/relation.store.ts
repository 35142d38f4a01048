import type { Contact, Supervision } from '@plumbline/contract/registry-relations';
import type { Trx } from '../../platform/db/database.ts';

/** Supervision relations with the names of both sides, as the contract has them. */
export const supervisions = (trx: Trx, j: number) =>
  trx
    .selectFrom('supervision as s')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 's.jurisdiction_id').onRef('o.id', '=', 's.organ_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 's.jurisdiction_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select([
      's.id',
      's.organ_id as organId',
      'o.name as organName',
      's.unit_id as unitId',
      'u.name as unitName',
      's.kind',
      's.from_day as from',
      's.to_day as to',
      's.version',
    ])
    .where('s.jurisdiction_id', '=', j) satisfies { execute(): Promise<Supervision[]> };

/** Contact officers with names. */
export const contacts = (trx: Trx, j: number) =>
  trx
    .selectFrom('contact as c')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('a.id', '=', 'c.account_id'),
    )
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('o.id', '=', 'c.organ_id'),
    )
    .leftJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('u.id', '=', 'c.unit_id'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('p.id', '=', 'c.person_id'),
    )
    .select([
      'c.id',
      'c.account_id as accountId',
      'a.name as accountName',
      'c.organ_id as organId',
      'o.name as organName',
      'u.id as unitId',
      'u.name as unitName',
      'p.id as personId',
      'p.name as personName',
      'c.from_day as from',
      'c.to_day as to',
      'c.version',
    ])
    .where('c.jurisdiction_id', '=', j);

type ContactRow = Awaited<ReturnType<ReturnType<typeof contacts>['execute']>>[number];

export const presentContact = ({ unitId, unitName, personId, personName, ...row }: ContactRow): Contact => ({
  ...row,
  unit: unitId && unitName !== null ? { id: unitId, name: unitName } : null,
  person: personId && personName !== null ? { id: personId, name: personName } : null,
});
