import type { AccountSummary } from '@plumbline/contract/identity';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import './identity.css';
import { useAccounts, useOrgans } from './identity.api.ts';
import { NewAccount } from './NewAccount.tsx';
import { useRoles } from './parts/pickers.tsx';
import { AccountTags } from './parts/states.tsx';
import { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;
const STATES = ['open', 'locked', 'without-role', 'reset-waits', 'closed'] as const;

const columnsOf = (t: Say<Key>): Column<AccountSummary>[] => [
  { key: 'username', title: t('username'), render: (row) => row.username, nowrap: true },
  { key: 'name', title: t('name'), render: (row) => row.name, nowrap: true },
  {
    key: 'roles',
    title: t('rolesToday'),
    render: (row) =>
      row.roles.length > 0 && (
        <ul className="role-list">
          {row.roles.map((role) => (
            <li key={`${role.role}/${role.place}`}>
              {role.title}
              {role.place && <small> {role.place}</small>}
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'unit', title: t('unit'), render: (row) => row.unit?.name ?? '', hidden: true },
  { key: 'state', title: t('state'), render: (row) => <AccountTags account={row} /> },
  { key: 'seen', title: t('lastSeen'), render: (row) => <Moment at={row.lastSeenAt} />, nowrap: true },
];

export default function AccountListPage() {
  const t = useText(texts);
  const say = useSay();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState<'q' | 'role' | 'organId' | 'state'>();
  const accounts = useAccounts({
    q: url.q,
    role: url.role,
    organId: url.organId,
    state: url.state ?? 'open',
  });
  const organs = useOrgans();
  const roles = useRoles();
  const mayManage = useMay('account.manage');
  const mayImport = useMay('account.import');
  return (
    <Page
      title={t('accounts')}
      description={t('accountsAbout')}
      actions={
        <>
          {mayImport && (
            <Button onClick={() => void navigate({ to: '/accounts/import' })}>{t('import')}</Button>
          )}
          {mayManage && <NewAccount />}
        </>
      }
    >
      <DataTable
        id="accounts"
        caption={t('accounts')}
        pages={accounts}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        open={(row) => `/accounts/${row.id}`}
        rowTone={(row) => (row.closedAt ? 'quiet' : undefined)}
        empty={<EmptyState title={t('noAccounts')}>{t('noAccountsAbout')}</EmptyState>}
        filters={
          <>
            <FilterText label={t('nameOrUsername')} value={url.q} onChange={(q) => setUrl({ q })} />
            <FilterSelect
              label={t('role')}
              value={url.role}
              onChange={(role) => setUrl({ role })}
              options={roles.map((role) => ({ value: role.code, label: say(role.title) }))}
            />
            <FilterSelect
              label={t('organ')}
              value={url.organId}
              onChange={(organId) => setUrl({ organId })}
              options={(organs.data ?? []).map((organ) => ({ value: organ.id, label: organ.name }))}
            />
            <FilterSelect
              label={t('state')}
              value={url.state ?? 'open'}
              onChange={(state) => setUrl({ state })}
              options={STATES.map((state) => ({ value: state, label: t(`accountState.${state}`) }))}
            />
          </>
        }
      />
    </Page>
  );
}
