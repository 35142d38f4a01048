import type { Text } from '@plumbline/contract/route';
import { cellMessages, workbookMessages } from '../../../platform/workbook/messages.ts';

/** What can be wrong with a sheet, and what to write. */
export const sheetTexts: Record<string, Text> = {
  ...workbookMessages,
  ...cellMessages,
  'workbook.no-rows': {
    zh: '工作表“{sheet}”里只有表头，没有数据行。请填写后再上传；本期无内容的，请签署零报告。',
    en: 'Sheet "{sheet}" has a heading but no rows. Fill it in and upload it again; with nothing to report, sign a nil return.',
  },
  'workbook.cut': {
    zh: '上传中断，文件不完整，没有保存任何内容。请重新上传。',
    en: 'The upload was cut off; nothing was kept. Upload the file again.',
  },
  'cell.required': { zh: '“{label}”必填。{hint}', en: '"{label}" is required. {hint}' },
  'cell.error': {
    zh: '单元格是公式错误“{text}”。请直接填写内容。',
    en: 'The cell shows the error "{text}". Write the value itself.',
  },
  'cell.formula-empty': {
    zh: '单元格是没有结果的公式，公式不会被计算。请填写内容（可“选择性粘贴—数值”）。',
    en: 'The cell holds a formula without a stored result; formulas are never run. Write the value itself (paste as values).',
  },
  'cell.too-long': {
    zh: '内容有 {length} 个字符，最多 {max} 个。请精简，详细情况写入“具体内容”。',
    en: 'There are {length} characters, at most {max} are allowed. Shorten it.',
  },
  'cell.not-in-list': {
    zh: '“{text}”不在可选范围内。请写：{options}。',
    en: '"{text}" is none of the options. Write one of: {options}.',
  },
  'name.not-a-name': {
    zh: '“{text}”不像姓名。请写被反映人姓名，反映单位的请留空。',
    en: '"{text}" does not look like a name. Write the person\'s name; leave it empty when the row concerns a unit.',
  },
  'name.not-asked': {
    zh: '本表只填单位，姓名请留空。',
    en: 'This sheet concerns units only; leave the name empty.',
  },
  'name.missing': {
    zh: '填了身份证号而没有姓名。请补填姓名；反映单位的请删去身份证号。',
    en: 'There is an ID number but no name. Add the name, or delete the number when the row concerns a unit.',
  },
  'person.unknown': {
    zh: '登记中没有“{name}”。请核对姓名和单位；确有此人的，请商干部监督机构先登记；只反映单位的，可改选单位。',
    en: 'Nobody called "{name}" is registered. Check name and unit; if the person exists, ask the receiving organ to register them first; or pick the unit instead.',
  },
  'row.handled-elsewhere': {
    zh: '{advice}请把本行从表中删去或标为不报。',
    en: '{advice} Take this row out of the sheet, or leave it out on the page.',
  },
  'unit.unknown': {
    zh: '登记中没有单位“{unit}”。请写全称或通用简称。',
    en: 'No unit "{unit}" is registered. Write its full or usual short name.',
  },
  'id-number.empty': { zh: '身份证号为空。', en: 'The ID number is empty.' },
  'id-number.scientific': {
    zh: '身份证号被表格软件改成科学计数，末尾数字已丢失。请把单元格设为“文本”后重新输入18位号码。',
    en: 'The spreadsheet turned the ID number into scientific notation; its last digits are lost. Format the cell as text and type all 18 characters again.',
  },
  'id-number.characters': {
    zh: '身份证号里有不应有的字符。请写18位，末位可为X。',
    en: 'The ID number holds characters that do not belong there. Write 18 characters; the last may be X.',
  },
  'id-number.old-15-digits': {
    zh: '这是15位旧身份证号，已停用。请写18位号码；不掌握的请留空。',
    en: 'This is an old 15-digit number. Write the 18-digit one, or leave it empty.',
  },
  'id-number.length': {
    zh: '身份证号有{length}位，应为18位。请核对后重写；不掌握的请留空。',
    en: 'The ID number has {length} characters instead of 18. Check it and write it again, or leave it empty.',
  },
  'id-number.region': {
    zh: '身份证号前两位不是省级代码。请核对后重写。',
    en: 'The first two digits of the ID number are no province. Check it and write it again.',
  },
  'id-number.birth-date': {
    zh: '身份证号里的出生日期不存在。请核对第7至14位。',
    en: 'The birth date within the ID number does not exist. Check digits 7 to 14.',
  },
  'id-number.rounded': {
    zh: '身份证号末三位成了000，是表格软件丢失了数字。请把单元格设为“文本”后重新输入18位号码。',
    en: 'The ID number ends in 000: the spreadsheet lost its last digits. Format the cell as text and type all 18 characters again.',
  },
  'id-number.check-digit': {
    zh: '身份证号校验位不对，必有一位写错。请与原件核对后重写；不掌握的请留空。',
    en: 'The check digit of the ID number is wrong, so one digit is. Compare it with the source and write it again, or leave it empty.',
  },
  'note.sheet-ignored': {
    zh: '工作表“{sheet}”没有报送表的表头，未读取。',
    en: 'Sheet "{sheet}" has no heading of the template and was not read.',
  },
  'note.sheet-incomplete': {
    zh: '工作表“{sheet}”像是数据表，但缺少列：{labels}，未读取。',
    en: 'Sheet "{sheet}" looks like data but lacks the columns {labels}; it was not read.',
  },
  'note.sheet-hidden': {
    zh: '隐藏的工作表“{sheet}”未读取。',
    en: 'The hidden sheet "{sheet}" was not read.',
  },
  'note.formulas': {
    zh: '{count} 个单元格是公式，按表中显示的结果读取，公式不会被计算。',
    en: '{count} cells hold formulas; they were read at the value shown and never run.',
  },
  'note.hidden-rows': {
    zh: '{count} 行被隐藏或筛选掉，也已读取。',
    en: '{count} rows are hidden or filtered out; they were read too.',
  },
  'note.macros': {
    zh: '文件带有宏，宏不会运行。',
    en: 'The file carries macros; they are never run.',
  },
};
