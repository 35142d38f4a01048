import type { createOrgan as createRoute, editOrgan as editRoute, Organ } from '@plumbline/contract/organs';
import type { Body } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { AppError, type FaultInput, invalid, stale } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { lockGrants } from '../grants/grant.store.ts';
import { listOrganNodes } from '../identity.store.ts';
import { fitsUnder, makesCycle } from './organ.rules.ts';
import { lockOrgan, type OrganRow, organRows } from './organ.store.ts';
import { getOrgan } from './read-organs.ts';

/** @throws 409 `duplicate` at the field; the unique constraint decides between two at once */
async function refuseCodeTaken(ctx: Ctx, code: string, ownId?: string): Promise<void> {
  const taken = await organRows(ctx).where('code', '=', code).executeTakeFirst();
  if (taken && taken.id !== ownId)
    throw new AppError('duplicate', { faults: [{ pointer: '/code', code: 'code-taken' }] });
}

/** What is wrong with the place of an organ of this kind. */
async function placeFaults(ctx: Ctx, kindCode: string, parentId: string | null): Promise<FaultInput[]> {
  const kind = ctx.pack.organKinds.find((entry) => entry.code === kindCode);
  if (!kind) return [{ pointer: '/kind', code: 'unknown-code', params: { value: kindCode } }];
  const parent = parentId ? await organRows(ctx).where('id', '=', parentId).executeTakeFirst() : undefined;
  if (parentId && !parent) return [{ pointer: '/parentId', code: 'unknown-reference' }];
  if (parent?.active_to && parent.active_to < ctx.today)
    return [{ pointer: '/parentId', code: 'organ-closed' }];
  return fitsUnder(kind, parent?.kind ?? null) ? [] : [{ pointer: '/parentId', code: 'organ-kind-place' }];
}

/** Enters an organ. @throws 400, 409 */
export async function createOrgan(ctx: Ctx, input: Body<typeof createRoute>): Promise<Organ> {
  await lockGrants(ctx);
  const [faults] = await Promise.all([
    placeFaults(ctx, input.kind, input.parentId),
    refuseCodeTaken(ctx, input.code),
  ]);
  if (faults.length) throw invalid(...faults);
  const id = newId(ctx.now.getTime());
  const row = {
    parent_id: input.parentId,
    kind: input.kind,
    code: input.code,
    name: input.name,
    name_en: input.nameEn ?? null,
    active_from: input.activeFrom,
  };
  await ctx.trx
    .insertInto('organ')
    .values({ jurisdiction_id: ctx.actor.jurisdictionId, id, ...row })
    .execute();
  ctx.record({ type: 'organ.created', entity: 'organ', entityId: id, data: { after: row } });
  identityChanged(ctx);
  return getOrgan(ctx, id);
}

type Change = Partial<
  Pick<OrganRow, 'code' | 'name' | 'name_en' | 'active_from' | 'active_to' | 'parent_id'>
>;

async function saveOrgan(
  ctx: Ctx,
  before: OrganRow,
  set: Change,
  event: { type: string; data?: Record<string, unknown> },
): Promise<Organ> {
  const version = before.version + 1;
  await ctx.trx
    .updateTable('organ')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', before.id)
    .execute();
  const was = Object.fromEntries(Object.keys(set).map((key) => [key, before[key as keyof Change]]));
  ctx.record({
    type: event.type,
    entity: 'organ',
    entityId: before.id,
    data: { before: was, after: set, version, ...event.data },
  });
  identityChanged(ctx);
  return getOrgan(ctx, before.id);
}

async function lockVersion(ctx: Ctx, id: string, version: number): Promise<OrganRow> {
  await lockGrants(ctx);
  const row = await lockOrgan(ctx, id);
  if (row.version !== version) throw stale(await getOrgan(ctx, id));
  return row;
}

/** Changes names and code. @throws 404, 409 */
export async function editOrgan(ctx: Ctx, id: string, input: Body<typeof editRoute>): Promise<Organ> {
  const before = await lockVersion(ctx, id, input.version);
  if (input.code) await refuseCodeTaken(ctx, input.code, id);
  if (input.activeFrom && before.active_to && before.active_to < input.activeFrom)
    throw invalid({ pointer: '/activeFrom', code: 'ends-before-it-begins' });
  const set: Change = {
    ...(input.code === undefined ? {} : { code: input.code }),
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.nameEn === undefined ? {} : { name_en: input.nameEn }),
    ...(input.activeFrom === undefined ? {} : { active_from: input.activeFrom }),
  };
  return saveOrgan(ctx, before, set, { type: 'organ.changed' });
}

/** Puts an organ elsewhere in the tree; who sees what it keeps changes with it. @throws 404, 400, 409 */
export async function moveOrgan(
  ctx: Ctx,
  id: string,
  input: { version: number; parentId: string | null; basis: string },
): Promise<Organ> {
  const before = await lockVersion(ctx, id, input.version);
  const nodes = await listOrganNodes(ctx.trx, ctx.actor.jurisdictionId);
  if (input.parentId && makesCycle(new Map(nodes.map((node) => [node.id, node])), id, input.parentId))
    throw invalid({ pointer: '/parentId', code: 'organ-under-itself' });
  const faults = await placeFaults(ctx, before.kind, input.parentId);
  if (faults.length) throw invalid(...faults);
  const change = { type: 'organ.moved', data: { basis: input.basis } };
  return saveOrgan(ctx, before, { parent_id: input.parentId }, change);
}

/** Closes an organ on its last day. @throws 404, 400, 409 `in-use` while something open hangs on it */
export async function closeOrgan(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string; reason: string },
): Promise<Organ> {
  const before = await lockVersion(ctx, id, input.version);
  if (input.on < before.active_from) throw invalid({ pointer: '/on', code: 'ends-before-it-begins' });
  const j = ctx.actor.jurisdictionId;
  const after = (column: string) =>
    sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} > ${input.on}::date)`;
  const [child, grant] = await Promise.all([
    organRows(ctx).where('parent_id', '=', id).where(after('active_to')).limit(1).executeTakeFirst(),
    ctx.trx
      .selectFrom('role_grant')
      .select('id')
      .where('jurisdiction_id', '=', j)
      .where('organ_id', '=', id)
      .where(after('to_day'))
      .where(sql<boolean>`(to_day is null or to_day >= from_day)`)
      .limit(1)
      .executeTakeFirst(),
  ]);
  const faults = [
    ...(child ? [{ pointer: '/on', code: 'organ-has-children', params: { name: child.name } }] : []),
    ...(grant ? [{ pointer: '/on', code: 'organ-has-roles' }] : []),
  ];
  if (faults.length) throw new AppError('in-use', { faults });
  return saveOrgan(
    ctx,
    before,
    { active_to: input.on },
    { type: 'organ.closed', data: { reason: input.reason } },
  );
}
