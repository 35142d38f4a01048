import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { BagPlan } from '../../platform/documents/bagit.ts';
import { AppError, found } from '../../platform/errors/app-error.ts';
import { safeName } from '../../platform/files/safe-name.ts';
import { listExportable } from '../dossier/index.ts';
import { bagEntries } from './bag-entries.ts';
import * as store from './export.store.ts';
import type { DossierRow, ExportRows } from './export.types.ts';
import { manifestOf } from './manifest.ts';
import { asksForKin, filedUnder, packsOf } from './packs-of.ts';
import { placeMaterials } from './place-materials.ts';
import { type ReadingLimit, readingLimit } from './reading-limit.ts';

export interface PreparedExport {
  /** Name under which the package is offered, with its extension. */
  fileName: string;
  /** To be written once the transaction is committed: until then nothing has left the house. */
  plan: BagPlan;
}

/**
 * Reads what the exporter may take along of one dossier, at one moment, and records the export. Contents of
 * files are read later, one at a time, while the package is written.
 * @throws 404 when there is no such dossier in the exporter's sight; 403 without the permission in the organ
 *   that keeps it, and `reading-slip-required` when the dossier itself is read with a slip only
 */
export async function prepareExport(
  ctx: Ctx,
  input: { subjectId: string; purpose: string },
): Promise<PreparedExport> {
  const j = ctx.actor.jurisdictionId;
  // One moment for all the reads that follow; must come before the first of them.
  ctx.send({ compile: () => sql`set transaction isolation level repeatable read`.compile(ctx.trx) });
  const dossier = found(await store.findDossier(ctx.trx, j, input.subjectId));
  ctx.need('dossier.export', dossier.organId);
  const { page, materials: open } = await listExportable(ctx, dossier.subjectId);
  const limit = readingLimit(ctx, dossier.organId, page.slip);
  if (dossier.classification > limit.ceiling) throw new AppError('reading-slip-required');
  const { kinShown } = limit;
  const [rows, names] = await Promise.all([
    readRows(
      ctx,
      dossier,
      open.map((material) => material.id),
      limit,
    ),
    store.exporterNames(ctx.trx, j, ctx.actor.accountId, ctx.actor.settings.reach ?? []),
  ]);
  const packs = await packsOf(ctx, rows.materials);
  const nameable = new Set(
    rows.materials.filter((row) => kinShown || !asksForKin(filedUnder(packs, row).form)).map((row) => row.id),
  );
  const files = rows.files.filter((file) => nameable.has(file.materialId));
  const materials = placeMaterials(rows.materials, files);
  const name = subjectName(rows);
  const manifest = manifestOf(ctx, { names, rows, materials, limit, name, purpose: input.purpose });
  ctx.record({
    kind: 'open',
    type: 'dossier.exported',
    entity: 'dossier',
    entityId: dossier.subjectId,
    subjectId: dossier.subjectId,
    data: {
      purpose: input.purpose,
      subjectKind: dossier.kind,
      clearance: manifest.clearance,
      pack: manifest.pack,
      counts: manifest.counts,
      materials: materials.map((material) => ({ id: material.id, version: material.version })),
      files: files.map((file) => file.id),
    },
  });
  const { organ } = manifest.exporter;
  const title = `${safeName(name)}-${ctx.today}`;
  return {
    fileName: `${title}.zip`,
    plan: {
      name: title,
      date: ctx.now,
      info: {
        'Source-Organization': organ ?? manifest.jurisdiction.name,
        'External-Identifier': dossier.subjectId,
        'External-Description': `Dossier (电子数据包), ${manifest.jurisdiction.name}`,
        'Bag-Software-Agent': 'Plumbline',
      },
      entries: bagEntries(
        ctx.services.files,
        {
          pack: ctx.pack,
          packs,
          rows,
          materials,
          locale: ctx.locale,
          kinShown,
          name,
          exporter: { organ: organ ?? '', name: manifest.exporter.name },
          purpose: input.purpose,
          moment: ctx.now,
        },
        { manifest, jurisdiction: j, source: manifest.jurisdiction.code },
      ),
    },
  };
}

async function readRows(
  ctx: Ctx,
  dossier: DossierRow,
  openIds: readonly string[],
  { ceiling, kinShown }: ReadingLimit,
): Promise<ExportRows> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const { subjectId, kind } = dossier;
  const [materials, files, appointments, kin, instructions] = await Promise.all([
    store.listMaterials(trx, j, openIds),
    store.listFiles(trx, j, openIds),
    store.listAppointments(trx, j, dossier),
    kind === 'person' && kinShown ? store.listKin(trx, j, subjectId, ceiling) : [],
    kind === 'unit' ? store.listInstructions(trx, j, subjectId, ceiling) : [],
  ]);
  // Relatives known from a declaration leave with it, and stay with it.
  const present = new Set(materials.map((material) => material.id));
  const kept = kin.filter((row) => row.materialId === null || present.has(row.materialId));
  const personIds = kind === 'person' ? [subjectId] : appointments.map((row) => row.personId);
  const kinIds = kept.flatMap((row) => (row.kinPersonId ? [row.kinPersonId] : []));
  const unitIds = [...appointments.map((row) => row.unitId), ...(kind === 'unit' ? [subjectId] : [])];
  const [persons, units] = await Promise.all([
    store.listPersons(trx, j, [...new Set([...personIds, ...kinIds])]),
    store.listUnits(trx, j, [...new Set(unitIds)]),
  ]);
  return {
    dossier,
    materials,
    files: files.filter((file) => present.has(file.materialId)),
    persons,
    units,
    appointments,
    kin: kept,
    instructions,
  };
}

function subjectName({ dossier, persons, units }: ExportRows): string {
  const subjects = dossier.kind === 'person' ? persons : units;
  return found(subjects.find((row) => row.id === dossier.subjectId)).name;
}
