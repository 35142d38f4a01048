import { dueDate, pick } from '@plumbline/policy';
import { dayOf, officeTime } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { officialDocument } from '../../platform/documents/docx.ts';
import { found, wrongState } from '../../platform/errors/app-error.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { countRows } from './row.store.ts';
import { findSubmission } from './submission.store.ts';
import { nilText } from './submission.view.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The proof that a body has submitted: what, when, who signed, over which digest; never what became of it.
 * @throws 409 before the sheet was handed in
 */
export async function proof(ctx: Ctx, id: string): Promise<Download> {
  const sheet = found(await findSubmission(ctx.trx, ctx.actor.jurisdictionId, id));
  const signature = sheet.signature as unknown as Record<string, string | null> | null;
  if (!sheet.submitted_at || !signature) throw wrongState([], 'wrong-state');
  const [counts, { calendar }, account] = await Promise.all([
    countRows(ctx.trx, ctx.actor.jurisdictionId, id),
    ctx.terms(),
    accountOf(ctx, signature),
  ]);
  const zh = ctx.locale === 'zh';
  const kind = ctx.pack.submission.kinds.find((known) => known.code === sheet.kind);
  const lines: [string, string][] = [
    [zh ? '报送单位' : 'Body', sheet.organ_name],
    [zh ? '接收单位' : 'Received by', sheet.receiver_name],
    [zh ? '报送期' : 'Quarter', sheet.period],
    [zh ? '种类' : 'Kind', kind ? pick(kind.title, ctx.locale) : sheet.kind],
    [zh ? '截止日期' : 'Due', dueDate(ctx.pack.submission, sheet.period, calendar)],
    [zh ? '报送时间' : 'Submitted', officeTime(sheet.submitted_at)],
    [zh ? '报送行数' : 'Rows handed in', String(counts.total - counts.excluded)],
    // What the body left out was never handed in: nobody else is told of it.
    ...(ctx.may('submission.write', sheet.organ_id)
      ? ([[zh ? '不报送行数' : 'Rows left out', String(counts.excluded)]] as [string, string][])
      : []),
    [zh ? '签署人' : 'Signed by', [signature.signedBy, signature.post].filter(Boolean).join(' ')],
    [zh ? '账号' : 'Account', account],
    [zh ? '文件' : 'File', sheet.file_name ?? '—'],
    [zh ? '文件SHA-256' : 'SHA-256 of the file', sheet.digest ?? '—'],
    [zh ? '内容SHA-256' : 'SHA-256 of the rows', signature.digest ?? ''],
  ];
  const title = ctx.pack.texts['submission.proof'];
  const nil = nilText(ctx, sheet);
  const content = await officialDocument({
    organ: sheet.organ_name,
    title: title ? pick(title, ctx.locale) : sheet.period,
    sections: [
      ...(nil ? [{ paragraphs: [nil] }] : []),
      {
        table: {
          columns: zh ? ['项目', '内容'] : ['Item', 'Content'],
          widths: [2, 5],
          rows: lines,
        },
      },
    ],
    signature: [sheet.organ_name, dayOf(sheet.submitted_at)],
  });
  const name = `${sheet.organ_name} ${sheet.period} ${zh ? '报送回执' : 'proof of submission'}.docx`;
  return { name, type: DOCX, content };
}

/** The account that signed: what is typed to sign in, and whose it is. */
async function accountOf(ctx: Ctx, signature: Record<string, string | null>): Promise<string> {
  const held = await ctx.trx
    .selectFrom('account')
    .select(['username', 'name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', signature.accountId ?? null)
    .executeTakeFirst();
  return held ? `${held.username} ${held.name}` : (signature.account ?? '');
}
