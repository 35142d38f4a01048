import type { CollectionTask } from '@plumbline/contract/collection';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';
import { availableActions, type MatterRow, machineOfMatter, viewActions } from '../matter/index.ts';
import { findItem, packOf } from './catalogue.ts';
import { supplyAction } from './collection.effects.ts';
import type { TaskRow } from './collection.store.ts';
import { listMatterRows } from './matters.store.ts';

/** Tasks as lists and pages show them, with what the caller may do. */
export async function viewTasks(ctx: Ctx, rows: readonly TaskRow[]): Promise<CollectionTask[]> {
  const matters = await listMatterRows(
    ctx,
    rows.map((row) => row.matter_id),
  );
  const items: CollectionTask[] = [];
  for (const row of rows) {
    const matter = matters.get(row.matter_id);
    if (matter) items.push(await viewTask(ctx, row, matter));
  }
  return items;
}

export async function viewTask(ctx: Ctx, row: TaskRow, matter: MatterRow): Promise<CollectionTask> {
  const machine = await machineOfMatter(ctx, matter);
  const item = findItem(await packOf(ctx, matter.pack_version), row.item);
  const allowed = await availableActions(ctx, matter);
  const supply = supplyAction(machine);
  return {
    id: row.matter_id,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    item: row.item,
    itemTitle: item ? pick(item.title, ctx.locale) : row.item,
    why: row.why,
    note: row.note,
    contributor: {
      kind: row.contributor_kind,
      id: row.contributor_id,
      name: row.contributor_name ?? row.subject_name,
    },
    dueOn: row.due_on,
    provisional: row.ended_at === null && (await provisionalIn(ctx))(row.due_on),
    overdue: row.due_on < ctx.today && row.supplied_at === null && row.ended_at === null,
    remindedOn: row.reminded_on,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by_name,
    suppliedAt: row.supplied_at?.toISOString() ?? null,
    ended: row.ended_at !== null,
    state: matter.state,
    stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
    version: matter.version,
    allowed,
    actions: await viewActions(
      ctx,
      matter,
      allowed.filter((code) => code !== supply),
    ),
    maySupply: supply !== undefined && allowed.includes(supply),
  };
}
