import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Day, Due } from '../../kit/Day.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { comma } from '../../lib/language.ts';
import type { Say } from '../../lib/texts.ts';
import type { Gap, Party } from './keeping.api.ts';
import type { texts } from './keeping.texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

/** Who owes an item: the nearest by name, the others when asked for. */
function Owing({ parties, t }: { parties: readonly Party[]; t: Say<Key> }) {
  const [first, ...others] = parties;
  if (!first) return '—';
  return (
    <span title={parties.map((party) => party.name).join(comma())}>
      {first.name}
      {others.length > 0 && <small className="absent"> {t('andOthers', { count: others.length })}</small>}
    </span>
  );
}

export const gapColumns = (t: Say<Key>, onAsk: ((gap: Gap) => void) | undefined): Column<Gap>[] => [
  { key: 'subject', title: t('subject'), render: (gap) => gap.subjectName, nowrap: true },
  {
    key: 'post',
    title: t('post'),
    render: (gap) => [gap.unit?.name, gap.post].filter(Boolean).join(' · ') || '—',
  },
  { key: 'item', title: t('item'), render: (gap) => gap.itemTitle },
  {
    key: 'gap',
    title: t('gap'),
    render: (gap) => <StatusTag title={t(gap.gap)} tone={gap.gap === 'missing' ? 'late' : 'care'} />,
    nowrap: true,
  },
  { key: 'since', title: t('since'), render: (gap) => <Day day={gap.since} />, nowrap: true },
  { key: 'why', title: t('why'), render: (gap) => gap.why },
  { key: 'owedBy', title: t('owedBy'), render: (gap) => <Owing parties={gap.owedBy} t={t} /> },
  {
    key: 'asked',
    title: t('asked'),
    nowrap: true,
    render: (gap) =>
      gap.asked ? (
        <Link to={`/collection-tasks/${gap.asked.matterId}`}>
          <Due day={gap.asked.dueOn} provisional={gap.asked.provisional} />
        </Link>
      ) : onAsk ? (
        <Button
          size="small"
          onClick={() => onAsk(gap)}
          aria-label={`${t('ask')} ${gap.subjectName} ${gap.itemTitle}`}
        >
          {t('ask')}
        </Button>
      ) : (
        '—'
      ),
  },
];
