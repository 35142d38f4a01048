import type { getBinder as contract } from '@plumbline/contract/binder';
import type { Reply } from '@plumbline/contract/route';
import { type FormNode, pick, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { itemOf, needItem } from './catalogue.ts';
import { formOf } from './forms.ts';
import { rightsOf } from './get-dossier.ts';
import { type HeadRow, headColumns } from './heads.store.ts';
import { listSlipsInForce } from './reading.store.ts';
import { statedOn } from './stated.ts';
import { findSubject } from './subject.store.ts';
import { viewHeads } from './view-head.ts';

export type Binder = Reply<typeof contract>;

/** A leaf with its content, for who prints it; null where the content is withheld. */
export type BoundLeaf = Binder['pages'][number] & { content: { form: FormNode; data: unknown } | null };

/**
 * Loose leaves in the order of the binder: by item as the catalogue orders them, oldest first, numbered
 * through. Only what may leave as a fact has a leaf.
 */
export async function bindLeaves(
  ctx: Ctx,
  subjectId: string,
  code: string | undefined,
): Promise<Omit<Binder, 'pages'> & { leaves: BoundLeaf[]; kin: boolean }> {
  const [row, slips, rows] = await Promise.all([
    findSubject(ctx, subjectId),
    listSlipsInForce(ctx, [subjectId]),
    listLeaves(ctx, subjectId, code),
  ]);
  const subject = found(row);
  const item = code ? needItem(ctx.pack, code, subject.subject_kind) : undefined;
  const order = new Map(ctx.pack.catalogue.items.map(({ code: c }, index) => [c, index]));
  const inOrder = rows.sort((a, b) => (order.get(a.item) ?? 999) - (order.get(b.item) ?? 999));
  const heads = await viewHeads(ctx, inOrder, rightsOf(ctx, subject.organ_id, slips));
  const leaves = await Promise.all(
    heads.map(async (head, index): Promise<BoundLeaf> => {
      const leaf = inOrder[index]!;
      const filed = await itemOf(ctx, leaf);
      const form = formOf(filed.pack, filed.item);
      const stated = head.withheld ? {} : statedOn(form, leaf.form);
      return {
        number: index + 1,
        materialId: head.id,
        item: head.item,
        itemTitle: head.itemTitle,
        // An entry that nobody named is called as its item is; then what the leaf calls itself says more.
        title: head.title === filed.item.title.zh ? (stated.title ?? head.title) : head.title,
        day: stated.day ?? head.day,
        issuer: head.withheld ? null : (stated.issuer ?? leaf.issuer ?? head.sourceTitle),
        files: head.files,
        pages: stated.pages === undefined ? null : Number(stated.pages),
        note: head.withheld ? null : leaf.note || null,
        statusTitle: head.statusTitle,
        withheld: head.withheld,
        content: head.withheld ? null : { form, data: leaf.form },
      };
    }),
  );
  return {
    subject: { kind: subject.subject_kind, id: subjectId, name: subject.name ?? '' },
    item: item ? { code: item.code, title: pick(item.title, ctx.locale) } : null,
    custodian: subject.organ_name,
    leaves,
    kin: ctx.may('dossier.open-restricted', subject.organ_id),
  };
}

export async function getBinder(ctx: Ctx, subjectId: string, code: string | undefined): Promise<Binder> {
  const { leaves, kin: _, ...binder } = await bindLeaves(ctx, subjectId, code);
  return { ...binder, pages: leaves.map(({ content: __, ...page }) => page) };
}

type Leaf = HeadRow & { issuer: string | null; form: unknown; note: string };

async function listLeaves(ctx: Ctx, subjectId: string, code: string | undefined): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select ${headColumns}, o.name as issuer, m.form, m.note
    from material m
    left join organ o on o.jurisdiction_id = m.jurisdiction_id and o.id = m.source_organ_id
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id = ${subjectId}
      and m.status = any (${statusesFor(ctx.pack.uses, 'export')}::text[])
      ${code ? sql`and m.item = ${code}` : sql``}
    order by coalesce(m.occurred_on, m.received_on), m.id`.execute(ctx.trx);
  return rows;
}
