import type { listEvents as route } from '@plumbline/contract/desk';
import type { Query, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { titlesOf } from './ledger-titles.ts';
import { particularsOf } from './particulars.ts';
import { fieldsOf, redact } from './redact.ts';

/** The ledger as its readers see it, newest first. */
export async function listEvents(ctx: Ctx, query: Query<typeof route>): Promise<Reply<typeof route>> {
  const after = decodeCursor(query.cursor, AtMoment);
  let list = ctx.trx
    .selectFrom('event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('a.id', '=', 'e.account_id'),
    )
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('o.id', '=', 'e.organ_id'),
    )
    // To whom a role was granted, which account or organ was changed: that is the platform's own, not content.
    .leftJoin('role_grant as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('g.id', '=', 'e.entity_id'),
    )
    .leftJoin('account as about_account', (join) =>
      join
        .onRef('about_account.jurisdiction_id', '=', 'e.jurisdiction_id')
        .on('about_account.id', '=', sql<string>`coalesce(g.account_id, e.entity_id)`),
    )
    .leftJoin('organ as about_organ', (join) =>
      join
        .onRef('about_organ.jurisdiction_id', '=', 'e.jurisdiction_id')
        .onRef('about_organ.id', '=', 'e.entity_id'),
    )
    .select([
      'e.id',
      'e.at',
      'e.kind',
      'e.type',
      'e.entity',
      'e.entity_id',
      'e.subject_id',
      'e.matter_id',
      'e.account_id',
      'a.name as account_name',
      'e.organ_id',
      'o.name as organ_name',
      'about_account.name as about_account',
      'about_organ.name as about_organ',
      'e.data',
      'e.commitment',
      'e.erased_by',
    ])
    .where('e.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1);
  if (query.kind) list = list.where('e.kind', '=', query.kind);
  if (query.type?.endsWith('.')) list = list.where(sql<boolean>`starts_with(e.type, ${query.type})`);
  else if (query.type) list = list.where('e.type', '=', query.type);
  if (query.entity) list = list.where('e.entity', '=', query.entity);
  if (query.matterId) list = list.where('e.matter_id', '=', query.matterId);
  if (query.entityId) list = list.where('e.entity_id', '=', query.entityId);
  if (query.subjectId) list = list.where('e.subject_id', '=', query.subjectId);
  if (query.accountId) list = list.where('e.account_id', '=', query.accountId);
  if (query.from) list = list.where('e.at', '>=', new Date(query.from));
  if (query.to) list = list.where('e.at', '<', new Date(query.to));
  if (after)
    list = list.where((eb) => eb(eb.refTuple('e.at', 'e.id'), '<', eb.tuple(new Date(after.at), after.id)));
  const rows = await list.execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const particulars = await particularsOf(ctx, shown);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind === 'open' ? 'open' : 'write',
      type: row.type,
      entity: row.entity,
      entityId: row.entity_id,
      subjectId: row.subject_id,
      matterId: row.matter_id,
      accountId: row.account_id,
      accountName: row.account_name,
      organId: row.organ_id,
      organName: row.organ_name,
      about: row.about_account ?? row.about_organ,
      ...titlesOf(ctx.pack, ctx.locale, row),
      particulars: particulars(row),
      data: redact(row.entity, row.data),
      fields: fieldsOf(row.data),
      commitment: row.commitment.toString('hex'),
      erasedBy: row.erased_by,
    })),
    next: rows.length > query.limit && last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
  };
}
