import type { Written } from '@plumbline/contract/registry-common';
import type { Kin, KinChange, NewKin } from '@plumbline/contract/registry-kin';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import type { Kinship } from '../../platform/db/schema.gen.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { type Parted, REFRESH_TOPIC } from '../../platform/jobs/topics.ts';
import { columns, expectVersion, Faults, written } from './checks.ts';
import { maskName } from './person.rules.ts';

type KinRow = Selectable<Kinship>;

/**
 * The relatives entered in the registry, as far as the caller may see them. They are third persons: whoever may
 * not open what is restricted in the dossier gets the relation and a masked name (P12), and they are never searched. Relatives whom a
 * declaration names belong to that declaration: the dossier shows them under its reading rules.
 */
export async function kinOf(ctx: Ctx, personId: string): Promise<{ items: Kin[]; masked: boolean }> {
  const rows = await ctx.trx
    .selectFrom('kinship')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('person_id', '=', personId)
    .where('material_id', 'is', null)
    .orderBy('from_day', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute();
  const isMasked = (row: KinRow) => !ctx.may('dossier.open-restricted', row.organ_id);
  return {
    items: rows.map((row) => presentKin(row, isMasked(row))),
    masked: !ctx.may('dossier.open-restricted') || rows.some(isMasked),
  };
}

export const presentKin = (row: KinRow, masked: boolean): Kin => ({
  id: row.id,
  relation: row.relation,
  name: masked ? maskName(row.name) : row.name,
  personId: masked ? null : row.kin_person_id,
  birthDate: masked ? null : row.birth_date,
  employer: masked ? null : row.employer,
  from: row.from_day,
  to: row.to_day,
  version: row.version,
});

/** Enters a relative, kept and cleared like the person's dossier. @throws 404 without sight of it, 400 */
export async function createKin(ctx: Ctx, personId: string, input: NewKin): Promise<Written> {
  ctx.need('dossier.read');
  const j = ctx.actor.jurisdictionId;
  await check(ctx, personId, input);
  const dossier = found(
    await ctx.trx
      .selectFrom('dossier')
      .select([
        'organ_id',
        'classification',
        'room',
        'readers',
        'barred',
        'concerns_person_id',
        'sealed_unit_id',
      ])
      .where('jurisdiction_id', '=', j)
      .where('subject_id', '=', personId)
      .executeTakeFirst(),
  );
  const id = newId(ctx.now.getTime());
  const row = {
    jurisdiction_id: j,
    id,
    person_id: personId,
    relation: input.relation,
    name: input.name,
    kin_person_id: input.personId ?? null,
    birth_date: input.birthDate ?? null,
    employer: input.employer ?? null,
    from_day: input.from ?? null,
    to_day: input.to ?? null,
  };
  ctx.send(ctx.trx.insertInto('kinship').values({ ...row, ...dossier }));
  record(ctx, 'created', id, personId, row);
  ctx.later(REFRESH_TOPIC, {});
  return written(id, 1);
}

/** @throws 404, 409, 400 */
export async function editKin(ctx: Ctx, id: string, change: KinChange): Promise<Written> {
  ctx.need('dossier.read');
  const before = found(await lockKin(ctx, id));
  expectVersion(presentKin(before, false), change.version);
  await check(ctx, before.person_id, { from: before.from_day, to: before.to_day, ...change });
  const set = columns(change, {
    relation: 'relation',
    name: 'name',
    personId: 'kin_person_id',
    birthDate: 'birth_date',
    employer: 'employer',
    from: 'from_day',
    to: 'to_day',
  }) as Partial<KinRow>;
  const version = before.version + 1;
  await ctx.trx
    .updateTable('kinship')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('id', '=', id)
    .execute();
  record(ctx, 'changed', id, before.person_id, { ...set, version });
  lookAnew(ctx, before);
  return written(id, version);
}

/** Erases a third person's data, which is kept only as long as it is needed. @throws 404, 409 */
export async function eraseKin(ctx: Ctx, id: string, input: { version: number }): Promise<undefined> {
  ctx.need('dossier.read');
  const before = found(await lockKin(ctx, id));
  expectVersion(presentKin(before, false), input.version);
  ctx.send(
    ctx.trx.deleteFrom('kinship').where('jurisdiction_id', '=', before.jurisdiction_id).where('id', '=', id),
  );
  ctx.record({ type: 'kinship.erased', entity: 'kinship', entityId: id, subjectId: before.person_id });
  lookAnew(ctx, before);
  return undefined;
}

async function check(ctx: Ctx, personId: string, input: Partial<NewKin>): Promise<void> {
  const faults = new Faults();
  faults.code('/relation', ctx.pack.relations, input.relation);
  faults.days(input.from, input.to);
  if (input.birthDate && input.birthDate > ctx.today) faults.add('/birthDate', 'in-future');
  if (input.personId === personId) faults.add('/personId', 'own-relative');
  faults.refuse();
  if (!input.personId) return;
  const other = await ctx.trx
    .selectFrom('person')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', input.personId)
    .executeTakeFirst();
  if (!other) throw invalid({ pointer: '/personId', code: 'unknown-reference' });
}

/** Who reads the ledger has no business with third persons: the event carries them sealed. */
function record(ctx: Ctx, act: string, id: string, personId: string, after: Record<string, unknown>): void {
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  const sealed = keys.encrypt('kin', JSON.stringify(after), id).toString('base64');
  ctx.record({
    type: `kinship.${act}`,
    entity: 'kinship',
    entityId: id,
    subjectId: personId,
    data: { sealed },
  });
}

/** Open matters are looked at anew; what was kept from either of the two stays so, whatever the entry says now. */
function lookAnew(ctx: Ctx, { person_id: personId, kin_person_id: kinId, relation }: KinRow): void {
  const parted: Parted | undefined = kinId ? { persons: [personId, kinId], relation } : undefined;
  ctx.later(REFRESH_TOPIC, parted ? { parted } : {});
}

/** Kinship keeps people out of matters: nobody changes or erases their own, which row-level security hides from both. */
const lockKin = (ctx: Ctx, id: string): Promise<KinRow | undefined> =>
  ctx.trx
    .selectFrom('kinship')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .where('material_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();
