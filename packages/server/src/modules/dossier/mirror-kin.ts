import { createHash } from 'node:crypto';
import { type CatalogueItem, isAllowed, type Pack } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { MaterialRow } from './dossier.types.ts';
import { asksForKin, formOf } from './forms.ts';
import { statedKin } from './kin.rules.ts';

type Row = Omit<MaterialRow, 'form'> & { form: unknown };

/** Kin as the declaration in force names them; erased with it (protection P12). */
export function mirrorKin(ctx: Ctx, row: Row, pack: Pack, item: CatalogueItem): void {
  const form = formOf(pack, item);
  if (row.subject_kind !== 'person' || item.sealed || !asksForKin(form)) return;
  const j = ctx.actor.jurisdictionId;
  ctx.send(ctx.trx.deleteFrom('kinship').where('jurisdiction_id', '=', j).where('material_id', '=', row.id));
  if (!isAllowed(ctx.pack.uses, row.status, 'portrait-summary')) return;
  const kin = statedKin(form, row.form, new Set(ctx.pack.relations.map((relation) => relation.code)));
  if (!kin.length) return;
  ctx.send(
    ctx.trx.insertInto('kinship').values(
      kin.map(({ relation, name, employer }) => ({
        jurisdiction_id: j,
        id: kinId(row.id, relation, name),
        person_id: row.subject_id,
        relation,
        name,
        employer,
        material_id: row.id,
        organ_id: row.organ_id,
        classification: row.classification,
        room: row.room,
        readers: row.readers,
        barred: row.barred,
        concerns_person_id: row.concerns_person_id,
        sealed_unit_id: row.sealed_unit_id,
      })),
    ),
  );
}

/**
 * The id of a relative follows from the declaration (UUID version 8): rows that are written anew when another
 * version moves away are the same rows again.
 */
function kinId(materialId: string, relation: string, name: string): string {
  const hex = createHash('sha256').update(`${materialId}\n${relation}\n${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
