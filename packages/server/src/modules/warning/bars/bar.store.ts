import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { uuidArray } from '../../../platform/db/sql.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { visibilityColumns } from '../../matter/index.ts';
import type { BarEvent, BarRecord } from './bar.rules.ts';

export interface BarRow {
  id: string;
  person_id: string;
  kind: string;
  matter_id: string;
  from_on: string;
  until_on: string;
  owner_id: string | null;
  begun_at: Date;
  ended_on: string | null;
  organ_id: string;
}

const COLUMNS = [
  'id',
  'person_id',
  'kind',
  'matter_id',
  'from_on',
  'until_on',
  'owner_id',
  'begun_at',
  'ended_on',
  'organ_id',
] as const;

/** @throws 404 without sight of the person's dossier */
export async function needDossier(ctx: Ctx, personId: string): Promise<void> {
  found(
    await ctx.trx
      .selectFrom('dossier')
      .select('subject_id')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('subject_id', '=', personId)
      .executeTakeFirst(),
  );
}

/** Bars of these persons that the caller may see and that are in force on the day. */
export function listInForce(ctx: Ctx, personIds: readonly string[], day: string): Promise<BarRow[]> {
  return ctx.trx
    .selectFrom('bar')
    .select(COLUMNS)
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('person_id', '=', sql<string>`any(${uuidArray(personIds)})`)
    .where('from_on', '<=', day)
    .where('until_on', '>=', day)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', day)]))
    .orderBy('until_on')
    .orderBy('id')
    .execute();
}

export function insertBar(ctx: Ctx, bar: BarRecord): void {
  ctx.send(
    ctx.trx.insertInto('bar').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id: bar.id,
      person_id: bar.person,
      kind: bar.kind,
      matter_id: bar.matter,
      from_on: bar.from,
      until_on: bar.until,
      owner_id: bar.owner,
      begun_at: bar.at,
      ended_on: bar.endedOn,
      ended_by_matter: bar.endedBy,
      ...visibilityColumns({
        organId: bar.organ,
        classification: bar.classification,
        readers: bar.readers,
        barred: bar.barred,
      }),
    }),
  );
}

/** Bars that came of these matters, have not reached their last day and were not lifted. */
export async function listRunning(ctx: Ctx, matterIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.trx
    .selectFrom('bar')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', sql<string>`any(${uuidArray(matterIds)})`)
    .where('ended_on', 'is', null)
    .where('until_on', '>=', ctx.today)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export function endBars(ctx: Ctx, ids: readonly string[], matterId: string): void {
  ctx.send(
    ctx.trx
      .updateTable('bar')
      .set({ ended_on: ctx.today, ended_by_matter: matterId })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', sql<string>`any(${uuidArray(ids)})`),
  );
}

/** What the ledger tells of bars, oldest first. For the platform, which reads the whole ledger. */
export async function listBarEvents(ctx: Ctx): Promise<BarEvent[]> {
  const { rows } = await sql<BarEvent>`
    select type, at, matter_id as matter, organ_id as organ, data from event
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and type in ('bar.begun', 'bar.ended')
    order by at, id`.execute(ctx.trx);
  return rows;
}
