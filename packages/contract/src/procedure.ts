import { z } from 'zod';
import { Id } from './common.ts';
import { Phase, RuleRef } from './matter.ts';
import { route } from './route.ts';

const Form = z.looseObject({});

/** A procedure that people begin themselves, with what they need to begin it. */
export const ProcedureSummary = z.object({
  code: z.string(),
  version: z.string().describe('Version of the pack'),
  title: z.string(),
  note: z.string().nullable(),
  work: z.string().nullable().describe('Title of the kind of work'),
  subjects: z.object({ kinds: z.array(z.enum(['person', 'unit'])), min: z.int(), max: z.int() }),
  organs: z
    .array(z.object({ id: Id, name: z.string() }))
    .describe('Organs for which the caller may begin one; empty: none'),
  form: Form.nullable(),
});

/** A procedure as a picture: states, and the steps between them. */
export const ProcedureDetail = z.object({
  code: z.string(),
  version: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  rules: z.array(RuleRef).describe('Articles that the procedure rests on'),
  initial: z.string(),
  states: z.array(z.object({ code: z.string(), title: z.string(), final: z.boolean(), phase: Phase })),
  actions: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      from: z.array(z.string()),
      to: z.array(z.string()).describe('States it may lead to; empty: the state stays'),
      by: z.array(z.string()).describe('Who takes it'),
      approval: z.string().nullable(),
      document: z.string().nullable(),
    }),
  ),
  terms: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      limit: z.string().describe('Title of the limit, or what the day that somebody sets is called'),
      length: z
        .object({ value: z.int(), unit: z.enum(['workday', 'day', 'month', 'year']) })
        .nullable()
        .describe('Null when the pack gives the limit no length'),
      source: z.string(),
      standing: z.enum(['law', 'local-rule', 'default']).nullable(),
      rules: z.array(RuleRef),
    }),
  ),
});

export const listProcedures = route({
  id: 'listProcedures',
  method: 'GET',
  path: '/api/procedures',
  tag: 'matter',
  permission: null,
  summary: { zh: '可发起的程序', en: 'Procedures that people begin themselves' },
  reply: z.object({ items: z.array(ProcedureSummary) }),
});
export const getProcedure = route({
  id: 'getProcedure',
  method: 'GET',
  path: '/api/procedures/:procedure/versions/:version',
  tag: 'matter',
  permission: null,
  summary: { zh: '程序图', en: 'States and steps of a procedure' },
  params: z.object({ procedure: z.string().max(60), version: z.string().max(40) }),
  reply: ProcedureDetail,
});
export const getActionSchema = route({
  id: 'getActionSchema',
  method: 'GET',
  path: '/api/procedures/:procedure/versions/:version/actions/:action/schema',
  tag: 'matter',
  permission: null,
  summary: { zh: '办理表单', en: 'JSON Schema of the input of an action; `begin` for the start' },
  params: z.object({
    procedure: z.string().max(60),
    version: z.string().max(40),
    action: z.string().max(60),
  }),
  reply: z.looseObject({}),
});
