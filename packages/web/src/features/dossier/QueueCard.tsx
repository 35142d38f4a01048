import { Link } from '@tanstack/react-router';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useQueue } from './dossier.api.ts';
import { texts } from './texts.ts';

const SHOWN = 6;

export default function QueueCard() {
  const t = useText(texts);
  const pages = useQueue({ limit: SHOWN });
  const rows = rowsOf(pages).slice(0, SHOWN);
  return (
    <WorkCard title={t('queue')} more={{ to: '/verification', label: t('showAll') }}>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={t('queueNone')} />
      ) : (
        <ul className="worklist">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/verification?material=${row.id}`}>{row.title ?? row.itemTitle}</Link>{' '}
              <small>{row.subjectName}</small>
            </li>
          ))}
        </ul>
      )}
    </WorkCard>
  );
}
