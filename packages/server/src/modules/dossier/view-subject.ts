import type { SubjectHeader } from '@plumbline/contract/dossier';
import { MASK, type Pack, pick, type SubjectTraits } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { AppointmentRow, KinRow, RelationRow, SubjectRow } from './subject.store.ts';

interface Found {
  subject: SubjectRow;
  appointments: readonly AppointmentRow[];
  relations: readonly RelationRow[];
  kin: readonly KinRow[];
}

/** What the catalogue asks about a subject: levels and tags of the posts held today, or the unit's tags. */
export function traitsOf(subject: SubjectRow, appointments: readonly AppointmentRow[]): SubjectTraits {
  if (subject.subject_kind === 'unit') return { kind: 'unit', tags: subject.unit_tags ?? [] };
  const present = appointments.filter((row) => row.own && row.present);
  return {
    kind: 'person',
    levels: present.flatMap((row) => row.level ?? []),
    tags: [...new Set(present.flatMap((row) => row.tags))],
  };
}

/** Above the portrait: who it is, where, with whom, under whose supervision. */
export function viewSubject(ctx: Ctx, found: Found, mayKin: boolean): SubjectHeader {
  const { subject, appointments, relations } = found;
  const { pack, locale } = ctx;
  const own = appointments.filter((row) => row.own);
  const main = own.find((row) => row.present);
  const traits = traitsOf(subject, appointments);
  const tags = traits.tags ?? [];
  const flags =
    subject.subject_kind === 'person' ? pack.postTags.filter(({ code }) => tags.includes(code)) : [];
  const unitFlags =
    subject.subject_kind === 'unit' ? pack.unitTags.filter(({ code }) => tags.includes(code)) : [];
  return {
    kind: subject.subject_kind,
    id: subject.subject_id,
    name: subject.name ?? '',
    nameEn: subject.name_en,
    sex: subject.sex,
    birth: asKnown(subject.birth_date, subject.birth_precision),
    unit: unitRef(subject, main),
    post: main?.post ?? null,
    level: coded(pack.postLevels, main?.level, ctx),
    flags: [
      ...flags.map((tag) => ({ code: tag.code, title: pick(tag.title, locale), group: tag.group })),
      ...unitFlags.map((tag) => ({ code: tag.code, title: pick(tag.title, locale), group: 'unit' })),
    ],
    topLeader: flags.some((tag) => tag.heads),
    keyMinority: flags.some((tag) => tag.keyMinority),
    keyPosts: flags.filter((tag) => tag.group === 'key-post').map((tag) => pick(tag.title, locale)),
    unitKind: coded(pack.unitKinds, subject.unit_kind, ctx),
    industry: coded(pack.industries, subject.industry, ctx),
    power: unitFlags.some((tag) => tag.power),
    career: own
      .map((row) => ({
        appointmentId: row.id,
        unitId: row.unit_id,
        unitName: row.unit_name,
        post: row.post,
        level: titleOf(pack.postLevels, row.level, ctx),
        kind: row.kind,
        from: row.from_day,
        fromPrecision: row.from_precision,
        to: row.to_day,
        toPrecision: row.to_precision,
        present: row.present,
      }))
      .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1)),
    team: teamOf(ctx, appointments),
    kin: found.kin.map((row) => ({
      id: row.id,
      relation: row.relation,
      relationTitle: titleOf(pack.relations, row.relation, ctx) ?? row.relation,
      name: mayKin ? row.name : MASK,
      employer: mayKin ? row.employer : row.employer && MASK,
      masked: !mayKin,
      materialId: row.material_id,
    })),
    supervising: relations
      .filter((row) => row.relation === 'supervision')
      .map((row) => ({
        kind: 'organ',
        id: row.id,
        name: row.name,
        supervision: {
          code: row.detail,
          title: titleOf(pack.supervisionKinds, row.detail, ctx) ?? row.detail,
        },
      })),
    contacts: relations
      .filter((row) => row.relation === 'contact')
      .map((row) => ({ kind: 'account', id: row.id, name: row.name, organName: row.detail })),
  };
}

/** The leadership team in office today: posts that the pack counts among the leadership. */
export function teamOf(ctx: Ctx, appointments: readonly AppointmentRow[]): SubjectHeader['team'] {
  const leading = new Map(
    ctx.pack.postTags.filter((tag) => tag.group === 'leadership').map((tag) => [tag.code, tag]),
  );
  return appointments
    .filter((row) => row.present && row.tags.some((tag) => leading.has(tag)))
    .map((row) => {
      const tags = row.tags.flatMap((tag) => leading.get(tag) ?? []);
      return {
        personId: row.person_id,
        name: row.person_name,
        post: row.post,
        level: titleOf(ctx.pack.postLevels, row.level, ctx),
        heads: tags.some((tag) => tag.heads),
        flags: tags.map((tag) => ({ code: tag.code, title: pick(tag.title, ctx.locale) })),
        since: row.from_day,
      };
    })
    .sort((a, b) => Number(b.heads) - Number(a.heads));
}

function unitRef(subject: SubjectRow, main: AppointmentRow | undefined): SubjectHeader['unit'] {
  if (subject.subject_kind === 'person')
    return main ? { kind: 'unit', id: main.unit_id, name: main.unit_name } : null;
  return subject.parent_id ? { kind: 'unit', id: subject.parent_id, name: subject.parent_name ?? '' } : null;
}

const LENGTH: Record<string, number> = { year: 4, month: 7 };
export const asKnown = (day: string | null, precision: string | null): string | null =>
  day?.slice(0, LENGTH[precision ?? ''] ?? 10) ?? null;

type Titled = readonly { code: string; title: Pack['industries'][number]['title'] }[];

export function titleOf(list: Titled, code: string | null | undefined, ctx: Ctx): string | null {
  const entry = list.find((e) => e.code === code);
  return entry ? pick(entry.title, ctx.locale) : (code ?? null);
}

const coded = (list: Titled, code: string | null | undefined, ctx: Ctx) =>
  code ? { code, title: titleOf(list, code, ctx) ?? code } : null;
