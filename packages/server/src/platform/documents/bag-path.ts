export type BagFault =
  | 'bag.bad-name'
  | 'bag.bad-path'
  | 'bag.duplicate-path'
  | 'bag.bad-info'
  | 'bag.entry-too-large'
  | 'bag.not-a-zip';

/** A bag that can't be written as asked; a defect of the caller, not of a user's input. */
export class BagError extends Error {
  readonly code: BagFault;
  constructor(code: BagFault, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.name = 'BagError';
    this.code = code;
  }
}

/** RFC 8493 §2.1.3: in manifests LF, CR and % are percent-encoded, and nothing else is. */
export const encodePath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');

const CODES: Record<string, string> = { '0A': '\n', '0D': '\r', '25': '%' };

export const decodePath = (path: string): string =>
  path.replace(/%(0A|0D|25)/gi, (_, code: string) => CODES[code.toUpperCase()]!);

/** True for a relative path with `/` between its parts that can't leave the folder it is unpacked in. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.includes('\\') || path.includes('\0') || !path.isWellFormed()) return false;
  if (/^[a-zA-Z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Sees to it that no two paths meet on a file system that ignores case or Unicode form, and that no file
 * stands where another path needs a folder.
 */
export class PathRegister {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  /** Errors: bag.bad-path, bag.duplicate-path. */
  add(path: string): void {
    if (!isSafePath(path)) throw new BagError('bag.bad-path', 'a path in the bag is not safe');
    const parts = path.normalize('NFC').toLowerCase().split('/');
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
    const file = parts.join('/');
    if (this.#files.has(file) || this.#folders.has(file) || folders.some((at) => this.#files.has(at))) {
      throw new BagError('bag.duplicate-path', 'two paths in the bag are the same to some file systems');
    }
    this.#files.add(file);
    for (const folder of folders) this.#folders.add(folder);
  }
}
