import { Outlet, useRouter } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { ProblemAlert } from '../kit/ProblemAlert.tsx';
import { Forbidden, Message } from '../kit/states.tsx';
import { ProblemError } from '../lib/problem.ts';
import { useText } from '../lib/texts.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { texts } from './texts.ts';

/** Frame of pages without navigation: sign-in, initial password, set-up. */
export function BarePage() {
  return (
    <div className="bare">
      <header className="bare-tools">
        <LanguageSwitch />
      </header>
      <main id="content" className="bare-main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function HomeButton() {
  const t = useText(texts);
  const router = useRouter();
  return <Button onClick={() => void router.navigate({ to: '/' })}>{t('backHome')}</Button>;
}

export function NotFoundPage() {
  const t = useText(texts);
  return (
    <Message title={t('notFoundTitle')} page actions={<HomeButton />}>
      {t('notFoundText')}
    </Message>
  );
}

export function ForbiddenPage() {
  return <Forbidden page actions={<HomeButton />} />;
}

export function OpeningPage() {
  const t = useText(texts);
  return (
    <div className="opening" role="status" aria-label={t('loadingPage')}>
      <Spin />
    </div>
  );
}

const isChunkError = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);

/** What is shown when a page throws. */
export function CrashPage({ error }: { error: unknown }) {
  const t = useText(texts);
  const refresh = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t('refresh')}
    </Button>
  );
  if (error instanceof ProblemError) {
    if (error.status === 403) return <ForbiddenPage />;
    if (error.status === 404) return <NotFoundPage />;
    return (
      <div className="lone">
        <ProblemAlert problem={error} />
        {refresh}
      </div>
    );
  }
  return (
    <Message title={t('crashTitle')} page actions={refresh}>
      {isChunkError(error) ? t('chunkText') : t('crashText')}
    </Message>
  );
}
