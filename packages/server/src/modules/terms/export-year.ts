import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { workbookFile } from '../../platform/workbook/workbook-file.ts';
import { daysOfYear } from './calendar.store.ts';
import { COLUMNS, KINDS } from './days-sheet.ts';

const SAY = {
  sheet: { zh: '放假安排', en: 'Days' },
  file: { zh: '年放假安排.xlsx', en: ' days of rest and work.xlsx' },
};

/** The days of a year's notice as a workbook that can be imported again. @throws 404 when nothing was entered */
export async function exportYear(ctx: Ctx, year: number): Promise<Download> {
  const days = (await daysOfYear(ctx, year)).filter(({ notice }) => notice === year);
  found(days[0]);
  return workbookFile(`${year}${SAY.file[ctx.locale]}`, {
    name: SAY.sheet[ctx.locale],
    columns: COLUMNS.map(({ key, title }) => ({
      key,
      header: title[ctx.locale],
      width: 16,
      ...(key === 'day' ? { kind: 'date' as const } : {}),
      ...(key === 'kind' ? { list: [KINDS.rest[ctx.locale], KINDS.work[ctx.locale]] } : {}),
    })),
    rows: days.map(({ day, kind, name }) => ({ day, kind: KINDS[kind][ctx.locale], name })),
  });
}
