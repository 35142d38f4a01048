import * as contract from '@plumbline/contract/instruction';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { AtMoment, decodeCursor, encodeCursor, OnDay } from '../../platform/http/cursor.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { type MatterRow, machineForService } from '../matter/index.ts';
import { addInstruction, openFollowUps } from './add-instruction.ts';
import { getFollowUp } from './get-follow-up.ts';
import { type FollowUpRow, listInstructionRows } from './instructions.store.ts';
import { listMatterRows } from './matters.store.ts';
import { viewFollowUp, viewInstructions } from './view-instructions.ts';

export function instructionRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listInstructions, async (ctx, { query }) => {
    const before = decodeCursor(query.cursor, OnDay);
    const rows = await listInstructionRows(ctx, query, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last;
    return {
      items: await viewInstructions(ctx, page, query.unitId),
      next: more ? encodeCursor({ day: last.issued_on, id: last.id }) : null,
    };
  });

  endpoints.command(contract.addInstruction, (ctx, { body }) => addInstruction(ctx, body));

  endpoints.query(contract.getInstruction, async (ctx, { params }) => {
    const rows = await listInstructionRows(ctx, { id: params.id }, undefined, 1);
    const [view] = await viewInstructions(ctx, rows);
    return found(view);
  });

  endpoints.command(contract.openFollowUps, async (ctx, { params }) => {
    const [row] = await listInstructionRows(ctx, { id: params.id }, undefined, 1);
    const instruction = found(row);
    ctx.need('instruction.write', instruction.organ_id);
    return { opened: await openFollowUps(ctx, instruction) };
  });

  endpoints.query(contract.getFollowUp, (ctx, { params }) => getFollowUp(ctx, params.id));

  endpoints.query(contract.listMyFollowUps, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, AtMoment);
    const rows = await listOwn(ctx, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const matters = await listMatterRows(
      ctx,
      page.map((row) => row.matter_id),
    );
    const items = [];
    for (const row of page) {
      const matter = matters.get(row.matter_id);
      if (!matter) continue;
      const { requirement } = matter.data as { requirement?: string };
      items.push({
        ...(await viewFollowUp(ctx, row, matter)),
        title: matter.title,
        requirement: requirement ?? '',
        number: matter.number,
      });
    }
    const last = page.at(-1);
    const more = rows.length > query.limit && last;
    return {
      items,
      next: more ? encodeCursor({ at: last.opened_at.toISOString(), id: last.matter_id }) : null,
    };
  });
}

type Own = Omit<FollowUpRow, 'instruction_id'> & Pick<MatterRow, 'opened_at'>;

/** Follow-ups of the unit for which the caller speaks. */
async function listOwn(
  ctx: Ctx,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<Own[]> {
  const { procedure } = machineForService(ctx.pack, 'instruction');
  const { rows } = await sql<Own>`
    select m.id as matter_id, m.subject_id as unit_id, u.name as unit_name, m.opened_at, e.data -> 'data' as reported,
      e.data ->> 'action' as reported_action
    from matter m
    join unit u on u.jurisdiction_id = m.jurisdiction_id and u.id = m.subject_id
    left join lateral (
      select x.data from event x where x.jurisdiction_id = m.jurisdiction_id and x.matter_id = m.id
        and x.type = 'matter.acted' and x.data ? 'data'
      order by x.at desc, x.id desc limit 1) e on true
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.procedure = ${procedure}
      and m.subject_id = ${ctx.actor.speaksFor}
      ${after ? sql`and (m.opened_at, m.id) < (${new Date(after.at)}, ${after.id}::uuid)` : sql``}
    order by m.opened_at desc, m.id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}
