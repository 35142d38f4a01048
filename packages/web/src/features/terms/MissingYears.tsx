import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** Says that due days are counted through years of which nothing is known. Nothing when there are none. */
export function MissingYears({ years, action }: { years: readonly number[]; action?: ReactNode }) {
  const t = useText(texts);
  if (!years.length) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('missing', { years: years.join(comma()) })}
      description={action ? t('missingAbout') : t('missingAsk')}
      action={action}
    />
  );
}
