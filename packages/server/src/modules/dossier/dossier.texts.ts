import type { Text } from '@plumbline/contract/route';
import { formTexts } from './form.texts.ts';

/** Texts of this module's fault codes. */
export const dossierTexts: Record<string, Text> = {
  ...formTexts,
  'unfit-item': {
    zh: '目录项目“{value}”不适用于该对象。',
    en: 'The item "{value}" does not belong to the dossier of such a subject.',
  },
  'filed-by-procedure': {
    zh: '该目录项目由系统在事项办结时自动归档，不能手工录入。',
    en: 'Entries of this item are filed when a matter is closed; they are not entered by hand.',
  },
  'filed-as-instruction': {
    zh: '指示批示请在批示台账登记，每个单位各自跟踪落实。',
    en: 'Record it in the ledger of instructions: each unit follows it up on its own.',
  },
  'asked-for-only': {
    zh: '该项为密封评价，只能由班子成员通过采集任务填写。',
    en: 'This is a sealed appraisal: members of the team write it when a collection task asks them.',
  },
  'no-files-here': {
    zh: '该目录项目不接收附件。',
    en: 'Files can not be attached to entries of this item.',
  },
  'day-to-come': { zh: '日期不能晚于今天。', en: 'The day must not lie in the future.' },
  'day-past': { zh: '日期不能早于今天。', en: 'The day must not lie in the past.' },
  'beyond-term': {
    zh: '阅档期限最晚到 {latest}。',
    en: 'A reading slip may run until {latest} at the latest.',
  },
  'too-many-subjects': {
    zh: '一次最多对 500 个对象下达，请分批办理。',
    en: 'At most 500 dossiers can be asked about at once; do it in parts.',
  },
  'unknown-file': {
    zh: '文件不存在、未上传完成或已归入其他材料，请重新上传。',
    en: 'The file is not there, not complete, or belongs to another entry already; upload it again.',
  },
};
