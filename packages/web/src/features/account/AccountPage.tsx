import type { Session } from '@plumbline/contract/session';
import { App, Radio } from 'antd';
import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { setLanguage } from '../../lib/language.ts';
import { useSession } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { AuthenticatorSection } from './AuthenticatorSection.tsx';
import './account.css';
import { useProfile, useProfileWrites } from './account.api.ts';
import { methodName } from './method.ts';
import { PasskeySection } from './PasskeySection.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { SessionSection } from './SessionSection.tsx';
import { TokenSection } from './TokenSection.tsx';
import { texts } from './texts.ts';

type Grant = Session['grants'][number];

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

/** The own account: who one is here, and by what one proves it. */
export default function AccountPage() {
  const t = useText(texts);
  const session = useSession();
  const profile = useProfile();
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
            { label: t('language'), value: <LanguageChoice /> },
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
      <Loaded read={profile}>
        {(data) => (
          <>
            <AuthenticatorSection since={data.authenticatorSince} />
            <PasskeySection passkeys={data.passkeys} possible={data.passkeysPossible} />
          </>
        )}
      </Loaded>
      <SessionSection />
      <TokenSection />
    </Page>
  );
}

/** The language of the account: for notices and for other computers. */
function LanguageChoice() {
  const t = useText(texts);
  const session = useSession();
  const { edit } = useProfileWrites();
  const choose = (locale: 'zh' | 'en') =>
    edit.mutate({ body: { locale } }, { onSuccess: () => setLanguage(locale) });
  return (
    <Radio.Group
      aria-label={t('language')}
      value={session.locale}
      disabled={edit.isPending}
      onChange={(event) => choose(event.target.value)}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
