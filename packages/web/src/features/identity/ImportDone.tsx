import type { UseMutationResult } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import type { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './import.texts.ts';

interface Props {
  imported: { id: string; accounts: number; roles: number };
  fetch: UseMutationResult<void, ProblemError, string>;
  onAgain: () => void;
}

/** The accounts stand; their initial passwords can be fetched this once. */
export function ImportDone({ imported, fetch, onAgain }: Props) {
  const t = useText(texts);
  const router = useRouter();
  return (
    <Section title={t('done')}>
      <p role="status">{t('doneText', { accounts: imported.accounts, roles: imported.roles })}</p>
      <Alert type="warning" showIcon title={fetch.isSuccess ? t('fetched') : t('doneOnce')} />
      <ProblemAlert problem={fetch.error} />
      <p className="page-actions import-next">
        <Button
          type="primary"
          loading={fetch.isPending}
          disabled={fetch.isSuccess}
          onClick={() => fetch.mutate(imported.id)}
        >
          {t('passwords')}
        </Button>
        <Button onClick={() => void router.navigate({ to: '/accounts' })}>{t('toAccounts')}</Button>
        <Button onClick={onAgain}>{t('another')}</Button>
      </p>
    </Section>
  );
}
