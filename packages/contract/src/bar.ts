import { z } from 'zod';
import { Day, Id, IdParams } from './common.ts';
import { route } from './route.ts';

/** What somebody may not have today, and until when. */
export const BarInForce = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  bars: z.string().describe('What exactly is barred'),
  from: Day,
  until: Day.describe('Last day; it ends by itself'),
  owner: z.string().nullable().describe('Who answers for it'),
  organ: z.string(),
  matterId: Id.describe('The matter that it came of'),
});

export const listBars = route({
  id: 'listBars',
  method: 'GET',
  path: '/api/persons/:id/bars',
  tag: 'warning',
  permission: 'dossier.read',
  summary: { zh: '在效限制', en: 'What a person is barred from today' },
  params: IdParams,
  reply: z.object({ items: z.array(BarInForce) }),
});
