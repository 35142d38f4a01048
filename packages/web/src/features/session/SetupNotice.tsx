import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useHasPage } from '../../lib/pages.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** Shown instead of the sign-in form as long as the server has no jurisdiction. */
export function SetupNotice() {
  const t = useText(texts);
  const hasPage = useHasPage('/setup');
  return (
    <Alert
      type="info"
      title={t('setupTitle')}
      description={
        <>
          <p>{t('setupText')}</p>
          {hasPage && <Link to="/setup">{t('setupGo')}</Link>}
        </>
      }
    />
  );
}
