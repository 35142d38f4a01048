import { isInForce, type Mark, NO_MARK } from '@plumbline/policy';
import { type Selectable, sql } from 'kysely';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Warning } from '../../../platform/db/schema.gen.ts';
import { json } from '../../../platform/db/sql.ts';
import type { MarkKind } from './fact.store.ts';

type MarkRow = Selectable<Warning>;

export const toMark = (row: MarkRow): Mark => ({
  level: row.level,
  fromOn: row.from_on,
  untilOn: row.until_on,
  ownerId: row.owner_id,
  endedOn: row.ended_on,
  voided: row.voided,
  facts: row.facts as unknown as Mark['facts'],
  levels: row.levels as unknown as Mark['levels'],
  weighed: row.weighed as unknown as Mark['weighed'],
});

const columnsOf = (mark: Mark) => ({
  level: mark.level,
  from_on: mark.fromOn,
  until_on: mark.untilOn,
  owner_id: mark.ownerId,
  ended_on: mark.endedOn,
  voided: mark.voided,
  facts: json(mark.facts),
  levels: json(mark.levels),
  weighed: mark.weighed === null ? null : json(mark.weighed),
});

/** Held until the transaction ends: decisions about one subject follow each other, and each sees what the last one left. */
export async function lockSubject(ctx: Ctx, subjectId: string): Promise<void> {
  const key = `warning ${ctx.actor.jurisdictionId} ${subjectId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(ctx.trx);
}

/** The mark of a matter; one to which nothing has happened where there is none yet. */
export const readMark = asPlatform(async (ctx, kind: MarkKind, matterId: string): Promise<Mark> => {
  const row = await ctx.trx
    .selectFrom(kind)
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  return row ? toMark(row) : NO_MARK;
});

/** Writes the mark after a step: whoever decides on a matter need not be able to write all that follows. */
export const saveMark = asPlatform(
  async (ctx, kind: MarkKind, key: { matterId: string; subjectId: string }, mark: Mark): Promise<void> => {
    const columns = columnsOf(mark);
    await ctx.trx
      .insertInto(kind)
      .values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        matter_id: key.matterId,
        subject_id: key.subjectId,
        ...columns,
      })
      .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'matter_id']).doUpdateSet(columns))
      .execute();
  },
);

/** Changes the mark of a matter as the last change left it, also where another one is made at the same time. */
export async function changeMark(
  ctx: Ctx,
  kind: MarkKind,
  key: { matterId: string; subjectId: string },
  change: (mark: Mark) => Mark,
): Promise<Mark> {
  await lockSubject(ctx, key.subjectId);
  const after = change(await readMark(ctx, kind, key.matterId));
  await saveMark(ctx, kind, key, after);
  return after;
}

/** Marks of a subject in other matters, whoever may see those: what they had of an effect bears on this one. */
export const listMarks = asPlatform(
  async (ctx, kind: MarkKind, subjectId: string, except?: string): Promise<Mark[]> => {
    let rows = ctx.trx
      .selectFrom(kind)
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('subject_id', '=', subjectId);
    if (except) rows = rows.where('matter_id', '<>', except);
    return (await rows.execute()).map(toMark);
  },
);

/** Matters whose warning of the subject ended as if it had never been. */
export const listVoided = asPlatform(async (ctx, subjectId: string): Promise<string[]> => {
  const rows = await ctx.trx
    .selectFrom('warning')
    .select('matter_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', '=', subjectId)
    .where('voided', '=', true)
    .execute();
  return rows.map(({ matter_id }) => matter_id);
});

/** The last day on which a mark had an effect; undefined: it never had one, or none is left of it. */
export const lastDayOf = ({ fromOn, untilOn, endedOn, voided }: Mark): string | undefined => {
  if (fromOn === null || voided) return undefined;
  return [untilOn, endedOn].filter((day) => day !== null).sort()[0] ?? undefined;
};

export const inForce = (ctx: Pick<Ctx, 'today'>, mark: Mark): boolean => isInForce(mark, ctx.today);
