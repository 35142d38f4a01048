import { open } from 'node:fs/promises';
import type { WorkbookSource } from './types.ts';

/** Random access to a source, whether it lies on disk or in memory. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** Opens the source for random reading; the caller closes it. */
export async function openSource(
  source: WorkbookSource,
): Promise<{ size: number; readAt: ReadAt; close: () => Promise<void> }> {
  if ('bytes' in source) {
    const bytes = asBuffer(source.bytes);
    const readAt: ReadAt = async (position, length) => bytes.subarray(position, position + length);
    return { size: bytes.length, readAt, close: async () => {} };
  }
  const file = await open(source.path, 'r');
  const readAt: ReadAt = async (position, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  return { size: (await file.stat()).size, readAt, close: () => file.close() };
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
