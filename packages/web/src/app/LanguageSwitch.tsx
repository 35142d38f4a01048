import { setLanguage, useLanguage } from '../lib/language.ts';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

const NAMES = [
  ['zh', '中', '中文'],
  ['en', 'EN', 'English'],
] as const;

export function LanguageSwitch() {
  const t = useText(texts);
  const language = useLanguage();
  return (
    <fieldset className="language" aria-label={t('language')}>
      {NAMES.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          lang={code === 'zh' ? 'zh-CN' : 'en'}
          aria-pressed={language === code}
          title={name}
          onClick={() => setLanguage(code)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
