import type { Locale } from '@plumbline/contract/common';
import type { Text } from '@plumbline/contract/route';
import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import { remember, remembered } from './storage.ts';

const KEY = 'language';

const first = (): Locale => {
  const kept = remembered(KEY);
  return kept === 'zh' || kept === 'en' ? kept : 'zh';
};

/** One instance; every texts.ts adds its own namespace when it is loaded. */
export const i18n = createInstance();
void i18n.init({
  lng: first(),
  fallbackLng: false,
  initAsync: false,
  ns: [],
  resources: {},
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});

const mark = (language: Locale) => {
  if (typeof document !== 'undefined') document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};
mark(first());

export const getLanguage = (): Locale => (i18n.language === 'en' ? 'en' : 'zh');

/** Changes the language of the whole client and remembers it on this machine. */
export function setLanguage(language: Locale): void {
  remember(KEY, language);
  mark(language);
  void i18n.changeLanguage(language);
}

/** Takes over what the account prefers, unless a language was chosen on this machine. */
export function suggestLanguage(language: Locale): void {
  if (remembered(KEY) !== undefined || language === getLanguage()) return;
  mark(language);
  void i18n.changeLanguage(language);
}

const subscribe = (listener: () => void) => {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
};

/** The language shown; the component is drawn again when it changes. */
export const useLanguage = (): Locale => useSyncExternalStore(subscribe, getLanguage, getLanguage);

/** A text of the pack or the contract in one language; the other one when that is empty. */
export const pick = (text: Text | string, language: Locale): string =>
  typeof text === 'string' ? text : text[language] || text[language === 'zh' ? 'en' : 'zh'];

/** `say(text)` in the language shown. */
export function useSay(): (text: Text | string) => string {
  const language = useLanguage();
  return (text) => pick(text, language);
}

/** Between the parts of a list, in the language shown. */
export const comma = (): string => (getLanguage() === 'zh' ? '、' : ', ');
/** Between sentences or parts that hold commas themselves. */
export const semicolon = (): string => (getLanguage() === 'zh' ? '；' : '; ');
