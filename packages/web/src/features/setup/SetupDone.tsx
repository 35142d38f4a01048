import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress } from 'antd';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { Made, SetupState } from './setup.api.ts';
import { texts } from './texts.ts';

interface Props {
  made: Made;
  sample: SetupState['sample'];
  onAgain: () => void;
}

/** The first accounts with their passwords, this once, and what each of them does next. */
export function SetupDone({ made, sample, onAgain }: Props) {
  const t = useText(texts);
  const say = useSay();
  const own = made.choice === 'own';
  const ready = own || sample.state === 'done';
  return (
    <Page
      title={ready ? t('done') : t('loading')}
      narrow
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      {!own && <Loading sample={sample} onAgain={onAgain} />}
      <div className={own ? 'no-print' : undefined}>
        <Section title={t('accounts')}>
          <Alert
            type="warning"
            showIcon
            className="setup-once"
            title={t('passwordOnce')}
            description={own ? t('passwordAbout') : t('samplePassword')}
          />
          <DataTable
            id="first-accounts"
            caption={t('accounts')}
            bare
            rows={made.accounts}
            rowKey={(row) => row.username}
            columns={[
              { key: 'username', title: t('username'), render: (row) => row.username, nowrap: true },
              ...(own
                ? [{ key: 'person', title: t('person'), render: (row: Account) => row.name, nowrap: true }]
                : []),
              { key: 'role', title: t('role'), render: (row) => say(row.roleTitle) },
              {
                key: 'password',
                title: t('password'),
                render: (row) => <code className="setup-password">{row.password}</code>,
                nowrap: true,
              },
            ]}
          />
        </Section>
      </div>
      {own && made.accounts.map((account) => <Slip key={account.username} account={account} />)}
      {own && (
        <div className="no-print">
          <Section title={t('next')}>
            <ol>
              <li>{t('nextOrgans')}</li>
              <li>{t('nextGrants')}</li>
              <li>{t('nextWork')}</li>
              <li>{t('nextGroup')}</li>
              <li>{t('nextSubmit')}</li>
            </ol>
          </Section>
        </div>
      )}
      {ready && <Link to="/sign-in">{t('toSignIn')}</Link>}
    </Page>
  );
}

type Account = Made['accounts'][number];

/** On paper each password stands on a sheet of its own: it is for its holder alone. */
function Slip({ account }: { account: Account }) {
  const t = useText(texts);
  const say = useSay();
  return (
    <article className="setup-slip">
      <h2>{t('slipTitle', { name: account.name ?? account.username })}</h2>
      <Facts
        facts={[
          { label: t('person'), value: account.name },
          { label: t('role'), value: say(account.roleTitle) },
          { label: t('username'), value: account.username },
          { label: t('password'), value: <code className="setup-password">{account.password}</code> },
        ]}
      />
      <p>{t('passwordAbout')}</p>
    </article>
  );
}

const PERCENT = 100;

function Loading({ sample, onAgain }: { sample: SetupState['sample']; onAgain: () => void }) {
  const t = useText(texts);
  if (sample.state === 'failed')
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('failed')}
        action={<Button onClick={onAgain}>{t('title')}</Button>}
      />
    );
  if (sample.state === 'done') return null;
  return <Progress percent={Math.round(sample.share * PERCENT)} aria-label={t('loading')} />;
}
