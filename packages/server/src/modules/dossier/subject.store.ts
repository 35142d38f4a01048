import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

export interface SubjectRow {
  subject_kind: 'person' | 'unit';
  subject_id: string;
  organ_id: string;
  organ_name: string;
  classification: number;
  version: number;
  name: string | null;
  name_en: string | null;
  sex: string | null;
  birth_date: string | null;
  birth_precision: string | null;
  unit_kind: string | null;
  industry: string | null;
  unit_tags: string[] | null;
  parent_id: string | null;
  parent_name: string | null;
  opened_at: Date;
}

/** The dossier with whom it is about; undefined when the caller may not see it. */
export async function findSubject(ctx: Ctx, subjectId: string): Promise<SubjectRow | undefined> {
  const { rows } = await sql<SubjectRow>`
    select d.subject_kind, d.subject_id, d.organ_id, o.name as organ_name, d.classification, d.version,
      coalesce(p.name, u.name) as name, coalesce(p.name_en, u.name_en) as name_en, p.sex, p.birth_date,
      p.birth_precision, u.kind as unit_kind, u.industry, u.tags as unit_tags, s.id as parent_id, s.name as parent_name,
      d.opened_at
    from dossier d
    join organ o on o.jurisdiction_id = d.jurisdiction_id and o.id = d.organ_id
    left join person p on p.jurisdiction_id = d.jurisdiction_id and p.id = d.subject_id and d.subject_kind = 'person'
    left join unit u on u.jurisdiction_id = d.jurisdiction_id and u.id = d.subject_id and d.subject_kind = 'unit'
    left join unit s on s.jurisdiction_id = u.jurisdiction_id and s.id = u.parent_id
    where d.jurisdiction_id = ${ctx.actor.jurisdictionId} and d.subject_id = ${subjectId}`.execute(ctx.trx);
  return rows[0];
}

export interface AppointmentRow {
  id: string;
  person_id: string;
  person_name: string;
  unit_id: string;
  unit_name: string;
  post: string;
  level: string | null;
  tags: string[];
  kind: string;
  from_day: string | null;
  from_precision: 'day' | 'month' | 'year';
  to_day: string | null;
  to_precision: 'day' | 'month' | 'year';
  present: boolean;
  own: boolean;
}

/**
 * The subject's own appointments, past and present, and the present ones of the team: of the units where the
 * person serves, or of the unit itself.
 */
export async function listAppointments(ctx: Ctx, subjectId: string): Promise<AppointmentRow[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<AppointmentRow>`
    with here as (
      select a.unit_id from appointment a
      where a.jurisdiction_id = ${j} and a.person_id = ${subjectId}
        and (a.from_day is null or a.from_day <= ${ctx.today}::date) and (a.to_day is null or a.to_day >= ${ctx.today}::date)
      union select ${subjectId}::uuid)
    select a.id, a.person_id, p.name as person_name, a.unit_id, u.name as unit_name, t.title as post, t.level, t.tags,
      a.kind, a.from_day, a.from_precision, a.to_day, a.to_precision,
      (a.from_day is null or a.from_day <= ${ctx.today}::date) and (a.to_day is null or a.to_day >= ${ctx.today}::date)
        as present,
      a.person_id = ${subjectId} as own
    from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    join person p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.person_id
    where a.jurisdiction_id = ${j} and (a.person_id = ${subjectId}
      or (a.unit_id in (select unit_id from here)
        and (a.from_day is null or a.from_day <= ${ctx.today}::date)
        and (a.to_day is null or a.to_day >= ${ctx.today}::date)))
    order by t.order_no, a.from_day desc nulls last, a.id`.execute(ctx.trx);
  return rows;
}

export interface RelationRow {
  relation: 'supervision' | 'contact';
  id: string;
  name: string;
  detail: string;
  organ_kind: string;
}

/** Who supervises the subject's units, and which officers contact them. */
export async function listSupervising(ctx: Ctx, subjectId: string): Promise<RelationRow[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<RelationRow>`
    with here as (
      select a.unit_id from appointment a
      where a.jurisdiction_id = ${j} and a.person_id = ${subjectId}
        and (a.from_day is null or a.from_day <= ${ctx.today}::date) and (a.to_day is null or a.to_day >= ${ctx.today}::date)
      union select ${subjectId}::uuid)
    select 'supervision' as relation, o.id, o.name, s.kind as detail, o.kind as organ_kind
    from supervision s join organ o on o.jurisdiction_id = s.jurisdiction_id and o.id = s.organ_id
    where s.jurisdiction_id = ${j} and s.unit_id in (select unit_id from here)
      and s.from_day <= ${ctx.today}::date and (s.to_day is null or s.to_day >= ${ctx.today}::date)
    union
    select 'contact', c.account_id, k.name, o.name, o.kind
    from contact c
    join account k on k.jurisdiction_id = c.jurisdiction_id and k.id = c.account_id
    join organ o on o.jurisdiction_id = c.jurisdiction_id and o.id = c.organ_id
    where c.jurisdiction_id = ${j} and (c.unit_id in (select unit_id from here) or c.person_id = ${subjectId})
      and c.from_day <= ${ctx.today}::date and (c.to_day is null or c.to_day >= ${ctx.today}::date)
    order by relation, name`.execute(ctx.trx);
  return rows;
}

export interface KinRow {
  id: string;
  relation: string;
  name: string;
  employer: string | null;
  material_id: string | null;
  classification: number;
  /** Item of the declaration that names them; null for kin entered in the registry. */
  item: string | null;
}

export function listKin(ctx: Ctx, personId: string): Promise<KinRow[]> {
  return ctx.trx
    .selectFrom('kinship as k')
    .leftJoin('material as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'k.jurisdiction_id').onRef('m.id', '=', 'k.material_id'),
    )
    .select(['k.id', 'k.relation', 'k.name', 'k.employer', 'k.material_id', 'k.classification', 'm.item'])
    .where('k.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('k.person_id', '=', personId)
    .where((eb) => eb.or([eb('k.to_day', 'is', null), eb('k.to_day', '>=', ctx.today)]))
    .orderBy('k.relation')
    .orderBy('k.name')
    .orderBy('m.occurred_on', 'desc')
    .orderBy('k.id')
    .execute();
}

export interface OrganRow {
  id: string;
  name: string;
  kind: string;
}

/** Organs of the given kinds: who may owe an item. */
export function listOrgans(ctx: Ctx, kinds: readonly string[]): Promise<OrganRow[]> {
  return ctx.trx
    .selectFrom('organ')
    .select(['id', 'name', 'kind'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(sql<boolean>`kind = any (${kinds}::text[])`)
    .where('active_to', 'is', null)
    .orderBy('code')
    .execute();
}
