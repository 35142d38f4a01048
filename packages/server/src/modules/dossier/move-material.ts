import type { CatalogueItem, SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { forgetLeaves } from '../library/index.ts';
import { findItem, itemOf, needsSlip } from './catalogue.ts';
import type { MaterialRow } from './dossier.types.ts';
import { settleAnew } from './mirror-material.ts';
import { dropUncalledDossier, ensureDossier, findPlace, type Place } from './place.ts';
import { unitOf } from './visibility.ts';

export interface Move {
  /** Entries that share this matter. */
  matterId: string;
  to: SubjectRef;
  /** Item under which they are filed there; left out: the same one, which then must fit the new subject. */
  item?: string | undefined;
  /** For the ledger. */
  reason?: string | undefined;
  /** The matter is the entries' own: its visibility follows theirs. */
  ownMatter?: boolean | undefined;
}

/**
 * Moves entries that were filed to the wrong subject (protection P1). Everything that belongs to them goes
 * along: files, search entries, kin. What they had replaced in the wrong dossier counts again, a dossier that
 * only they had called for goes, and only the ledger's readers see that anything happened.
 * @returns how many entries moved: none where the mover sees none of them
 * @throws 400 when the item doesn't fit the new subject; 404 when the mover may not see where it goes
 */
export async function moveMaterial(ctx: Ctx, move: Move): Promise<number> {
  const rows = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', move.matterId)
    .execute();
  if (!rows.length) return 0;
  const [place, before] = await Promise.all([
    ensureDossier(ctx, move.to, { byFiling: true }),
    findPlace(ctx, rows[0]!.subject_id),
  ]);
  for (const row of rows) await moveOne(ctx, row, move, place, before);
  for (const subjectId of new Set(rows.map((row) => row.subject_id))) {
    if (subjectId !== move.to.id) await dropUncalledDossier(ctx, subjectId);
  }
  return rows.length;
}

/** The engine has moved the matter already; its entries follow. */
export const followMove: EffectHandler = async (ctx, { matter, event }) => {
  const to = found(matter.subjects[0]);
  await moveMaterial(ctx, {
    matterId: matter.id,
    to,
    ownMatter: true,
    ...('reason' in event && event.reason ? { reason: event.reason } : {}),
  });
};

async function moveOne(
  ctx: Ctx,
  row: MaterialRow,
  move: Move,
  place: Place,
  before: Place | undefined,
): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const { item } = await targetItem(ctx, row, move);
  const isElsewhere = row.organ_id !== before?.organId;
  const moved = {
    ...row,
    subject_kind: move.to.kind,
    subject_id: move.to.id,
    item: item.code,
    pack_version: item.code === row.item ? row.pack_version : ctx.pack.head.version,
    supersedes_id: null,
    organ_id: isElsewhere ? row.organ_id : place.organId,
    classification: isElsewhere ? row.classification : Math.max(item.classification, place.classification),
    concerns_person_id: move.to.kind === 'person' ? move.to.id : null,
    sealed_unit_id: item.sealed ? await unitOf(ctx, move.to) : null,
  };
  const { id, form: _, created_at: __, ...columns } = moved;
  ctx.send(
    ctx.trx.updateTable('material').set(columns).where('jurisdiction_id', '=', j).where('id', '=', id),
  );
  // Later versions that stay behind must not point at what never was there.
  ctx.send(
    ctx.trx
      .updateTable('material')
      .set({ supersedes_id: null })
      .where('jurisdiction_id', '=', j)
      .where('supersedes_id', '=', row.id)
      .where('subject_id', '=', row.subject_id),
  );
  forgetLeaves(ctx, id);
  takeAlong(ctx, 'file', moved);
  await findFilesAgain(ctx, row, moved.classification);
  if (move.ownMatter) takeAlong(ctx, 'matter', moved);
  if (row.supersedes_id) await settleAnew(ctx, row.supersedes_id);
  await settleAnew(ctx, id);
  ctx.record({
    type: 'material.moved',
    entity: 'material',
    entityId: id,
    organId: row.organ_id,
    data: {
      from: { kind: row.subject_kind, id: row.subject_id },
      to: move.to,
      item: item.code,
      supersedes: row.supersedes_id,
      reason: move.reason ?? null,
    },
  });
}

/** Files of what was read with a slip are in no search; where none is needed any more they come back. */
async function findFilesAgain(ctx: Ctx, before: MaterialRow, classification: number): Promise<void> {
  if (!needsSlip(ctx.pack, before.classification) || needsSlip(ctx.pack, classification)) return;
  const files = await ctx.trx
    .selectFrom('file')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('material_id', '=', before.id)
    .execute();
  for (const { id } of files) ctx.later('file.extract', { fileId: id });
}

async function targetItem(ctx: Ctx, row: MaterialRow, move: Move): Promise<{ item: CatalogueItem }> {
  const item = move.item ? findItem(ctx.pack, move.item) : (await itemOf(ctx, row)).item;
  if (item?.subject !== move.to.kind)
    throw invalid({ pointer: '/data/subjectKind', code: 'unfit-item', params: { value: row.item } });
  return { item };
}

/** The visibility of what belongs to an entry is the entry's. */
function takeAlong(ctx: Ctx, table: 'file' | 'matter', row: Omit<MaterialRow, 'form' | 'created_at'>): void {
  const key = table === 'file' ? sql`material_id = ${row.id}` : sql`id = ${row.matter_id}`;
  ctx.send({
    compile: () =>
      sql`
      update ${sql.table(table)} set organ_id = ${row.organ_id}, classification = ${row.classification},
        readers = ${uuidArray(row.readers)}, barred = ${uuidArray(row.barred)},
        concerns_person_id = ${row.concerns_person_id}, sealed_unit_id = ${row.sealed_unit_id}
      where jurisdiction_id = ${ctx.actor.jurisdictionId} and ${key}`.compile(ctx.trx),
  });
}
