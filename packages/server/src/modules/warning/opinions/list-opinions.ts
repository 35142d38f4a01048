import type { listOpinions as contract } from '@plumbline/contract/opinion';
import type { Query, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts';
import { engineActor, isSeenOutside, type MatterRow, machineOfMatter, toEngine } from '../../matter/index.ts';
import { opinionProcedures } from './places.ts';
import { summariseOpinion } from './view-sheet.ts';

const Position = z.object({ t: z.string(), i: z.uuid() });

/** Requests and supplements, newest first; whoever sees one from outside finds its paper among the documents. */
export async function listOpinions(
  ctx: Ctx,
  { cursor, limit }: Query<typeof contract>,
): Promise<Reply<typeof contract>> {
  const procedures = opinionProcedures(ctx.pack);
  const after = decodeCursor(cursor, Position);
  const { rows } = await sql<MatterRow & { names: number }>`
    select m.*, (select count(*)::int from opinion_name n where n.jurisdiction_id = m.jurisdiction_id and n.matter_id = m.id) as names
    from matter m
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.procedure = any (${procedures}::text[])
      ${after ? sql`and (m.opened_at, m.id) < (${new Date(after.t)}, ${after.i}::uuid)` : sql``}
    order by m.opened_at desc, m.id desc limit ${limit + 1}`.execute(ctx.trx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = await Promise.all(
    page.map(async ({ names, ...row }) => {
      const matter = toEngine(row);
      const outside = isSeenOutside(
        ctx,
        row,
        await machineOfMatter(ctx, row),
        matter,
        engineActor(ctx.actor, matter),
      );
      return outside ? [] : [await summariseOpinion(ctx, row, names)];
    }),
  );
  return {
    items: items.flat(),
    next: rows.length > limit && last ? encodeCursor({ t: last.opened_at.toISOString(), i: last.id }) : null,
  };
}
