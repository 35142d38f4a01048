import type { ClueSummary } from '@plumbline/contract/clue';
import type { Ctx } from '../../platform/context/context.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { workbookFile } from '../../platform/workbook/workbook-file.ts';
import type { WriteColumn, WriteRow } from '../../platform/workbook/writer-types.ts';
import { type ClueFilter, listClues } from './clue.store.ts';
import { summarise } from './clue.summary.ts';

const PAGE = 1000;

const COLUMNS = {
  number: [{ zh: '编号', en: 'Number' }, 26],
  polarity: [{ zh: '正反面', en: 'Polarity' }, 10],
  classTitle: [{ zh: '类别', en: 'Class' }, 16],
  subTypeTitle: [{ zh: '类型', en: 'Type' }, 16],
  problemTitle: [{ zh: '问题性质', en: 'Kind of problem' }, 16],
  subject: [{ zh: '对象', en: 'Subject' }, 14],
  unit: [{ zh: '所在单位', en: 'Unit' }, 28],
  post: [{ zh: '职务', en: 'Post' }, 18],
  title: [{ zh: '摘要', en: 'Summary' }, 48],
  sourceTitle: [{ zh: '线索来源', en: 'Source' }, 18],
  sourceOrganName: [{ zh: '来源单位', en: 'Sent by' }, 24],
  period: [{ zh: '季度', en: 'Quarter' }, 10],
  occurredOn: [{ zh: '发生日期', en: 'Occurred' }, 12],
  receivedOn: [{ zh: '收到日期', en: 'Received' }, 12],
  statusTitle: [{ zh: '状态', en: 'Status' }, 12],
} as const;

const WORDS = {
  list: { zh: '线索档案', en: 'Clue files' },
  positive: { zh: '正面', en: 'positive' },
  negative: { zh: '反面', en: 'problem' },
} as const;

const lineOf = (ctx: Ctx, clue: ClueSummary): WriteRow => ({
  ...(clue as unknown as WriteRow),
  polarity: WORDS[clue.polarity][ctx.locale],
  subject: clue.subject?.name,
  unit: clue.subject?.unit,
  post: clue.subject?.post,
});

/**
 * Every clue file in sight that fits, as a workbook. All cells are texts: what somebody wrote with a leading `=`
 * stays what it is. The ledger keeps what was asked for and how much went out, but no words searched for.
 */
export async function exportClues(ctx: Ctx, filter: ClueFilter): Promise<Download> {
  const rows: WriteRow[] = [];
  let after: { day: string; id: string } | undefined;
  for (;;) {
    const page = await listClues(ctx.trx, ctx.actor.jurisdictionId, { ...filter, after, limit: PAGE });
    for (const clue of await summarise(ctx, page)) rows.push(lineOf(ctx, clue));
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { day: last.received_on, id: last.id };
  }
  const { q, ...asked } = filter;
  ctx.record({
    kind: 'open',
    type: 'clue.list-exported',
    entity: 'clue',
    entityId: null,
    subjectId: filter.subjectId ?? null,
    data: { ...asked, searched: q !== undefined, rows: rows.length },
  });
  const name = WORDS.list[ctx.locale];
  const columns = Object.entries(COLUMNS).map(
    ([key, [header, width]]): WriteColumn => ({ key, header: header[ctx.locale], width }),
  );
  return workbookFile(`${name} ${ctx.today}.xlsx`, { name, columns, rows });
}
