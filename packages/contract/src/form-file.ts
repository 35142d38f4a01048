import { z } from 'zod';
import { Id, IdParams } from './common.ts';
import { NamedRef, SubjectParams } from './dossier.ts';
import { FormData } from './material.ts';
import { Fault } from './problem.ts';
import { route } from './route.ts';

/** Whether the file says the same of a person as the registry. */
export const PersonCheck = z.object({
  what: z.enum(['name', 'birth-month', 'sex', 'id-number']),
  verdict: z.enum(['same', 'differs', 'unknown']).describe('unknown: one side says nothing'),
  file: z.string().nullable().describe('As the file has it; an identity number is masked'),
  registry: z.string().nullable(),
});
export type PersonCheck = z.infer<typeof PersonCheck>;

/** What the form and the registry say of the same thing, side by side. */
export const RegistryDifference = z.object({
  title: z.string(),
  file: z.array(z.string()),
  registry: z.array(z.string()),
  differs: z.boolean(),
});

export const FormReading = z.object({
  item: z.string(),
  fileId: Id,
  fileName: z.string(),
  form: FormData.describe('What was read, for a draft; not filed yet'),
  photo: z.boolean().describe('A portrait is in the file; it is filed with the draft'),
  notes: z.array(Fault).describe('What could not be read, or only by a guess'),
  faults: z.array(Fault).describe('Where the form is not complete yet; pointers into it'),
  person: z.array(PersonCheck),
  mismatch: z.boolean().describe('The file may be of somebody else: importing it must be confirmed'),
  others: z
    .array(
      NamedRef.extend({ unit: z.string().nullable(), birth: z.string().nullable(), sameNumber: z.boolean() }),
    )
    .describe('Other persons whom the file fits'),
  differences: z.array(RegistryDifference),
});
export type FormReading = z.infer<typeof FormReading>;

export const readFormFile = route({
  id: 'readFormFile',
  method: 'POST',
  path: '/api/dossiers/:subjectId/form-readings',
  tag: 'dossier',
  permission: 'dossier.read',
  writes: false,
  summary: { zh: '读取表格文件', en: 'Read an uploaded form file beside the registry; nothing is filed' },
  params: SubjectParams,
  body: z.object({
    item: z.string().trim().min(1).max(60),
    fileId: Id.describe('Finished upload of the caller'),
  }),
  reply: FormReading,
});

export const importFormFile = route({
  id: 'importFormFile',
  method: 'POST',
  path: '/api/dossiers/:subjectId/form-imports',
  tag: 'dossier',
  permission: null,
  status: 201,
  summary: { zh: '导入为草稿', en: 'File what was read as a draft, with the file and the portrait in it' },
  params: SubjectParams,
  body: z.object({
    item: z.string().trim().min(1).max(60),
    fileId: Id,
    form: FormData,
    confirmed: z
      .boolean()
      .optional()
      .describe('It is this person, although the file differs from the registry'),
    supersedesId: Id.optional(),
  }),
  reply: z.object({ id: Id, matterId: Id, status: z.string() }),
});

const PaperCell = z.object({
  kind: z.enum(['label', 'value', 'photo']),
  text: z.string(),
  columns: z.int(),
  rows: z.int(),
  size: z.number().describe('Points'),
  align: z.enum(['center', 'left']),
});
export const MaterialPaper = z.object({
  title: z.string(),
  subject: NamedRef,
  mark: z.string().nullable().describe('Stands above the form: that it is not verified, or masked'),
  extension: z.string().describe('Extension of the exchange file'),
  exportable: z.boolean(),
  photo: Id.nullable().describe('File of the portrait'),
  pages: z.array(
    z.object({
      widths: z.array(z.number()).describe('Millimetres'),
      rows: z.array(z.object({ height: z.number(), cells: z.array(PaperCell) })),
    }),
  ),
});
export type MaterialPaper = z.infer<typeof MaterialPaper>;

export const getMaterialPaper = route({
  id: 'getMaterialPaper',
  method: 'GET',
  path: '/api/materials/:id/paper',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '表格版式', en: 'An entry laid out as its printed form' },
  params: IdParams,
  reply: MaterialPaper,
});
export const downloadMaterialPaper = route({
  id: 'downloadMaterialPaper',
  method: 'GET',
  path: '/api/materials/:id/paper-document',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '打印表格', en: 'The printed form (.docx)' },
  params: IdParams,
});
export const downloadFormFile = route({
  id: 'downloadFormFile',
  method: 'GET',
  path: '/api/materials/:id/form-file',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '导出交换文件', en: 'The form as other programs read it (.lrmx)' },
  params: IdParams,
});
