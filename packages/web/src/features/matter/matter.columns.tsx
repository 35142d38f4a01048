import { Due, Moment } from '../../kit/Day.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import type { MatterSummary } from './matter.api.ts';
import { TitleAbout } from './TitleAbout.tsx';
import type { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

export const columnsOf = (t: Say<Key>): Column<MatterSummary>[] => [
  { key: 'title', title: t('title'), render: (row) => <TitleAbout {...row} /> },
  { key: 'procedure', title: t('procedure'), render: (row) => row.procedureTitle, nowrap: true },
  {
    key: 'state',
    title: t('state'),
    render: (row) => <StatusTag title={row.stateTitle} tone={row.overdue ? 'late' : 'live'} />,
    nowrap: true,
  },
  { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true, hidden: true },
  {
    key: 'due',
    title: t('due'),
    render: (row) => <Due day={row.dueOn} provisional={row.provisional} />,
    nowrap: true,
  },
  { key: 'opened', title: t('opened'), render: (row) => <Moment at={row.openedAt} />, nowrap: true },
];
