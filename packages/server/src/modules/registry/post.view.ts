import type { PostDetail } from '@plumbline/contract/registry-posts';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { heldOn } from './dated.rules.ts';
import { authorities, type HolderRow, holders, presentPost, withoutPost } from './post.store.ts';

/** One post with everybody who held it and every authority that managed it. @throws 404 */
export async function describePost(ctx: Ctx, id: string): Promise<PostDetail> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const [post, unit, held, managed] = await Promise.all([
    trx
      .selectFrom('post')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id)
      .executeTakeFirst(),
    trx
      .selectFrom('post as p')
      .innerJoin('unit as u', (join) =>
        join.onRef('u.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('u.id', '=', 'p.unit_id'),
      )
      .select(['u.id', 'u.name'])
      .where('p.jurisdiction_id', '=', j)
      .where('p.id', '=', id)
      .executeTakeFirst(),
    holders(trx, j)
      .where('a.post_id', '=', id)
      .orderBy('a.from_day', (order) => order.desc().nullsLast())
      .orderBy('a.id')
      .execute() as Promise<HolderRow[]>,
    authorities(trx, j).where('pa.post_id', '=', id).orderBy('pa.from_day', 'desc').execute(),
  ]);
  const row = found(post);
  const present = presentPost(
    ctx,
    row,
    held.filter((holder) => heldOn(holder, ctx.today)),
    managed.find((authority) => heldOn(authority, ctx.today)),
  );
  return {
    ...present,
    unit: found(unit),
    history: held.map(withoutPost),
    authorities: managed.map(withoutPost),
    allowed: ctx.may('registry.write')
      ? row.active_to === null
        ? ['edit', 'close', 'appoint', 'assign-authority']
        : ['edit']
      : [],
  };
}
