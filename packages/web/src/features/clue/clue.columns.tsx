import { Day } from '../../kit/Day.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import type { ClueSummary } from './clue.api.ts';
import type { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

export const columnsOf = (t: Say<Key>): Column<ClueSummary>[] => [
  { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
  { key: 'title', title: t('title'), render: (row) => row.title },
  { key: 'class', title: t('class'), render: (row) => `${row.classTitle} · ${row.subTypeTitle}` },
  { key: 'polarity', title: t('polarity'), render: (row) => t(row.polarity), nowrap: true },
  { key: 'body', title: t('body'), render: (row) => row.sourceOrganName ?? '—' },
  { key: 'received', title: t('received'), render: (row) => <Day day={row.receivedOn} />, nowrap: true },
  {
    key: 'status',
    title: t('status'),
    render: (row) => <StatusTag title={row.statusTitle} tone="live" />,
    nowrap: true,
  },
];
