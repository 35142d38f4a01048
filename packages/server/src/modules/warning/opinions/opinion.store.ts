import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { json } from '../../../platform/db/sql.ts';
import type { AskedName, ConclusionRow, Signature, SignRow } from './opinion.types.ts';
import type { Ground } from './supplement.rules.ts';

export interface NameRow {
  matter_id: string;
  no: number;
  person_id: string;
  name: string;
  unit: string;
  post: string;
  occasion: string;
  root_id: string;
  conclusion: string | null;
  told: string;
}

export function insertNames(
  ctx: Ctx,
  matterId: string,
  names: readonly AskedName[],
  { occasion, rootId }: { occasion: string; rootId: string },
): void {
  ctx.send(
    ctx.trx.insertInto('opinion_name').values(
      names.map(({ no, person, name, unit = '', post = '' }) => ({
        jurisdiction_id: ctx.actor.jurisdictionId,
        matter_id: matterId,
        no,
        person_id: person,
        name,
        unit,
        post,
        occasion,
        root_id: rootId,
      })),
    ),
  );
}

/** Names of a request that the caller sees, in its order. */
export function listNames(ctx: Ctx, matterId: string): Promise<NameRow[]> {
  return ctx.trx
    .selectFrom('opinion_name')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .orderBy('no')
    .execute();
}

export const askedOf = ({ no, person_id: person, name, unit, post }: NameRow): AskedName => ({
  no,
  person,
  name,
  ...(unit ? { unit } : {}),
  ...(post ? { post } : {}),
});

export async function listSigns(ctx: Ctx, matterId: string): Promise<Signature[]> {
  const rows = await ctx.trx
    .selectFrom('opinion_sign')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .orderBy('signed_at')
    .execute();
  return rows.map((row) => ({
    no: row.no,
    place: row.place,
    account: row.account_id,
    result: row.result as Signature['result'],
    grounds: row.grounds,
    note: row.note,
    at: row.signed_at,
  }));
}

/** What somebody signs now takes the place of what the same account signed of the same names before. */
export function saveSigns(
  ctx: Ctx,
  matterId: string,
  { place, account }: { place: string; account: string },
  rows: readonly SignRow[],
): void {
  ctx.send(
    ctx.trx
      .insertInto('opinion_sign')
      .values(
        rows.map(({ no, result, grounds = [], note = '' }) => ({
          jurisdiction_id: ctx.actor.jurisdictionId,
          matter_id: matterId,
          no,
          place,
          account_id: account,
          result,
          grounds: [...grounds],
          note,
          signed_at: ctx.now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['jurisdiction_id', 'matter_id', 'no', 'place', 'account_id']).doUpdateSet((eb) => ({
          result: eb.ref('excluded.result'),
          grounds: eb.ref('excluded.grounds'),
          note: eb.ref('excluded.note'),
          signed_at: eb.ref('excluded.signed_at'),
        })),
      ),
  );
}

export function saveConclusions(ctx: Ctx, matterId: string, rows: readonly ConclusionRow[]): void {
  const values = JSON.stringify(rows.map(({ no, conclusion, told = '' }) => ({ no, conclusion, told })));
  const update = sql`update opinion_name n set conclusion = r.conclusion, told = r.told
    from jsonb_to_recordset(${values}::jsonb) as r (no smallint, conclusion text, told text)
    where n.jurisdiction_id = ${ctx.actor.jurisdictionId} and n.matter_id = ${matterId} and n.no = r.no`;
  ctx.send({ compile: () => update.compile(ctx.trx) });
}

/** Of a name that is replied to: keys of what is in force about it, and the grounds that the letter tells. */
export interface RepliedName {
  no: number;
  seen: readonly string[];
  rested: readonly Ground[];
}

/** The letter went out: what was in force then is known to whoever decided on it. */
export function saveReply(ctx: Ctx, matterId: string, names: readonly RepliedName[]): void {
  const update = sql`update opinion_name n set replied_at = ${ctx.now}, rested_on = r.rested,
      seen = array(select jsonb_array_elements_text(r.seen))
    from jsonb_to_recordset(${json(names)}::jsonb) as r (no smallint, seen jsonb, rested jsonb)
    where n.jurisdiction_id = ${ctx.actor.jurisdictionId} and n.matter_id = ${matterId} and n.no = r.no`;
  ctx.send({ compile: () => update.compile(ctx.trx) });
}
