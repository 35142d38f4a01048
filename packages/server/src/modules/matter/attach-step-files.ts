import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { refsIn } from './refs.ts';

/**
 * Files that a step's form names become the matter's and are seen like it. They are uploads of whoever takes the
 * step, or the matter's already. The rows are written anew: who hands something in may not see it afterwards.
 * @throws 400 when one of them is neither
 */
export async function attachStepFiles(
  ctx: Ctx,
  matterId: string,
  form: object | undefined,
  data: unknown,
  pointer = '/data',
): Promise<void> {
  const named = refsIn(form as Record<string, unknown> | undefined, data).filter(
    ({ kind }) => kind === 'file',
  );
  const ids = [...new Set(named.map(({ id }) => id))];
  if (ids.length === 0) return;
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ id: string }>`
    with taken as (delete from file where jurisdiction_id = ${j} and id = any (${ids}::uuid[])
        and account_id = ${ctx.actor.accountId} and material_id is null and matter_id is null returning *),
      given as (
        insert into file (jurisdiction_id, id, store_name, name, type, size, text_state, text_content, account_id,
          matter_id, order_no, created_at, organ_id, classification, room, readers, barred, concerns_person_id,
          sealed_unit_id)
        select t.jurisdiction_id, t.id, t.store_name, t.name, t.type, t.size, t.text_state, t.text_content,
          t.account_id, m.id, array_position(${ids}::uuid[], t.id), t.created_at, m.organ_id, m.classification,
          m.room, m.readers, m.barred, m.concerns_person_id, m.sealed_unit_id
        from taken t join matter m on m.jurisdiction_id = t.jurisdiction_id and m.id = ${matterId}::uuid)
    select id from taken
    union select id from file where jurisdiction_id = ${j} and id = any (${ids}::uuid[]) and matter_id = ${matterId}::uuid
  `.execute(ctx.trx);
  const known = new Set(rows.map(({ id }) => id));
  const strange = named.findIndex(({ id }) => !known.has(id));
  if (strange >= 0) throw invalid({ pointer, code: 'unknown-file' });
}
