import type * as contract from '@plumbline/contract/document';
import type { Query } from '@plumbline/contract/route';
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import type { Document } from '../../platform/db/schema.gen.ts';
import { place } from '../../platform/http/cursor.ts';

export type DocumentRow = Selectable<Document> & {
  issuer_name: string;
  issuer: string | null;
  /** In whose place the issuer approved the step that issued it. */
  issuer_for: string | null;
  voider: string | null;
  subject_name: string | null;
};

/** Documents as far as the caller may see them, with the names that stand beside them. */
export const documents = (ctx: Ctx) =>
  ctx.trx
    .selectFrom('document as d')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.issuer_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('a.id', '=', 'd.issued_by'),
    )
    .leftJoin('account as v', (join) =>
      join.onRef('v.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('v.id', '=', 'd.voided_by'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('p.id', '=', 'd.subject_id'),
    )
    .leftJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('u.id', '=', 'd.subject_id'),
    )
    .selectAll('d')
    .select([
      'o.name as issuer_name',
      'a.name as issuer',
      'v.name as voider',
      // The approval and the document came of one step: same matter, same moment, same account.
      sql<string | null>`(select k.name from event e
        join account k on k.jurisdiction_id = e.jurisdiction_id and k.id::text = e.data->'for'->>'account'
        where e.jurisdiction_id = d.jurisdiction_id and e.entity_id = d.matter_id and e.at = d.issued_at
          and e.account_id = d.issued_by and e.type = 'matter.acted' and e.data->>'type' = 'approved'
        order by e.id desc limit 1)`.as('issuer_for'),
      sql<string | null>`coalesce(p.name, u.name)`.as('subject_name'),
    ])
    .where('d.jurisdiction_id', '=', ctx.actor.jurisdictionId);

export const findDocument = (ctx: Ctx, id: string): Promise<DocumentRow | undefined> =>
  documents(ctx).where('d.id', '=', id).executeTakeFirst();

export const lockDocument = (ctx: Ctx, id: string) =>
  ctx.trx
    .selectFrom('document')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const Position = z.object({ t: place.moment, i: place.id });
export type Position = z.infer<typeof Position>;

export function listDocumentRows(
  ctx: Ctx,
  filter: Query<typeof contract.listDocuments>,
  after: Position | undefined,
): Promise<DocumentRow[]> {
  let query = documents(ctx)
    .orderBy('d.issued_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(filter.limit + 1);
  const { matterId } = filter;
  if (matterId && filter.withChildren)
    query = query.where(
      sql<boolean>`d.matter_id in (select ${matterId}::uuid union select (child ->> 'id')::uuid
        from matter m cross join lateral jsonb_array_elements(m.history -> 'children') child
        where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.id = ${matterId}::uuid)`,
    );
  else if (matterId) query = query.where('d.matter_id', '=', matterId);
  if (filter.subjectId) query = query.where('d.subject_id', '=', filter.subjectId);
  if (filter.template) query = query.where('d.template', '=', filter.template);
  if (filter.state) query = query.where('d.voided_at', filter.state === 'void' ? 'is not' : 'is', null);
  if (after)
    query = query.where(sql<boolean>`(d.issued_at, d.id) < (${after.t}::timestamptz, ${after.i}::uuid)`);
  return query.execute();
}
