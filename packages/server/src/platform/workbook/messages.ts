interface Text {
  zh: string;
  en: string;
}

/** Why a file as a whole can't be read, and what to do. `{name}` is filled from the error's params. */
export const workbookMessages = {
  'workbook.empty-file': {
    zh: '文件是空的（0 字节）。请重新保存后再上传。',
    en: 'The file is empty (0 bytes). Save it again and upload it.',
  },
  'workbook.empty': {
    zh: '工作簿里没有任何内容。请填写后再上传；本期无内容的，请报送零报告。',
    en: 'The workbook has no content. Fill it in and upload it again; if there is nothing to report, send a nil return.',
  },
  'workbook.legacy-xls': {
    zh: '这是旧版 Excel 格式（.xls），改扩展名并不会改变格式。请打开后“另存为”.xlsx 工作簿再上传。',
    en: 'This is the old Excel format (.xls); renaming does not change it. Open it, save it as .xlsx and upload that.',
  },
  'workbook.xml-2003': {
    zh: '这是 XML 表格 2003 格式。请打开后“另存为”.xlsx 工作簿再上传。',
    en: 'This is an XML Spreadsheet 2003 file. Open it, save it as .xlsx and upload that.',
  },
  'workbook.binary': {
    zh: '这是二进制工作簿（.xlsb）。请打开后“另存为”.xlsx 工作簿再上传。',
    en: 'This is a binary workbook (.xlsb). Open it, save it as .xlsx and upload that.',
  },
  'workbook.opendocument': {
    zh: '这是 OpenDocument 表格（.ods）。请打开后“另存为”.xlsx 工作簿再上传。',
    en: 'This is an OpenDocument spreadsheet (.ods). Open it, save it as .xlsx and upload that.',
  },
  'workbook.encrypted': {
    zh: '文件设有打开密码，无法读取。请取消密码后再上传。',
    en: 'The file is protected by a password and cannot be read. Remove the password and upload it again.',
  },
  'workbook.html': {
    zh: '这是网页内容，只是用了表格的扩展名（多由业务系统导出）。请用表格软件打开后“另存为”.xlsx 再上传。',
    en: 'This is a web page named as a spreadsheet (often exported by another system). Open it in a spreadsheet program, save it as .xlsx and upload that.',
  },
  'workbook.not-a-workbook': {
    zh: '这不是表格文件（识别为：{found}）。请上传 .xlsx 或 .csv 文件。',
    en: 'This is not a spreadsheet (found: {found}). Upload an .xlsx or .csv file.',
  },
  'workbook.truncated': {
    zh: '文件不完整，可能是上传或下载中断。请重新上传；仍不行请重新保存文件。',
    en: 'The file is incomplete; the upload or download was probably cut off. Upload it again, or save it anew.',
  },
  'workbook.unclosed-quote': {
    zh: '从第 {row} 行起有一个引号没有闭合，文件可能不完整。请检查该行的引号，或重新导出后上传。',
    en: 'A quote opened in row {row} is never closed; the file may be cut. Check the quotes of that row, or export it again.',
  },
  'workbook.damaged': {
    zh: '文件已损坏，无法读取（{part}）。请用表格软件打开并重新保存后再上传。',
    en: 'The file is damaged and cannot be read ({part}). Open it in a spreadsheet program, save it anew and upload it.',
  },
  'workbook.unsafe': {
    zh: '文件中含有表格不应有的内容（{part}），已拒绝读取。请重新制作文件后上传。',
    en: 'The file holds content that a spreadsheet must not have ({part}) and was refused. Make the file anew.',
  },
  'workbook.too-compressed': {
    zh: '文件解压后异常庞大，已拒绝读取。请删除多余的空白行列和格式，另存后再上传。',
    en: 'The file grows abnormally when unpacked and was refused. Delete unused formatted rows and columns, save it and upload it again.',
  },
  'workbook.too-large': {
    zh: '文件过大（解压后超过 {maxMegabytes} MB）。请拆分成几个文件上传。',
    en: 'The file is too large (over {maxMegabytes} MB unpacked). Split it and upload the parts.',
  },
  'workbook.too-many-rows': {
    zh: '行数超过上限（{max} 行）。请拆分成几个文件上传。',
    en: 'There are more rows than allowed ({max}). Split the file and upload the parts.',
  },
  'workbook.too-many-cells': {
    zh: '单元格数超过上限（{max} 个）。请删除无关的列，或拆分后上传。',
    en: 'There are more cells than allowed ({max}). Delete columns that are not needed, or split the file.',
  },
  'workbook.too-many-sheets': {
    zh: '工作表过多（{found} 张，上限 {max} 张）。请删除无关的工作表后上传。',
    en: 'There are too many sheets ({found}; at most {max}). Delete those that are not needed.',
  },
  'workbook.cell-too-long': {
    zh: '工作表“{sheet}”的 {ref} 单元格内容超过 {max} 个字符，表格无法容纳，未导出。请改用档案包导出。',
    en: 'Cell {ref} of sheet "{sheet}" would hold more than {max} characters, more than a spreadsheet can; nothing was exported. Export the dossier as a package instead.',
  },
  'workbook.sheet-not-found': {
    zh: '找不到工作表“{sheet}”。文件中的工作表有：{sheets}。请使用下载的模板，不要改工作表名称。',
    en: 'There is no sheet "{sheet}". The file has: {sheets}. Use the template and keep its sheet names.',
  },
  'workbook.encoding': {
    zh: '无法识别文本编码。请另存为 UTF-8 编码的 CSV，或另存为 .xlsx 后上传。',
    en: 'The text encoding is not recognised. Save as CSV in UTF-8, or as .xlsx, and upload that.',
  },
} as const satisfies Record<string, Text>;

export type WorkbookCode = keyof typeof workbookMessages;

/** What is wrong with a heading or a cell, and what to write. Used with sheet, row and column around it. */
export const cellMessages = {
  'header.not-found': {
    zh: '前 {rows} 行里找不到表头。请使用下载的模板，保留表头一行。',
    en: 'No heading row was found in the first {rows} rows. Use the template and keep its heading row.',
  },
  'header.missing': {
    zh: '缺少必填列“{label}”。请补上该列，列的先后不限。',
    en: 'The required column "{label}" is missing. Add it; the order of columns does not matter.',
  },
  'header.unknown': {
    zh: '不认识的列“{label}”（{column} 列），其内容不会读取。',
    en: 'The column "{label}" ({column}) is not known; its content is not read.',
  },
  'header.duplicate': {
    zh: '“{label}”出现在多列（{columns}），无法确定取哪一列。请只保留一列。',
    en: '"{label}" stands in several columns ({columns}). Keep only one.',
  },
  'day.empty': { zh: '日期未填。', en: 'The date is missing.' },
  'day.not-a-date': {
    zh: '“{text}”不是日期。请写成 2026-03-05 或 2026年3月5日。',
    en: '"{text}" is not a date. Write 2026-03-05.',
  },
  'day.impossible': {
    zh: '日历上没有“{text}”这一天。请核对年月日。',
    en: 'There is no such day as "{text}". Check year, month and day.',
  },
  'day.month-only': {
    zh: '“{text}”只写到月。请补上日，例如 2026-03-05。',
    en: '"{text}" names only a month. Add the day, e.g. 2026-03-05.',
  },
  'day.year-only': {
    zh: '“{text}”只写到年。请补上月和日，例如 2026-03-05。',
    en: '"{text}" names only a year. Add month and day, e.g. 2026-03-05.',
  },
  'day.short-year': {
    zh: '“{text}”的年份不是四位或次序不明。请写成 2026-03-05。',
    en: 'In "{text}" the year is not four digits or the order is unclear. Write 2026-03-05.',
  },
  'day.too-early': {
    zh: '“{text}”早于允许的最早日期 {limit}。请核对年份。',
    en: '"{text}" is before the earliest day allowed, {limit}. Check the year.',
  },
  'day.future': {
    zh: '“{text}”晚于允许的最晚日期 {limit}。请核对年份。',
    en: '"{text}" is after the last day allowed, {limit}. Check the year.',
  },
  'number.scientific': {
    zh: '“{text}”是被表格软件改成科学计数的长号码，末尾数字已丢失。请把单元格设为“文本”后重新输入完整号码。',
    en: '"{text}" is a long number that the spreadsheet turned into scientific notation; its last digits are lost. Format the cell as text and type the whole number again.',
  },
  'number.digits-lost': {
    zh: '“{text}”被存成了数值，第 15 位以后的数字已丢失。请把单元格设为“文本”后重新输入完整号码。',
    en: '"{text}" was stored as a number; digits after the 15th are lost. Format the cell as text and type the whole number again.',
  },
  'number.trailing-zeros': {
    zh: '“{text}”末尾是 000，可能已被表格软件改动。请与原件核对；有误的，以文本格式重新输入。',
    en: '"{text}" ends in 000 and may have been changed by the spreadsheet. Compare it with the source; if it is wrong, type it again as text.',
  },
} as const satisfies Record<string, Text>;

export type CellCode = keyof typeof cellMessages;
