import type { Text } from '@plumbline/contract/route';

/** Texts of the registry's faults, refusals and warnings: what is wrong and what to do. */
export const texts: Record<string, Text> = {
  'credit-code.empty': { zh: '统一社会信用代码为空。', en: 'The credit code is empty.' },
  'credit-code.length': {
    zh: '统一社会信用代码应为 18 位。',
    en: 'A unified social credit code has 18 characters.',
  },
  'credit-code.characters': {
    zh: '统一社会信用代码含有不允许的字符（不使用字母 I、O、S、V、Z）。',
    en: 'The credit code holds characters that do not occur in one (never I, O, S, V or Z).',
  },
  'credit-code.check-character': {
    zh: '统一社会信用代码校验位不符，请核对是否抄错。',
    en: 'The check character of the credit code does not fit: compare it with the document.',
  },
  'credit-code.taken': {
    zh: '该统一社会信用代码已登记在另一单位名下。请在单位列表中按代码或名称查找并使用该记录；确属登记错误的，请先更正原记录。',
    en: 'This credit code belongs to another unit. Look that unit up and use it; if its code is wrong, correct it there first.',
  },
  'credit-code.unusual-prefix': {
    zh: '此类单位的代码通常以 {prefix} 开头，请核对单位类别和代码。',
    en: 'Codes of such units usually begin with {prefix}: check kind and code.',
  },
  'id-number.empty': { zh: '身份证号码为空。', en: 'The ID number is empty.' },
  'id-number.scientific': {
    zh: '号码被表格软件改成了科学计数法，请按文本重新填写 18 位号码。',
    en: 'A spreadsheet program has damaged the number (1.1E+17): type all 18 characters as text.',
  },
  'id-number.rounded': {
    zh: '号码末三位为 000 且校验不符，可能被表格软件舍入，请重新填写。',
    en: 'The last three digits are 000 and the check fails: a spreadsheet program has rounded the number.',
  },
  'id-number.characters': {
    zh: '身份证号码只能是 17 位数字加一位数字或 X。',
    en: 'An ID number is 17 digits and one digit or X.',
  },
  'id-number.old-15-digits': {
    zh: '这是已停用的 15 位号码，请填写 18 位号码。',
    en: 'This is an old number of 15 digits; give the one of 18.',
  },
  'id-number.length': { zh: '身份证号码应为 18 位。', en: 'An ID number has 18 characters.' },
  'id-number.region': {
    zh: '身份证号码的地区代码不存在。',
    en: 'The region in the ID number does not exist.',
  },
  'id-number.birth-date': {
    zh: '身份证号码中的出生日期不是有效日期。',
    en: 'The birth date in the ID number is not a real day.',
  },
  'id-number.check-digit': {
    zh: '身份证号码校验位不符，请核对是否抄错。',
    en: 'The check digit of the ID number does not fit: compare it with the document.',
  },
  'id-number.taken': {
    zh: '该身份证号码已登记在另一名人员名下。请先在人员列表中查找并使用该记录；查不到的，请联系登记管理人员核对，勿重复建档。',
    en: 'This ID number belongs to another person. Look that person up and use the record; if you can not find it, ask those who keep the registry, and do not enter the person twice.',
  },
  'birth-date-contradicts-id': {
    zh: '出生日期与身份证号码不一致，请核对其中一项。',
    en: 'The birth date contradicts the ID number: one of them is wrong.',
  },
  'sex-contradicts-id': {
    zh: '性别与身份证号码不一致，请核对其中一项。',
    en: 'The sex contradicts the ID number: one of them is wrong.',
  },
  'in-future': { zh: '日期不能晚于今天。', en: 'This day can not lie in the future.' },
  'end-before-start': { zh: '结束日期早于开始日期。', en: 'The end lies before the beginning.' },
  'ended-earlier': {
    zh: '该记录已在更早的日期结束；如需更改请用“更正”。',
    en: 'This ended earlier already; use a correction to change its days.',
  },
  'relation-overlaps': {
    zh: '与已有记录（{from} 至 {to}）时间重叠；请先结束原记录，或选择“同时结束原记录”。',
    en: 'This overlaps with a record from {from} to {to}: end that one first, or ask to end it along with this.',
  },
  'appointment-overlaps': {
    zh: '该人员在这一岗位已有时间重叠的任职。',
    en: 'This person holds this post already at that time.',
  },
  'another-head': {
    zh: '同一时期{name}也担任该主要负责人岗位，请核对免职日期。',
    en: '{name} heads the unit at the same time: check when that ended.',
  },
  'post-closed': { zh: '任职超出岗位撤销日期。', en: 'The post was closed before this ends.' },
  'before-birth': { zh: '任职日期早于出生日期。', en: 'This lies before the birth of the person.' },
  'after-death': { zh: '任职日期晚于去世日期。', en: 'This lies after the death of the person.' },
  'unit-closed': { zh: '该单位已注销。', en: 'This unit is closed.' },
  'unit-has-holders': {
    zh: '届时仍有 {count} 条任职未结束，请先办理免职。',
    en: '{count} appointments go on after that day: end them first.',
  },
  'unit-has-units': {
    zh: '下属仍有 {count} 个单位，请先注销或改变隶属。',
    en: '{count} units stand below it: close or move them first.',
  },
  'unit-below-itself': {
    zh: '单位不能隶属于自身或其下级单位。',
    en: 'A unit can not stand below itself.',
  },
  'post-has-holders': {
    zh: '届时仍有 {count} 条任职未结束，请先办理免职。',
    en: '{count} appointments go on after that day: end them first.',
  },
  'no-custodian': {
    zh: '无法确定由哪个机关保管档案：请先登记监督关系，或由所在机关人员办理。',
    en: 'No organ can be named to keep the dossier: enter who supervises the unit first.',
  },
  'organ-does-not-supervise': {
    zh: '该类机关不承担监督职责。',
    en: 'Organs of this kind do not supervise units.',
  },
  'not-an-officer': {
    zh: '该账号不是任何机关的在任工作人员。',
    en: 'This account serves in no organ at that time.',
  },
  'unit-or-person': {
    zh: '联系对象应为一个单位或一名人员，二者选一。',
    en: 'Name one unit or one person, not both.',
  },
  'own-relative': { zh: '不能将本人登记为其亲属。', en: 'Nobody is a relative of their own.' },
  'before-group': { zh: '日期早于该组织的设立日期。', en: 'This lies before the group was set up.' },
  'zone-code-taken': { zh: '该编码已被使用，请换一个。', en: 'This code is in use; choose another.' },
  'bodies-missing': {
    zh: '以下类别的机关尚未登记，登记后请加入成员单位：{kinds}。',
    en: 'No organ of these kinds is registered yet; add them as members later: {kinds}.',
  },
  'notice.dossier.custody-moved': {
    zh: '有档案改由另一机关保管，请核对监督关系和任职',
    en: 'A dossier went to another organ: check who supervises the unit and who serves where',
  },
  'notice.zone.members-changed': {
    zh: '协作区（工作组）成员有变动',
    en: 'The members of a zone or group have changed',
  },
};
