import type { Text } from '@plumbline/contract/route';

/** Why no text came out of a file that is kept all the same. */
export const extractMessages = {
  'extract.timeout': {
    zh: '提取文字超时。文件已保存，但搜索不到其中的文字。',
    en: 'Taking the text out took too long. The file is kept, but its words can not be searched.',
  },
  'extract.memory': {
    zh: '文件过于复杂，无法提取文字。文件已保存，但搜索不到其中的文字。',
    en: 'The file is too complex to take its text out. It is kept, but its words can not be searched.',
  },
  'extract.encrypted': {
    zh: '文件已加密，无法提取文字。请取消加密后重新上传。',
    en: 'The file is encrypted, so its text can not be taken out. Remove the encryption and upload it again.',
  },
  'extract.damaged': {
    zh: '文件已损坏，无法提取文字。请检查原件能否打开，再重新上传。',
    en: 'The file is damaged, so its text can not be taken out. Check that the original opens and upload it again.',
  },
} as const satisfies Record<string, Text>;

export type ExtractCode = keyof typeof extractMessages;

export class ExtractFailed extends Error {
  readonly code: ExtractCode;
  constructor(code: ExtractCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'ExtractFailed';
    this.code = code;
  }
}
