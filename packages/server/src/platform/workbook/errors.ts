import type { WorkbookCode } from './messages.ts';

export type WorkbookErrorParams = Record<string, string | number | readonly string[]>;

/**
 * A file that can't be read as a workbook. `code` is stable and has texts in `messages.ts`; `params` fill
 * them. The message is English and for developers; it never carries cell contents.
 */
export class WorkbookError extends Error {
  readonly code: WorkbookCode;
  readonly params: WorkbookErrorParams;

  constructor(code: WorkbookCode, params: WorkbookErrorParams = {}, options: { cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'WorkbookError';
    this.code = code;
    this.params = params;
  }
}
