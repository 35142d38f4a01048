import type { Text } from '@plumbline/contract/route';

export const assessmentTexts: Record<string, Text> = {
  'assessment.period': {
    zh: '不是一个考核周期，请按规则包的周期填写起止日期。',
    en: 'These days are no period of the pack.',
  },
  'assessment.twice': {
    zh: '该对象本周期已有考核。',
    en: 'There is a sheet of this period for it already.',
  },
};
