import { z } from 'zod';
import { Code, Entry, PackText } from './common.schema.ts';

/**
 * Where the value of a field comes from: `form:` and a field's path reads the forms of the matter, `party:` names
 * who takes a place in it, `limit:` states the limit of time that is in force.
 */
export const TemplateSource = z
  .string()
  .regex(
    /^([a-z]+(\.[a-z-]+)?|(form|party|limit):[a-z]\S{0,120})$/i,
    'a source such as subject.name, form:field, party:handler, limit:code or input',
  )
  .describe(
    'subject.name, organ.name, document.number …, `form:` and a path, `party:` and a place, `limit:` and a limit, or `input`: asked when issued',
  );

const FieldKind = z
  .enum(['line', 'text', 'day', 'list'])
  .describe('One line, text of several paragraphs, a day, or rows with columns of their own');

const Column = z.strictObject({
  code: Code,
  title: PackText.describe('Name of the column'),
  sample: z.string().max(500).describe('Made-up value for the preview, in the language of the document'),
});

export const TemplateField = z.strictObject({
  code: Code.describe('Name of the tag in the .docx; the Chinese title may stand there as well'),
  title: PackText.describe('Name of the field'),
  kind: FieldKind.default('line'),
  from: TemplateSource,
  required: z.boolean().default(false).describe('The document can not be issued without it'),
  columns: z.array(Column).optional().describe('Columns of a list'),
  sample: z
    .union([z.string().max(2000), z.array(z.record(Code, z.string().max(500))).max(20)])
    .describe('Made-up value for the preview, in the language of the document'),
});
export type TemplateField = z.infer<typeof TemplateField>;

export const TemplateLayout = z
  .enum(['letter', 'form', 'record'])
  .describe('letter: red head, number and red line; form: a ruled table; record: running text to be signed');

export const Template = Entry.extend({
  work: z.array(Code).min(1).describe('Kinds of work in whose set it stands'),
  language: z.enum(['zh', 'en']).default('zh').describe('Language of the document'),
  layout: TemplateLayout,
  once: z
    .boolean()
    .default(false)
    .describe('Issued by its step alone and never again by hand: what it says holds for its day'),
  byHand: z
    .boolean()
    .default(false)
    .describe(
      'May be issued by hand although a step of some procedure issues it too: a paper that asks for no approval',
    ),
  number: z
    .strictObject({
      series: Code.describe('Series in which the issuing organ numbers it; several templates may share one'),
      pattern: z
        .string()
        .regex(/\{seq(:\d)?\}/, 'must contain {seq} or {seq:4}')
        .describe('Pattern with {organ}, {year}, {seq} or {seq:4}'),
    })
    .describe('How it is numbered when it is issued'),
  fields: z.array(TemplateField).min(1).max(80).describe('What can be filled in'),
});
export type Template = z.infer<typeof Template>;

export const Templates = z
  .strictObject({
    replacement: z
      .strictObject({
        secondPerson: z.boolean().describe('Another person approves a replacement before it is used'),
      })
      .default({ secondPerson: true }),
    templates: z.array(Template).default([]).describe('Templates by code; the file is templates/<code>.docx'),
  })
  .default({ replacement: { secondPerson: true }, templates: [] })
  .describe('Documents that are issued');
export type Templates = z.infer<typeof Templates>;
