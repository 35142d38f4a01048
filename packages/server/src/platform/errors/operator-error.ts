import type { Text } from '@plumbline/contract/route';

/** What the operator can mend, said whole in Chinese and English: shown without a stack. */
export class OperatorError extends Error {
  readonly texts: Text;

  constructor(texts: Text, options?: ErrorOptions) {
    super(texts.en, options);
    this.name = new.target.name;
    this.texts = texts;
  }
}

const full = (place: string): Text => ({
  zh: `磁盘空间不足${place && `：${place}`}。请腾出空间后重试，已有数据没有改动。`,
  en: `The disk is full${place && `: ${place}`}. Free some space and try again; existing data is unchanged.`,
});
const closed = (place: string): Text => ({
  zh: `没有权限读写 ${place}。请检查其所有者和权限。`,
  en: `No permission to read or write ${place}. Check who owns it and its mode.`,
});
const noFolder = (place: string): Text => ({
  zh: `${place} 不能用作目录：路径中有一部分不是目录。`,
  en: `${place} can't be a folder: a part of the path is no folder.`,
});

/** By errno of the operating system or SQLSTATE of PostgreSQL. */
const KNOWN: Record<string, (place: string) => Text> = {
  ENOSPC: full,
  EDQUOT: full,
  '53100': full,
  EACCES: closed,
  EPERM: closed,
  EROFS: closed,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
};

/** The error as something to mend, where it or what caused it says so; undefined for a defect. */
export function operatorErrorOf(error: unknown): OperatorError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof OperatorError) return at;
    const { code, path, dest } = at as NodeJS.ErrnoException & { dest?: string };
    const text = KNOWN[code ?? '']?.(path ?? dest ?? '');
    if (text) return new OperatorError(text, { cause: error });
  }
  return undefined;
}
