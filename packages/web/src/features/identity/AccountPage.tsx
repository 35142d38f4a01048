import type { Account } from '@plumbline/contract/identity';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { DialogForm } from '../../kit/DialogForm.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { AccountSessions } from './AccountSessions.tsx';
import { GrantRole } from './GrantRole.tsx';
import { grantColumns } from './grant.columns.tsx';
import './identity.css';
import { useAccount, useAccountWrites } from './identity.api.ts';
import {
  ACCOUNT_FIELDS,
  AccountFields,
  type AccountValues,
  InitialPassword,
  type Made,
} from './NewAccount.tsx';
import { PasswordReset } from './PasswordReset.tsx';
import { AccountTags } from './parts/states.tsx';
import { texts } from './texts.ts';

export default function AccountPage() {
  const account = useAccount(usePathParam('id'));
  return <Loaded read={account}>{(data) => <AccountView account={data} />}</Loaded>;
}

function AccountView({ account }: { account: Account }) {
  const t = useText(texts);
  const [made, setMade] = useState<Made>();
  const may = (action: string) => account.allowed.includes(action);
  const yesNo = (value: boolean | null) => (value === null ? t('notShown') : value ? t('yes') : t('no'));
  return (
    <Page
      title={t('account')}
      tag={<AccountTags account={account} />}
      breadcrumbs={[{ title: t('accounts'), to: '/accounts' }, { title: account.username }]}
      actions={<AccountActions account={account} onMade={setMade} />}
    >
      <Section title={account.username}>
        <Facts
          columns={3}
          facts={[
            { label: t('name'), value: account.name },
            { label: t('unit'), value: account.unit?.name ?? t('none') },
            { label: t('person'), value: account.person?.name ?? t('none') },
            { label: t('createdAt'), value: <Moment at={account.createdAt} /> },
            { label: t('lastSeen'), value: <Moment at={account.lastSeenAt} /> },
            account.closedAt
              ? { label: t('closed'), value: <Moment at={account.closedAt} /> }
              : {
                  label: t('password'),
                  value:
                    account.initialPassword === null
                      ? t('notShown')
                      : account.initialPassword
                        ? t('still')
                        : t('changed'),
                },
            { label: t('authenticator'), value: yesNo(account.authenticator) },
            { label: t('passkeys'), value: account.passkeys ?? t('notShown') },
            account.lockedUntil !== null && {
              label: t('lockedUntil'),
              value: <Moment at={account.lockedUntil} />,
            },
          ]}
        />
      </Section>
      {account.reset && <PasswordReset account={account} reset={account.reset} onMade={setMade} />}
      <Section title={t('roles')} actions={may('grant') && <GrantRole account={account} />}>
        <DataTable
          id="account-grants"
          caption={t('roles')}
          bare
          rows={account.grants}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.state === 'past' ? 'quiet' : undefined)}
          columns={grantColumns(t, { account: false })}
          empty={<EmptyState title={t('noRoles')}>{t('noRolesAbout')}</EmptyState>}
        />
      </Section>
      {may('see-sessions') && <AccountSessions id={account.id} />}
      <InitialPassword made={made} onClose={() => setMade(undefined)} />
    </Page>
  );
}

function AccountActions({ account, onMade }: { account: Account; onMade: (made: Made) => void }) {
  const t = useText(texts);
  const writes = useAccountWrites();
  const params = { id: account.id };
  const { version } = account;
  const may = (action: string) => account.allowed.includes(action);
  return (
    <>
      {may('unlock') && (
        <ConfirmAction label={t('unlock')} onConfirm={() => writes.unlock({ params })}>
          {t('unlockAbout')}
        </ConfirmAction>
      )}
      {may('edit') && (
        <DialogForm<AccountValues>
          label={t('edit')}
          fields={ACCOUNT_FIELDS}
          initial={{
            username: account.username,
            name: account.name,
            unitId: account.unit?.id ?? null,
            personId: account.person?.id ?? null,
          }}
          onSave={(values) => writes.edit({ params, body: { ...values, version } })}
        >
          <AccountFields unit={account.unit} person={account.person} />
        </DialogForm>
      )}
      {may('reset-password') && (
        <ConfirmAction
          label={t('resetPassword')}
          reason="required"
          onConfirm={async (reason) => onMade(await writes.resetPassword({ params, body: { reason } }))}
        >
          {account.grants.some((grant) => grant.state !== 'past')
            ? t('requestResetAbout')
            : t('resetPasswordAbout')}
        </ConfirmAction>
      )}
      {may('reset-factors') && (
        <ConfirmAction
          label={t('resetFactors')}
          reason="required"
          danger
          onConfirm={(reason) => writes.resetFactors({ params, body: { reason } })}
        >
          {t('resetFactorsAbout')}
        </ConfirmAction>
      )}
      {may('close') && (
        <ConfirmAction
          label={t('closeAccount')}
          reason="required"
          danger
          onConfirm={(reason) => writes.close({ params, body: { version, reason } })}
        >
          {t('closeAccountAbout')}
        </ConfirmAction>
      )}
    </>
  );
}
