import { z } from 'zod';
import { Day } from './common.ts';
import { NamedRef, SubjectParams } from './dossier.ts';
import { route } from './route.ts';

/** Two pages for a meeting, as they are printed. */
export const Brief = z.object({
  title: z.string(),
  organ: z.string(),
  subject: NamedRef,
  sections: z.array(
    z.object({
      heading: z.string(),
      lines: z.array(z.string()),
      table: z
        .object({ columns: z.array(z.string()), rows: z.array(z.array(z.string().nullable())) })
        .nullable(),
      left: z.int().describe('Entries that two pages could not hold'),
      more: z.string().nullable().describe('The same in words'),
    }),
  ),
  day: Day,
});
export type Brief = z.infer<typeof Brief>;
export const getBrief = route({
  id: 'getBrief',
  method: 'GET',
  path: '/api/dossiers/:subjectId/brief',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '会议简报', en: 'Two-page brief for a meeting: facts only; says what it leaves out' },
  params: SubjectParams,
  reply: Brief,
});
export const downloadBrief = route({
  id: 'downloadBrief',
  method: 'GET',
  path: '/api/dossiers/:subjectId/brief-document',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '两页简报', en: 'Two-page brief for a meeting (.docx)' },
  params: SubjectParams,
});
