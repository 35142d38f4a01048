import type { CatalogueItem, SubjectRef } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import type { Visibility } from '../matter/index.ts';
import { isTogether } from './catalogue.ts';
import { NOBODYS_DESK } from './desk.ts';
import type { Place } from './place.ts';

/**
 * Who may see an entry: as the dossier and the item say. A sealed one is kept from the appraised and their
 * unit; one that is shown together only lies on nobody's desk.
 */
export async function visibilityOf(
  ctx: Ctx,
  subject: SubjectRef,
  item: CatalogueItem,
  place: Place,
): Promise<Visibility> {
  return {
    organId: isTogether(item) ? NOBODYS_DESK : place.organId,
    classification: Math.max(item.classification, place.classification),
    concernsPersonId: subject.kind === 'person' ? subject.id : null,
    sealedUnitId: item.sealed ? await unitOf(ctx, subject) : null,
  };
}

/** The unit in which a person serves today, in the post that stands first; a unit is its own. */
export async function unitOf(ctx: Ctx, subject: SubjectRef): Promise<string | null> {
  if (subject.kind === 'unit') return subject.id;
  const row = await ctx.trx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
    )
    .select('a.unit_id')
    .where('a.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('a.person_id', '=', subject.id)
    .where(within('a.from_day', 'a.to_day', ctx.today))
    .orderBy('p.order_no')
    .orderBy('a.from_day')
    .orderBy('a.id')
    .limit(1)
    .executeTakeFirst();
  return row?.unit_id ?? ctx.actor.unitId;
}
