import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Contact, PostAuthority, Supervision, ZoneMember } from '../../platform/db/schema.gen.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { identityChanged } from '../identity/index.ts';
import type { RelationKind } from './dated-relation.ts';
import { followLater } from './follow-subjects.ts';
import { needDossiers } from './own-facts.ts';
import { lockPost } from './post.store.ts';
import { traitsOf } from './traits.ts';

export type SupervisionRow = Selectable<Supervision>;
export type ContactRow = Selectable<Contact>;
export type AuthorityRow = Selectable<PostAuthority>;
export type ZoneMemberRow = Selectable<ZoneMember>;

/** Locks a row of the registry; what isn't there is a fault of the field that names it. */
async function lockNamed(
  ctx: Ctx,
  table: 'unit' | 'person' | 'zone',
  id: string,
  pointer: string,
): Promise<void> {
  const { rows } = await sql`select id from ${sql.table(table)}
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = ${id}::uuid for update`.execute(ctx.trx);
  if (!rows.length) throw invalid({ pointer, code: 'unknown-reference' });
}

export const supervisionKind: RelationKind<SupervisionRow> = {
  table: 'supervision',
  lockOwner: (ctx, row) => lockNamed(ctx, 'unit', row.unit_id, '/unitId'),
  rivals(ctx, row) {
    const query = ctx.trx
      .selectFrom('supervision')
      .selectAll()
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('unit_id', '=', row.unit_id)
      .where('kind', '=', row.kind);
    // Where the supervising organ keeps the dossiers there can be only one; otherwise only not twice the same.
    return (
      traitsOf(ctx.pack).custody.has(row.kind) ? query : query.where('organ_id', '=', row.organ_id)
    ).execute();
  },
  subjectId: (row) => row.unit_id,
  concerns: (row) => ({ units: [row.unit_id] }),
  follow: (ctx, row) => followLater(ctx, { units: [row.unit_id] }),
};

export const contactKind: RelationKind<ContactRow> = {
  table: 'contact',
  lockOwner: (ctx, row) =>
    row.unit_id
      ? lockNamed(ctx, 'unit', row.unit_id, '/unitId')
      : lockNamed(ctx, 'person', row.person_id ?? '', '/personId'),
  rivals: (ctx, row) =>
    ctx.trx
      .selectFrom('contact')
      .selectAll()
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('organ_id', '=', row.organ_id)
      .where(row.unit_id ? 'unit_id' : 'person_id', '=', row.unit_id ?? row.person_id)
      .execute(),
  subjectId: (row) => row.unit_id ?? row.person_id,
};

export const authorityKind: RelationKind<AuthorityRow> = {
  table: 'post_authority',
  async lockOwner(ctx, row) {
    const post = found(await lockPost(ctx.trx, row.jurisdiction_id, row.post_id));
    await needDossiers(ctx, [post.unit_id]);
  },
  rivals: (ctx, row) =>
    ctx.trx
      .selectFrom('post_authority')
      .selectAll()
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('post_id', '=', row.post_id)
      .execute(),
  subjectId: () => null,
  concerns: (row) => ({ posts: [row.post_id] }),
};

export const zoneMemberKind: RelationKind<ZoneMemberRow> = {
  table: 'zone_member',
  lockOwner: (ctx, row) => lockNamed(ctx, 'zone', row.zone_id, '/zoneId'),
  async rivals(ctx, row) {
    const rows = await ctx.trx
      .selectFrom('zone_member')
      .selectAll()
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('zone_id', '=', row.zone_id)
      .where('role', '=', row.role)
      .execute();
    const single = ctx.pack.zoneRoles.find((role) => role.code === row.role)?.single ?? false;
    const holder = (of: typeof row) => of.organ_id ?? of.unit_id ?? of.account_id;
    return single ? rows : rows.filter((other) => holder(other) === holder(row));
  },
  subjectId: () => null,
  // What is shared with a zone opens to its members' people, and closes to those who leave it.
  follow: identityChanged,
};
