import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Alert, Button, Space } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import { formatMoment } from '../lib/time.ts';
import { texts } from './texts.ts';
import { useUpdate } from './use-update.ts';

const WARN_MS = 10 * 60_000;
const TICK_MS = 30_000;

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** What concerns the whole client: no network, a new version, a session that ends soon. */
export function Banners() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div className="banners" aria-live="polite">
      {!online && <Offline />}
      <SessionEnds />
      <NewVersion />
    </div>
  );
}

function Offline() {
  const t = useText(texts);
  return <Alert banner type="warning" title={t('offline')} />;
}

function SessionEnds() {
  const t = useText(texts);
  const language = useLanguage();
  const { expiresAt } = useSession();
  const navigate = useNavigate();
  const here = useRouterState({ select: (state) => state.location.href });
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (Date.parse(expiresAt) - now > WARN_MS) return null;
  return (
    <Alert
      banner
      type="warning"
      title={t('expiring', { time: formatMoment(expiresAt, language, 'time') })}
      action={
        <Button
          size="small"
          onClick={() => void navigate({ to: '/sign-in', search: { back: here } as never })}
        >
          {t('signInAgain')}
        </Button>
      }
    />
  );
}

function NewVersion() {
  const t = useText(texts);
  const { waiting, refresh, later } = useUpdate();
  if (!waiting) return null;
  return (
    <Alert
      banner
      type="info"
      title={t('newVersion')}
      action={
        <Space>
          <Button size="small" type="primary" onClick={refresh}>
            {t('refresh')}
          </Button>
          <Button size="small" onClick={later}>
            {t('later')}
          </Button>
        </Space>
      }
    />
  );
}
