import type { Text } from '@plumbline/contract/route';

const texts = new Map<string, Text>([
  [
    'bad-key',
    {
      zh: '请求标识须为 8 至 100 个字母、数字、下划线或连字符。',
      en: 'The key must have 8 to 100 letters, digits, underscores or hyphens.',
    },
  ],
  ['required', { zh: '此项必填。', en: 'This is required.' }],
  [
    'unknown-code',
    {
      zh: '没有“{value}”这个选项，请从列表中选择。',
      en: 'There is no option "{value}"; choose one of the list.',
    },
  ],
  [
    'broken-text',
    {
      zh: '含有不能保存的字符（空字符或残缺的字符），请删去后重新输入。',
      en: 'It holds a character that can not be kept (a null, or half a character); remove it and type it anew.',
    },
  ],
  [
    'bad-cursor',
    {
      zh: '翻页标识无效，请从第一页重新开始。',
      en: 'This cursor is not valid; start from the first page.',
    },
  ],
  [
    'hidden-characters',
    {
      zh: '含有换行、控制字符、零宽字符或改变文字方向的不可见字符，请删去。',
      en: 'It holds line breaks, control characters, characters without width or marks that turn the text about; remove them.',
    },
  ],
  // Of the contract: what holds between fields, or of one beyond its form.
  ['subjects-or-unit', { zh: '对象和单位须选其一。', en: 'Choose either subjects or a unit.' }],
  [
    'form-or-nothing',
    {
      zh: '须提供材料，或注明无此项，只能选其一。',
      en: 'Supply the material, or say that there is none; not both.',
    },
  ],
  [
    'rows-or-state',
    { zh: '须指明行，或指明行的状态，只能选其一。', en: 'Name the rows or their state, not both.' },
  ],
  ['unit-or-industry', { zh: '单位和行业须选其一。', en: 'Choose either a unit or an industry.' }],
  [
    'mixed-scripts',
    {
      zh: '混用了拉丁、希腊或西里尔字母，请只用其中一种。',
      en: 'It mixes Latin, Greek or Cyrillic letters; use one of them only.',
    },
  ],
  ['too-many-filters', { zh: '筛选条件最多30项。', en: 'There may be 30 filters at most.' }],
  [
    'too-long-together',
    { zh: '各项内容合计不得超过40万字。', en: 'All fields together may have 400,000 characters at most.' },
  ],
  ['unknown-reference', { zh: '所引用的记录不存在。', en: 'The record that this refers to does not exist.' }],
]);

/** Adds texts for fault codes: each module and platform part brings its own at start. */
export function registerFaultTexts(more: Record<string, Text>): void {
  for (const [code, text] of Object.entries(more)) texts.set(code, text);
}

/** Between the parts of a list. */
export const comma = (locale: 'zh' | 'en'): string => (locale === 'zh' ? '、' : ', ');

/** The text of a fault with `{name}` filled from `params`; lists are joined as the language does. */
export function faultText(code: string, params: Record<string, unknown>, locale: 'zh' | 'en'): string {
  const text = texts.get(code)?.[locale] ?? code;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    return Array.isArray(value) ? value.join(comma(locale)) : String(value);
  });
}

/** For the tests that every code in use has a text. */
export const hasFaultText = (code: string): boolean => texts.has(code);
