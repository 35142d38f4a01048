import { z } from 'zod';
import { Day, Flag, Id } from './common.ts';
import { Coded, NamedRef, SubjectParams } from './dossier.ts';
import { route } from './route.ts';

export const BinderPage = z.object({
  number: z.int(),
  materialId: Id,
  item: z.string(),
  itemTitle: z.string(),
  title: z.string().nullable(),
  day: Day,
  issuer: z.string().nullable(),
  files: z.int(),
  pages: z.int().nullable().describe('As the leaf itself states them'),
  note: z.string().nullable(),
  statusTitle: z.string(),
  withheld: z.boolean(),
});
export const getBinder = route({
  id: 'getBinder',
  method: 'GET',
  path: '/api/dossiers/:subjectId/binder',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '活页与卷内目录', en: 'Loose leaves in order, with their catalogue' },
  params: SubjectParams,
  query: z.object({ item: z.string().max(60).optional().describe('One item only') }),
  reply: z.object({
    subject: NamedRef,
    item: Coded.nullable(),
    custodian: z.string(),
    pages: z.array(BinderPage),
  }),
});
export const downloadBinderCatalogue = route({
  id: 'downloadBinderCatalogue',
  method: 'GET',
  path: '/api/dossiers/:subjectId/binder-catalogue',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '卷内目录', en: 'Catalogue of the binder (.docx)' },
  params: SubjectParams,
  query: z.object({
    item: z.string().max(60).optional(),
    leaves: Flag.optional().describe('With what each leaf says, behind the catalogue'),
  }),
});
export const extractArchive = route({
  id: 'extractArchive',
  method: 'POST',
  path: '/api/dossiers/:subjectId/archive-extracts',
  tag: 'dossier',
  permission: 'library.write',
  status: 201,
  summary: {
    zh: '摘编廉政档案',
    en: 'Extract a dossier into the integrity archives of the library; a draft for a second person',
  },
  params: SubjectParams,
  reply: z.object({ id: Id, versionId: Id, matterId: Id }),
});
