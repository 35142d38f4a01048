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

/** Whether appointment `a` is held on the day. */
const presentOn = (a: 'a' | 'm', day: string) => {
  const [from, to] = [sql.ref(`${a}.from_day`), sql.ref(`${a}.to_day`)];
  return sql`((${from} is null or ${from} <= ${day}::date) and (${to} is null or ${to} >= ${day}::date))`;
};

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
 * person serves, or of the unit itself. Two lookups, the second by one array of units: with a condition on either
 * column PostgreSQL would read every appointment there is.
 */
export async function listAppointments(ctx: Ctx, subjectId: string): Promise<AppointmentRow[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<AppointmentRow>`
    with mine as (
      select * from appointment a where a.jurisdiction_id = ${j} and a.person_id = ${subjectId}),
    held as (
      select * from mine
      union all
      select * from appointment a
      where a.jurisdiction_id = ${j} and a.person_id <> ${subjectId}
        and a.unit_id = any (array(select m.unit_id from mine m where ${presentOn('m', ctx.today)}
          union select ${subjectId}::uuid))
        and ${presentOn('a', ctx.today)})
    select a.id, a.person_id, p.name as person_name, a.unit_id, u.name as unit_name, t.title as post, t.level, t.tags,
      a.kind, a.from_day, a.from_precision, a.to_day, a.to_precision, ${presentOn('a', ctx.today)} as present,
      a.person_id = ${subjectId} as own
    from held a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    join person p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.person_id
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
    order by relation, name, detail, id`.execute(ctx.trx);
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

export async function listKin(ctx: Ctx, personId: string): Promise<KinRow[]> {
  const { rows } = await sql<KinRow>`
    select k.id, k.relation, k.name, k.employer, k.material_id, k.classification, m.item
    from kinship k left join material m on m.jurisdiction_id = k.jurisdiction_id and m.id = k.material_id
    where k.jurisdiction_id = ${ctx.actor.jurisdictionId} and k.person_id = ${personId}
      and (k.to_day is null or k.to_day >= ${ctx.today}::date)
    order by k.relation, k.name, m.occurred_on desc, k.id`.execute(ctx.trx);
  return rows;
}

export interface OrganRow {
  id: string;
  name: string;
  kind: string;
  /** Organs of its kind supervise units. */
  supervises: boolean;
}

/** Organs of the given kinds: who may owe an item. */
export async function listOrgans(ctx: Ctx, kinds: readonly string[]): Promise<OrganRow[]> {
  const supervising = new Set(ctx.pack.organKinds.filter((kind) => kind.supervises).map(({ code }) => code));
  const { rows } = await sql<Omit<OrganRow, 'supervises'>>`
    select id, name, kind from organ
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and kind = any (${kinds}::text[]) and active_to is null
    order by code`.execute(ctx.trx);
  return rows.map((row) => ({ ...row, supervises: supervising.has(row.kind) }));
}
