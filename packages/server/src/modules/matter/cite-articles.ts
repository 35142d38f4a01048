import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { refsIn } from './refs.ts';

/**
 * Keeps which articles of the library a step's form cites, so that an article can tell where it is relied on. Each stands in a text
 * that was published, was not taken down, has come into force, and is open to whoever cites it.
 * @throws 400 where one does not
 */
export async function citeArticles(
  ctx: Ctx,
  matterId: string,
  form: object | undefined,
  data: unknown,
): Promise<void> {
  const cited = [
    ...new Set(
      refsIn(form as Record<string, unknown> | undefined, data)
        .filter(({ kind }) => kind === 'article')
        .map(({ id }) => id),
    ),
  ];
  if (cited.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select p.id from library_part p
      join library_version v on v.jurisdiction_id = p.jurisdiction_id and v.id = p.version_id
    where p.jurisdiction_id = ${ctx.actor.jurisdictionId} and p.id = any (${cited}::uuid[])
      and p.kind = 'article' and v.published_at is not null and v.withdrawn_at is null
      and v.effective_from <= ${ctx.today}::date`.execute(ctx.trx);
  if (rows.length < cited.length) throw invalid({ pointer: '/data', code: 'unknown-article' });
  const insert = sql`
    insert into matter_citation (jurisdiction_id, matter_id, part_id)
    select ${ctx.actor.jurisdictionId}, ${matterId}, unnest(${cited}::uuid[]) on conflict do nothing`;
  ctx.send({ compile: () => insert.compile(ctx.trx) });
}
