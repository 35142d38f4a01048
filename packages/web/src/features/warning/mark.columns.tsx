import type { Mark } from '@plumbline/contract/warning';
import { Day, Due } from '../../kit/Day.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import type { texts } from './level.texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

export const TONES = { proposed: 'care', 'in-force': 'live', ended: 'quiet' } as const;

/** Columns of warnings, and of places on the list, which have no level. */
export const columnsOf = (t: Say<Key>, withLevel: boolean): Column<Mark>[] => [
  { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
  { key: 'subject', title: t('subject'), render: (row) => row.subject ?? '—', nowrap: true },
  { key: 'unit', title: t('unit'), render: (row) => row.unit ?? '—' },
  ...(withLevel
    ? [{ key: 'level', title: t('level'), render: (row: Mark) => row.levelTitle ?? '—', nowrap: true }]
    : []),
  {
    key: 'state',
    title: t('state'),
    render: (row) => <StatusTag title={row.stateTitle} tone={TONES[row.standing]} />,
    nowrap: true,
  },
  { key: 'from', title: t('from'), render: (row) => <Day day={row.fromOn} />, nowrap: true, hidden: true },
  { key: 'until', title: t('until'), render: (row) => <Day day={row.untilOn} />, nowrap: true },
  {
    key: 'due',
    title: t('due'),
    render: (row) => <Due day={row.dueOn} done={row.standing === 'ended'} />,
    nowrap: true,
  },
  { key: 'owner', title: t('owner'), render: (row) => row.owner ?? '—', nowrap: true },
  { key: 'organ', title: t('organ'), render: (row) => row.organ, hidden: true },
  {
    key: 'why',
    title: t('why'),
    render: (row) => row.why.map(({ gives }) => gives).join(t('join')) || '—',
  },
];
