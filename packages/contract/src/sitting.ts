import { z } from 'zod';
import { Day, Id } from './common.ts';
import { route } from './route.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A time at which people of a matter sit together; who may not see the matter learns that place and people are taken. */
export const Sitting = z.object({
  day: Day,
  from: Time,
  until: Time,
  place: z.string(),
  people: z.array(z.string()).describe('Names of the staff who are there'),
  matter: z.object({ id: Id, title: z.string() }).nullable().describe('Null when the caller does not see it'),
  clashes: z
    .array(z.enum(['place', 'people']))
    .describe('With the time, place and people that were asked about'),
});
export type Sitting = z.infer<typeof Sitting>;

export const MOST_DAYS = 42;

export const listSittings = route({
  id: 'listSittings',
  method: 'GET',
  path: '/api/sittings',
  tag: 'matter',
  permission: 'matter.handle',
  summary: { zh: '谈话日程和时间冲突', en: 'When people sit together, and what clashes' },
  query: z.object({
    day: Day.describe('First day'),
    days: z.coerce.number().int().min(1).max(MOST_DAYS).default(1).describe('How many days'),
    from: Time.optional(),
    until: Time.optional(),
    place: z.string().trim().max(200).optional(),
    accounts: z
      .string()
      .max(400)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(Id).max(10))
      .optional()
      .describe('Who is to be there, joined by commas'),
    except: Id.optional().describe('Matter that is being arranged'),
  }),
  reply: z.object({ items: z.array(Sitting) }),
});
