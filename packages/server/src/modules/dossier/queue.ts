import type { listVerificationQueue as route } from '@plumbline/contract/material';
import type { Query, Reply } from '@plumbline/contract/route';
import { actionsWith, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { availableActions, machineForService } from '../matter/index.ts';
import { listWaiting, listWaitingChoices, type Waiting } from './material.store.ts';
import { listMatterRows } from './matters.store.ts';
import { viewHeads } from './view-head.ts';

type Queue = Reply<typeof route>;

/** What waits where the caller verifies. */
function waitingFor(ctx: Ctx): Waiting {
  const { procedure } = machineForService(ctx.pack, 'material');
  const statuses = ctx.pack.statuses.filter((status) => status.live).map((status) => status.code);
  return { organs: [...(ctx.actor.permissions.get('material.verify') ?? [])], procedure, statuses };
}

/** Entries that wait for the caller as the second person; the own ones are others' to verify. */
export async function listQueue(ctx: Ctx, query: Query<typeof route>): Promise<Queue> {
  const machine = machineForService(ctx.pack, 'material');
  const waiting = waitingFor(ctx);
  const [rows, choices] = await Promise.all([
    listWaiting(ctx, waiting, query, decodeCursor(query.cursor, AtMoment), query.limit + 1),
    listWaitingChoices(ctx, waiting),
  ]);
  const page = rows.slice(0, query.limit);
  const verify = actionsWith(machine, 'material.verify');
  const [heads, matters] = await Promise.all([
    viewHeads(ctx, page, { mayOpenRestricted: false, slips: [] }),
    listMatterRows(
      ctx,
      page.map((row) => row.matter_id),
    ),
  ]);
  const items: Queue['items'] = [];
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
      sourceOrgan: row.source_organ,
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
    choices: choicesOf(ctx, choices),
  };
}

/** By the order of the catalogue, and bodies by name. */
function choicesOf(
  ctx: Ctx,
  found: readonly { item: string; organ_id: string | null; organ: string | null }[],
): Queue['choices'] {
  const items = new Set(found.map(({ item }) => item));
  const known = ctx.pack.catalogue.items.filter(({ code }) => items.has(code));
  const organs = new Map(found.flatMap(({ organ_id, organ }) => (organ_id ? [[organ_id, organ ?? '']] : [])));
  return {
    items: known.map(({ code, title }) => ({ code, title: pick(title, ctx.locale) })),
    sourceOrgans: [...organs]
      .map(([code, title]) => ({ code, title }))
      .sort((a, b) => a.title.localeCompare(b.title, ctx.locale)),
  };
}
