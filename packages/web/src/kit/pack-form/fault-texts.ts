import type { Locale } from '@plumbline/contract/common';

type Words = (limit: string) => readonly [zh: string, en: string];

/** The same words as the server's, which has the last say. */
const WORDS: Record<string, Words> = {
  required: () => ['此项必填。', 'This is required.'],
  minLength: () => ['此项必填。', 'This is required.'],
  maxLength: (n) => [`最多 ${n} 个字。`, `At most ${n} characters.`],
  minItems: (n) => [`至少 ${n} 项。`, `At least ${n} entries.`],
  maxItems: (n) =>
    n === '0'
      ? ['此处须为空。', 'There must be no entry here.']
      : [`最多 ${n} 项。`, `At most ${n} entries.`],
  minimum: (n) => [`不小于 ${n}。`, `Not less than ${n}.`],
  maximum: (n) => [`不大于 ${n}。`, `Not more than ${n}.`],
  oneOf: () => ['请从选项中选择。', 'Choose one of the options.'],
  enum: () => ['请从选项中选择。', 'Choose one of the options.'],
  const: () => ['须确认此项。', 'This must be confirmed.'],
  format: () => ['格式不对。', 'The form of this is wrong.'],
  pattern: () => ['格式不对。', 'The form of this is wrong.'],
  type: () => ['类型不对。', 'The kind of value is wrong.'],
  uniqueItems: () => ['不能重复。', 'Entries may not repeat.'],
  anyOf: () => ['请至少填写其中一项。', 'Fill in at least one of these.'],
  additionalProperties: () => ['表单没有这个字段。', 'The form has no such field.'],
};
const OTHER: Words = () => ['不符合要求。', 'This does not fit.'];

/** What is wrong, by JSON Schema keyword and its limit. */
export function faultText(keyword: string, limit: unknown, language: Locale): string {
  const [zh, en] = (WORDS[keyword] ?? OTHER)(String(limit));
  return language === 'zh' ? zh : en;
}
