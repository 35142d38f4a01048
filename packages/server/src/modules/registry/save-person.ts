import type { Written } from '@plumbline/contract/registry-common';
import type { NewPerson, PersonChange } from '@plumbline/contract/registry-persons';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import type { Person } from '../../platform/db/schema.gen.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { columns, expectVersion, Faults, written } from './checks.ts';
import { custodianOfPerson } from './custody.rules.ts';
import { custodyFacts } from './custody.store.ts';
import { followLater } from './follow-subjects.ts';
import { dropIdNumber, type Kept, keepIdNumber, keptIdentity, sealIdNumber } from './identifier.ts';
import { refuseOwnFacts } from './own-facts.ts';
import { type Identity, readIdNumber, reconcile } from './person.rules.ts';
import { spellingOf } from './pinyin.ts';
import { insertAppointment } from './save-appointment.ts';
import { openDossier } from './subject-entry.ts';
import { traitsOf } from './traits.ts';

export type PersonRow = Selectable<Person>;

/**
 * Enters a person with a dossier, and with the post that is named.
 * @throws 400 (the ID number or what contradicts it), 409 `duplicate` when the number belongs to another
 */
export async function createPerson(ctx: Ctx, input: NewPerson): Promise<Written> {
  const j = ctx.actor.jurisdictionId;
  const traits = traitsOf(ctx.pack);
  const faults = new Faults();
  const number = readIdNumber(faults, input.idNumber);
  const identity = reconcile(
    faults,
    {
      birthDate: input.birthDate ?? null,
      birthPrecision: input.birthDate ? (input.birthPrecision ?? 'day') : null,
      sex: input.sex ?? null,
    },
    number,
  );
  checkLife(ctx, faults, identity.birthDate, input.deathDate ?? null);
  faults.refuse();
  const id = newId(ctx.now.getTime());
  const kept = number ? sealIdNumber(ctx, id, number.value) : null;
  const row = {
    jurisdiction_id: j,
    id,
    name: input.name,
    name_en: input.nameEn ?? null,
    other_names: input.otherNames ?? [],
    ...spellingOf(input.name, true),
    ...identityColumns(identity),
    death_date: input.deathDate ?? null,
    id_masked: kept?.masked ?? null,
  };
  ctx.send(ctx.trx.insertInto('person').values(row));
  if (kept) await keepIdNumber(ctx, id, kept);
  const { appointment } = input;
  const [facts, entered] = await Promise.all([
    custodyFacts(ctx.trx, j, traits, ctx.today),
    appointment ? insertAppointment(ctx, { ...appointment, personId: id }, '/appointment') : undefined,
  ]);
  const held = entered
    ? [
        {
          unitId: entered.post.unit_id,
          kind: appointment?.kind ?? 'appointed',
          from: appointment?.from ?? null,
          to: appointment?.to ?? null,
          rank: traits.ranks.get(entered.post.level ?? '') ?? 0,
        },
      ]
    : [];
  const organId = custodianOfPerson(held, facts) ?? ctx.actor.organId;
  if (!organId) throw invalid({ pointer: '/appointment', code: 'no-custodian' });
  openDossier(ctx, { kind: 'person', id, title: row.name, body: [row.name_en, ...row.other_names] }, organId);
  // The entry's words for the post come from the same place as ever after.
  if (entered) followLater(ctx, { persons: [id] });
  ctx.record({
    type: 'person.created',
    entity: 'person',
    entityId: id,
    subjectId: id,
    data: { after: row, ...sealedIdentifier(kept) },
  });
  return written(id, 1, entered?.warnings ?? []);
}

/** Changes a person. @throws 404, 400, 409 `stale-version` or `duplicate` */
export async function editPerson(ctx: Ctx, id: string, change: PersonChange): Promise<Written> {
  await refuseOwnFacts(ctx, { persons: [id] });
  const faults = new Faults();
  const given = readIdNumber(faults, change.idNumber);
  faults.refuse();
  const before = expectVersion(found(await lockPerson(ctx, id)), change.version);
  const touched = ['birthDate', 'birthPrecision', 'sex', 'idNumber'].some(
    (field) => change[field as keyof PersonChange] !== undefined,
  );
  const number = change.idNumber === undefined && touched ? await keptIdentity(ctx, id) : given;
  const birthDate = change.birthDate === undefined ? before.birth_date : change.birthDate;
  const identity = reconcile(
    faults,
    {
      birthDate,
      birthPrecision: birthDate
        ? (change.birthPrecision ?? (before.birth_precision as Identity['birthPrecision']) ?? 'day')
        : null,
      sex: change.sex === undefined ? (before.sex as Identity['sex']) : change.sex,
    },
    number,
  );
  const death = change.deathDate === undefined ? before.death_date : change.deathDate;
  checkLife(ctx, faults, identity.birthDate, death);
  faults.refuse();
  const kept = given ? sealIdNumber(ctx, id, given.value) : null;
  if (kept) await keepIdNumber(ctx, id, kept);
  else if (change.idNumber === null) dropIdNumber(ctx, id);
  const set: Partial<PersonRow> = {
    ...(columns(change, {
      name: 'name',
      nameEn: 'name_en',
      otherNames: 'other_names',
      deathDate: 'death_date',
    }) as Partial<PersonRow>),
    ...(change.name ? spellingOf(change.name, true) : {}),
    ...(touched ? identityColumns(identity) : {}),
    ...(change.idNumber === undefined ? {} : { id_masked: kept?.masked ?? null }),
  };
  const version = before.version + 1;
  await ctx.trx
    .updateTable('person')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('id', '=', id)
    .execute();
  const was = Object.fromEntries(Object.keys(set).map((key) => [key, before[key as keyof PersonRow]]));
  ctx.record({
    type: 'person.changed',
    entity: 'person',
    entityId: id,
    subjectId: id,
    data: { before: was, after: set, ...sealedIdentifier(kept), version },
  });
  followLater(ctx, { persons: [id] });
  return written(id, version);
}

const identityColumns = (identity: Identity) => ({
  birth_date: identity.birthDate,
  birth_precision: identity.birthPrecision,
  sex: identity.sex,
});

/** Enough to rebuild the record from the ledger, readable by nobody without the jurisdiction's keys. */
const sealedIdentifier = (kept: Kept | null) =>
  kept ? { identifier: { hash: kept.hash, sealed: kept.sealed.toString('base64') } } : {};

function checkLife(ctx: Ctx, faults: Faults, birth: string | null, death: string | null): void {
  if (birth && birth > ctx.today) faults.add('/birthDate', 'in-future');
  if (death && death > ctx.today) faults.add('/deathDate', 'in-future');
  faults.days(birth, death, '/deathDate');
}

const lockPerson = (ctx: Ctx, id: string): Promise<PersonRow | undefined> =>
  ctx.trx
    .selectFrom('person')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
