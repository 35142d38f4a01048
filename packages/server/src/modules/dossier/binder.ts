import type { getBinder as contract } from '@plumbline/contract/dossier';
import type { Reply } from '@plumbline/contract/route';
import { pick, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { officialDocument } from '../../platform/documents/docx.ts';
import { found } from '../../platform/errors/app-error.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { needItem } from './catalogue.ts';
import { rightsOf } from './get-dossier.ts';
import { type HeadRow, headColumns } from './heads.store.ts';
import { listSlipsInForce } from './reading.store.ts';
import { findSubject } from './subject.store.ts';
import { viewHeads } from './view-head.ts';

type Binder = Reply<typeof contract>;

const WORDS = {
  zh: {
    title: '卷内目录',
    columns: ['序号', '责任者', '题名', '日期', '附件', '备注'],
    withheld: '限制查阅',
  },
  en: {
    title: 'Catalogue of the binder',
    columns: ['No.', 'Issued by', 'Title', 'Date', 'Files', 'Note'],
    withheld: 'Restricted',
  },
} as const;

/**
 * Loose leaves in the order of the binder: by item as the catalogue orders them, oldest first, numbered
 * through. Only what may leave as a fact has a leaf.
 */
export async function getBinder(ctx: Ctx, subjectId: string, code: string | undefined): Promise<Binder> {
  const [row, slips, leaves] = await Promise.all([
    findSubject(ctx, subjectId),
    listSlipsInForce(ctx, [subjectId]),
    listLeaves(ctx, subjectId, code),
  ]);
  const subject = found(row);
  const item = code ? needItem(ctx.pack, code, subject.subject_kind) : undefined;
  const order = new Map(ctx.pack.catalogue.items.map(({ code: c }, index) => [c, index]));
  const inOrder = leaves.sort((a, b) => (order.get(a.item) ?? 999) - (order.get(b.item) ?? 999));
  const heads = await viewHeads(ctx, inOrder, rightsOf(ctx, subject.organ_id, slips));
  return {
    subject: { kind: subject.subject_kind, id: subjectId, name: subject.name ?? '' },
    item: item ? { code: item.code, title: pick(item.title, ctx.locale) } : null,
    custodian: subject.organ_name,
    pages: heads.map((head, index) => ({
      number: index + 1,
      materialId: head.id,
      item: head.item,
      itemTitle: head.itemTitle,
      title: head.title,
      day: head.day,
      issuer: head.withheld ? null : (inOrder[index]!.issuer ?? head.sourceTitle),
      files: head.files,
      statusTitle: head.statusTitle,
      withheld: head.withheld,
    })),
  };
}

/** The catalogue of the binder (卷内目录) for printing. */
export async function binderCatalogue(
  ctx: Ctx,
  subjectId: string,
  code: string | undefined,
): Promise<Download> {
  const binder = await getBinder(ctx, subjectId, code);
  const words = WORDS[ctx.locale];
  const content = await officialDocument({
    title: words.title,
    organ: binder.custodian,
    sections: [
      {
        paragraphs: [[binder.subject.name, binder.item?.title].filter(Boolean).join(' · ')],
        table: {
          columns: words.columns,
          widths: [1, 3, 6, 3, 1, 2],
          align: ['center', 'left', 'left', 'center', 'center', 'left'],
          rows: binder.pages.map((page) => [
            page.number,
            page.issuer,
            page.title ?? page.itemTitle,
            page.day,
            page.files || null,
            page.withheld ? words.withheld : null,
          ]),
        },
      },
    ],
    signature: [binder.custodian, ctx.today],
  });
  return { name: `${binder.subject.name}-${words.title}.docx`, type: DOCX, content };
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Leaf = HeadRow & { issuer: string | null };

async function listLeaves(ctx: Ctx, subjectId: string, code: string | undefined): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select ${headColumns}, o.name as issuer
    from material m
    left join organ o on o.jurisdiction_id = m.jurisdiction_id and o.id = m.source_organ_id
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id = ${subjectId}
      and m.status = any (${statusesFor(ctx.pack.uses, 'export')}::text[])
      ${code ? sql`and m.item = ${code}` : sql``}
    order by coalesce(m.occurred_on, m.received_on), m.id`.execute(ctx.trx);
  return rows;
}
