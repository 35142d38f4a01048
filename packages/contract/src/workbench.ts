import { z } from 'zod';
import { MatterSummary } from './matter.ts';
import { route } from './route.ts';

/** Why a matter lies on somebody's desk. */
export const Why = z.enum([
  'approve',
  'receive',
  'answer',
  'speak',
  'handle',
  'organ',
  'asked',
  'begun',
  'late',
]);

const Item = MatterSummary.extend({ why: Why, whyText: z.string() });

export const getWorkbench = route({
  id: 'getWorkbench',
  method: 'GET',
  path: '/api/workbench',
  tag: 'matter',
  permission: null,
  summary: { zh: '工作台', en: 'What is to do, what waits on others, what runs late' },
  query: z.object({
    procedure: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most matters of each list'),
  }),
  reply: z.object({
    todo: z.array(Item).describe('The caller’s turn, what is due first first'),
    waiting: z.array(Item).describe('What the caller waits for others to do'),
    late: z.array(Item).describe('Overdue in the caller’s organs'),
    counts: z.object({ todo: z.int(), waiting: z.int(), late: z.int(), open: z.int() }),
  }),
});
