import { z } from 'zod';
import { Day, Id, IdParams, line, plainText, prose } from './common.ts';
import { LibraryCode, tag } from './library-common.ts';
import { LibraryPart } from './library-entries.ts';
import { route } from './route.ts';

/** Text of one version: at most so many characters. */
export const MAX_LIBRARY_TEXT = 600_000;
/** A file that a text is taken from: at most so many bytes. */
export const MAX_LIBRARY_UPLOAD = 5 * 1024 * 1024;

/** What was noticed in a text; `at` is its line. */
const TextNote = z.object({ code: z.string(), detail: z.string(), line: z.int() });

const Member = z.object({
  itemId: Id,
  number: plainText(10).optional().describe('One article only'),
  note: prose(500).default(''),
});

const Content = {
  effectiveFrom: Day,
  text: plainText(MAX_LIBRARY_TEXT)
    .default('')
    .describe(
      'Plain text; a line that begins with Article 1 (or its Chinese form) begins an article, one with Check: its question',
    ),
  members: z.array(Member).max(500).default([]).describe('Of a collection, in their order'),
  note: prose(500).default('').describe('What is new in this version'),
};

export const getLibrarySource = route({
  id: 'getLibrarySource',
  method: 'GET',
  path: '/api/library/versions/:id/source',
  tag,
  permission: 'library.write',
  summary: { zh: '草稿原文', en: 'What a version was written as, to go on writing' },
  params: IdParams,
  reply: z.object({ ...Content, itemId: Id }),
});
export const readLibraryText = route({
  id: 'readLibraryText',
  method: 'POST',
  path: '/api/library/readings',
  tag,
  permission: 'library.write',
  writes: false,
  summary: { zh: '识别条款', en: 'How a text would be cut into articles; nothing is kept' },
  body: z.object({ store: LibraryCode, text: plainText(MAX_LIBRARY_TEXT) }),
  reply: z.object({ parts: z.array(LibraryPart), notes: z.array(TextNote) }),
});
export const extractLibraryText = route({
  id: 'extractLibraryText',
  method: 'POST',
  path: '/api/library/extractions',
  tag,
  permission: 'library.write',
  writes: false,
  upload: { maxBytes: MAX_LIBRARY_UPLOAD },
  summary: { zh: '从文件读取文字', en: 'Text of a .docx, .pdf or .txt file; nothing is kept' },
  query: z.object({ name: line(200) }),
  reply: z.object({ text: z.string() }),
});
export const addLibraryItem = route({
  id: 'addLibraryItem',
  method: 'POST',
  path: '/api/library',
  tag,
  permission: 'library.write',
  status: 201,
  summary: { zh: '新建资料', en: 'Write an entry; its first version is a draft' },
  body: z.object({
    store: LibraryCode,
    sort: LibraryCode,
    title: line(200),
    titleEn: line(200).optional(),
    issuer: line(200).optional(),
    documentNumber: line(100).optional(),
    audience: LibraryCode,
    classification: z.int().min(0).max(3).optional().describe('Left out: that of the store'),
    organId: Id.optional().describe('Left out: the first organ in which the caller may write'),
    ...Content,
  }),
  reply: z.object({ id: Id, versionId: Id, matterId: Id }),
});
export const editLibraryItem = route({
  id: 'editLibraryItem',
  method: 'PATCH',
  path: '/api/library/:id',
  tag,
  permission: 'library.read',
  summary: {
    zh: '修改资料信息',
    en: 'Change title, kind or audience; of a published entry only whoever may publish',
  },
  params: IdParams,
  body: z.object({
    sort: LibraryCode.optional(),
    title: line(200).optional(),
    titleEn: line(200).nullable().optional(),
    issuer: line(200).nullable().optional(),
    documentNumber: line(100).nullable().optional(),
    audience: LibraryCode.optional(),
    classification: z.int().min(0).max(3).optional(),
    version: z.int().min(1),
  }),
  reply: z.object({ id: Id, version: z.int() }),
});
export const addLibraryVersion = route({
  id: 'addLibraryVersion',
  method: 'POST',
  path: '/api/library/:id/versions',
  tag,
  permission: 'library.write',
  status: 201,
  summary: { zh: '修订资料', en: 'Begin a newer version as a draft' },
  params: IdParams,
  body: z.object(Content),
  reply: z.object({ id: Id, versionId: Id, matterId: Id }),
});
export const editLibraryVersion = route({
  id: 'editLibraryVersion',
  method: 'PUT',
  path: '/api/library/versions/:id',
  tag,
  permission: 'library.write',
  summary: { zh: '修改草稿', en: 'Write a draft anew' },
  params: IdParams,
  body: z.object({
    ...Content,
    version: z.int().min(1).describe('Version of its matter that the caller saw'),
  }),
  reply: z.object({ id: Id, versionId: Id, matterId: Id }),
});
