import type { Text } from '@plumbline/contract/route';
import { sheetTexts } from './sheet/texts.ts';

/** Why a match was made, or what speaks against it. */
const matchTexts: Record<string, Text> = {
  'match.id-number-equal': { zh: '身份证号相同', en: 'Same ID number' },
  'match.id-number-differs': { zh: '身份证号不同', en: 'Another ID number' },
  'match.id-number-not-on-record': { zh: '登记中没有其身份证号', en: 'No ID number on record to compare' },
  'match.id-number-twice': { zh: '身份证号对应多人', en: 'The ID number belongs to several' },
  'match.number-of-another-name': { zh: '身份证号属于另一姓名', en: 'The ID number belongs to another name' },
  'match.name-equal': { zh: '姓名相同', en: 'Same name' },
  'match.name-similar': { zh: '姓名相近', en: 'Similar name' },
  'match.only-name': { zh: '只有姓名可比', en: 'Only the name to go by' },
  'match.unit-current': { zh: '现在该单位', en: 'Serves in the unit' },
  'match.unit-former': { zh: '曾在该单位', en: 'Served in the unit before' },
  'match.unit-alias': { zh: '单位别名', en: 'Another name of the unit' },
  'match.unit-short': { zh: '单位简称', en: 'Short name of the unit' },
  'match.unit-differs': { zh: '单位不符', en: 'Another unit' },
  'match.post-equal': { zh: '职务相同', en: 'Same post' },
  'match.post-differs': { zh: '职务不同', en: 'Another post' },
  'match.birth-equal': { zh: '出生日期相同', en: 'Same birth date' },
  'match.birth-differs': { zh: '出生日期不同', en: 'Another birth date' },
  'match.credit-code-equal': { zh: '信用代码相同', en: 'Same credit code' },
  'match.credit-code-differs': { zh: '信用代码不同', en: 'Another credit code' },
  'match.credit-code-twice': { zh: '信用代码对应多个单位', en: 'The credit code belongs to several' },
  'match.name-differs': { zh: '名称不同', en: 'Another name' },
  'match.unit-filled': {
    zh: '原表未填单位，按所选人员的登记补填',
    en: "The row named no unit; filled in from the picked person's record",
  },
  'match.unit.name-equal': { zh: '名称相同', en: 'Same name' },
  'match.unit.name-similar': { zh: '名称相近', en: 'Similar name' },
  'match.unit.only-name': { zh: '只有名称可比', en: 'Only the name to go by' },
  'match.namesake': { zh: '有同名的人或单位', en: 'There are others of this name' },
};

/** What this module says when it refuses. */
export const clueTexts: Record<string, Text> = {
  ...sheetTexts,
  ...matchTexts,
  'not-a-superiors': {
    zh: '按管辖判断，该对象不属上级管辖，或者是本机关自行发现，不能只留存根。',
    en: 'By the route no superior handles this one, or it is a find of this organ: it can not be left as a stub.',
  },
  'register.not-now': {
    zh: '本件现在不能办理这一步（状态、权限或者须由他人办理），请取消勾选后再办。',
    en: 'This step can not be taken on this file now: by its state, your rights, or because somebody else has to. Leave it out.',
  },
  'clue.unlike': {
    zh: '两件内容不相近，不是重复来件，不能并入。',
    en: 'The two do not read alike, so the one is no repeat of the other.',
  },
  'undo.not-own': {
    zh: '本件不是您登记的，或者来自报送表、移送，不能撤销登记；登记有误的，请写明理由撤回或者退回。',
    en: 'You did not register this one, or it came by a sheet or a transfer. Withdraw it with a reason, or send it back.',
  },
  'clue.came-by-transfer': {
    zh: '本件由其他机关移送，不能撤回；不属本机关的，请移送或者退回。',
    en: 'Another organ transferred this one, so it is not withdrawn: transfer it on or back.',
  },
  'undo.late': {
    zh: '登记已超过可撤销的时间，请改用“撤回线索”并写明理由。',
    en: 'The time for undoing has passed; withdraw the clue instead, with a reason.',
  },
  'undo.handled': {
    zh: '该件已交办或已作其他处理，不能撤销登记。',
    en: 'Something was done with it already, so its registration can not be undone.',
  },
  'notice.clue.revoked-as-framed': {
    zh: '一件线索认定为诬告并已撤销',
    en: 'A clue was found framed and revoked',
  },
  'notice.register.due': {
    zh: '线索台账有待办理的本期事项，请逐件办理',
    en: 'A register of clues asks for something this period: see to each file',
  },
  'notice.register.late': {
    zh: '线索台账的本期事项已过期限，尚有未办理的',
    en: 'What a register of clues asks for this period is late',
  },
  'notice.clue.feed-back': {
    zh: '一件检举控告有处理结果反馈，请接收',
    en: 'The result of a report is given back to you: receive it',
  },
  'notice.clue.handed-up': {
    zh: '一件线索属上级管辖，已改留存根，原有内容已销毁',
    en: "A clue turned out to be a superior's: a stub is left of it, its content was destroyed",
  },
  'notice.clue.transfer': {
    zh: '移送的线索已被接收或者退回',
    en: 'A clue that was transferred was accepted or returned',
  },
  'notice.clue-transfer.begin': {
    zh: '有线索移送本机关，请接收或者退回',
    en: 'A clue was transferred to your organ: accept or return it',
  },
  'notice.clue-transfer.recall': {
    zh: '移送机关撤回了移送的线索',
    en: 'The sender recalled a clue that it had transferred',
  },
  'notice.clue.alike-elsewhere': {
    zh: '新登记的一件线索与其他机关的线索内容相近，请统筹办理',
    en: 'A new clue reads almost like one that another organ keeps: see who handles it',
  },
  'clue.unfit-earlier': {
    zh: '只能并入登记在先、仍计入统计的线索。',
    en: 'Choose a clue that was registered earlier and still counts itself.',
  },
  'clue.has-repeats': {
    zh: '有重复来件已并入本线索，请先分出再办理。',
    en: 'Repeats go on in this clue: part them from it first.',
  },
  'period.future': {
    zh: '该季度尚未开始，不能报送。',
    en: 'This quarter has not begun; nothing can be submitted for it.',
  },
  'receiver.missing': {
    zh: '规则包指定的接收机构尚未登记，请联系安全保密管理员。',
    en: 'The receiving organ that the policy pack names is not registered; tell the administrator.',
  },
  'kind.derived': {
    zh: '按今天的日期和已报情况，本表应为“{kind}”。',
    en: 'By today\'s date and what was handed in, this sheet is of the kind "{kind}".',
  },
  'nil.handed-in': {
    zh: '本期已报送过，不能再签零报告。',
    en: 'A sheet was handed in for this quarter; a nil return is not possible any more.',
  },
  'nil.with-rows': {
    zh: '表中还有数据行。零报告须没有数据行：请先剔除，或改为报送。',
    en: 'There are rows in the sheet. A nil return has none: leave them out first, or submit the sheet.',
  },
  'sheet.empty': {
    zh: '没有可报送的行。请上传工作簿；本期无内容的，请签署零报告。',
    en: 'There is no row to submit. Upload the workbook; with nothing to report, sign a nil return.',
  },
  'row.ambiguous': {
    zh: '对象不明确。请在候选中选定，或补充单位、职务、身份证号。',
    en: 'It is not clear who is meant. Pick a candidate, or add unit, post or ID number.',
  },
  'row.not-returnable': {
    zh: '第 {row} 行不存在、已剔除或已退回。',
    en: 'Row {row} does not exist, was left out or was returned already.',
  },
  'row.returned': { zh: '接收机构退回：{reason}', en: 'Returned by the receiving organ: {reason}' },
  'workbook.sent-before': {
    zh: '同一文件已在{period}报送过，为避免重复未予读取。如确需补充，请只保留新增的行。',
    en: 'The same file was already sent in for {period}; it was not read again. To add rows, keep only the new ones.',
  },
  'workbook.type': {
    zh: '请上传 .xlsx 或 .csv 文件。',
    en: 'Upload an .xlsx or .csv file.',
  },
};
