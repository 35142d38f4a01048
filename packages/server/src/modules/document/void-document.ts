import type * as contract from '@plumbline/contract/document';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { found, stale, wrongState } from '../../platform/errors/app-error.ts';
import { lockDocument } from './document.store.ts';
import { getDocument } from './read-document.ts';

/** Declares a document void. Its number stays taken and stands in the register with the reason. @throws 404, 403, 409 */
export async function voidDocument(
  ctx: Ctx,
  id: string,
  input: Body<typeof contract.voidDocument>,
): Promise<contract.IssuedDocument> {
  const row = found(await lockDocument(ctx, id));
  ctx.need('document.void', row.issuer_id);
  if (row.version !== input.version) throw stale({ version: row.version, voided: row.voided_at !== null });
  if (row.voided_at) throw wrongState([]);
  await ctx.trx
    .updateTable('document')
    .set({
      voided_at: ctx.now,
      voided_by: ctx.actor.accountId,
      void_reason: input.reason,
      version: row.version + 1,
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', id)
    .execute();
  ctx.record({
    type: 'document.voided',
    entity: 'document',
    entityId: id,
    subjectId: row.subject_id,
    matterId: row.matter_id,
    organId: row.issuer_id,
    data: { number: row.number, reason: input.reason },
  });
  return getDocument(ctx, id);
}
