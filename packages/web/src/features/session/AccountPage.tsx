import type { Session } from '@plumbline/contract/session';
import { App } from 'antd';
import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useSession } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { texts } from './texts.ts';

type Grant = Session['grants'][number];

const METHODS = ['password', 'password+code', 'passkey'] as const;

/** How the session was opened, in words; an unknown way by its code. */
function methodName(method: string, t: Say<`method.${(typeof METHODS)[number]}`>): string {
  const known = METHODS.find((code) => code === method);
  return known ? t(`method.${known}`) : method;
}

const columnsOf = (t: Say<'role' | 'organ' | 'since' | 'until' | 'open'>): Column<Grant>[] => [
  { key: 'role', title: t('role'), render: (grant) => grant.roleTitle },
  { key: 'organ', title: t('organ'), render: (grant) => grant.organName ?? '—' },
  { key: 'from', title: t('since'), width: '8rem', render: (grant) => <Day day={grant.from} /> },
  {
    key: 'to',
    title: t('until'),
    width: '8rem',
    render: (grant) => (grant.to ? <Day day={grant.to} /> : t('open')),
  },
];

export default function AccountPage() {
  const t = useText(texts);
  const session = useSession();
  const { message } = App.useApp();
  return (
    <Page title={t('account')}>
      <Section title={t('accountFacts')}>
        <Facts
          facts={[
            { label: t('name'), value: session.name },
            { label: t('username'), value: session.username },
            { label: t('place'), value: session.organName },
            { label: t('method'), value: methodName(session.method, t) },
            { label: t('expires'), value: <Moment at={session.expiresAt} /> },
          ]}
        />
      </Section>
      <Section title={t('grants')}>
        <DataTable
          id="own-grants"
          caption={t('grants')}
          columns={columnsOf(t)}
          rows={session.grants}
          bare
          rowKey={(grant) => `${grant.role}/${grant.organId ?? grant.unitId ?? ''}/${grant.from}`}
          empty={<EmptyState title={t('noGrants')} />}
        />
      </Section>
      <Section title={t('passwordSection')}>
        <div className="form-column">
          <PasswordForm onDone={() => void message.success(t('changed'))} />
        </div>
      </Section>
    </Page>
  );
}
