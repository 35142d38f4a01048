import type { Readable } from 'node:stream';

/** A stretch of bytes, 0-based, `end` inclusive (as in HTTP); an `end` behind the last byte means the last. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredFile {
  /** 64 hex digits: a keyed hash of the content, so equal content has one name within a jurisdiction only. */
  name: string;
  /** Bytes of the content. */
  size: number;
  /** SHA-256 of the content, hex, for manifests and receipts. Unkeyed: never a key to look files up by. */
  sha256: string;
}

/** Where contents are kept, by what they are and not by what they are called. */
export interface FileStore {
  /**
   * Keeps a content, whole or not at all; what stands there already is kept once.
   * @throws {FileRefused} file.too-large as soon as the limit is passed
   * @throws {AppError} disk-full, with nothing left behind
   */
  put(jurisdiction: number, content: Readable, limits: { maxBytes: number }): Promise<StoredFile>;
  /**
   * Opens a content for reading. Every byte handed out has been authenticated; a reader must wait for the
   * end of the stream before it trusts the whole.
   * @throws {FileStoreError} files.missing, files.damaged, files.range; damage further in destroys the stream
   */
  get(jurisdiction: number, name: string, range?: ByteRange): Promise<Readable>;
  has(jurisdiction: number, name: string): Promise<boolean>;
  /** Does nothing when it isn't there. The caller makes sure that no record names the content any more. */
  remove(jurisdiction: number, name: string): Promise<void>;
}

export type FileStoreCode = 'files.missing' | 'files.damaged' | 'files.range';

const MESSAGES: Record<FileStoreCode, string> = {
  'files.missing': 'The stored file is not there: restore it from the backup',
  'files.damaged': 'The stored file was altered or cut: restore it from the backup',
  'files.range': 'The asked range starts behind the end of the file',
};

/** A fault of the store, not of what a user sent. */
export class FileStoreError extends Error {
  readonly code: FileStoreCode;
  constructor(code: FileStoreCode, options?: ErrorOptions) {
    super(MESSAGES[code], options);
    this.name = 'FileStoreError';
    this.code = code;
  }
}

/** True when the disk has no room left for the content (or the quota none). */
export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
