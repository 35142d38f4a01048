import { z } from 'zod';
import { Coded, SubjectParams } from './dossier.ts';
import { route } from './route.ts';

export const getAppraisals = route({
  id: 'getAppraisals',
  method: 'GET',
  path: '/api/dossiers/:subjectId/appraisals/:item',
  tag: 'dossier',
  permission: 'appraisal.read',
  summary: { zh: '汇总查看密封评价', en: 'Sealed appraisals together, without authors' },
  params: SubjectParams.extend({ item: z.string().max(60) }),
  reply: z.object({
    item: Coded,
    enough: z.boolean().describe('False: too few authors, or none; nothing else is told'),
    minimum: z.int(),
    authors: z.int().nullable(),
    ratings: z.array(
      z.object({
        pointer: z.string(),
        title: z.string(),
        answers: z.array(z.object({ title: z.string(), count: z.int() })),
      }),
    ),
    texts: z
      .array(z.object({ pointer: z.string(), title: z.string(), values: z.array(z.string()) }))
      .describe('Words written, in an order of their own'),
  }),
});
