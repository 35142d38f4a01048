import type { QueueEntry } from '@plumbline/contract/material';
import { actionsWith } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { availableActions, machineForService } from '../matter/index.ts';
import { listWaiting } from './material.store.ts';
import { listMatterRows } from './matters.store.ts';
import { viewHeads } from './view-head.ts';

/** Entries that wait for the caller as the second person, oldest first; the own ones are others' to verify. */
export async function listQueue(
  ctx: Ctx,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: z.infer<typeof QueueEntry>[]; next: string | null }> {
  const machine = machineForService(ctx.pack, 'material');
  const live = ctx.pack.statuses.filter((status) => status.live).map((status) => status.code);
  const organs = [...(ctx.actor.permissions.get('material.verify') ?? [])];
  const rows = await listWaiting(
    ctx,
    { organs, procedure: machine.procedure, statuses: live },
    decodeCursor(query.cursor, AtMoment),
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const verify = actionsWith(machine, 'material.verify');
  const [heads, matters] = await Promise.all([
    viewHeads(ctx, page, { mayOpenRestricted: false, slips: [] }),
    listMatterRows(
      ctx,
      page.map((row) => row.matter_id),
    ),
  ]);
  const items: z.infer<typeof QueueEntry>[] = [];
  for (const [index, row] of page.entries()) {
    const matter = matters.get(row.matter_id);
    const allowed = matter ? await availableActions(ctx, matter) : [];
    if (!allowed.some((action) => verify.includes(action))) continue;
    items.push({
      ...heads[index]!,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      subjectName: row.subject_name ?? '',
      matterId: row.matter_id,
      author: row.author_name,
      createdAt: row.created_at.toISOString(),
      allowed,
    });
  }
  const last = page.at(-1);
  return {
    items,
    next:
      rows.length > query.limit && last
        ? encodeCursor({ at: last.created_at.toISOString(), id: last.id })
        : null,
  };
}
