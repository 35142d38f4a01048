import { z } from 'zod';
import { Day, Id, PageQuery } from './common.ts';
import { route } from './route.ts';

const TAG = 'warning';

const Subject = z.object({ kind: z.enum(['person', 'unit']), id: Id });

const AssessedSubject = z.object({
  kind: z.enum(['person', 'unit']),
  id: Id,
  name: z.string(),
  assessment: z
    .object({
      matterId: Id,
      number: z.string().nullable(),
      state: z.string(),
      stateTitle: z.string(),
      ended: z.boolean(),
      dueOn: Day.nullable(),
    })
    .nullable()
    .describe('Its sheet of the period, as far as the caller sees it'),
});
export type AssessedSubject = z.infer<typeof AssessedSubject>;

export const listStyleAssessments = route({
  id: 'listStyleAssessments',
  method: 'GET',
  path: '/api/style-assessments',
  tag: TAG,
  permission: 'matter.handle',
  summary: {
    zh: '本期作风效能考核：各单位、班子成员考核情况',
    en: 'Units, or members of leading teams, with their sheet of the last period that has ended',
  },
  query: PageQuery.extend({
    kind: z.enum(['person', 'unit']).default('unit'),
    owing: z.literal('true').optional().describe('Only those without a sheet'),
  }),
  reply: z.object({
    from: Day,
    to: Day.describe('Last day of the period'),
    dueOn: Day,
    late: z.boolean().describe('The last day has passed'),
    subjects: z.int().describe('All of the kind whose dossiers the caller sees'),
    owing: z.int().describe('Of these without a sheet'),
    items: z.array(AssessedSubject),
    next: z.string().nullable(),
  }),
});

export const beginStyleAssessments = route({
  id: 'beginStyleAssessments',
  method: 'POST',
  path: '/api/style-assessments',
  tag: TAG,
  permission: 'matter.handle',
  status: 201,
  summary: {
    zh: '发起本期考核（可一次多个对象，全部办成或者全部不办）',
    en: 'Begins the sheets of the last period for several at once, handled by the caller: all of them or none',
  },
  body: z.object({ subjects: z.array(Subject).min(1).max(200), organId: Id.optional() }),
  reply: z.object({ ids: z.array(Id).describe('The matters, in the order of the subjects') }),
});
