import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, prose, Version } from './common.ts';
import { DocumentBody } from './document-blocks.ts';
import { route } from './route.ts';

const tag = 'document';
const Code = z.string().max(60);
const Named = z.object({ code: z.string(), title: z.string() });

/** The file of a template: at most so many bytes. */
export const MAX_TEMPLATE_UPLOAD = 2 * 1024 * 1024;

export const TemplateSummary = z.object({
  code: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  work: z.array(Named).describe('Kinds of work in whose set it stands'),
  layout: z.enum(['letter', 'form', 'record']),
  language: z.enum(['zh', 'en']),
  fields: z.int(),
  own: z.boolean().describe('An organ of the caller uses a file of its own'),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateFieldView = z.object({
  code: z.string(),
  title: z.string(),
  titleZh: z.string().describe('May stand as the tag as well'),
  kind: z.enum(['line', 'text', 'day', 'list']),
  required: z.boolean(),
  from: z.string().describe('Where the value comes from, in words'),
  asked: z.boolean().describe('The caller writes it when the document is issued'),
  fixed: z.boolean().describe('The platform alone fills it'),
  columns: z.array(Named),
});
export type TemplateFieldView = z.infer<typeof TemplateFieldView>;

export const TemplateVersion = z.object({
  id: Id,
  template: z.string(),
  organ: z.object({ id: Id, name: z.string() }),
  name: z.string().describe('Name of the file'),
  size: z.int(),
  sha256: z.string(),
  note: z.string(),
  state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']),
  inForce: z.boolean().describe('The one that the organ uses today'),
  effectiveFrom: Day,
  missing: z.array(Named).describe('Fields that stand nowhere in the file'),
  proposedBy: z.string().nullable(),
  proposedAt: Moment,
  decidedBy: z.string().nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
  version: z.int(),
  allowed: Allowed,
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

export const TemplateDetail = TemplateSummary.extend({
  pattern: z.string().describe('Pattern of its number'),
  byHand: z.boolean().describe('May be issued by itself; else a step of a matter issues it'),
  bySteps: z.array(z.string()).describe('Steps of procedures that issue it'),
  fieldList: z.array(TemplateFieldView),
  versions: z.array(TemplateVersion).describe('Files of offices, newest first'),
  secondPerson: z.boolean().describe('A replacement is approved by another person'),
  organs: z
    .array(z.object({ id: Id, name: z.string() }))
    .describe('Organs for which the caller may replace it'),
  allowed: Allowed,
});
export type TemplateDetail = z.infer<typeof TemplateDetail>;

const CodeParams = z.object({ code: Code });

export const listTemplates = route({
  id: 'listTemplates',
  method: 'GET',
  path: '/api/templates',
  tag,
  permission: 'template.read',
  summary: { zh: '文书模板', en: 'Templates of documents by kind of work' },
  query: z.object({ work: Code.optional() }),
  reply: z.object({ items: z.array(TemplateSummary), workKinds: z.array(Named) }),
});
export const getTemplate = route({
  id: 'getTemplate',
  method: 'GET',
  path: '/api/templates/:code',
  tag,
  permission: 'template.read',
  summary: { zh: '模板详情', en: 'A template with its fields and the files of offices' },
  params: CodeParams,
  reply: TemplateDetail,
});
export const previewTemplate = route({
  id: 'previewTemplate',
  method: 'GET',
  path: '/api/templates/:code/preview',
  tag,
  permission: 'template.read',
  summary: { zh: '以示例数据预览模板', en: 'A template filled with made-up values' },
  params: CodeParams,
  query: z.object({ versionId: Id.optional().describe('A file of an office; left out: the pack’s') }),
  reply: DocumentBody,
});
export const downloadTemplate = route({
  id: 'downloadTemplate',
  method: 'GET',
  path: '/api/templates/:code/file',
  tag,
  permission: 'template.read',
  summary: { zh: '下载模板文件', en: 'The .docx of a template' },
  params: CodeParams,
  query: z.object({ versionId: Id.optional() }),
});
export const replaceTemplate = route({
  id: 'replaceTemplate',
  method: 'POST',
  path: '/api/templates/:code/versions',
  tag,
  permission: 'template.manage',
  status: 201,
  upload: { maxBytes: MAX_TEMPLATE_UPLOAD },
  summary: {
    zh: '以本机关文件替换模板',
    en: "Put an office's own .docx in place of the pack's; tells which fields it lacks",
  },
  params: CodeParams,
  query: z.object({
    organId: Id,
    effectiveFrom: Day,
    name: line(200).describe('Name of the file'),
    note: prose(500).default(''),
  }),
  reply: TemplateVersion,
});
export const decideTemplate = route({
  id: 'decideTemplate',
  method: 'POST',
  path: '/api/template-versions/:id/decision',
  tag,
  permission: 'template.approve',
  summary: { zh: '审定替换的模板', en: 'Approve or reject a replacement, as another person' },
  params: IdParams,
  body: z.object({ approve: z.boolean(), reason: prose(500).default(''), version: Version }),
  reply: TemplateVersion,
});
export const withdrawTemplate = route({
  id: 'withdrawTemplate',
  method: 'POST',
  path: '/api/template-versions/:id/withdrawal',
  tag,
  permission: 'template.manage',
  summary: { zh: '停用替换的模板', en: 'Stop using a replacement' },
  params: IdParams,
  body: z.object({ reason: line(500), version: Version }),
  reply: TemplateVersion,
});
