import type { Mark, MarkFilter } from '@plumbline/contract/warning';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { workbookFile } from '../../../platform/workbook/workbook-file.ts';
import type { WriteColumn, WriteRow } from '../../../platform/workbook/writer-types.ts';
import { nameOf } from './board.ts';
import type { MarkKind } from './fact.store.ts';
import { listMarks } from './list-marks.ts';
import { viewMarks } from './mark.view.ts';

const PAGE = 500;

const COLUMNS = {
  number: [{ zh: '编号', en: 'Number' }, 26],
  subject: [{ zh: '对象', en: 'Subject' }, 14],
  unit: [{ zh: '所在单位', en: 'Unit' }, 28],
  post: [{ zh: '职务', en: 'Post' }, 18],
  levelTitle: [{ zh: '等级', en: 'Level' }, 20],
  stateTitle: [{ zh: '状态', en: 'State' }, 22],
  fromOn: [{ zh: '开始日期', en: 'From' }, 12],
  untilOn: [{ zh: '截止日期', en: 'Last day' }, 12],
  endedOn: [{ zh: '终止日期', en: 'Ended' }, 12],
  owner: [{ zh: '责任人', en: 'Owner' }, 14],
  organ: [{ zh: '承办机关', en: 'Organ' }, 26],
  dueOn: [{ zh: '最近期限', en: 'Next term' }, 12],
  facts: [{ zh: '依据', en: 'Rests on' }, 48],
  why: [{ zh: '符合情形', en: 'Rows that fit' }, 48],
} as const;

const SEPARATOR = { zh: '；', en: '; ' } as const;

/** Every line that the filter leaves in the caller's sight, all cells texts; a place on the list has no level. */
export async function exportMarks(ctx: Ctx, kind: MarkKind, filter: MarkFilter): Promise<Download> {
  const rows: WriteRow[] = [];
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const page = await listMarks(ctx, kind, filter, { after, limit: PAGE });
    for (const mark of await viewMarks(ctx, kind, page)) rows.push(lineOf(ctx, mark));
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { at: last.opened_at.toISOString(), id: last.matter_id };
  }
  const { q, ...asked } = filter;
  ctx.record({
    kind: 'open',
    type: 'warning.list-exported',
    entity: kind,
    entityId: null,
    subjectId: filter.subjectId ?? null,
    data: { ...asked, searched: q !== undefined, rows: rows.length },
  });
  const name = nameOf(ctx, kind);
  const columns = Object.entries(COLUMNS)
    .filter(([key]) => kind === 'warning' || key !== 'levelTitle')
    .map(([key, [header, width]]): WriteColumn => ({ key, header: header[ctx.locale], width }));
  return workbookFile(`${name} ${ctx.today}.xlsx`, { name, columns, rows });
}

const lineOf = (ctx: Ctx, mark: Mark): WriteRow => ({
  ...(mark as unknown as WriteRow),
  facts: mark.facts.flatMap(({ title }) => title ?? []).join(SEPARATOR[ctx.locale]),
  why: mark.why.map(({ gives, source }) => `${gives}（${source}）`).join(SEPARATOR[ctx.locale]),
});
