import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { refsIn } from './refs.ts';

/** Keeps which articles of the library a step's form cites, so that an article can tell where it is relied on. */
export function citeArticles(ctx: Ctx, matterId: string, form: object | undefined, data: unknown): void {
  const cited = refsIn(form as Record<string, unknown> | undefined, data)
    .filter(({ kind }) => kind === 'article')
    .map(({ id }) => id);
  if (cited.length === 0) return;
  const insert = sql`
    insert into matter_citation (jurisdiction_id, matter_id, part_id)
    select jurisdiction_id, ${matterId}, id from library_part
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = any (${[...new Set(cited)]}::uuid[])
    on conflict do nothing`;
  ctx.send({ compile: () => insert.compile(ctx.trx) });
}
