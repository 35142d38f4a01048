import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { FileStoreError } from './store.ts';

/**
 * How a file lies on the disk: header, then chunks of AES-256-GCM. Each file has a key of its own, derived
 * from its random salt, so the chunk counter alone makes a nonce that never repeats. Counter and end flag are
 * in the nonce: a chunk that was moved, repeated, left out or made the last one does not open. The header's
 * MAC ties salt and size to the name, so one stored file can't be put in another's place.
 */
export const CHUNK = 64 * 1024;
const TAG = 16;
export const SEALED_CHUNK = CHUNK + TAG;
export const SALT = 32;
const MAGIC = Buffer.from('PLF1');
const MAC = 32;
/** magic, salt, size (8 bytes), MAC */
export const HEADER = MAGIC.length + SALT + 8 + MAC;

/** The number of chunks of a content; an empty one has one empty chunk, so that its end is sealed too. */
export const chunkCount = (size: number): number => Math.max(1, Math.ceil(size / CHUNK));

/** Bytes on the disk for a content of `size` bytes. */
export const sealedSize = (size: number): number => HEADER + size + chunkCount(size) * TAG;

export class FileCipher {
  readonly #chunkKey: Buffer;
  readonly #headerKey: Buffer;
  readonly #salt: Buffer;

  constructor(filesKey: Buffer, salt: Buffer) {
    const keys = Buffer.from(hkdfSync('sha256', filesKey, salt, 'plumbline/file/v1', 64));
    this.#chunkKey = keys.subarray(0, 32);
    this.#headerKey = keys.subarray(32);
    this.#salt = salt;
  }

  seal(index: number, last: boolean, chunk: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#chunkKey, nonce(index, last));
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws {FileStoreError} files.damaged */
  open(index: number, last: boolean, sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#chunkKey, nonce(index, last), {
      authTagLength: TAG,
    });
    try {
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
    } catch (cause) {
      throw new FileStoreError('files.damaged', { cause });
    }
  }

  header(name: string, size: number): Buffer {
    const sizeBytes = Buffer.alloc(8);
    sizeBytes.writeBigUInt64BE(BigInt(size));
    const head = Buffer.concat([MAGIC, this.#salt, sizeBytes]);
    const mac = createHmac('sha256', this.#headerKey).update(head).update(name, 'latin1').digest();
    return Buffer.concat([head, mac]);
  }
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 7);
  bytes.writeUInt8(last ? 1 : 0, 11);
  return bytes;
}

/** The cipher and size that a header names. @throws {FileStoreError} files.damaged */
export function readHeader(
  filesKey: Buffer,
  name: string,
  header: Buffer,
  bytesOnDisk: number,
): { cipher: FileCipher; size: number } {
  if (header.length !== HEADER) throw new FileStoreError('files.damaged');
  const cipher = new FileCipher(filesKey, header.subarray(MAGIC.length, MAGIC.length + SALT));
  const size = Number(header.readBigUInt64BE(MAGIC.length + SALT));
  const genuine = timingSafeEqual(header, cipher.header(name, size));
  if (!genuine || bytesOnDisk !== sealedSize(size)) throw new FileStoreError('files.damaged');
  return { cipher, size };
}
