import { Link } from '@tanstack/react-router';
import { Due } from '../../kit/Day.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useTasks } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

const SHOWN = 8;

/** What this account is asked to supply, the nearest day first. */
export default function TaskCard() {
  const t = useText(texts);
  const pages = useTasks({ scope: 'owed', open: 'true' });
  const rows = rowsOf(pages).filter((task) => task.maySupply);
  return (
    <WorkCard
      title={t('owed')}
      late={rows.some((task) => task.overdue)}
      {...(pages.data && !pages.hasNextPage ? { count: rows.length } : {})}
      more={{ to: '/collection-tasks', label: t('showAll') }}
    >
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={t('noOwed')} />
      ) : (
        <ul className="worklist">
          {rows.slice(0, SHOWN).map((task) => (
            <li key={task.id}>
              <Link to={`/collection-tasks/${task.id}`}>{task.itemTitle}</Link>{' '}
              <small>{task.subject.name}</small> <Due day={task.dueOn} provisional={task.provisional} />
            </li>
          ))}
        </ul>
      )}
    </WorkCard>
  );
}
