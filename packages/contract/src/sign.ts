import { z } from 'zod';
import { Day, Id, PageQuery } from './common.ts';
import { route } from './route.ts';

const TAG = 'warning';

/** A calendar month, `YYYY-MM`. */
const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe('As 2026-10');

const SignFilter = z.object({
  personId: Id.optional().describe('Signs about this person'),
  unitId: Id.optional().describe('Signs about this unit and about those who served in it on the day'),
  teamOf: Id.optional().describe('Signs about the leading team of this unit and its members of the day'),
  tag: z.string().max(60).optional().describe('A tag of the list of the pack'),
  origin: z.string().max(60).optional().describe('Where it was seen, as the form of the pack has it'),
  state: z.string().max(60).optional(),
  open: z.enum(['true', 'false']).optional().describe('Those that have not ended, or those that have'),
  mine: z.literal('true').optional().describe('Those whose owner the caller is'),
  from: Day.optional().describe('Seen on this day or later'),
  to: Day.optional().describe('Seen on this day or earlier'),
});
export type SignFilter = z.infer<typeof SignFilter>;

const Sign = z.object({
  id: Id.describe('The matter'),
  number: z.string().nullable(),
  subject: z.object({
    kind: z.enum(['person', 'unit']),
    id: Id,
    name: z.string().nullable().describe('Null when the caller may not see who it is'),
    units: z.array(z.string()).describe('Units of a person on the day'),
  }),
  team: z.boolean().describe('About the team that leads a unit, or a member of it on the day'),
  tags: z.array(z.object({ code: z.string(), title: z.string() })),
  seenOn: Day,
  originTitle: z.string(),
  seen: z.string().describe('What was seen'),
  owners: z.array(z.string()),
  state: z.string(),
  stateTitle: z.string(),
  open: z.boolean(),
  endsOn: Day.nullable().describe('Day on which it lapses by itself; null once it has ended'),
  mayTurn: z.boolean().describe('The caller may register a clue of it now'),
});
export type Sign = z.infer<typeof Sign>;

export const listSigns = route({
  id: 'listSigns',
  method: 'GET',
  path: '/api/signs',
  tag: TAG,
  permission: 'sign.read',
  summary: { zh: '苗头台账', en: 'Small signs that the caller sees, latest seen first' },
  query: PageQuery.extend(SignFilter.shape),
  reply: z.object({
    count: z.int().describe('How many the filter leaves'),
    items: z.array(Sign),
    next: z.string().nullable(),
  }),
});

export const countSigns = route({
  id: 'countSigns',
  method: 'GET',
  path: '/api/sign-counts',
  tag: TAG,
  permission: 'sign.read',
  summary: {
    zh: '苗头按标签、月份统计',
    en: 'Small signs by tag and month: just those that the list shows for the same filter. One with two tags counts with each, once in all',
  },
  query: SignFilter.omit({ from: true, to: true }).extend({
    until: Month.optional().describe('Last month; left out: this one'),
    months: z.coerce.number().int().min(1).max(36).default(12).describe('How many months'),
  }),
  reply: z.object({
    months: z.array(Month),
    tags: z.array(
      z.object({ code: z.string(), title: z.string(), counts: z.array(z.int()), total: z.int() }),
    ),
    totals: z.array(z.int()).describe('Signs of each month'),
    total: z.int(),
  }),
});

export const exportSigns = route({
  id: 'exportSigns',
  method: 'GET',
  path: '/api/signs/export',
  tag: TAG,
  permission: 'sign.read',
  summary: {
    zh: '导出苗头台账（.xlsx，全部行）',
    en: 'The whole register as a workbook (.xlsx); texts stay texts, never formulas',
  },
  query: SignFilter,
});
