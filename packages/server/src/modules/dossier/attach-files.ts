import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import type { MaterialRow } from './dossier.types.ts';

type Owner = Pick<
  MaterialRow,
  | 'id'
  | 'organ_id'
  | 'classification'
  | 'room'
  | 'readers'
  | 'barred'
  | 'concerns_person_id'
  | 'sealed_unit_id'
>;

/**
 * Gives uploads to an entry, with the entry's visibility. The rows are written anew and not updated: who
 * hands something in often may not see it afterwards, and an update asks for sight of what it leaves.
 * @throws 400 when another entry took one of them in the meantime
 */
export async function attachFiles(ctx: Ctx, material: Owner, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  const j = ctx.actor.jurisdictionId;
  const { numAffectedRows } = await sql`
      with taken as (delete from file where jurisdiction_id = ${j} and id = any (${uuidArray(ids)})
        and account_id = ${ctx.actor.accountId} and material_id is null and matter_id is null returning *)
      insert into file (jurisdiction_id, id, store_name, name, type, size, text_state, text_content, account_id,
        material_id, order_no, created_at, organ_id, classification, room, readers, barred, concerns_person_id,
        sealed_unit_id)
      select t.jurisdiction_id, t.id, t.store_name, t.name, t.type, t.size, t.text_state, t.text_content,
        t.account_id, ${material.id}, array_position(${uuidArray(ids)}, t.id), t.created_at, ${material.organ_id},
        ${material.classification}, ${material.room}, ${uuidArray(material.readers)}, ${uuidArray(material.barred)},
        ${material.concerns_person_id}, ${material.sealed_unit_id}
      from taken t`.execute(ctx.trx);
  if (Number(numAffectedRows) !== ids.length) throw invalid({ pointer: '/files', code: 'unknown-file' });
  for (const id of ids) ctx.later('file.extract', { fileId: id });
}
