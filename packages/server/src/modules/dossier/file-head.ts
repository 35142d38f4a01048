import type { FileHead } from '@plumbline/contract/file';
import { FILE_TYPES, type FileType } from '../../platform/files/types.ts';
import type { FileRow } from './material.store.ts';

export const viewFile = (row: FileRow): FileHead => ({
  id: row.id,
  name: row.name,
  type: row.type,
  mime: FILE_TYPES[row.type as FileType]?.mime ?? 'application/octet-stream',
  size: row.size,
  text: row.text_state,
  createdAt: row.created_at.toISOString(),
});
