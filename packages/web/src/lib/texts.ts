import { useCallback } from 'react';
import { getLanguage, i18n, useLanguage } from './language.ts';

type Words = Record<string, string>;
/** `rows_one` and `rows_other` are asked for as `rows`, with `count`. */
type KeyOf<K> = K extends `${infer Base}_one` ? Base : K extends `${infer Base}_other` ? Base : K;

export interface Texts<K extends string = string> {
  readonly name: string;
  readonly zh: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
  /** Only for types. */
  readonly keys?: K;
}

export type Values = Record<string, string | number>;
export type Say<K extends string> = (key: K, values?: Values) => string;

/**
 * The texts of one feature. Values stand as `{{name}}`. Where English needs a plural, write `rows_one` and
 * `rows_other` in English, `rows_other` in Chinese, and pass `count`.
 */
export function defineTexts<Z extends Words, E extends Words>(
  name: string,
  words: { zh: Z; en: E },
): Texts<KeyOf<keyof Z & string>> {
  i18n.addResourceBundle('zh', name, words.zh);
  i18n.addResourceBundle('en', name, words.en);
  return { name, ...words };
}

const say = <K extends string>(texts: Texts<K>, key: K, values?: Values): string =>
  i18n.t(key as string, {
    ns: texts.name,
    lng: getLanguage(),
    keySeparator: false,
    nsSeparator: false,
    ...values,
  });

/** `t('key', { name })` in the language shown. */
export function useText<K extends string>(texts: Texts<K>): Say<K> {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of language must give a new function
  return useCallback((key, values) => say(texts, key, values), [texts, language]);
}
