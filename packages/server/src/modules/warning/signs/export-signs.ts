import type { SignFilter } from '@plumbline/contract/sign';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { workbookFile } from '../../../platform/workbook/workbook-file.ts';
import type { WriteRow } from '../../../platform/workbook/writer-types.ts';
import { readSigns } from './sign.store.ts';
import { viewSigns } from './view-signs.ts';

const PART = 1000;

const COLUMNS = {
  number: [{ zh: '编号', en: 'Number' }, 24],
  seenOn: [{ zh: '发现日期', en: 'Seen on' }, 12],
  subject: [{ zh: '对象', en: 'Subject' }, 20],
  units: [{ zh: '所在单位', en: 'Unit' }, 28],
  tags: [{ zh: '标签', en: 'Tags' }, 24],
  originTitle: [{ zh: '来源', en: 'Where it was seen' }, 14],
  seen: [{ zh: '看到的情况', en: 'What was seen' }, 48],
  owners: [{ zh: '责任人', en: 'Owner' }, 18],
  stateTitle: [{ zh: '状态', en: 'State' }, 16],
  endsOn: [{ zh: '自行失效日期', en: 'Lapses on' }, 14],
} as const;

/** The whole register as a workbook; the ledger keeps what was asked for and how much went out. */
export async function exportSigns(ctx: Ctx, filter: SignFilter): Promise<Download> {
  const join = ctx.locale === 'zh' ? '、' : ', ';
  const lines: WriteRow[] = [];
  for (let after: { day: string; id: string } | undefined; ; ) {
    const rows = await readSigns(ctx, filter, { after, limit: PART });
    for (const { subject, tags, owners, ...sign } of await viewSigns(ctx, rows))
      lines.push({
        ...(sign as unknown as WriteRow),
        subject: subject.name ?? '',
        units: subject.units.join(join),
        tags: tags.map(({ title }) => title).join(join),
        owners: owners.join(join),
      });
    const last = rows.at(-1);
    if (!last || rows.length < PART) break;
    after = { day: last.seen_on, id: last.matter_id };
  }
  ctx.record({
    kind: 'open',
    type: 'sign.list-exported',
    entity: 'sign',
    entityId: null,
    subjectId: filter.personId ?? filter.unitId ?? filter.teamOf ?? null,
    data: { ...filter, rows: lines.length },
  });
  const name = ctx.locale === 'zh' ? '苗头台账' : 'Small signs';
  const columns = Object.entries(COLUMNS).map(([key, [header, width]]) => ({
    key,
    header: header[ctx.locale],
    width,
  }));
  return workbookFile(`${name} ${ctx.today}.xlsx`, { name, columns, rows: lines });
}
