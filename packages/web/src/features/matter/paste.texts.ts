import { defineTexts } from '../../lib/texts.ts';

export const texts = defineTexts('paste', {
  zh: {
    paste: '粘贴名单',
    lines: '每行一人：姓名，或者姓名和单位，或者身份证号；最多 {{most}} 行',
    tooMany: '共 {{count}} 行，超过 {{most}} 行',
    look: '查找 {{count}} 人',
    open_other: '还有 {{count}} 行未确定：重名的请选择，查无此人的请改正后重新查找',
    all_other: '{{count}} 人均已确定',
    which: '“{{name}}”有重名，请选择',
    none: '未找到此人',
    repeated: '与前面重复，只计一次',
    'not-a-number': '身份证号不正确',
    take: '加入 {{count}} 人',
  },
  en: {
    paste: 'Paste a list',
    lines: 'One person a line: name, name and unit, or ID number; {{most}} lines at most',
    tooMany: '{{count}} lines are more than {{most}}',
    look: 'Look up {{count}}',
    open_one: 'One line is not clear: choose among namesakes, mend what was not found and look again',
    open_other:
      '{{count}} lines are not clear: choose among namesakes, mend what was not found and look again',
    all_one: 'One person, clear',
    all_other: '{{count}} persons, all clear',
    which: 'Several are called "{{name}}": choose',
    none: 'Nobody was found',
    repeated: 'Named before: counts once',
    'not-a-number': 'The ID number is wrong',
    take: 'Take {{count}}',
  },
});
