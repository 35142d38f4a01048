import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { exporterNames } from './export.store.ts';
import type { ExportRows, PlacedMaterial } from './export.types.ts';
import type { ReadingLimit } from './reading-limit.ts';

/**
 * Who took what along, why and how far that person sees. It states rights and never what they kept out, so
 * two packages that differ in what was hidden do not differ in their wording.
 */
export function manifestOf(
  ctx: Ctx,
  input: {
    names: Awaited<ReturnType<typeof exporterNames>>;
    rows: ExportRows;
    materials: readonly PlacedMaterial[];
    limit: ReadingLimit;
    name: string;
    purpose: string;
  },
) {
  const { names, rows, materials, limit } = input;
  // A slip for some items opens those up to the clearance.
  const reached = limit.slip ? (ctx.actor.settings.clearance ?? 0) : limit.ceiling;
  const level = ctx.pack.classifications.find((entry) => entry.level === reached);
  const files = materials.flatMap((material) => material.files);
  return {
    format: 'plumbline-dossier',
    formatVersion: 1,
    exportedAt: ctx.now.toISOString(),
    purpose: input.purpose,
    jurisdiction: names.jurisdiction,
    subject: { kind: rows.dossier.kind, id: rows.dossier.subjectId, name: input.name },
    custodian: rows.dossier.organName,
    exporter: {
      account: names.account.username,
      name: names.account.name,
      organ: names.organs.find((organ) => organ.id === ctx.actor.organId)?.name ?? null,
    },
    clearance: {
      level: reached,
      title: level ? pick(level.title, ctx.locale) : null,
      readingSlip: limit.slip && { until: limit.slip.until, items: limit.slip.items },
    },
    reach: names.organs.map((organ) => organ.name),
    pack: { code: ctx.pack.head.code, version: ctx.pack.head.version },
    counts: {
      materials: materials.length,
      files: files.length,
      fileBytes: files.reduce((sum, file) => sum + file.size, 0),
      appointments: rows.appointments.length,
      kin: rows.kin.length,
      instructions: rows.instructions.length,
    },
  };
}
