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
    'hidden-characters',
    {
      zh: '含有换行、控制字符或改变文字方向的不可见字符，请删去。',
      en: 'It holds line breaks, control characters or marks that turn the text about; remove them.',
    },
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
