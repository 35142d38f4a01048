import { z } from 'zod';
import { Day, Id } from './common.ts';
import { route } from './route.ts';

const Which = z.object({
  procedure: z.string().max(60).optional().describe('Matters of one procedure only'),
  from: Day.optional().describe('Matters begun on this day or later'),
  to: Day.optional().describe('Matters begun on this day or earlier'),
});

export const exportEventLog = route({
  id: 'exportEventLog',
  method: 'GET',
  path: '/api/events/ocel',
  tag: 'matter',
  permission: null,
  summary: {
    zh: '导出事件日志（OCEL 2.0，不含内容）',
    en: 'What happened to matters as an object-centric event log (OCEL 2.0), without content',
  },
  query: Which,
});

const WhichStages = Which.extend({
  organId: Id.optional().describe('Matters that this organ keeps'),
  packVersion: z.string().max(40).optional().describe('Matters that follow the procedure in this version'),
});

const Hours = z.number().nullable().describe('Hours');

export const StageTime = z.object({
  procedure: z.string(),
  procedureTitle: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  ended: z.int().describe('Stays that have ended'),
  open: z.int().describe('Matters that are in the state now'),
  median: Hours,
  ninth: Hours.describe('Nine in ten of the ended stays took no longer, in hours'),
  longest: Hours,
  oldest: Hours.describe('The oldest open stay, in hours'),
  beyond: z.int().describe('Stays before whose end a term of the matter had run out'),
  beyondOpen: z.int().describe('Of these the ones that last'),
});
export type StageTime = z.infer<typeof StageTime>;

export const listStageTimes = route({
  id: 'listStageTimes',
  method: 'GET',
  path: '/api/stage-times',
  tag: 'matter',
  permission: 'event.read',
  summary: {
    zh: '环节用时（仅统计可见事项，扣除中止时间）',
    en: 'How long matters in sight stay in which state, without the time in which a term stood still',
  },
  query: WhichStages,
  reply: z.object({
    items: z.array(StageTime),
    matters: z.int().describe('Matters that were counted'),
    organs: z.array(z.object({ id: Id, name: z.string() })).describe('Organs that keep one of them'),
  }),
});
export const exportStageTimes = route({
  id: 'exportStageTimes',
  method: 'GET',
  path: '/api/stage-times/csv',
  tag: 'matter',
  permission: 'event.read',
  summary: { zh: '导出环节用时（CSV）', en: 'The report of stage times as CSV' },
  query: WhichStages,
});
