import { PassThrough } from 'node:stream';
import type { Download } from '../http/endpoints.ts';
import { writeWorkbook } from './writer.ts';
import type { WriteSheet } from './writer-types.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook of one sheet for download, written as it is sent. */
export function workbookFile(name: string, sheet: WriteSheet, createdAt?: Date): Download {
  const content = new PassThrough();
  // A failure destroys the stream, which the reader sees; nobody else waits for it.
  writeWorkbook(content, { sheets: [sheet], ...(createdAt ? { createdAt } : {}) }).catch((error: Error) =>
    content.destroy(error),
  );
  return { name, type: XLSX, content };
}
