import * as contract from '@plumbline/contract/collection';
import { localiseForm, type MatterEvent, pick } from '@plumbline/policy';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { getMatter, listSteps, type MatterRow, machineOfMatter } from '../matter/index.ts';
import { askCollection } from './ask-collection.ts';
import { findItem, isTogether, packOf } from './catalogue.ts';
import { refuseOthersTask } from './collection.access.ts';
import { findTask, listTasks } from './collection.store.ts';
import { formOf } from './forms.ts';
import { listGaps } from './list-gaps.ts';
import { supplyCollection } from './supply-collection.ts';
import { viewTask, viewTasks } from './view-tasks.ts';

export function collectionRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listGaps, (ctx, { query }) => listGaps(ctx, query));
  endpoints.command(contract.askCollection, (ctx, { body }) => askCollection(ctx, body));

  endpoints.query(contract.listCollectionTasks, async (ctx, { query }) => {
    if (query.scope !== 'owed') ctx.need('collection.ask');
    const rows = await listTasks(
      ctx,
      {
        scope: query.scope,
        principals: ctx.actor.settings.principals ?? [],
        organs: [...(ctx.actor.permissions.get('collection.ask') ?? [])],
        subjectId: query.subjectId,
        open: query.open,
        item: query.item,
        q: query.q,
      },
      decodeCursor(query.cursor, z.object({ due: place.day, id: place.id })),
      query.limit + 1,
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last;
    return {
      items: await viewTasks(ctx, page),
      next: more ? encodeCursor({ due: last.due_on, id: last.matter_id }) : null,
    };
  });

  endpoints.query(contract.getCollectionTask, async (ctx, { params }) => {
    const [task, matter] = await Promise.all([findTask(ctx, params.id), getMatter(ctx, params.id)]);
    const row = found(task);
    await refuseOthersTask(ctx, { id: params.id });
    const pack = await packOf(ctx, matter.pack_version);
    const item = found(findItem(pack, row.item));
    return {
      ...(await viewTask(ctx, row, matter)),
      schema: localiseForm(formOf(pack, item), ctx.locale) as Record<string, unknown>,
      files: item.files,
      sealed: isTogether(item),
      materialId: await seenMaterial(ctx, row.material_id),
      history: await historyOf(ctx, matter),
    };
  });

  endpoints.command(contract.supplyCollection, (ctx, { params, body }) =>
    supplyCollection(ctx, params.id, body),
  );
}

/** An entry's id where row-level security shows the entry to the caller. */
async function seenMaterial(ctx: Ctx, id: string | null): Promise<string | null> {
  if (!id) return null;
  const row = await ctx.trx
    .selectFrom('material')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What was done on the task, oldest first. */
async function historyOf(ctx: Ctx, matter: MatterRow) {
  const machine = await machineOfMatter(ctx, matter);
  const events = await listSteps(ctx, matter.id);
  return events.map(({ at, data }) => {
    const event = data as unknown as MatterEvent;
    const state = pick(machine.states[event.to]!.title, ctx.locale);
    const action = event.type === 'acted' ? machine.actions[event.action] : undefined;
    return {
      at: at.toISOString(),
      title: action ? pick(action.title, ctx.locale) : state,
      note: (event.data as { note?: string } | undefined)?.note ?? null,
      reason: event.type === 'acted' ? (event.reason ?? null) : null,
    };
  });
}
