import type { Listed } from '@plumbline/policy';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import type { SpotCheck, SpotCheckLetter } from '../../../platform/db/schema.gen.ts';
import { json } from '../../../platform/db/sql.ts';

export type SpotCheckRow = Selectable<SpotCheck>;
export type LetterRow = Selectable<SpotCheckLetter>;

/** Held until the transaction ends: two commitments of one organ follow each other. */
export async function lockOrgan(ctx: Ctx, organ: string): Promise<void> {
  const key = `spot-check ${ctx.actor.jurisdictionId} ${organ}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(ctx.trx);
}

/** Last day of what the organ has committed to, void commitments apart. */
export async function lastCommitted(ctx: Ctx, organ: string): Promise<string | null> {
  const row = await ctx.trx
    .selectFrom('spot_check')
    .select((eb) => eb.fn.max('to_on').as('last'))
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', organ)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return (row?.last as string | null | undefined) ?? null;
}

/** What of the organ was declared void and not committed to anew since: its whole span, and the largest sample. */
export async function lastVoided(
  ctx: Ctx,
  organ: string,
  after: string | null,
): Promise<{ from: string; to: string; draws: number } | undefined> {
  const row = await ctx.trx
    .selectFrom('spot_check')
    .select((eb) => [
      eb.fn.min('from_on').as('from'),
      eb.fn.max('to_on').as('to'),
      eb.fn.max('draws').as('draws'),
    ])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', organ)
    .where('voided_at', 'is not', null)
    .$if(after !== null, (query) => query.where('to_on', '>', after!))
    .executeTakeFirst();
  return row?.from == null ? undefined : { from: row.from, to: row.to!, draws: Number(row.draws) };
}

/** First day on which a letter of the organ or of those below it was answered, as they stand. */
export async function firstAnswered(ctx: Ctx, organ: string): Promise<string | null> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ first: string | null }>`
    with recursive below as (
      select id from organ where jurisdiction_id = ${j} and id = ${organ}
      union select o.id from organ o join below b on o.parent_id = b.id where o.jurisdiction_id = ${j})
    select min(a.answered_on) as first from answered_letter a join below b on b.id = a.organ_id
      join matter m on m.jurisdiction_id = ${j} and m.id = a.matter_id
    where a.jurisdiction_id = ${j} and m.room < 2`.execute(ctx.trx);
  return rows[0]?.first ?? null;
}

/** Letters of an organ and of those below it that were answered from one day to another, both included. */
export async function lettersAnswered(ctx: Ctx, organ: string, from: string, to: string): Promise<Listed[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<Listed>`
    with recursive below as (
      select id from organ where jurisdiction_id = ${j} and id = ${organ}
      union select o.id from organ o join below b on o.parent_id = b.id where o.jurisdiction_id = ${j})
    select distinct m.id, coalesce(m.number, '') as number
    from answered_letter a
    join below b on b.id = a.organ_id
    join matter m on m.jurisdiction_id = ${j} and m.id = a.matter_id
    where a.jurisdiction_id = ${j} and a.answered_on between ${from}::date and ${to}::date and m.room < 2`.execute(
    ctx.trx,
  );
  return rows;
}

/** The list first: once the commitment stands, no letter is added to it. */
export function insertCommitment(ctx: Ctx, row: Insertable<SpotCheck>, list: readonly Listed[]): void {
  const letters = list.map(({ id, number }, i) => ({ place: i + 1, letter_id: id, letter_number: number }));
  ctx.send({
    compile: () =>
      sql`insert into spot_check_letter (jurisdiction_id, spot_check_id, place, letter_id, letter_number)
        select ${row.jurisdiction_id}, ${row.id}, r.place, r.letter_id, r.letter_number
        from jsonb_to_recordset(${json(letters)}::jsonb) as r (place integer, letter_id uuid, letter_number text)`.compile(
        ctx.trx,
      ),
  });
  ctx.send(ctx.trx.insertInto('spot_check').values(row));
}

export const findSpotCheck = (ctx: Ctx, id: string): Promise<SpotCheckRow | undefined> =>
  ctx.trx
    .selectFrom('spot_check')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The list in the order in which it was hashed. */
export const listLetters = (ctx: Ctx, id: string): Promise<LetterRow[]> =>
  ctx.trx
    .selectFrom('spot_check_letter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('spot_check_id', '=', id)
    .orderBy('place')
    .execute();

export const changeSpotCheck = (
  ctx: Ctx,
  id: string,
  change: Pick<
    Insertable<SpotCheck>,
    'number' | 'published_in' | 'seed' | 'drawn_at' | 'drawn_by' | 'voided_at'
  >,
): void =>
  ctx.send(
    ctx.trx
      .updateTable('spot_check')
      .set(change)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id),
  );

/** One more of the list was drawn; `check` is null where the letter was set aside meanwhile. */
export const noteDrawn = (ctx: Ctx, row: LetterRow, drawn: number, check: string | null): void =>
  ctx.send(
    ctx.trx
      .updateTable('spot_check_letter')
      .set({ drawn, check_id: check, ...(check ? {} : { result: 'set-aside', result_on: ctx.today }) })
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('spot_check_id', '=', row.spot_check_id)
      .where('place', '=', row.place),
  );

/** Notes the result of a check once; gives the letter, or undefined where no letter waits for it. */
export const noteResult = (
  ctx: Ctx,
  check: string,
  result: 'truthful' | 'inaccurate' | 'false',
): Promise<LetterRow | undefined> =>
  ctx.trx
    .updateTable('spot_check_letter')
    .set({ result, result_on: ctx.today })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('check_id', '=', check)
    .where('result', 'is', null)
    .returningAll()
    .executeTakeFirst();

/** Whether every letter that was drawn has its result. */
export async function isAllChecked(ctx: Ctx, id: string): Promise<boolean> {
  const open = await ctx.trx
    .selectFrom('spot_check_letter')
    .select('place')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('spot_check_id', '=', id)
    .where('drawn', 'is not', null)
    .where('result', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}
