import { OperatorError } from '../../errors/operator-error.ts';
import { type EmbeddedErrorCode, messages } from './messages.ts';

export type { EmbeddedErrorCode } from './messages.ts';

/**
 * A failure of the embedded database that an operator can act on. `code` is stable; `texts` holds the same
 * explanation in Chinese and English. Never carries the owner's password or statement texts.
 */
export class EmbeddedError extends OperatorError {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, detail = '', options?: { cause?: unknown }) {
    super(messages[code](detail), options);
    this.code = code;
  }
}

const codeOfErrno: Record<string, EmbeddedErrorCode> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

/** Turns a file system error into an EmbeddedError where its errno says what the operator must do. */
export function explain(error: unknown, path: string): unknown {
  const code = codeOfErrno[(error as NodeJS.ErrnoException)?.code ?? ''];
  return code ? new EmbeddedError(code, path, { cause: error }) : error;
}

/** Runs `work` and rethrows its file system errors as EmbeddedErrors about `path`. */
export async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error, path);
  }
}

/** Reads what initdb or PostgreSQL printed before it gave up. */
export function explainOutput(output: string, where: string): EmbeddedError {
  if (/No space left on device|Disk quota exceeded/i.test(output))
    return new EmbeddedError('disk-full', where);
  if (/Permission denied|Operation not permitted|has wrong ownership/i.test(output)) {
    return new EmbeddedError('no-permission', where);
  }
  if (/database files are incompatible|initialized by PostgreSQL version/i.test(output)) {
    return new EmbeddedError('wrong-version', where);
  }
  if (
    /lock file "[^"]+" already exists|is another postmaster|pre-existing shared memory block/i.test(output)
  ) {
    return new EmbeddedError('in-use', where);
  }
  const last = output
    .split('\n')
    .filter((line) => /(FATAL|PANIC|error):|error while loading|not found/i.test(line))
    .at(-1);
  return new EmbeddedError('start-failed', [where, last?.trim()].filter(Boolean).join(': '));
}
