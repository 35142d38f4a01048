import { Day } from '../../kit/Day.tsx';
import { UnitLink } from '../../kit/links.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import type { Summary } from './dossier.api.ts';
import type { texts } from './texts.ts';

export type Key = NonNullable<(typeof texts)['keys']>;

export const columnsOf = (t: Say<Key>): Column<Summary>[] => [
  { key: 'subject', title: t('subject'), render: (row) => row.name, nowrap: true },
  {
    key: 'unit',
    title: t('unit'),
    render: (row) => (row.unit ? <UnitLink id={row.unit.id}>{row.unit.name}</UnitLink> : '—'),
  },
  {
    key: 'post',
    title: t('post'),
    render: (row) => (
      <>
        {row.post ?? '—'} {row.topLeader && <StatusTag title={t('flag.top-leader')} />}
      </>
    ),
  },
  {
    key: 'missing',
    title: t('missing'),
    align: 'end',
    render: (row) => (row.missing ? <span className="late">{row.missing}</span> : '—'),
  },
  { key: 'stale', title: t('stale'), align: 'end', render: (row) => row.stale || '—' },
  { key: 'last', title: t('last'), render: (row) => <Day day={row.last} />, nowrap: true },
  { key: 'custodian', title: t('custodian'), render: (row) => row.custodian.name, nowrap: true },
];
