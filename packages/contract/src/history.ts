import { z } from 'zod';
import { Day } from './common.ts';
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
});
export type StageTime = z.infer<typeof StageTime>;

export const listStageTimes = route({
  id: 'listStageTimes',
  method: 'GET',
  path: '/api/stage-times',
  tag: 'matter',
  permission: 'event.read',
  summary: { zh: '环节用时', en: 'How long matters stay in which state' },
  query: Which,
  reply: z.object({ items: z.array(StageTime) }),
});
