import { z } from 'zod';
import { Id, IdParams, Moment } from './common.ts';
import { route } from './route.ts';

export const FileHead = z.object({
  id: Id,
  name: z.string(),
  type: z.string(),
  mime: z.string(),
  size: z.int().describe('Bytes'),
  text: z.enum(['waiting', 'done', 'none', 'failed']).describe('Whether its words can be searched'),
  createdAt: Moment,
});
export type FileHead = z.infer<typeof FileHead>;

/** Uploads follow tus 1.0 at this address; the last part of the upload's address is the file's id. */
export const UPLOADS = '/api/files';

export const listFileTypes = route({
  id: 'listFileTypes',
  method: 'GET',
  path: '/api/file-types',
  tag: 'files',
  permission: null,
  summary: { zh: '可接收的文件类型', en: 'What is taken in, and up to which size' },
  reply: z.object({
    items: z.array(
      z.object({
        type: z.string(),
        extensions: z.array(z.string()),
        mime: z.string(),
        maxBytes: z.int(),
        text: z.boolean(),
      }),
    ),
    maxBytes: z.int(),
    maxFiles: z.int().describe('Files of one entry'),
  }),
});
export const getFileHead = route({
  id: 'getFileHead',
  aside: true,
  method: 'GET',
  path: '/api/files/:id/head',
  tag: 'files',
  permission: null,
  summary: { zh: '文件信息', en: 'Name, type and size of a file' },
  params: IdParams,
  reply: FileHead.extend({ materialId: Id.nullable() }),
});
export const downloadFile = route({
  id: 'downloadFile',
  aside: true,
  method: 'GET',
  path: '/api/files/:id',
  tag: 'files',
  permission: null,
  summary: { zh: '下载文件', en: 'Download a file, whole or in ranges' },
  params: IdParams,
});
export const discardFile = route({
  id: 'discardFile',
  method: 'DELETE',
  path: '/api/files/:id/upload',
  tag: 'files',
  permission: null,
  status: 204,
  summary: { zh: '删除未归档的文件', en: 'Throw away an upload that no entry has taken' },
  params: IdParams,
});
