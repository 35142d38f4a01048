import type { Text } from '@plumbline/contract/route';

export const signTexts: Record<string, Text> = {
  'sign.team': {
    zh: '对象为个人的，请选“本人”；反映班子的，请以单位为对象。',
    en: 'For a person choose the person; a sign about a team is noted about its unit.',
  },
};
