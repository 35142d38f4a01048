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
  { key: 'subject', title: t('subject'), render: (row) => <Subject clue={row} /> },
  { key: 'class', title: t('class'), render: (row) => `${row.classTitle} · ${row.subTypeTitle}` },
  { key: 'problem', title: t('problem'), render: (row) => row.problemTitle ?? '—', hidden: true },
  { key: 'polarity', title: t('polarity'), render: (row) => t(row.polarity), nowrap: true },
  { key: 'source', title: t('source'), render: (row) => row.sourceTitle, hidden: true },
  { key: 'period', title: t('period'), render: (row) => row.period, nowrap: true, hidden: true },
  {
    key: 'occurred',
    title: t('occurred'),
    render: (row) => <Day day={row.occurredOn} />,
    nowrap: true,
    hidden: true,
  },
  { key: 'body', title: t('body'), render: (row) => row.sourceOrganName ?? '—' },
  { key: 'received', title: t('received'), render: (row) => <Day day={row.receivedOn} />, nowrap: true },
  {
    key: 'status',
    title: t('status'),
    render: (row) => <StatusTag title={row.statusTitle} tone="live" />,
    nowrap: true,
  },
];

/** Whom it concerns; nobody yet while the match waits for a second person. */
function Subject({ clue: { subject } }: { clue: ClueSummary }) {
  if (!subject) return <span className="absent">—</span>;
  return (
    <>
      {subject.name ?? '—'} <small>{[subject.unit, subject.post].filter(Boolean).join(' ')}</small>
    </>
  );
}
