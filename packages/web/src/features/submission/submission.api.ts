import type { Reply } from '@plumbline/contract/route';
import * as sheets from '@plumbline/contract/submission';
import * as periods from '@plumbline/contract/submission-periods';
import * as rows from '@plumbline/contract/submission-rows';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../lib/call.ts';
import { usePages, useRead, useWrite } from '../../lib/data.ts';
import { getLanguage } from '../../lib/language.ts';
import { ProblemError } from '../../lib/problem.ts';

export type Sheet = Reply<typeof sheets.getSubmission>;
export type SheetSummary = Reply<typeof sheets.listSubmissions>['items'][number];
export type Row = Reply<typeof rows.listRows>['items'][number];
export type RowState = Row['state'];
export type Upload = Reply<typeof sheets.uploadWorkbook>;

const OUTDATED = [
  sheets.getSubmission,
  sheets.listSubmissions,
  rows.listRows,
  periods.listPeriods,
  periods.getPeriod,
];

/** What a finished job has changed. */
export function useOutdateSheets(): () => void {
  const client = useQueryClient();
  return () => {
    for (const { id } of OUTDATED) void client.invalidateQueries({ queryKey: [id] });
  };
}

export type Period = Reply<typeof periods.getPeriod>;
export type SheetFilter = Partial<Record<'period' | 'organId' | 'kind' | 'open' | 'withdrawn', string>>;

export const useSheets = (query: SheetFilter) => usePages(sheets.listSubmissions, { query: query as never });
export const useSheet = (id: string) => useRead(sheets.getSubmission, { params: { id } });
export const usePeriods = () => useRead(periods.listPeriods, { query: { count: 6 } as never });
export const usePeriod = (period: string) => useRead(periods.getPeriod, { params: { period } });
export const useRemind = () => useWrite(periods.remindBody, { outdates: OUTDATED });
export const useRows = (id: string, query: { state?: string | undefined; uncertain?: string | undefined }) =>
  usePages(rows.listRows, { params: { id }, query: query as never });
export const useBegin = () => useWrite(sheets.beginSubmission, { outdates: OUTDATED });
export const useFixRow = () => useWrite(rows.fixRow, { outdates: OUTDATED });
export const useExclude = () => useWrite(rows.excludeRows, { outdates: OUTDATED });
export const useReturnRows = () => useWrite(rows.returnRows, { outdates: OUTDATED });
export const useSubmit = () => useWrite(sheets.submitSheet, { outdates: OUTDATED });
export const useNil = () => useWrite(sheets.signNil, { outdates: OUTDATED });
export const useWithdraw = () => useWrite(sheets.withdrawSheet, { outdates: OUTDATED });
export const useSendBack = () => useWrite(sheets.sendBackSheet, { outdates: OUTDATED });
export const useAccept = () => useWrite(sheets.acceptSheet, { outdates: OUTDATED });

/** SHA-256 of the file, so that an upload cut half-way is noticed; absent where the page isn't secure. */
async function digestOf(file: File): Promise<string | undefined> {
  if (!crypto.subtle) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends the file itself; the answer comes once every row was checked, or with a job for a large one. */
export function useUpload(id: string) {
  const client = useQueryClient();
  return useMutation<Upload, ProblemError, File>({
    mutationFn: async (file) => {
      const digest = await digestOf(file);
      const address = addressOf(sheets.uploadWorkbook, {
        params: { id },
        query: { name: file.name, digest } as never,
      });
      const response = await fetch(address, {
        method: 'PUT',
        credentials: 'same-origin',
        headers: {
          'content-type': 'application/octet-stream',
          'accept-language': getLanguage() === 'zh' ? 'zh-CN' : 'en',
        },
        body: file,
      });
      if (!response.ok) throw new ProblemError(await response.json());
      return response.json();
    },
    onSuccess: () =>
      Promise.all(OUTDATED.map((route) => client.invalidateQueries({ queryKey: [route.id] }))).then(
        () => undefined,
      ),
  });
}
