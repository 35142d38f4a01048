import type { PackText } from '../pack/common.schema.ts';

export const TEMPLATE_FAULTS = {
  'template.too-large': { zh: '模板文件过大', en: 'The template is too large' },
  'template.no-docx': { zh: '不是 Word 文档（.docx）', en: 'This is no Word document (.docx)' },
  'template.macros': { zh: '模板含有宏或嵌入对象', en: 'The template holds macros or embedded objects' },
  'template.outside-link': {
    zh: '模板含有指向外部的链接',
    en: 'The template links to something outside of itself',
  },
  'template.syntax': { zh: '花括号没有成对出现', en: 'A brace is left open' },
} as const satisfies Record<string, PackText>;
export type TemplateFaultCode = keyof typeof TEMPLATE_FAULTS;

export class TemplateRefused extends Error {
  readonly code: TemplateFaultCode;
  /** Where in the file: the name of a part, or the text around a brace. */
  readonly at: string;
  constructor(code: TemplateFaultCode, at = '') {
    super(`${code} ${at}`);
    this.name = 'TemplateRefused';
    this.code = code;
    this.at = at;
  }
}
