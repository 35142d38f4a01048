import type { NewMaterial as Body } from '@plumbline/contract/material';
import type { CatalogueItem, Parties } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { isTogether, needItem } from './catalogue.ts';
import type { FiledMaterial } from './dossier.types.ts';
import { fileMaterial } from './file-material.ts';
import { findSubject } from './subject.store.ts';

/**
 * Adds an entry by hand. The custodian's own people do so by their permission, people of another organ where
 * the catalogue names their kind of organ among those who supply the item.
 */
export async function addMaterial(ctx: Ctx, subjectId: string, body: Body): Promise<FiledMaterial> {
  const subject = found(await findSubject(ctx, subjectId));
  const item = needItem(ctx.pack, body.item, subject.subject_kind);
  if (item.autoFiled) throw invalid({ pointer: '/item', code: 'filed-by-procedure' });
  if (item.followUp) throw invalid({ pointer: '/item', code: 'filed-as-instruction' });
  if (isTogether(item)) throw invalid({ pointer: '/item', code: 'asked-for-only' });
  return fileMaterial(ctx, {
    ...body,
    subject: { kind: subject.subject_kind, id: subjectId },
    parties: await partiesOf(ctx, item, subject.organ_id),
  });
}

async function partiesOf(ctx: Ctx, item: CatalogueItem, custodian: string): Promise<Parties> {
  if (ctx.actor.organs.has(custodian) || ctx.actor.organs.size === 0) return {};
  const kinds = item.contributors.organKinds;
  if (!kinds.length) return {};
  const organs = await ctx.trx
    .selectFrom('organ')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ctx.actor.organs])
    .where('kind', 'in', kinds)
    .execute();
  return { contributor: organs.map(({ id }) => ({ kind: 'organ', id })) };
}
