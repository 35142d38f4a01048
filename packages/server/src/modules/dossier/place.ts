import type { SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { notFound } from '../../platform/errors/app-error.ts';

/** Where entries about a subject belong. */
export interface Place {
  organId: string;
  classification: number;
}

/** The dossier's custodian, whoever asks: who files need not see the dossier. */
export async function findPlace(
  ctx: Ctx,
  subjectId: string,
): Promise<(Place & { kind: string }) | undefined> {
  const { rows } = await sql<{ organ_id: string; classification: number; subject_kind: string }>`
    select organ_id, classification, subject_kind from app.dossier_place(${subjectId})`.execute(ctx.trx);
  const row = rows[0];
  return row && { organId: row.organ_id, classification: row.classification, kind: row.subject_kind };
}

/**
 * The place of a subject's dossier, which is opened when there is none. A dossier that only a filed entry
 * called for is marked as such: it goes when that entry turns out to belong to somebody else.
 * @throws 404 when there is no such person or unit in the caller's sight
 */
export async function ensureDossier(
  ctx: Ctx,
  subject: SubjectRef,
  options: { byFiling: boolean; organId?: string },
): Promise<Place> {
  const place = await findPlace(ctx, subject.id);
  if (place) {
    if (options.byFiling) showDossiers(ctx, [subject.id]);
    else keepDossier(ctx, subject.id);
    return place;
  }
  const organId = options.organId ?? (await custodianOf(ctx, subject)) ?? ctx.actor.organId;
  if (!organId) throw notFound();
  ctx.send(
    ctx.trx
      .insertInto('dossier')
      .values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        subject_id: subject.id,
        subject_kind: subject.kind,
        opened_at: ctx.now,
        opened_by_filing: options.byFiling,
        organ_id: organId,
        concerns_person_id: subject.kind === 'person' ? subject.id : null,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  ctx.record({
    type: 'dossier.begun',
    entity: 'dossier',
    entityId: subject.id,
    organId,
    data: { subjectKind: subject.kind, organId, byFiling: options.byFiling },
  });
  return { organId, classification: 1 };
}

/** Dossiers that were set aside with all that was in them show again when something else is filed there. */
export function showDossiers(ctx: Ctx, subjects: readonly string[]): void {
  ctx.send({ compile: () => sql`select app.show_dossiers(${[...subjects]}::uuid[])`.compile(ctx.trx) });
}

/** From now on the dossier stays, whatever moves out of it or is set aside. */
function keepDossier(ctx: Ctx, subjectId: string): void {
  ctx.send({ compile: () => sql`select app.keep_dossier(${subjectId}::uuid)`.compile(ctx.trx) });
}

/** The organ that keeps the dossiers of a unit and its people: its supervision of the kind that has custody. */
async function custodianOf(ctx: Ctx, subject: SubjectRef): Promise<string | undefined> {
  const kinds = ctx.pack.supervisionKinds.filter((kind) => kind.custody).map((kind) => kind.code);
  const j = ctx.actor.jurisdictionId;
  const known = await (subject.kind === 'person'
    ? ctx.trx.selectFrom('person').select('id').where('jurisdiction_id', '=', j).where('id', '=', subject.id)
    : ctx.trx.selectFrom('unit').select('id').where('jurisdiction_id', '=', j).where('id', '=', subject.id)
  ).executeTakeFirst();
  if (!known) throw notFound();
  if (!kinds.length) return undefined;
  let query = ctx.trx
    .selectFrom('supervision as s')
    .select('s.organ_id')
    .where('s.jurisdiction_id', '=', j)
    .where('s.kind', 'in', kinds)
    .where(within('s.from_day', 's.to_day', ctx.today))
    .orderBy('s.from_day', 'desc')
    .limit(1);
  if (subject.kind === 'unit') query = query.where('s.unit_id', '=', subject.id);
  else {
    query = query.where('s.unit_id', 'in', (eb) =>
      eb
        .selectFrom('appointment as a')
        .select('a.unit_id')
        .where('a.jurisdiction_id', '=', j)
        .where('a.person_id', '=', subject.id)
        .where(within('a.from_day', 'a.to_day', ctx.today)),
    );
  }
  return (await query.executeTakeFirst())?.organ_id;
}

/** Takes a dossier away again that only entries called for which have all moved elsewhere. */
export async function dropUncalledDossier(ctx: Ctx, subjectId: string): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ used: boolean }>`select app.dossier_in_use(${subjectId}) as used`.execute(
    ctx.trx,
  );
  if (rows[0]?.used) return;
  ctx.send(
    ctx.trx
      .deleteFrom('dossier')
      .where('jurisdiction_id', '=', j)
      .where('subject_id', '=', subjectId)
      .where('opened_by_filing', '=', true),
  );
}
