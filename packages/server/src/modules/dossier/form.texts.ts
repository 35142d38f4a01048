import type { Text } from '@plumbline/contract/route';

/** Texts of reading, importing and printing forms. */
export const formTexts: Record<string, Text> = {
  'no-paper': {
    zh: '该目录项目没有可导入、打印的表格。',
    en: 'Forms of this item are neither imported nor printed.',
  },
  'form-file.type': {
    zh: '请上传 .lrmx、.docx 或 .xlsx 格式的表格文件。',
    en: 'Upload the form as .lrmx, .docx or .xlsx.',
  },
  'form-file.unreadable': {
    zh: '文件已损坏，无法读取。请用原来的程序打开并另存后再上传。',
    en: 'The file is damaged and can not be read. Open it in its program, save it anew and upload that.',
  },
  'form-file.other-document': {
    zh: '文件里没有找到这张表格的栏目，请检查是否选错了文件。',
    en: 'The labels of this form were not found in the file. Check that it is the right one.',
  },
  'form-of-another-person': {
    zh: '文件与该干部登记的{what}不一致，可能是另一个人的表。核对无误后请确认，再导入。',
    en: "The file differs from what is registered of this person ({what}) and may be somebody else's. Check it and confirm before importing.",
  },
  'import-confirmed': {
    zh: '导入时文件与登记的{what}不一致，录入人已确认为本人，请核实人复核。',
    en: 'The file differed from the registry ({what}); who imported it confirmed that it is this person. Please check.',
  },
  'person.name': { zh: '姓名', en: 'name' },
  'person.birth-month': { zh: '出生年月', en: 'month of birth' },
  'person.sex': { zh: '性别', en: 'sex' },
  'person.id-number': { zh: '身份证号', en: 'identity number' },
  'person.photo': { zh: '照片', en: 'portrait' },
  'photo-left-out': {
    zh: '照片不是 JPEG 或 PNG 格式，未导入，请另行添加。',
    en: 'The portrait is neither JPEG nor PNG and is left out; add it by hand.',
  },
  'id-number-wrong': {
    zh: '文件中的身份证号不正确，未用于比对。',
    en: 'The identity number in the file is not valid and was not compared.',
  },
  'form-unread': {
    zh: '未能识别“{words}”，请手工填写。',
    en: '"{words}" could not be read; fill it in by hand.',
  },
  'form-guessed': {
    zh: '按“{words}”推断填写，请核对。',
    en: 'Filled in by a guess from "{words}"; check it.',
  },
  'paper.not-a-fact': { zh: '{status}，未经核实，仅供核对', en: '{status}: not verified, for checking only' },
  'paper.masked': { zh: '涉及亲属的内容已脱敏', en: 'What concerns relatives is masked' },
  'lrmx.encoding': {
    zh: '无法识别文件编码。请另存为 UTF-8 编码后再上传。',
    en: 'The encoding is not recognised. Save the file as UTF-8 and upload it again.',
  },
  'lrmx.declared-encoding': {
    zh: '文件声明的编码“{encoding}”不支持，请另存为 UTF-8 或 GB18030。',
    en: 'The declared encoding "{encoding}" is not supported; save it as UTF-8 or GB18030.',
  },
  'lrmx.not-xml': {
    zh: '第 {line} 行不是有效的 XML，文件可能已损坏或不完整。',
    en: 'Line {line} is not valid XML; the file may be damaged or cut.',
  },
  'lrmx.doctype': {
    zh: '第 {line} 行含有文档类型定义（DOCTYPE），出于安全不予接收。请用任免审批表程序重新导出。',
    en: 'Line {line} has a document type definition (DOCTYPE), which is refused for safety. Export the form anew.',
  },
  'lrmx.entity': {
    zh: '第 {line} 行引用了未知实体，出于安全不予接收。',
    en: 'Line {line} refers to an unknown entity, which is refused for safety.',
  },
  'lrmx.too-large': {
    zh: '文件或其中的栏目过大，上限 {maxMegabytes} MB。',
    en: 'The file or a field in it is too large; the limit is {maxMegabytes} MB.',
  },
  'lrmx.root': {
    zh: '文件的根元素是“{found}”，不是任免审批表的“{root}”。',
    en: 'The root element is "{found}", not "{root}" as in an appointment form.',
  },
  'lrmx.too-deep': {
    zh: '第 {line} 行的“{element}”不应有下级元素。',
    en: 'In line {line}, "{element}" is nested where the format has no such element.',
  },
  'lrmx.twice': {
    zh: '第 {line} 行：“{element}”重复出现。',
    en: 'Line {line}: "{element}" stands there twice.',
  },
  'lrmx.photo-base64': {
    zh: '第 {line} 行的照片数据已损坏（不是有效的 Base64）。',
    en: 'The portrait in line {line} is damaged (not valid base64).',
  },
  'lrmx.photo-too-large': {
    zh: '照片超过 {maxMegabytes} MB 的上限，请压缩后重新导出。',
    en: 'The portrait is over the limit of {maxMegabytes} MB; shrink it and export the form anew.',
  },
};
