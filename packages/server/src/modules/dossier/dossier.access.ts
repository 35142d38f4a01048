import type { Ctx } from '../../platform/context/context.ts';
import { needsSlip } from './catalogue.ts';

/** What the caller may do next with a dossier: ids of routes. The custodian's permissions count. */
export function allowedOn(
  ctx: Ctx,
  dossier: { organ_id: string; subject_kind: 'person' | 'unit' },
): string[] {
  const at = (permission: string) => ctx.may(permission, dossier.organ_id);
  const restricted = ctx.pack.classifications.some((c) => needsSlip(ctx.pack, c.level));
  const steps: [string, boolean][] = [
    ['addMaterial', at('material.write') || ctx.may('material.write') || ctx.may('appraisal.write')],
    ['askCollection', at('collection.ask')],
    ['requestReading', restricted && at('reading.request')],
    ['openRestricted', at('dossier.open-restricted')],
    ['getAppraisals', at('appraisal.read')],
    ['exportDossier', at('dossier.export')],
    ['downloadBrief', true],
    ['extractArchive', at('library.write')],
    ['compareTeam', ctx.may('dossier.compare')],
    ['addInstruction', dossier.subject_kind === 'unit' && ctx.may('instruction.write')],
    ['listGaps', ctx.may('gap.read')],
  ];
  return steps.flatMap(([step, may]) => (may ? [step] : []));
}
