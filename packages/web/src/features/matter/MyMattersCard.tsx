import { Link } from '@tanstack/react-router';
import { Due } from '../../kit/Day.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useMatters } from './matter.api.ts';
import { texts } from './texts.ts';

const SHOWN = 8;

/** What waits for this account, the oldest deadline first. */
export default function MyMattersCard() {
  const t = useText(texts);
  const pages = useMatters({ mine: 'true', open: 'true' });
  const rows = rowsOf(pages).toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
  return (
    <WorkCard
      title={t('mine')}
      late={rows.some((row) => row.overdue)}
      more={{ to: '/matters?mine=true', label: t('all') }}
    >
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={t('mineNone')} />
      ) : (
        <ul className="worklist">
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.id}>
              <Link to={row.link}>{row.title}</Link> <small>{row.procedureTitle}</small>{' '}
              <Due day={row.dueOn} />
            </li>
          ))}
        </ul>
      )}
    </WorkCard>
  );
}
