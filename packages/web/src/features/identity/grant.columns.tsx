import type { RoleGrant } from '@plumbline/contract/identity';
import { Link } from '@tanstack/react-router';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import { EndGrant } from './EndGrant.tsx';
import { Days, HoldsTag } from './parts/states.tsx';
import type { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

/** Columns of a list of roles held, with the account where the list is of several. */
export function grantColumns(t: Say<Key>, of: { account: boolean }): Column<RoleGrant>[] {
  const account: Column<RoleGrant> = {
    key: 'account',
    title: t('account'),
    render: (row) => (
      <>
        <Link to={`/accounts/${row.accountId}`}>{row.username}</Link> <small>{row.name}</small>
      </>
    ),
    nowrap: true,
  };
  return [
    ...(of.account ? [account] : []),
    {
      key: 'role',
      title: t('role'),
      render: (row) => (
        <>
          {row.roleTitle} {row.administrator && <StatusTag title={t('administrator')} />}
        </>
      ),
    },
    { key: 'place', title: t('place'), render: (row) => row.organ?.name ?? row.unit?.name ?? '' },
    { key: 'days', title: t('days'), render: (row) => <Days from={row.from} to={row.to} />, nowrap: true },
    { key: 'state', title: t('state'), render: (row) => <HoldsTag state={row.state} />, nowrap: true },
    { key: 'basis', title: t('basis'), render: (row) => row.basis ?? '' },
    { key: 'by', title: t('grantedBy'), render: (row) => row.grantedBy ?? '', hidden: true },
    { key: 'endedBy', title: t('endedBy'), render: (row) => row.endedBy ?? '', hidden: true },
    {
      key: 'actions',
      title: t('actions'),
      align: 'end',
      fixed: true,
      render: (row) => row.allowed.includes('end') && <EndGrant grant={row} />,
    },
  ];
}
