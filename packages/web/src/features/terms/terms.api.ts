import * as calendar from '@plumbline/contract/calendar';
import * as limits from '@plumbline/contract/limits';
import { listOrgans } from '@plumbline/contract/organs';
import { useMutation } from '@tanstack/react-query';
import { addressOf, call } from '../../lib/call.ts';
import { useRead, useWrite } from '../../lib/data.ts';
import type { ProblemError } from '../../lib/problem.ts';

const CALENDAR = [calendar.getCalendar, calendar.getCalendarYear];

/** What a preview is made from: pasted lines, a file, or the table that ships with the platform. */
export type NoticeSource = { text: string } | { file: File } | { builtIn: true };

export const useCalendar = () => useRead(calendar.getCalendar, {});
export const useYear = (year: string) =>
  useRead(calendar.getCalendarYear, { params: { year } }, { keepPrevious: true });
export const useSaveYear = () => useWrite(calendar.saveCalendarYear, { outdates: CALENDAR });

export const usePreview = (year: string) =>
  useMutation<calendar.CalendarPreview, ProblemError, NoticeSource>({
    mutationFn: (source) =>
      'file' in source
        ? call(calendar.previewCalendarFile, { params: { year } }, { file: source.file })
        : call(calendar.previewCalendarYear, { params: { year }, body: source }),
  });

export const exportAddress = (year: string) => addressOf(calendar.exportCalendarYear, { params: { year } });

const LIMITS = [limits.listLimits];
export const useLimits = (enabled = true) => useRead(limits.listLimits, {}, { enabled });
export const usePropose = () => useWrite(limits.proposeLimitOverride, { outdates: LIMITS });
export const useApprove = () => useWrite(limits.approveLimitOverride, { outdates: LIMITS });
export const useReject = () => useWrite(limits.rejectLimitOverride, { outdates: LIMITS });
export const useEnd = () => useWrite(limits.endLimitOverride, { outdates: LIMITS });
export const useOrgans = () => useRead(listOrgans, { query: { limit: 200 } });
