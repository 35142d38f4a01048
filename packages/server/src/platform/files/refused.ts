import type { FileCode } from './messages.ts';

/** A file that can't be taken in. The code has texts in `messages.ts`, which `params` fill. */
export class FileRefused extends Error {
  readonly code: FileCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: FileCode, params: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'FileRefused';
    this.code = code;
    this.params = params;
  }
}
