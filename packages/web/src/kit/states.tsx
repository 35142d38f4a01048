import { Link, useRouter } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { ProblemError } from '../lib/problem.ts';
import { useMay } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import { ProblemAlert } from './ProblemAlert.tsx';
import { texts } from './texts.ts';

interface MessageProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** The message is the whole page: its title is the page's heading. */
  page?: boolean;
}

/** A calm message in place of content. */
export function Message({ title, children, actions, page }: MessageProps) {
  const Heading = page ? 'h1' : 'p';
  return (
    <div className={page ? 'message message-page' : 'message'}>
      <Heading className="message-title" tabIndex={page ? -1 : undefined}>
        {title}
      </Heading>
      {children && <div className="message-text">{children}</div>}
      {actions && <div className="message-actions">{actions}</div>}
    </div>
  );
}

export function Loading({ label }: { label?: string }) {
  const t = useText(texts);
  return (
    <div className="loading" role="status">
      <Spin size="small" />
      <span>{label ?? t('loading')}</span>
    </div>
  );
}

/** Nothing is there; say what would stand here and how it comes about. */
export function EmptyState({ title, children, actions }: Partial<MessageProps>) {
  const t = useText(texts);
  return (
    <Message title={title ?? t('empty')} actions={actions}>
      {children}
    </Message>
  );
}

export function Forbidden({ page, actions }: { page?: boolean; actions?: ReactNode }) {
  const t = useText(texts);
  return (
    <Message title={t('forbiddenTitle')} actions={actions} {...(page ? { page } : {})}>
      {t('forbiddenText')}
    </Message>
  );
}

/** What is not there or not open to the caller: the two are not told apart, so both are named, and the ways back. */
function Missing() {
  const t = useText(texts);
  const { routesByPath, latestLocation } = useRouter();
  const maySearch = useMay('search.use');
  // In place of a whole page it is the page's heading.
  const [page] = useState(() => document.querySelector('h1') === null);
  const list = `/${latestLocation.pathname.split('/')[1] ?? ''}`;
  const ways = [
    ...(list in routesByPath && list !== latestLocation.pathname && list !== '/'
      ? [{ to: list, label: t('backToList') }]
      : []),
    { to: '/workbench', label: t('backToWork') },
    ...(maySearch ? [{ to: '/search', label: t('backToSearch') }] : []),
  ];
  return (
    <Message
      title={t('missingTitle')}
      page={page}
      actions={ways.map(({ to, label }) => (
        <Link key={to} to={to as string}>
          <Button tabIndex={-1}>{label}</Button>
        </Link>
      ))}
    >
      <p>{t('missingText')}</p>
      <ul>
        <li>{t('missingAddress')}</li>
        <li>{t('missingGone')}</li>
        <li>{t('missingClosed')}</li>
      </ul>
    </Message>
  );
}

/** What went wrong in place of content, with the way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  const t = useText(texts);
  if (error instanceof ProblemError && error.status === 403) return <Forbidden />;
  if (error instanceof ProblemError && error.code === 'not-found') return <Missing />;
  // What isn't a refusal is a defect: the page's error boundary shows it.
  if (!(error instanceof ProblemError)) throw error;
  return (
    <ProblemAlert
      problem={error}
      action={
        onRetry && (
          <Button size="small" onClick={() => void onRetry()}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}

interface Read<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Loading, refused or there: `<Loaded read={useRead(…)}>{(data) => …}</Loaded>`. */
export function Loaded<T>({ read, children }: { read: Read<T>; children: (data: T) => ReactNode }) {
  if (read.data !== undefined) return children(read.data);
  if (read.error) return <ErrorState error={read.error} onRetry={read.refetch} />;
  return <Loading />;
}
