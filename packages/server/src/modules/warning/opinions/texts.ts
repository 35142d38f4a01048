import type { Text } from '@plumbline/contract/route';

/** Faults of opinion replies. */
export const opinionTexts: Record<string, Text> = {
  'notice.opinion.supplement': {
    zh: '已复函的人员在效措施有变化，请考虑补充回复',
    en: 'What is in force about somebody for whom an opinion was given has changed',
  },
  'notice.opinion.parted': {
    zh: '有人员须另案征求意见，由无亲属关系的人员办理',
    en: 'A name of a request goes on by itself, handled by somebody who is not near to it',
  },
  'opinion.other-name': {
    zh: '第 {no} 号“{name}”与登记姓名“{held}”不一致，请核对是否同一人；确系同一人的，确认后登记。',
    en: 'Number {no}, "{name}", is on record as "{held}": look whether it is the same person, and confirm it.',
  },
  'opinion.too-soon': {
    zh: '来函要求的时间过紧，最早为{text}，请与征求意见机关商定。',
    en: 'That leaves too little time: {text} is the earliest. Agree on it with whoever asks.',
  },
  'opinion.part-nobody': {
    zh: '所选人员与第 {nos} 号为本人或者近亲属，该号须另案办理，请再加一名无亲属关系的人员。',
    en: 'Whoever was chosen is, or is near kin of, number {nos}, which goes on by itself: name one more who is not.',
  },
  'opinion.out-of-reach': {
    zh: '第 {no} 号不在您的监督范围内，请转由其主管的纪检监察机关回复。',
    en: 'Number {no} is out of your reach: the organ that supervises this person gives the opinion.',
  },
  'opinion.names': {
    zh: '名单与事项对象不一致。',
    en: 'The list and the subjects of the matter are not the same persons.',
  },
  'opinion.too-many': {
    zh: '名单有 {count} 人，一次征求意见最多 {most} 人，请分次登记。',
    en: 'The list has {count} names and a request may have {most}: register it in parts.',
  },
  'opinion.nobody': {
    zh: '没有读到姓名，请粘贴名单或者上传文件。',
    en: 'No name was found: paste a list or upload a file.',
  },
  'opinion.twice': { zh: '第 {no} 号重复。', en: 'Number {no} stands twice.' },
  'opinion.listed-twice': {
    zh: '与第 {no} 号是同一人，请删去其中一个。',
    en: 'The same person as number {no}: leave one of them out.',
  },
  'opinion.no-such-name': { zh: '名单中没有第 {no} 号。', en: 'There is no number {no} in the list.' },
  'opinion.unknown': {
    zh: '人员登记中没有“{name}”。请核对姓名、单位，或者先在人员登记中建立此人后再核对。',
    en: 'Nobody called "{name}" is registered. Check name and unit, or register the person first and check again.',
  },
  'opinion.namesakes': {
    zh: '有 {count} 人同名，请按单位、职务和出生年月选择。',
    en: '{count} persons have this name: choose by unit, post and birth.',
  },
  'opinion.name-only': {
    zh: '只按姓名找到一人，单位不符或者未写，请核对后确认。',
    en: 'One person was found by the name alone; the unit is not given or another one. Look and confirm.',
  },
  'opinion.no-heading': {
    zh: '“{file}”前 {rows} 行中没有“姓名”一列的表头。请加上表头后重新上传。',
    en: 'No heading with a column of names in the first {rows} rows of "{file}". Add one and upload it again.',
  },
  'opinion.no-form': {
    zh: '“{file}”不是可以读取的任免审批表。请上传 .lrmx 或者按样式填写的 .docx。',
    en: '"{file}" is no appointment form that can be read: upload .lrmx, or .docx of the usual layout.',
  },
  'opinion.file-type': {
    zh: '不能从“{file}”读取名单，请用 .xlsx、.csv 或者 .txt。',
    en: 'No list can be read from "{file}": use .xlsx, .csv or .txt.',
  },
  'opinion.file-too-large': {
    zh: '“{file}”过大，名单不超过 20 MB。',
    en: '"{file}" is too large: a list has 20 MB at most.',
  },
  'opinion.encoding': {
    zh: '“{file}”的文字编码无法识别，请另存为 UTF-8 后重新上传。',
    en: 'The encoding of "{file}" is not known: save it as UTF-8 and upload it again.',
  },
  'opinion.near': {
    zh: '第 {no} 号是您本人或者近亲属，由他人会签。',
    en: 'Number {no} is yourself or your kin: somebody else signs it.',
  },
  'opinion.stayed-out': {
    zh: '您对第 {no} 号已回避，由他人会签。',
    en: 'You stayed out of number {no}: somebody else signs it.',
  },
  'opinion.ground': {
    zh: '第 {no} 号须选在效措施为依据。',
    en: 'Number {no} needs a measure in force as its ground.',
  },
  'opinion.no-ground-here': {
    zh: '第 {no} 号的这一结果不列依据。',
    en: 'Number {no}: this result has no ground.',
  },
  'opinion.not-in-force': {
    zh: '第 {no} 号所列依据已不在效或者未经核实，不得作为依据。',
    en: 'Number {no}: a ground is no longer in force, or was never verified.',
  },
  'opinion.other-words': {
    zh: '第 {no} 号的文字与名单或者依据不一致，请重新打开工作表后再办。',
    en: 'Number {no}: the words are not those of the list or of the grounds. Open the sheet anew.',
  },
  'opinion.no-such-conclusion': {
    zh: '第 {no} 号没有这种结论。',
    en: 'Number {no}: there is no such conclusion.',
  },
  'opinion.stands-against': {
    zh: '第 {no} 号有在效措施与本次事由相抵，不得作此结论。',
    en: 'Number {no}: a measure in force stands against what the request is for.',
  },
  'opinion.remark': {
    zh: '第 {no} 号有部门认为有影响的问题，作此结论须写明内部说明。',
    en: 'Number {no}: a department signed a problem; say in a remark why nothing comes of it.',
  },
  'opinion.unsigned': {
    zh: '还有部门未会签：第 {nos} 号。',
    en: 'Not signed by every department yet: {nos}.',
  },
  'opinion.outdated': {
    zh: '第 {nos} 号的依据已不在效或者有新生效的措施，请重新拟定结论。',
    en: 'Numbers {nos}: a ground is no longer in force, or something has come into force. Draft them anew.',
  },
};
