import { defineTexts } from '../../lib/texts.ts';

export const texts = defineTexts('warning-bars', {
  zh: {
    inForce: '在效限制（到期自行失效）',
    barred: '：{{what}}。',
    until: '影响期至',
    owner: '责任：{{name}}',
  },
  en: {
    inForce: 'Bars in force (each ends by itself)',
    barred: ': {{what}}.',
    until: 'In force until',
    owner: 'Answered for by {{name}}',
  },
});
