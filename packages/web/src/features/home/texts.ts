import { defineTexts } from '../../lib/texts.ts';

export const texts = defineTexts('home', {
  zh: {
    title: '工作台',
    night: '{{name}}，夜深了',
    morning: '{{name}}，上午好',
    afternoon: '{{name}}，下午好',
    evening: '{{name}}，晚上好',
    noCards: '这里显示需要您办理的事项。您的账号目前没有需要办理的内容。',
    roles: '{{place}} · {{roles}}',
  },
  en: {
    title: 'Workbench',
    night: 'Good evening, {{name}}',
    morning: 'Good morning, {{name}}',
    afternoon: 'Good afternoon, {{name}}',
    evening: 'Good evening, {{name}}',
    noCards: 'What waits for you stands here. At present nothing does.',
    roles: '{{place}} · {{roles}}',
  },
});
