import type { PersonAppointment } from '@plumbline/contract/registry-appointments';
import type { Person } from '@plumbline/contract/registry-persons';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { found } from '../../platform/errors/app-error.ts';
import { heldOn } from './dated.rules.ts';
import { kinOf } from './kin.ts';
import { personSummary } from './person-list.ts';
import { authorities, withoutPost } from './post.store.ts';
import { contacts, presentContact } from './relation.store.ts';

/** One person as of a day: career, present posts, who manages them, kin, contact officers. @throws 404 */
export async function describePerson(ctx: Ctx, id: string, on = ctx.today): Promise<Person> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const [person, career, managed, kin, responsible, dossier] = await Promise.all([
    trx
      .selectFrom('person')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id)
      .executeTakeFirst(),
    careerOf(ctx, id),
    authorities(trx, j)
      .innerJoin('appointment as a', (join) =>
        join.onRef('a.jurisdiction_id', '=', 'pa.jurisdiction_id').onRef('a.post_id', '=', 'pa.post_id'),
      )
      .where('a.person_id', '=', id)
      .where(within('pa.from_day', 'pa.to_day', on))
      .execute(),
    kinOf(ctx, id),
    contacts(trx, j)
      // Whoever is responsible for the unit is so for those who serve there, as in the dossier.
      .where((eb) =>
        eb.or([
          eb('c.person_id', '=', id),
          eb(
            'c.unit_id',
            'in',
            trx
              .selectFrom('appointment as h')
              .select('h.unit_id')
              .where('h.jurisdiction_id', '=', j)
              .where('h.person_id', '=', id)
              .where(within('h.from_day', 'h.to_day', on)),
          ),
        ]),
      )
      .where(within('c.from_day', 'c.to_day', on))
      .orderBy('c.from_day')
      .execute(),
    trx
      .selectFrom('dossier as d')
      .innerJoin('organ as o', (join) =>
        join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.organ_id'),
      )
      .select(['d.organ_id as organId', 'o.name as organName'])
      .where('d.jurisdiction_id', '=', j)
      .where('d.subject_id', '=', id)
      .executeTakeFirst(),
  ]);
  const row = found(person);
  const appointments = career.map((step): PersonAppointment => {
    const authority = managed.find((candidate) => candidate.postId === step.postId);
    return { ...step, present: heldOn(step, on), authority: authority ? withoutPost(authority) : null };
  });
  const present = appointments.filter((step) => step.present);
  return {
    ...personSummary(ctx, row, present.map(asPresentPost)),
    otherNames: row.other_names,
    deathDate: row.death_date,
    idMasked: row.id_masked,
    on,
    appointments,
    kin: kin.items,
    kinMasked: kin.masked,
    contacts: responsible.map(presentContact),
    custodian: dossier ?? null,
    allowed: allowedOnPerson(ctx, row.id_masked !== null, dossier !== undefined),
  };
}

const asPresentPost = ({ postId, title, unitId, unitName, level, tags, kind }: PersonAppointment) => ({
  postId,
  title,
  unitId,
  unitName,
  level,
  tags,
  kind,
});

const careerOf = (ctx: Ctx, personId: string) =>
  ctx.trx
    .selectFrom('appointment as a')
    .innerJoin('post as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('t.id', '=', 'a.post_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select([
      'a.id',
      'a.post_id as postId',
      't.title',
      'u.id as unitId',
      'u.name as unitName',
      't.level',
      't.tags',
      'a.kind',
      'a.from_day as from',
      'a.from_precision as fromPrecision',
      'a.to_day as to',
      'a.to_precision as toPrecision',
      'a.basis',
      'a.version',
    ])
    .where('a.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('a.person_id', '=', personId)
    .orderBy('a.from_day', (order) => order.desc().nullsLast())
    .orderBy('a.id')
    .execute() as Promise<Omit<PersonAppointment, 'present' | 'authority'>[]>;

function allowedOnPerson(ctx: Ctx, hasNumber: boolean, seesDossier: boolean): string[] {
  const allowed: string[] = [];
  if (ctx.may('registry.write')) allowed.push('edit', 'appoint', 'add-contact');
  if (ctx.may('registry.write') && seesDossier && ctx.may('dossier.read')) allowed.push('add-kin');
  if (hasNumber && ctx.may('registry.reveal-id')) allowed.push('reveal-identifier');
  return allowed;
}
