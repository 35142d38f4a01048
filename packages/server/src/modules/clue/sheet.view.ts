import type { SheetColumn } from '@plumbline/contract/submission';
import { type Column, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { FaultInput } from '../../platform/errors/app-error.ts';
import { adviceOf } from '../registry/index.ts';
import type { StoredRow } from './row.store.ts';
import type { RowFault } from './sheet/check-row.ts';
import type { SheetsRead } from './sheet/read-sheets.ts';
import { optionsOf, sheetSpec, wordKey } from './sheet/sheet-spec.ts';
import type { SubmissionRow } from './submission.store.ts';

/** The columns of the pack's sheet in the caller's language, for the template and for fixing on the page. */
export function sheetColumns(ctx: Ctx): SheetColumn[] {
  return sheetSpec(ctx.pack).columns.map((column) => ({
    code: column.code,
    label: pick(column.label, ctx.locale),
    kind: column.kind,
    required: column.required,
    hint: column.hint ? pick(column.hint, ctx.locale) : null,
    maxLength: column.maxLength,
    options: optionsOf(ctx.pack, column, ctx.locale),
  }));
}

/** The faults of a row with sheet, row, column and what their texts are filled with. */
export function localFaults(
  ctx: Ctx,
  sheet: Pick<SubmissionRow, 'sheets'>,
  row: Pick<StoredRow, 'sheet' | 'source_row' | 'faults' | 'cells'>,
): FaultInput[] {
  const letters = lettersOf(sheet, row.sheet);
  return (row.faults ?? []).map((fault) => {
    const column = sheetSpec(ctx.pack).byCode.get(fault.column);
    const { pointer, ...place } = {
      pointer: `/cells/${fault.column}`,
      sheet: row.sheet,
      row: row.source_row,
      ...(letters[fault.column] ? { column: letters[fault.column]! } : {}),
    };
    return { ...place, pointer, code: fault.code, params: paramsOf(ctx, column, fault, row.cells) };
  });
}

export function lettersOf(sheet: Pick<SubmissionRow, 'sheets'>, name: string): Record<string, string> {
  const sheets = (sheet.sheets ?? []) as unknown as SheetsRead['sheets'];
  return sheets.find((known) => known.name === name)?.letters ?? {};
}

function paramsOf(
  ctx: Ctx,
  column: Column | undefined,
  fault: RowFault,
  cells: Record<string, string>,
): Record<string, unknown> {
  const line = ctx.pack.routing?.lines.find(({ code }) => code === fault.params?.line);
  if (line) return { advice: pick(adviceOf(line), ctx.locale) };
  if (!column) return { ...fault.params };
  const options = optionsOf(ctx.pack, column, ctx.locale) ?? [];
  // Of sub-types only those of the class that was written can be meant.
  const cls = sheetSpec(ctx.pack).classes.get(wordOf(cells.class));
  const fitting = options.filter((option) => option.parent === null || option.parent === cls);
  return {
    ...fault.params,
    label: pick(column.label, ctx.locale),
    hint: column.hint ? pick(column.hint, ctx.locale) : '',
    options: fitting.map((option) => option.title),
  };
}

const wordOf = (text: string | undefined): string => (text === undefined ? '' : wordKey(text));
