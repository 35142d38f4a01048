import type { Text } from '@plumbline/contract/route';

/** Why a file is refused: what is wrong, and what to do. `{name}` is filled from the refusal's params. */
export const fileMessages = {
  'file.empty': {
    zh: '文件是空的（0 字节）。请检查原件后重新上传。',
    en: 'The file is empty (0 bytes). Check the original and upload it again.',
  },
  'file.too-large': {
    zh: '文件超过 {maxMegabytes} MB 的上限。请压缩、拆分后再上传。',
    en: 'The file is over the limit of {maxMegabytes} MB. Shrink or split it and upload it again.',
  },
  'file.type-not-accepted': {
    zh: '不接收“{extension}”类型的文件。可接收：{accepted}。请另存为其中一种后再上传。',
    en: 'Files of the type "{extension}" are not accepted. Accepted are: {accepted}. Save it as one of these and upload it again.',
  },
  'file.no-extension': {
    zh: '文件名没有扩展名，无法确定类型。可接收：{accepted}。请补上扩展名后再上传。',
    en: 'The file name has no extension, so its type is unknown. Accepted are: {accepted}. Add the extension and upload it again.',
  },
  'file.content-mismatch': {
    zh: '文件名是“{extension}”，内容却不是。请用原来的程序打开，另存为“{extension}”后再上传。',
    en: 'The name says "{extension}", but the content is something else. Open it in the program it was made with, save it as "{extension}" and upload it again.',
  },
  'file.content-is-other': {
    zh: '文件名是“{extension}”，内容却是“{actual}”。请把扩展名改为“{actual}”，或另存为“{extension}”后再上传。',
    en: 'The name says "{extension}", but the content is "{actual}". Change the extension to "{actual}", or save it as "{extension}", and upload it again.',
  },
  'file.legacy-word': {
    zh: '这是旧版 Word 文档（.doc）。请在 Word 或 WPS 中打开，另存为 .docx 后再上传。',
    en: 'This is a document of an old Word version (.doc). Open it in Word or WPS, save it as .docx and upload it again.',
  },
  'file.legacy-excel': {
    zh: '这是旧版 Excel 工作簿（.xls）。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。',
    en: 'This is a workbook of an old Excel version (.xls). Open it in Excel or WPS, save it as .xlsx and upload it again.',
  },
  'file.legacy-office': {
    zh: '这是旧版办公文档。请另存为 .docx、.xlsx 或 .pdf 后再上传。',
    en: 'This is a document of an old office program. Save it as .docx, .xlsx or .pdf and upload it again.',
  },
  'file.macros': {
    zh: '文件带有宏（程序代码），不能接收。请另存为不含宏的 .docx 或 .xlsx 后再上传。',
    en: 'The file contains macros (program code) and can not be taken in. Save it as .docx or .xlsx without macros and upload it again.',
  },
  'file.encrypted': {
    zh: '文件已加密（设有打开密码，或设有限制编辑、打印的权限密码），无法检查和归档。请取消加密后再上传。',
    en: 'The file is encrypted (by a password to open it, or by one that restricts editing or printing), so it can not be checked and archived. Remove the encryption and upload it again.',
  },
  'file.executable': {
    zh: '这是可执行程序或脚本，不能接收。',
    en: 'This is a program or script and can not be taken in. Upload documents or images only.',
  },
  'file.archive': {
    zh: '这是压缩包，不能接收。请解压后逐个上传其中的文件。',
    en: 'This is an archive and can not be taken in. Unpack it and upload the files in it one by one.',
  },
  'file.two-in-one': {
    zh: '文件同时是两种格式（例如图片后面藏有压缩包），不能接收。请用原来的程序打开，另存后再上传。',
    en: 'The file is of two kinds at once (such as an archive hidden behind a picture) and can not be taken in. Open it in the program it was made with, save it anew and upload that.',
  },
  'file.unpacks-too-large': {
    zh: '文件解压后大得异常，可能是恶意文件。请用原来的程序打开，另存后再上传。',
    en: 'The file unpacks to an abnormal size and may be harmful. Open it in the program it was made with, save it anew and upload that.',
  },
  'file.damaged': {
    zh: '文件已损坏或不完整。请检查原件能否打开，再重新上传。',
    en: 'The file is damaged or incomplete. Check that the original opens and upload it again.',
  },
  'file.unreadable-text': {
    zh: '无法识别文本的编码。请另存为 UTF-8 编码后再上传。',
    en: 'The encoding of the text is not recognised. Save it as UTF-8 and upload it again.',
  },
} as const satisfies Record<string, Text>;

export type FileCode = keyof typeof fileMessages;

/** The text of a refusal in the caller's language. */
export function fileText(
  code: FileCode,
  params: Readonly<Record<string, string | number>>,
  locale: 'zh' | 'en',
): string {
  return fileMessages[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
