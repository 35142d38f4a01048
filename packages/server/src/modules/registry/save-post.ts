import type { Written } from '@plumbline/contract/registry-common';
import type { NewAuthority, NewPost, PostChange } from '@plumbline/contract/registry-posts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { columns, expectVersion, Faults, written } from './checks.ts';
import { keepingCustody } from './custody-guard.ts';
import { addRelation } from './dated-relation.ts';
import { followLater } from './follow-subjects.ts';
import { needDossiers, refuseOwnFacts } from './own-facts.ts';
import { lockPost, type PostRow } from './post.store.ts';
import { authorityKind } from './relation-kinds.ts';

function checkPost(ctx: Ctx, fields: Partial<NewPost>): void {
  const faults = new Faults();
  faults.code('/level', ctx.pack.postLevels, fields.level);
  faults.codes('/tags', ctx.pack.postTags, fields.tags);
  faults.refuse();
}

/** Sets up a post in a unit. @throws 400 */
export async function createPost(ctx: Ctx, fields: NewPost): Promise<Written> {
  checkPost(ctx, fields);
  const j = ctx.actor.jurisdictionId;
  const unit = await ctx.trx
    .selectFrom('unit')
    .select('active_to')
    .where('jurisdiction_id', '=', j)
    .where('id', '=', fields.unitId)
    .executeTakeFirst();
  if (!unit) throw invalid({ pointer: '/unitId', code: 'unknown-reference' });
  if (unit.active_to !== null) throw invalid({ pointer: '/unitId', code: 'unit-closed' });
  await needDossiers(ctx, [fields.unitId]);
  const id = newId(ctx.now.getTime());
  const row = {
    jurisdiction_id: j,
    id,
    unit_id: fields.unitId,
    title: fields.title,
    title_en: fields.titleEn ?? null,
    level: fields.level ?? null,
    tags: fields.tags ?? [],
    order_no: fields.orderNo ?? 100,
    active_from: fields.activeFrom ?? null,
  };
  ctx.send(ctx.trx.insertInto('post').values(row));
  ctx.record({
    type: 'post.created',
    entity: 'post',
    entityId: id,
    subjectId: row.unit_id,
    data: { after: row },
  });
  return written(id, 1);
}

/** @throws 404, 400, 403 for an own post, 409 `stale-version` */
export async function editPost(ctx: Ctx, id: string, change: PostChange): Promise<Written> {
  checkPost(ctx, change);
  const before = expectVersion(found(await lockPost(ctx.trx, ctx.actor.jurisdictionId, id)), change.version);
  const set = columns(change, {
    title: 'title',
    titleEn: 'title_en',
    level: 'level',
    tags: 'tags',
    orderNo: 'order_no',
    activeFrom: 'active_from',
  }) as Partial<PostRow>;
  return written(id, await updatePost(ctx, before, set, 'post.changed'));
}

/** Closes a post that nobody holds after its last day. @throws 404, 409, 400 */
export async function closePost(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const post = expectVersion(found(await lockPost(ctx.trx, ctx.actor.jurisdictionId, id)), input.version);
  if (post.active_to !== null) throw wrongState([]);
  if (post.active_from !== null && input.on < post.active_from)
    throw invalid({ pointer: '/on', code: 'end-before-start' });
  const { count } = await ctx.trx
    .selectFrom('appointment')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('jurisdiction_id', '=', post.jurisdiction_id)
    .where('post_id', '=', id)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', input.on)]))
    .executeTakeFirstOrThrow();
  if (count) throw invalid({ pointer: '/on', code: 'post-has-holders', params: { count } });
  return written(id, await updatePost(ctx, post, { active_to: input.on }, 'post.closed'));
}

async function updatePost(ctx: Ctx, before: PostRow, set: Partial<PostRow>, type: string): Promise<number> {
  await refuseOwnFacts(ctx, { posts: [before.id] });
  await needDossiers(ctx, [before.unit_id]);
  const version = before.version + 1;
  const held = await ctx.trx
    .selectFrom('appointment')
    .select('person_id')
    .distinct()
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('post_id', '=', before.id)
    .execute();
  const persons = held.map((row) => row.person_id);
  const save = () =>
    ctx.trx
      .updateTable('post')
      .set({ ...set, version })
      .where('jurisdiction_id', '=', before.jurisdiction_id)
      .where('id', '=', before.id)
      .execute();
  // Of several posts the one of the highest level decides who keeps a dossier.
  if (set.level !== undefined && set.level !== before.level) await keepingCustody(ctx, { persons }, save);
  else await save();
  const was = Object.fromEntries(Object.keys(set).map((key) => [key, before[key as keyof PostRow]]));
  ctx.record({
    type,
    entity: 'post',
    entityId: before.id,
    subjectId: before.unit_id,
    data: { before: was, after: set, version },
  });
  // Title and level decide what its holders are found by and who keeps their dossiers.
  if (persons.length) followLater(ctx, { persons });
  return version;
}

/** Names the authority that manages the post; at most one at a time. @throws 404, 400 */
export async function assignAuthority(ctx: Ctx, postId: string, input: NewAuthority): Promise<Written> {
  const organ = await ctx.trx
    .selectFrom('organ')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', input.organId)
    .executeTakeFirst();
  if (!organ) throw invalid({ pointer: '/organId', code: 'unknown-reference' });
  return addRelation(
    ctx,
    authorityKind,
    {
      post_id: postId,
      organ_id: input.organId,
      basis: input.basis ?? null,
      from_day: input.from,
      to_day: input.to ?? null,
    },
    input.endPrevious,
  );
}
