import type * as contract from '@plumbline/contract/document';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, found, stale, wrongState } from '../../platform/errors/app-error.ts';
import { isSamePerson } from '../identity/index.ts';
import { getMatter, machineOfMatter } from '../matter/index.ts';
import { lockDocument } from './document.store.ts';
import { issuingActions } from './issuing-steps.ts';
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
  await refuseAlone(ctx, row);
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

/** Whether the caller issued it, by this account or another one. */
const isOwn = async (ctx: Ctx, issuedBy: string | null) =>
  issuedBy !== null && (await isSamePerson(ctx, issuedBy));

/**
 * What a step of a matter issued is not declared void by whoever issued it; where the matter's steps need approval, by
 * nobody who could not give one.
 * @throws 404 where the matter is out of the caller's sight, 403
 */
async function refuseAlone(
  ctx: Ctx,
  row: NonNullable<Awaited<ReturnType<typeof lockDocument>>>,
): Promise<void> {
  if (!row.matter_id) return;
  const machine = await machineOfMatter(ctx, await getMatter(ctx, row.matter_id));
  if (issuingActions(machine, { code: row.template }).length === 0) return;
  const seats = Object.values(machine.actions).flatMap(({ approval }) =>
    (approval === undefined ? [] : (machine.authority(approval)?.rows ?? [])).flatMap(({ chain }) =>
      chain.flatMap((step) => step.all.map(({ permission }) => permission)),
    ),
  );
  const may = seats.length === 0 ? !(await isOwn(ctx, row.issued_by)) : seats.some((code) => ctx.may(code));
  if (!may) throw new AppError('second-person');
}
