import type { Written } from '@plumbline/contract/registry-common';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { expectVersion, Faults, written } from './checks.ts';
import { place } from './dated.rules.ts';
import { refuseOwnFacts, type Touched } from './own-facts.ts';

export interface RelationRow {
  jurisdiction_id: number;
  id: string;
  from_day: string;
  to_day: string | null;
  version: number;
}

/** One table of dated relations: what it hangs on, what may not hold at the same time, what follows. */
export interface RelationKind<R extends RelationRow> {
  table: 'supervision' | 'contact' | 'post_authority' | 'zone_member';
  /** Locks what the relation hangs on, so that changes to it happen one after another. @throws 404 or 400 */
  lockOwner(ctx: Ctx, row: Omit<R, 'id' | 'version'>): Promise<void>;
  /** Relations of which only one may hold at a time, the row itself included. */
  rivals(ctx: Ctx, row: Omit<R, 'id' | 'version'>): Promise<R[]>;
  subjectId(row: Omit<R, 'id' | 'version'>): string | null;
  /** Whom it concerns of those who might enter it; left out: nobody. */
  concerns?(row: Omit<R, 'id' | 'version'>): Touched;
  /** Called after every change. */
  follow?(ctx: Ctx, row: Omit<R, 'id' | 'version'>): void;
}

interface Days {
  from: string;
  to: string | null;
}

/** Adds a relation. With `endPrevious` the one that it follows is ended on the day before. @throws 400 */
export async function addRelation<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  input: Omit<R, 'jurisdiction_id' | 'id' | 'version'>,
  endPrevious: boolean,
): Promise<Written> {
  const draft = { ...input, jurisdiction_id: ctx.actor.jurisdictionId } as unknown as Omit<
    R,
    'id' | 'version'
  >;
  refuseBackwards({ from: draft.from_day, to: draft.to_day });
  if (kind.concerns) await refuseOwnFacts(ctx, kind.concerns(draft));
  await kind.lockOwner(ctx, draft);
  await makeRoom(ctx, kind, draft, undefined, endPrevious);
  const id = newId(ctx.now.getTime());
  ctx.send(ctx.trx.insertInto(kind.table as 'supervision').values({ ...draft, id } as never));
  ctx.record({
    type: `${kind.table}.created`,
    entity: kind.table,
    entityId: id,
    subjectId: kind.subjectId(draft),
    data: { after: draft },
  });
  kind.follow?.(ctx, draft);
  return written(id, 1);
}

/** Corrects the days. @throws 404, 409 `stale-version`, 400 */
export async function correctRelation<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  id: string,
  input: Days & { version: number },
): Promise<Written> {
  refuseBackwards(input);
  const row = await lockRelation(ctx, kind, id, input.version);
  const changed = { ...row, from_day: input.from, to_day: input.to };
  await makeRoom(ctx, kind, changed, id, false);
  return saveDays(ctx, kind, row, { from: input.from, to: input.to }, 'corrected');
}

/** Ends it on its last day. @throws 404, 409, 400 when the day lies before its beginning */
export async function endRelation<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const row = await lockRelation(ctx, kind, id, input.version);
  if (input.on < row.from_day) throw invalid({ pointer: '/on', code: 'end-before-start' });
  if (row.to_day !== null && row.to_day < input.on) throw invalid({ pointer: '/on', code: 'ended-earlier' });
  return saveDays(ctx, kind, row, { from: row.from_day, to: input.on }, 'ended');
}

async function lockRelation<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  id: string,
  version: number,
): Promise<R> {
  const select = () =>
    sql<R>`select * from ${sql.table(kind.table)}
      where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = ${id}::uuid`.execute(ctx.trx);
  // The owner is locked before the row is judged: otherwise two corrections could pass each other.
  const row = found((await select()).rows[0]);
  if (kind.concerns) await refuseOwnFacts(ctx, kind.concerns(row));
  await kind.lockOwner(ctx, row);
  return expectVersion(found((await select()).rows[0]), version);
}

async function makeRoom<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  row: Omit<R, 'id' | 'version'>,
  ownId: string | undefined,
  endPrevious: boolean,
): Promise<void> {
  const others = (await kind.rivals(ctx, row))
    .filter((other) => other.id !== ownId)
    .map((other) => ({ id: other.id, from: other.from_day, to: other.to_day, row: other }));
  const result = place(others, { from: row.from_day, to: row.to_day }, endPrevious);
  if (!result.ok) {
    const { from, to } = result.with;
    throw invalid({ pointer: '/from', code: 'relation-overlaps', params: { from, to: to ?? '—' } });
  }
  if (result.end) {
    const previous = result.end.row.row;
    await saveDays(ctx, kind, previous, { from: previous.from_day, to: result.end.on }, 'ended');
  }
}

async function saveDays<R extends RelationRow>(
  ctx: Ctx,
  kind: RelationKind<R>,
  row: R,
  days: Days,
  act: 'corrected' | 'ended',
): Promise<Written> {
  const version = row.version + 1;
  await sql`update ${sql.table(kind.table)} set from_day = ${days.from}::date, to_day = ${days.to}::date, version = ${version}
    where jurisdiction_id = ${row.jurisdiction_id} and id = ${row.id}::uuid`.execute(ctx.trx);
  ctx.record({
    type: `${kind.table}.${act}`,
    entity: kind.table,
    entityId: row.id,
    subjectId: kind.subjectId(row),
    data: { before: { from: row.from_day, to: row.to_day }, after: days, version },
  });
  kind.follow?.(ctx, row);
  return written(row.id, version);
}

function refuseBackwards(days: Days): void {
  const faults = new Faults();
  faults.days(days.from, days.to);
  faults.refuse();
}
