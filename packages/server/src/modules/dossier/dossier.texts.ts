import type { Text } from '@plumbline/contract/route';

/** Texts of this module's fault codes. */
export const dossierTexts: Record<string, Text> = {
  'unfit-item': {
    zh: '目录项目“{value}”不适用于该对象。',
    en: 'The item “{value}” does not belong to the dossier of such a subject.',
  },
  'no-files-here': {
    zh: '该目录项目不接收附件。',
    en: 'Files can not be attached to entries of this item.',
  },
  'day-to-come': { zh: '日期不能晚于今天。', en: 'The day must not lie in the future.' },
  'unknown-file': {
    zh: '文件不存在、未上传完成或已归入其他材料，请重新上传。',
    en: 'The file is not there, not complete, or belongs to another entry already; upload it again.',
  },
};
