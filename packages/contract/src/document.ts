import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page, Version } from './common.ts';
import { DocumentBody } from './document-blocks.ts';
import { route } from './route.ts';
import { TemplateFieldView } from './template.ts';

export { DocumentBlock, DocumentRun } from './document-blocks.ts';

const tag = 'document';
const Code = z.string().max(60);

/** What stands in one field: a text, or the rows of a list. */
export const FieldValue = z.union([
  z.string().max(50_000),
  z.array(z.record(Code, z.string().max(5_000))).max(300),
]);

/** Whom or what a document concerns: a matter, or the subject of a dossier. */
const Concern = z.object({
  template: Code,
  matterId: Id.optional(),
  subjectId: Id.optional().describe('Person or unit with a dossier; a matter names its own'),
});

export const NewDocument = Concern.extend({
  organId: Id.optional().describe(
    'Organ that issues and numbers it; left out: that of the matter or the caller',
  ),
  data: z
    .record(Code, FieldValue)
    .default({})
    .refine((data) => JSON.stringify(data).length <= 400_000, { params: { fault: 'too-long-together' } })
    .describe('Values by field; what the records give is filled in'),
});
export type NewDocument = z.infer<typeof NewDocument>;

export const IssuedDocument = z.object({
  id: Id,
  template: z.string(),
  title: z.string(),
  number: z.string(),
  issuer: z.object({ id: Id, name: z.string() }),
  matterId: Id.nullable(),
  subject: z.object({ kind: z.enum(['person', 'unit']), id: Id, name: z.string() }).nullable(),
  issuedOn: Day,
  issuedBy: z.string().nullable(),
  issuedFor: z.string().nullable().describe('In whose place whoever issued it approved the step'),
  size: z.int(),
  sha256: z.string(),
  voided: z
    .object({ at: Moment, by: z.string().nullable(), reason: z.string() })
    .nullable()
    .describe('A void document keeps its number'),
  pdf: z.boolean().describe('This server can turn it into PDF'),
  version: z.int(),
  allowed: Allowed,
});
export type IssuedDocument = z.infer<typeof IssuedDocument>;

/** A document before it is issued. */
export const DraftDocument = DocumentBody.extend({
  missing: z.array(z.object({ code: z.string(), title: z.string() })).describe('Required fields still empty'),
});

export const getDocumentValues = route({
  id: 'getDocumentValues',
  method: 'GET',
  path: '/api/document-values',
  tag,
  permission: 'document.issue',
  summary: { zh: '文书可自动带出的内容', en: 'The fields of a template with what the records already give' },
  query: Concern.extend({ organId: Id.optional() }),
  reply: z.object({
    title: z.string(),
    fields: z.array(TemplateFieldView.extend({ value: FieldValue })),
    organs: z
      .array(z.object({ id: Id, name: z.string() }))
      .describe('Organs in whose name the caller may issue'),
    organId: Id.nullable().describe('The one it would be issued by'),
  }),
});
export const previewDocument = route({
  id: 'previewDocument',
  method: 'POST',
  path: '/api/document-previews',
  tag,
  permission: 'document.issue',
  writes: false,
  summary: {
    zh: '签发前预览文书',
    en: 'A document as it would be issued, without a number; nothing is kept',
  },
  body: NewDocument,
  reply: DraftDocument,
});
/** Whoever decides on the step reads the paper before. */
export const readDraft = route({
  id: 'readDraft',
  method: 'GET',
  path: '/api/matters/:id/draft',
  tag,
  permission: null,
  summary: {
    zh: '待批准环节将签发的文书草稿',
    en: 'The document that a step waiting for approval would issue, without a number; nothing is kept',
  },
  params: IdParams,
  reply: DraftDocument,
});
export const issueDocument = route({
  id: 'issueDocument',
  method: 'POST',
  path: '/api/documents',
  tag,
  permission: 'document.issue',
  status: 201,
  summary: { zh: '签发文书', en: 'Issue a document: it gets the next number of its organ' },
  body: NewDocument,
  reply: IssuedDocument,
});
export const listDocuments = route({
  id: 'listDocuments',
  aside: 'matterId',
  method: 'GET',
  path: '/api/documents',
  tag,
  permission: 'document.read',
  summary: { zh: '文书台账', en: 'Issued documents, newest first, void ones too' },
  query: PageQuery.extend({
    matterId: Id.optional(),
    withChildren: z.enum(['true']).optional().describe('Those of the matters that it began as well'),
    subjectId: Id.optional(),
    template: Code.optional(),
    state: z.enum(['valid', 'void']).optional(),
  }),
  reply: page(IssuedDocument),
});
export const getDocument = route({
  id: 'getDocument',
  aside: true,
  method: 'GET',
  path: '/api/documents/:id',
  tag,
  permission: 'document.read',
  summary: { zh: '文书信息', en: 'Number, issuer and state of a document' },
  params: IdParams,
  reply: IssuedDocument,
});
export const openDocument = route({
  id: 'openDocument',
  rereads: true,
  aside: true,
  method: 'POST',
  path: '/api/documents/:id/open',
  tag,
  permission: 'document.read',
  summary: { zh: '阅看文书', en: 'Read a document; the opening is recorded' },
  params: IdParams,
  reply: DocumentBody,
});
export const downloadDocument = route({
  id: 'downloadDocument',
  aside: true,
  method: 'GET',
  path: '/api/documents/:id/file',
  tag,
  permission: 'document.read',
  summary: { zh: '下载文书', en: 'The .docx of a document' },
  params: IdParams,
});
export const downloadDocumentPdf = route({
  id: 'downloadDocumentPdf',
  aside: true,
  method: 'GET',
  path: '/api/documents/:id/pdf',
  tag,
  permission: 'document.read',
  summary: { zh: '下载 PDF', en: 'The document as PDF, where LibreOffice is installed' },
  params: IdParams,
});
export const voidDocument = route({
  id: 'voidDocument',
  method: 'POST',
  path: '/api/documents/:id/void',
  tag,
  permission: 'document.void',
  summary: { zh: '作废文书', en: 'Declare a document void; its number is never used again' },
  params: IdParams,
  body: z.object({ reason: line(500), version: Version }),
  reply: IssuedDocument,
});
