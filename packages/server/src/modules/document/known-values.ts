import {
  formPathOf,
  lengthText,
  limitCodeOf,
  limitOn,
  type Pack,
  type Parties,
  partyOf,
  type Template,
} from '@plumbline/policy';
import { sql } from 'kysely';
import { dayOf, officeTime } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { type FieldValue, type FieldValues, longDay } from '../../platform/documents/templates/values.ts';
import { namesOf } from '../matter/index.ts';
import { citedAt, type FilledForm, joined, valueFromForms } from './form-values.ts';

/** Whom or what a document concerns, as far as the caller sees it. */
export interface Concern {
  subject: { kind: 'person' | 'unit'; id: string } | undefined;
  matter:
    | {
        number: string | null;
        title: string;
        opened_at: Date;
        due_on: string | null;
        data: Record<string, unknown>;
        parties: Parties;
        /** What was done, its papers, and what a session recorded, by source, where the template asks for them. */
        rows: Readonly<Record<string, FieldValue>>;
        /** Its forms, the latest first. */
        forms: readonly FilledForm[];
      }
    | undefined;
  issuerId: string | undefined;
  /** What was given as the reason of the step that issues it. */
  reason: string | undefined;
  /** A step of a procedure issues it: it says when the step was taken. */
  byStep: boolean;
  /** Account of whoever asked for it; the caller unless somebody else approved a step that issues it. */
  issuedBy: string;
}

interface SubjectRow {
  name: string;
  unit: string | null;
  post: string | null;
  sex: string | null;
  birth: string | null;
  precision: string | null;
}

/** What the records give for each field of a template; nothing that the caller may not see comes in. */
export async function knownValues(
  ctx: Ctx,
  pack: Pack,
  template: Template,
  concern: Concern,
): Promise<FieldValues> {
  const issuedBy = { kind: 'account' as const, id: concern.issuedBy };
  const places = template.fields.flatMap((field) => concern.matter?.parties[partyOf(field.from) ?? ''] ?? []);
  const { forms = [], data = {} } = concern.matter ?? {};
  const cited = template.fields.flatMap(({ from }) => {
    const path = formPathOf(from);
    return path === undefined
      ? []
      : citedAt(forms, data, path).map((id) => ({ kind: 'article' as const, id }));
  });
  const [subject, organ, names, { limits }] = await Promise.all([
    concern.subject ? subjectOf(ctx, concern.subject) : undefined,
    concern.issuerId ? organName(ctx, concern.issuerId, template.language) : undefined,
    namesOf(ctx, [issuedBy, ...places, ...cited], template.language),
    ctx.terms(concern.issuerId ?? null),
  ]);
  const day = (value: string | null | undefined) => (value ? longDay(value, template.language) : '');
  const { matter } = concern;
  const sources: Record<string, string> = {
    'subject.name': subject?.name ?? '',
    'subject.unit': subject?.unit ?? '',
    'subject.post': subject?.post ?? '',
    'subject.sex': subject?.sex ? (SEX[subject.sex]?.[template.language] ?? '') : '',
    'subject.birth': birthOf(subject, template.language),
    'organ.name': organ ?? '',
    'document.date': ctx.today,
    'matter.number': matter?.number ?? '',
    'matter.title': matter?.title ?? '',
    'matter.opened': matter ? day(dayOf(matter.opened_at)) : '',
    'matter.due': day(matter?.due_on),
    'step.reason': concern.reason ?? '',
    'step.at': concern.byStep ? officeTime(ctx.now) : '',
    'account.name': names.get(issuedBy.id) ?? ctx.actor.name,
  };
  const values: FieldValues = {};
  for (const field of template.fields) {
    const [path, place, limit] = [formPathOf(field.from), partyOf(field.from), limitCodeOf(field.from)];
    if (path !== undefined) {
      values[field.code] = valueFromForms(pack, forms, data, path, field, template.language, names);
    } else if (place !== undefined) {
      const holders = (matter?.parties[place] ?? []).map((ref) => names.get(ref.id) ?? '');
      values[field.code] = joined(holders, template.language);
    } else if (limit !== undefined) {
      const length = limitOn(limits, limit, ctx.today)?.length;
      values[field.code] = length ? lengthText(length, template.language) : '';
    } else if (matter?.rows[field.from] !== undefined) values[field.code] = matter.rows[field.from]!;
    else if (field.from !== 'input') values[field.code] = sources[field.from] ?? '';
  }
  return values;
}

const SEX: Record<string, { zh: string; en: string }> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
};

function birthOf(subject: SubjectRow | undefined, language: 'zh' | 'en'): string {
  const [year, month] = subject?.birth?.split('-') ?? [];
  if (!year) return '';
  if (subject?.precision === 'year' || !month) return language === 'zh' ? `${year}年` : year;
  return language === 'zh' ? `${year}年${Number(month)}月` : `${year}-${month}`;
}

async function subjectOf(ctx: Ctx, subject: { kind: string; id: string }): Promise<SubjectRow | undefined> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await (subject.kind === 'unit'
    ? sql<SubjectRow>`
        select u.name, u.name as unit, null as post, null as sex, null as birth, null as precision from unit u
        where u.jurisdiction_id = ${j} and u.id = ${subject.id}`
    : sql<SubjectRow>`
        select p.name, u.name as unit, t.title as post, p.sex, p.birth_date as birth, p.birth_precision as precision
        from person p
        left join appointment a on a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id
          and (a.from_day is null or a.from_day <= ${ctx.today}::date) and (a.to_day is null or a.to_day >= ${ctx.today}::date)
        left join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
        left join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
        where p.jurisdiction_id = ${j} and p.id = ${subject.id}
        order by t.order_no nulls last, a.from_day desc nulls last limit 1`
  ).execute(ctx.trx);
  return rows[0];
}

async function organName(ctx: Ctx, id: string, language: 'zh' | 'en'): Promise<string | undefined> {
  const organ = await ctx.trx
    .selectFrom('organ')
    .select(['name', 'name_en'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return (language === 'en' && organ?.name_en) || organ?.name;
}
