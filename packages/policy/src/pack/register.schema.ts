import { z } from 'zod';
import { Code, Entry, PackText, PermissionCode } from './common.schema.ts';
import { FieldName } from './procedure-parts.schema.ts';

/** What a column of a register may say besides fields of forms, days and persons of steps. */
export const REGISTER_SOURCES = {
  number: { zh: '编号', en: 'Number' },
  title: { zh: '摘要', en: 'Summary' },
  subject: { zh: '对象', en: 'Subject' },
  unit: { zh: '所在单位', en: 'Unit of the subject' },
  post: { zh: '职务', en: 'Post of the subject' },
  class: { zh: '类别', en: 'Class' },
  source: { zh: '来源', en: 'Source' },
  problem: { zh: '问题性质', en: 'Kind of problem' },
  body: { zh: '来源单位', en: 'Body that sent it' },
  occurred: { zh: '发生日期', en: 'Occurred on' },
  received: { zh: '收到日期', en: 'Received on' },
  state: { zh: '办理环节', en: 'State' },
  due: { zh: '期限', en: 'Due' },
  handlers: { zh: '承办人', en: 'Handlers' },
  offices: { zh: '承办部门', en: 'Offices of the handlers' },
} as const satisfies Record<string, PackText>;

export const RegisterColumn = z.strictObject({
  code: Code,
  title: PackText.describe('Head of the column'),
  from: z
    .string()
    .regex(/^([a-z]+|form:[A-Za-z]\S{0,120}|(day|by):[a-z][a-z0-9-]*(\|[a-z][a-z0-9-]*)*)$/)
    .describe(
      `${Object.keys(REGISTER_SOURCES).join(', ')}, \`form:\` and a field, \`day:\` or \`by:\` and an action, or several with \`|\` between: when the last of them was taken, and by whom`,
    ),
  with: Code.optional().describe('Shown where this action was taken, and was not voided since'),
});

export type ColumnSource =
  | { kind: 'fixed'; name: string }
  | { kind: 'form'; name: string }
  | { kind: 'day' | 'by'; actions: readonly string[] };

/** What a column says: a source by its name, a field of a form, or the day or person of the last of some actions. */
export function columnSource(from: string): ColumnSource {
  const [kind, name] = from.split(/:(.*)/s);
  if (name === undefined) return { kind: 'fixed', name: from };
  if (kind === 'day' || kind === 'by') return { kind, actions: name.split('|') };
  return { kind: 'form', name };
}

/** A register (台账) of clue files: which of them stand in it, and what it says of each. */
export const Register = Entry.extend({
  procedure: Code.describe('Procedure of the clue files'),
  only: z
    .record(FieldName, z.union([z.string(), z.array(z.string()).min(1)]))
    .optional()
    .describe('Fields of the first form and the value, or one of the values, that each must have'),
  states: z.array(Code).min(1).optional().describe('States of the files that stand in it'),
  since: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Actions one of which was taken on the files that stand in it, whatever their state'),
  overdue: z.boolean().optional().describe('Files that are overdue'),
  steps: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Actions that may be taken from the register, on one file or on many at once'),
  duty: z
    .strictObject({
      step: Code.describe('Action that is owed'),
      limit: z
        .string()
        .describe('Recurring limit with its last day: what is owed of a period, and until when'),
      after: z
        .array(Code)
        .min(1)
        .optional()
        .describe('Owed once after the latest of these actions; left out: once a period'),
      tell: z
        .array(PermissionCode)
        .min(1)
        .optional()
        .describe('Who is told besides the handlers once the last day has passed'),
    })
    .optional()
    .describe('A step that every file of the register owes'),
  aside: z.boolean().optional().describe('Files that are set aside, for whoever may see them'),
  columns: z.array(RegisterColumn).min(1).max(40),
});
export type Register = z.infer<typeof Register>;

export const Registers = z.array(Register).default([]).describe('Registers of clue files');
