import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import type {
  AppointmentRow,
  DossierRow,
  FileRow,
  InstructionRow,
  KinRow,
  MaterialRow,
  PersonRow,
  UnitRow,
} from './export.types.ts';

export function findDossier(trx: Trx, j: number, subjectId: string): Promise<DossierRow | undefined> {
  return trx
    .selectFrom('dossier as d')
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.organ_id'),
    )
    .select([
      'd.subject_id as subjectId',
      sql<'person' | 'unit'>`d.subject_kind`.as('kind'),
      'd.organ_id as organId',
      'o.name as organName',
      'd.classification',
    ])
    .where('d.jurisdiction_id', '=', j)
    .where('d.subject_id', '=', subjectId)
    .executeTakeFirst();
}

/** These entries with where they come from, in the order of the binder's leaves; sealed ones never. */
export function listMaterials(trx: Trx, j: number, ids: readonly string[]): Promise<MaterialRow[]> {
  return trx
    .selectFrom('material as m')
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('o.id', '=', 'm.source_organ_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('a.id', '=', 'm.author_id'),
    )
    .leftJoin('account as v', (join) =>
      join.onRef('v.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('v.id', '=', 'm.verified_by'),
    )
    .select([
      'm.id',
      'm.item',
      'm.pack_version as packVersion',
      'm.title',
      'm.form',
      'm.note',
      'm.source',
      'o.name as sourceOrgan',
      'm.occurred_on as occurredOn',
      'm.received_on as receivedOn',
      'm.status',
      'm.supersedes_id as supersedes',
      'a.name as author',
      'v.name as verifiedBy',
      'm.verified_at as verifiedAt',
      'm.created_at as createdAt',
      'm.classification',
      'm.version',
    ])
    .where('m.jurisdiction_id', '=', j)
    .where('m.id', '=', sql<string>`any (${uuidArray(ids)})`)
    .where('m.sealed_unit_id', 'is', null)
    .orderBy('m.item')
    .orderBy(sql`coalesce(m.occurred_on, m.received_on)`)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute();
}

/** Files of these entries, in order. One that is classified above its entry stays. */
export function listFiles(trx: Trx, j: number, materialIds: readonly string[]): Promise<FileRow[]> {
  return trx
    .selectFrom('file as f')
    .innerJoin('material as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('m.id', '=', 'f.material_id'),
    )
    .select([
      'f.id',
      'm.id as materialId',
      'f.store_name as storeName',
      'f.name',
      'f.type',
      sql<number>`f.size`.as('size'),
    ])
    .where('f.jurisdiction_id', '=', j)
    .where('m.id', '=', sql<string>`any (${uuidArray(materialIds)})`)
    .whereRef('f.classification', '<=', 'm.classification')
    .where('f.sealed_unit_id', 'is', null)
    .orderBy('f.order_no')
    .orderBy('f.created_at')
    .orderBy('f.id')
    .execute();
}

export function listAppointments(
  trx: Trx,
  j: number,
  subject: Pick<DossierRow, 'kind' | 'subjectId'>,
): Promise<AppointmentRow[]> {
  return trx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .innerJoin('person as h', (join) =>
      join.onRef('h.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('h.id', '=', 'a.person_id'),
    )
    .select([
      'a.id',
      'a.person_id as personId',
      'h.name as personName',
      'a.post_id as postId',
      'p.title as postTitle',
      'a.unit_id as unitId',
      'u.name as unitName',
      'a.kind',
      'a.from_day as from',
      sql<'day' | 'month' | 'year'>`a.from_precision`.as('fromPrecision'),
      'a.to_day as to',
      sql<'day' | 'month' | 'year'>`a.to_precision`.as('toPrecision'),
      'a.basis',
    ])
    .where('a.jurisdiction_id', '=', j)
    .where(subject.kind === 'person' ? 'a.person_id' : 'a.unit_id', '=', subject.subjectId)
    .orderBy('a.from_day')
    .orderBy('p.order_no')
    .orderBy('a.id')
    .execute();
}

export function listPersons(trx: Trx, j: number, ids: readonly string[]): Promise<PersonRow[]> {
  return trx
    .selectFrom('person')
    .select([
      'id',
      'name',
      'name_en as nameEn',
      'other_names as otherNames',
      sql<PersonRow['sex']>`sex`.as('sex'),
      'birth_date as birthDate',
      sql<PersonRow['birthPrecision']>`birth_precision`.as('birthPrecision'),
      'death_date as deathDate',
    ])
    .where('jurisdiction_id', '=', j)
    .where('id', '=', sql<string>`any (${uuidArray(ids)})`)
    .orderBy('id')
    .execute();
}

export function listUnits(trx: Trx, j: number, ids: readonly string[]): Promise<UnitRow[]> {
  return trx
    .selectFrom('unit')
    .select([
      'id',
      'parent_id as parentId',
      'name',
      'name_en as nameEn',
      'aliases',
      'credit_code as creditCode',
      'kind',
      'industry',
    ])
    .where('jurisdiction_id', '=', j)
    .where('id', '=', sql<string>`any (${uuidArray(ids)})`)
    .orderBy('id')
    .execute();
}

export function listKin(trx: Trx, j: number, personId: string, ceiling: number): Promise<KinRow[]> {
  return trx
    .selectFrom('kinship')
    .select([
      'id',
      'relation',
      'name',
      'kin_person_id as kinPersonId',
      'birth_date as birthDate',
      'employer',
      'from_day as from',
      'to_day as to',
      'material_id as materialId',
    ])
    .where('jurisdiction_id', '=', j)
    .where('person_id', '=', personId)
    .where('classification', '<=', ceiling)
    .orderBy('id')
    .execute();
}

/** Instructions to the unit itself and to its industry. */
export function listInstructions(
  trx: Trx,
  j: number,
  unitId: string,
  ceiling: number,
): Promise<InstructionRow[]> {
  return trx
    .selectFrom('instruction as i')
    .innerJoin('unit as u', (join) =>
      join
        .onRef('u.jurisdiction_id', '=', 'i.jurisdiction_id')
        .on((on) =>
          on.or([on('i.unit_id', '=', on.ref('u.id')), on('i.industry', '=', on.ref('u.industry'))]),
        ),
    )
    .select(['i.id', 'i.item', 'i.title', 'i.content', 'i.issuer', 'i.issued_on as issuedOn'])
    .where('i.jurisdiction_id', '=', j)
    .where('u.id', '=', unitId)
    .where('i.classification', '<=', ceiling)
    .orderBy('i.issued_on')
    .orderBy('i.id')
    .execute();
}

/** Names that the manifest states: the account, the jurisdiction and the organs in reach. */
export async function exporterNames(trx: Trx, j: number, accountId: string, organIds: readonly string[]) {
  const [account, jurisdiction, organs] = await Promise.all([
    trx
      .selectFrom('account')
      .select(['username', 'name'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
    trx
      .selectFrom('jurisdiction')
      .select(['code', 'name', 'name_en as nameEn'])
      .where('id', '=', j)
      .executeTakeFirstOrThrow(),
    trx
      .selectFrom('organ')
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', sql<string>`any (${uuidArray(organIds)})`)
      .orderBy('code')
      .execute(),
  ]);
  return { account, jurisdiction, organs };
}
