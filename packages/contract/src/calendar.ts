import { z } from 'zod';
import { Allowed, Day, line, Moment, prose } from './common.ts';
import { Fault } from './problem.ts';
import { route } from './route.ts';

const tag = 'terms';
const YearParams = z.object({ year: z.string().regex(/^(19|20)\d\d$/, 'a year from 1900 to 2099') });

/** A rest day by notice, or a day of the weekend that is worked for one. */
export const CalendarDay = z.object({
  day: Day,
  kind: z.enum(['rest', 'work']),
  name: z.string().trim().max(50).describe('Holiday that it belongs to; may be empty'),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export const CalendarYear = z.object({
  year: z.int(),
  state: z
    .enum(['covered', 'missing', 'open'])
    .describe('missing: due days already reach into it and its notice was not entered; open: not needed yet'),
  source: z.string().nullable().describe('Notice that the days were taken from'),
  savedAt: Moment.nullable(),
  savedBy: z.string().nullable().describe('Null: set up with the platform'),
  rest: z.int().describe('Rest days by notice'),
  work: z.int().describe('Weekend days that are worked'),
  version: z.int().nullable().describe('Null while nothing was entered'),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

export const CalendarYearDays = CalendarYear.extend({
  weekend: z.array(z.int()).describe('Days of the week that are not worked, Monday = 1'),
  days: z
    .array(CalendarDay.extend({ notice: z.int().describe('Year of the notice that names the day') }))
    .describe(
      'Every day of the year that differs from its weekday, and what its notice says of the December before',
    ),
  builtIn: z.boolean().describe('The platform brings a table of this year'),
  allowed: Allowed,
});
export type CalendarYearDays = z.infer<typeof CalendarYearDays>;

export const CalendarPreview = z.object({
  days: z.array(CalendarDay).describe('What the year would hold'),
  added: z.array(CalendarDay),
  changed: z.array(CalendarDay).describe('Days that are kept, but of another kind or name'),
  removed: z.array(CalendarDay),
  faults: z.array(Fault).describe('By line or cell; empty: the days can be saved'),
});
export type CalendarPreview = z.infer<typeof CalendarPreview>;

export const getCalendar = route({
  id: 'getCalendar',
  method: 'GET',
  path: '/api/calendar',
  tag,
  permission: null,
  summary: { zh: '日历：已录入的年度', en: 'The calendar: which years have been entered' },
  reply: z.object({
    today: Day,
    zone: z.string().describe('Time zone by which days are counted'),
    years: z.array(CalendarYear).describe('Newest first'),
    missing: z.array(z.int()).describe('Years that due days reach into without knowing their holidays'),
    allowed: Allowed,
  }),
});
export const getCalendarYear = route({
  id: 'getCalendarYear',
  method: 'GET',
  path: '/api/calendar/years/:year',
  tag,
  permission: null,
  summary: { zh: '一个年度的放假和调休上班日', en: 'Rest days and worked weekend days of a year' },
  params: YearParams,
  reply: CalendarYearDays,
});
export const saveCalendarYear = route({
  id: 'saveCalendarYear',
  method: 'PUT',
  path: '/api/calendar/years/:year',
  tag,
  permission: 'calendar.write',
  summary: { zh: '录入一个年度的放假安排', en: 'Enter the days of a year; running terms follow at once' },
  params: YearParams,
  body: z.object({
    version: z.int().min(1).nullable().describe('Version the caller saw; null when nothing was entered'),
    source: line(300).describe('Notice that the days are taken from'),
    days: z.array(CalendarDay).max(200),
  }),
  reply: CalendarYearDays,
});
export const previewCalendarYear = route({
  id: 'previewCalendarYear',
  method: 'POST',
  path: '/api/calendar/years/:year/preview',
  tag,
  permission: 'calendar.write',
  writes: false,
  summary: {
    zh: '识别粘贴的放假通知，或取用内置年度表，预览结果',
    en: 'What a pasted notice, or the built-in table, would change; nothing is kept',
  },
  params: YearParams,
  body: z.object({ text: prose(20_000).optional(), builtIn: z.literal(true).optional() }),
  reply: CalendarPreview,
});
export const previewCalendarFile = route({
  id: 'previewCalendarFile',
  method: 'POST',
  path: '/api/calendar/years/:year/preview-file',
  tag,
  permission: 'calendar.write',
  writes: false,
  upload: { maxBytes: 1024 * 1024 },
  summary: { zh: '识别放假安排表格，预览结果', en: 'What a workbook of days would change; nothing is kept' },
  params: YearParams,
  reply: CalendarPreview,
});
export const exportCalendarYear = route({
  id: 'exportCalendarYear',
  method: 'GET',
  path: '/api/calendar/years/:year/export',
  tag,
  permission: null,
  summary: { zh: '导出年度放假安排', en: 'The days of a year as a workbook that can be imported again' },
  params: YearParams,
});
